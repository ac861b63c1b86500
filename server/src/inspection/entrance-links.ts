import { isIP } from 'node:net';
import { isOrganHost, isUnder } from './organ-hosts.ts';
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

// 登陆 is written as often as 登录.
const STAFF_TEXT =
  /后台(管理|登[录陆]|入口|系统)|^网站?后台$|^后台$|管理员(登[录陆]|入口)|^(系统|网站)?管理(登[录陆]|入口)$|(网站|内容|信息)管理(系统|平台|后台|登[录陆]|入口)|(编辑|信息员|通讯员)(登[录陆]|入口)|^办公入口$|办公(自动化|系统|平台|OA)|协同办公|(?<![A-Za-z])OA(系统|办公|登[录陆]|平台)?(入口)?$|内部(登[录陆]|办公|系统|网站?)|公文(交换|系统|传输)|信息报送(系统|平台)?|VPN/i;
/** Words that name a door only where they are all that the link says. */
const STAFF_NAME =
  /^(?:(?:政务|单位|机关|校园)?内网(?:入口|登[录陆]|系统|平台|门户)?|(?:财务|人事|档案|督查|督办|督查督办|视频会议)(?:管理)?(?:系统|平台)(?:登[录陆]|入口)?|(?:移动|机关|无纸化)办公(?:系统|平台|入口)?|(?:职工|员工|教职工|工作人员|站长|网管)(?:登[录陆]|入口|通道)|公务员门户)$/;
/** An item about such a system: 「协同办公系统上线」, 「OA系统采购公告」. */
const ITEM_TEXT =
  /公告|通知|公示|采购|招标|中标|成交|培训|上线|开通|启用|停用|升级|说明|手册|指南|办法|规定|制度/;
const STAFF_PATH =
  /\/(admin|backend|houtai|wp-admin|webadmin|sysadmin)(\/|$|\.|\?)|\/(admin|manager?)[_-]?(login|logon|signin|index|main|default)\.|\/oa(\/?$|\/(login|index)|\.)|\/(manage|management|manager|cms)(\/(login|admin)|\/?$)/i;
/** Names of hosts that say it all. */
const STAFF_HOST = /^(oa|vpn|webvpn|sslvpn|portal-oa)\d?\./i;
/** Names of hosts that also serve pictures and pages to the public. */
const MANAGED_HOST = /^(admin|manage|cms)\./i;
const FILE = /\.(jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|zip|rar|mp4|css|js|ico)$/i;
const MAIL_TEXT = /(邮箱|邮件)(登录|系统|入口)?$|^(电子)?邮箱$|工作邮箱|政务邮箱|公务邮箱|企业邮箱|电子邮局/;
const MAIL_HOST = /^(mail|webmail|email|owa|exmail)\d?\./i;
/** Letter boxes for the public are no e-mail systems. */
const PUBLIC_BOX =
  /书记|市长|县长|区长|局长|厅长|主任|部长|院长|校长|领导|监督|举报|投诉|意见|信箱|投稿|征集|纪检|联系|咨询|建议|客服|反馈|纠错|服务|验证|绑定|修改|找回|填写/;
/** A unit's own mail that another host keeps for it is called so. */
const OWN_MAIL = /工作|政务|公务|机关|单位|内部|企业|邮件系统|邮局/;
/** Mail that anybody may have. */
const PUBLIC_MAIL =
  /(^|\.)(163|126|139|189|yeah|sina|sohu|qq|gmail|outlook|hotmail|foxmail|aliyun)\.(com|net|cn|com\.cn)$/i;
const MAIL_OF_UNITS = /^(exmail\.qq\.com|qiye\.(163|aliyun)\.com)$/i;

/** Links on a unit's pages to entrances for its own people, each address once. They may stand under other domains. */
export function entranceLinks(pages: readonly PageFacts[], domain: string): EntranceLink[] {
  const found = new Map<string, EntranceLink>();
  // The menu stands on every page.
  const seen = new Set<string>();
  for (const page of pages) {
    if (isStaffLogin(page) && isUnder(new URL(page.url).hostname, domain))
      found.set(page.url, { kind: 'staff', url: page.url, text: page.title, page: page.url, line: 1 });
    for (const link of page.links) {
      const key = `${link.url} ${link.text}`;
      if (found.has(link.url) || seen.has(key)) continue;
      seen.add(key);
      const url = URL.parse(link.url);
      if (!url) continue;
      const own = isUnder(url.hostname, domain);
      const kind = isStaffLink(link, url, own) ? 'staff' : isMailLink(link, url, own) ? 'mail' : undefined;
      const { text, line } = link;
      if (kind) found.set(link.url, { kind, url: link.url, text, page: page.url, line });
    }
  }
  return [...found.values()];
}

function isStaffLink({ text }: LinkFact, { hostname, pathname }: URL, own: boolean): boolean {
  if (FILE.test(pathname)) return false;
  const named =
    STAFF_NAME.test(text) || (STAFF_TEXT.test(text) && text.length <= 12 && !ITEM_TEXT.test(text));
  // 后台管理 that leads to a bare address: nobody links to another's back end.
  if (!own && named && isIP(hostname) !== 0) return true;
  // The office system of a branch stands under the branch's domain.
  if (!own) return isOrganHost(hostname) && STAFF_HOST.test(hostname);
  if (named || STAFF_PATH.test(pathname) || STAFF_HOST.test(hostname)) return true;
  return MANAGED_HOST.test(hostname) && /^\/?$|login/i.test(pathname);
}

/** A unit's own mail that another host keeps for it, by its name: 公务邮箱 at mail.…; it leads to nobody else. */
export function isMailOfUnit(link: { readonly text: string; readonly url: string }): boolean {
  const url = URL.parse(link.url);
  return url !== null && isMailLink(link, url, false);
}

function isMailLink({ text }: Pick<LinkFact, 'text'>, { hostname }: URL, own: boolean): boolean {
  if (PUBLIC_BOX.test(text)) return false;
  const named = MAIL_TEXT.test(text) && text.length <= 12;
  if (own) return MAIL_HOST.test(hostname) || named;
  // The mail of a branch stands under the branch's domain, whatever the picture or the word is that leads there.
  if (isOrganHost(hostname)) return MAIL_HOST.test(hostname);
  if (!named || !OWN_MAIL.test(text)) return false;
  if (MAIL_OF_UNITS.test(hostname)) return true;
  return MAIL_HOST.test(hostname) && !PUBLIC_MAIL.test(hostname);
}

function isStaffLogin(page: PageFacts): boolean {
  const path = URL.parse(page.url)?.pathname ?? '';
  return (
    page.forms.some(({ hasPassword }) => hasPassword) &&
    (STAFF_TEXT.test(page.title) || STAFF_PATH.test(path))
  );
}
