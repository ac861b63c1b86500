import type { LinkFact } from '../html/page-facts.ts';

/** Pages still to be opened, in an order that shows as many sides of a site as possible with few pages. */
export interface Frontier {
  add(links: readonly LinkFact[]): void;
  next(): string | undefined;
}

type Sort = 'service' | 'item' | 'column';

const SERVICE = /登录|登陆|注册|办事|服务|申报|申请|预约|查询|邮箱|信箱|投诉|互动|留言|征集|后台|管理|OA/i;
const SERVICE_PATH = /login|passport|register|admin|manage|\boa\b|mail|bsdt|zwfw|hdjl|guestbook/i;
const ITEM_PATH =
  /\/t?20\d{6}_\d+|\/art\/20\d\d\/|(post|content|article|info)[_/-]?\d+|\/\d{4,}\.s?html?$|_\d{4,}\.s?html?$|\/[0-9a-f]{24,32}\.html$/i;
/** Files that are no pages. */
const NO_PAGE =
  /\.(pdf|docx?|xlsx?|pptx?|wps|et|zip|rar|7z|tar|gz|apk|exe|jpe?g|png|gif|bmp|webp|svg|ico|mp3|mp4|avi|wmv|flv|mov|css|js|json|xml|txt|ofd)$/i;
const PER_FOLDER = 4;
const LIMIT = 20_000;

/** Only pages of the home page's own host are taken up; of one folder a few. */
export function openFrontier(homeUrl: string): Frontier {
  const home = new URL(homeUrl);
  const known = new Set([pageKey(home)]);
  const folders = new Map<string, number>();
  const waiting: Record<Sort, string[]> = { service: [], item: [], column: [] };
  let turn = 0;
  return {
    add(links) {
      for (const link of links) {
        const url = URL.parse(link.url);
        if (!url || url.host !== home.host || known.size > LIMIT || NO_PAGE.test(url.pathname)) continue;
        if (link.kind === 'form' || link.kind === 'frame' || known.has(pageKey(url))) continue;
        known.add(pageKey(url));
        const sort = sortOf(url, link.text);
        const folder = `${sort} ${url.pathname.replace(/[^/]*$/, '')}`;
        const seen = folders.get(folder) ?? 0;
        if (sort === 'item' && seen >= PER_FOLDER) continue;
        folders.set(folder, seen + 1);
        waiting[sort].push(url.href);
      }
    },
    next() {
      const order: readonly Sort[] = ['column', 'item', 'service', 'item'];
      for (let tried = 0; tried < order.length; tried++) {
        const sort = order[turn++ % order.length] ?? 'column';
        const url = waiting[sort].shift();
        if (url !== undefined) return url;
      }
      return undefined;
    },
  };
}

/** The scheme does not make another page, nor does a trailing index.html. */
function pageKey(url: URL): string {
  return url.host + url.pathname.replace(/\/index\.s?html?$/i, '/') + url.search;
}

function sortOf(url: URL, text: string): Sort {
  if (ITEM_PATH.test(url.pathname)) return 'item';
  if (SERVICE.test(text) || SERVICE_PATH.test(url.pathname)) return 'service';
  return 'column';
}
