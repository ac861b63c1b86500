import type { LinkFact } from '../html/page-facts.ts';

/** Pages still to be opened, in an order that shows as many sides of a site as possible with few pages. */
export interface Frontier {
  add(links: readonly LinkFact[]): void;
  next(): string | undefined;
  /** Takes a page that a redirect leads to: false for other sites and for pages that were taken up before. */
  claim(url: URL): boolean;
}

type Sort = 'service' | 'item' | 'column';

const SERVICE = /登录|登陆|注册|办事|服务|申报|申请|预约|查询|邮箱|信箱|投诉|互动|留言|征集|后台|管理|OA/i;
const SERVICE_PATH = /login|passport|register|admin|manage|\boa\b|mail|bsdt|zwfw|hdjl|guestbook/i;
const ITEM_PATH =
  /\/t?20\d{6}_\d+|\/art\/20\d\d\/|(post|content|article|info)[_/-]?\d+|\/\d{4,}\.s?html?$|_\d{4,}\.s?html?$|\/[0-9a-f]{24,32}\.html$/i;
/** Files that are no pages. */
const NO_PAGE =
  /\.(pdf|docx?|xlsx?|pptx?|wps|et|zip|rar|7z|tar|gz|apk|exe|jpe?g|png|gif|bmp|webp|svg|ico|mp3|mp4|avi|wmv|flv|mov|css|js|json|xml|txt|ofd)$/i;
/** What such an address does when it is asked is not for a visitor who only looks, whatever the site's own guards are. */
const ACT =
  /(?:^|[/_.?&=-])(?:log-?out|log-?off|sign-?out|loginout|del|delete|remove|drop|unsubscribe|shutdown|reboot)(?:[/_.?&=-]|$)/i;
/** Part of an address that only names the visitor. */
const SESSION =
  /^(jsessionid|phpsessid|aspsessionid\w*|session_?id|sid|token|timestamp|_|rand(om)?|nocache)$/i;
const PER_FOLDER = 4;
/** A calendar or a search has a page for every query: the others wait until all else was opened. */
const PER_PATH = 4;
const LIMIT = 20_000;
const MAX_ADDRESS = 600;

/** Only pages of the home page's own host are taken up; of one folder a few. */
export function openFrontier(homeUrl: string): Frontier {
  const home = new URL(homeUrl);
  const known = new Set([pageKey(home)]);
  /** addresses as they were written: most links of a page stand on every page */
  const offered = new Set<string>();
  const folders = new Map<string, number>();
  const paths = new Map<string, number>();
  const waiting: Record<Sort, string[]> = { service: [], item: [], column: [] };
  const variants: string[] = [];
  let turn = 0;
  return {
    add(links) {
      for (const link of links) {
        if (link.kind === 'form' || link.kind === 'frame' || link.url.length > MAX_ADDRESS) continue;
        if (known.size > LIMIT || offered.has(link.url)) continue;
        offered.add(link.url);
        const url = URL.parse(link.url);
        if (!url || url.host !== home.host || NO_PAGE.test(url.pathname)) continue;
        if (ACT.test(url.pathname + url.search)) continue;
        const key = pageKey(url);
        if (known.has(key)) continue;
        known.add(key);
        const sort = sortOf(url, link.text);
        if (sort === 'item' && count(folders, url.pathname.replace(/[^/]*$/, '')) > PER_FOLDER) continue;
        if (url.search !== '' && count(paths, url.pathname) > PER_PATH) variants.push(url.href);
        else waiting[sort].push(url.href);
      }
    },
    next() {
      const order: readonly Sort[] = ['column', 'item', 'service', 'item'];
      for (let tried = 0; tried < order.length; tried++) {
        const sort = order[turn++ % order.length] ?? 'column';
        const url = waiting[sort].shift();
        if (url !== undefined) return url;
      }
      return variants.shift();
    },
    claim(url) {
      if (url.host !== home.host || known.has(pageKey(url))) return false;
      known.add(pageKey(url));
      return true;
    },
  };
}

/** Counts a name once more and tells how often it was named. */
function count(counts: Map<string, number>, name: string): number {
  const times = (counts.get(name) ?? 0) + 1;
  counts.set(name, times);
  return times;
}

/** The scheme, the order of parameters and a session's name do not make another page, nor does a trailing index.html. */
function pageKey(url: URL): string {
  const path = url.pathname.replace(/;jsessionid=[^/]*$/i, '').replace(/\/index\.s?html?$/i, '/');
  const parameters = [...url.searchParams].filter(([name]) => !SESSION.test(name));
  const query = parameters.map(([name, value]) => `${name}=${value}`).sort();
  return `${url.host}${path}?${query.join('&')}`;
}

function sortOf(url: URL, text: string): Sort {
  if (ITEM_PATH.test(url.pathname)) return 'item';
  if (SERVICE.test(text) || SERVICE_PATH.test(url.pathname)) return 'service';
  return 'column';
}
