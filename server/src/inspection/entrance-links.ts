import { isUnder } from './organ-hosts.ts';
import type { LinkFact, PageFacts } from './probes/html/page-facts.ts';

/** A door for the unit's own people (Art. 19): to the back end or the office system, or to the e-mail. */
export interface EntranceLink {
  readonly kind: 'staff' | 'mail';
  readonly url: string;
  readonly text: string;
  /** the public page on which it stands */
  readonly page: string;
  readonly line: number;
}

const STAFF_TEXT =
  /后台(管理|登录)?|管理员(登录|入口)|网站管理|内容管理|办公(自动化|系统|平台|OA)|协同办公|OA(系统|办公|登录)?$|^OA$|内部(登录|办公|系统|网)|公文(交换|系统|传输)|信息(报送|发布)(系统|平台)|VPN/i;
const STAFF_PATH =
  /\/(admin|manage(r|ment)?|backend|houtai|oa|cms\/login|wp-admin|webadmin|sysadmin)(\/|$|\.|\?)/i;
const STAFF_HOST = /^(oa|vpn|admin|manage|cms|webvpn|sslvpn|portal-oa)\./i;
const MAIL_TEXT = /(邮箱|邮件)(登录|系统|入口)?$|^(电子)?邮箱$|工作邮箱|政务邮箱|公务邮箱|企业邮箱/;
const MAIL_HOST = /^(mail|webmail|email|owa|exmail)\./i;
/** Letter boxes for the public are no e-mail systems. */
const PUBLIC_BOX =
  /书记|市长|县长|区长|局长|厅长|主任|部长|院长|校长|领导|监督|举报|投诉|意见|信箱|投稿|征集|纪检/;

/** Links on a unit's pages to entrances below its own domain, each address once. */
export function entranceLinks(pages: readonly PageFacts[], domain: string): EntranceLink[] {
  const found = new Map<string, EntranceLink>();
  for (const page of pages) {
    if (isStaffLogin(page) && isUnder(new URL(page.url).hostname, domain))
      found.set(page.url, { kind: 'staff', url: page.url, text: page.title, page: page.url, line: 1 });
    for (const link of page.links) {
      const url = URL.parse(link.url);
      if (!url || found.has(link.url) || !isUnder(url.hostname, domain)) continue;
      const kind = isStaffLink(link, url) ? 'staff' : isMailLink(link, url) ? 'mail' : undefined;
      const { text, line } = link;
      if (kind) found.set(link.url, { kind, url: link.url, text, page: page.url, line });
    }
  }
  return [...found.values()];
}

function isStaffLink({ text }: LinkFact, { hostname, pathname }: URL): boolean {
  return (
    (STAFF_TEXT.test(text) && text.length <= 12) || STAFF_PATH.test(pathname) || STAFF_HOST.test(hostname)
  );
}

function isMailLink({ text }: LinkFact, { hostname }: URL): boolean {
  return MAIL_HOST.test(hostname) || (MAIL_TEXT.test(text) && text.length <= 12 && !PUBLIC_BOX.test(text));
}

function isStaffLogin(page: PageFacts): boolean {
  const path = URL.parse(page.url)?.pathname ?? '';
  return (
    page.forms.some(({ hasPassword }) => hasPassword) &&
    (STAFF_TEXT.test(page.title) || STAFF_PATH.test(path))
  );
}
