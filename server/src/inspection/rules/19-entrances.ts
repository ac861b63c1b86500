import { isUnder } from '../organ-hosts.ts';
import type { LinkFact, PageFacts } from '../probes/html/page-facts.ts';
import type { SiteView } from '../site-view.ts';
import { allPages } from './home.ts';
import { defineRule } from './rule.ts';

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

/** Art. 19: functions for staff are limited by address range or device. A login page seen from outside is a fact, no breach. */
export const staffEntrance = defineRule({
  id: 'staff-entrance',
  needs: ['html'],
  judge(_, site) {
    const pages = allPages(site);
    const entrances = [
      ...linksLike(site, isStaffLink),
      ...pages.filter(isStaffLogin).map((page) => ({ url: page.url, text: page.title, page: page.url })),
    ];
    const [first] = entrances;
    if (!first) return { code: 'none-seen', facts: { pages: pages.length } };
    return {
      code: 'reachable',
      facts: {
        url: first.url,
        text: first.text || first.url,
        entrances: entrances.slice(0, 20).map((entrance) => ({ ...entrance })),
      },
    };
  },
});

/** Art. 19: the same for the unit's e-mail. */
export const mailEntrance = defineRule({
  id: 'mail-entrance',
  needs: ['html'],
  judge(_, site) {
    const entrances = linksLike(site, isMailLink);
    const [first] = entrances;
    if (!first) return { code: 'none-seen', facts: { pages: allPages(site).length } };
    return {
      code: 'reachable',
      facts: {
        url: first.url,
        text: first.text || first.url,
        entrances: entrances.slice(0, 20).map((entrance) => ({ ...entrance })),
      },
    };
  },
});

interface Entrance {
  readonly url: string;
  readonly text: string;
  readonly page: string;
}

function linksLike(
  site: SiteView,
  like: (link: LinkFact, host: string, path: string) => boolean,
): Entrance[] {
  const found = new Map<string, Entrance>();
  for (const page of allPages(site)) {
    for (const link of page.links) {
      const url = URL.parse(link.url);
      if (!url || !isUnder(url.hostname, site.domain) || !like(link, url.hostname, url.pathname)) continue;
      if (!found.has(link.url)) found.set(link.url, { url: link.url, text: link.text, page: page.url });
    }
  }
  return [...found.values()];
}

function isStaffLink({ text }: LinkFact, host: string, path: string): boolean {
  return (STAFF_TEXT.test(text) && text.length <= 12) || STAFF_PATH.test(path) || STAFF_HOST.test(host);
}

function isMailLink({ text }: LinkFact, host: string): boolean {
  return MAIL_HOST.test(host) || (MAIL_TEXT.test(text) && text.length <= 10 && !PUBLIC_BOX.test(text));
}

function isStaffLogin(page: PageFacts): boolean {
  return (
    page.forms.some(({ hasPassword }) => hasPassword) &&
    (STAFF_TEXT.test(page.title) || STAFF_PATH.test(URL.parse(page.url)?.pathname ?? ''))
  );
}
