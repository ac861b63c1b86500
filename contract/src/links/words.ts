import type { LocalText } from '../local-text.ts';

/** What has become of an exit link (console.md 2.11). */
export const LINK_STATE_WORDS = {
  taken: { zh: '疑似被占用', en: 'perhaps taken over' },
  dead: { zh: '失效', en: 'dead' },
  unknown: { zh: '无法判定', en: 'undetermined' },
  alive: { zh: '有效', en: 'alive' },
} as const satisfies Record<string, LocalText>;
export type LinkStateName = keyof typeof LINK_STATE_WORDS;
export const LINK_STATE_NAMES = Object.keys(LINK_STATE_WORDS) as [LinkStateName, ...LinkStateName[]];

/** Why a link is in its state. */
export const LINK_CAUSE_WORDS = {
  answered: { zh: '网页正常打开', en: 'the page opens' },
  accepted: { zh: '承办人已核对', en: 'the handler has looked at it' },
  gone: { zh: '网页或域名已不存在', en: 'the page or its domain is gone' },
  'soft-404': { zh: '网页提示内容不存在或网站已关闭', en: 'the page says that it is not there, or closed' },
  parked: { zh: '域名正在出售或停放', en: 'the domain is for sale or parked' },
  hijacked: { zh: '网页是赌博、色情等内容', en: 'the page shows gambling, pornography or the like' },
  moved: { zh: '跳转到了其他主体的域名', en: "it redirects to somebody else's domain" },
  'moved-first': {
    zh: '跳转到了其他域名，请核对是不是同一网站',
    en: 'it redirects to another domain: look whether that is the same site',
  },
  changed: { zh: '网站与之前明显不同', en: 'the site is clearly not what it was' },
  'bot-wall': { zh: '检测受阻，网站拒绝程序访问', en: 'the site refuses programs' },
  'no-answer': { zh: '检测受阻，网站没有给出答复', en: 'the site gave no answer' },
  'not-checked': { zh: '尚未检测', en: 'not checked yet' },
} as const satisfies Record<string, LocalText>;
export type LinkCause = keyof typeof LINK_CAUSE_WORDS;

/** What of a site is not as it was when all was well. */
export const LINK_CHANGE_WORDS = {
  domain: { zh: '最终打开的域名变了', en: 'it ends at another domain' },
  'certificate-owner': { zh: '证书上的单位名称变了', en: 'its certificate names another organisation' },
  'certificate-issuer': { zh: '证书的签发机构变了', en: 'its certificate is of another authority' },
  'certificate-broken': { zh: '证书过期或者不再受信任', en: 'its certificate has expired or is not trusted' },
  title: { zh: '网页标题变了', en: 'its title is another one' },
  content: { zh: '网页内容基本换了', en: 'hardly anything of its content is the same' },
} as const satisfies Record<string, LocalText>;
export type LinkChange = keyof typeof LINK_CHANGE_WORDS;
export const LINK_CHANGES = Object.keys(LINK_CHANGE_WORDS) as LinkChange[];

/** Article 15: whether a link has to do with the unit's duties or serves the public. */
export const LINK_RELEVANCE_WORDS = {
  open: { zh: '待确认', en: 'to be decided' },
  duty: { zh: '与履行职能的活动相关', en: "about the unit's duties" },
  service: { zh: '属于便民服务', en: 'a service for the public' },
  none: { zh: '不相关，应当去掉', en: 'neither: to be removed' },
} as const satisfies Record<string, LocalText>;
export type LinkRelevance = keyof typeof LINK_RELEVANCE_WORDS;
export const LINK_RELEVANCES = Object.keys(LINK_RELEVANCE_WORDS) as [LinkRelevance, ...LinkRelevance[]];

/** The presets of the register. */
export const LINK_SHOW_WORDS = {
  trouble: { zh: '待处理', en: 'to be dealt with' },
  taken: LINK_STATE_WORDS.taken,
  dead: LINK_STATE_WORDS.dead,
  unknown: LINK_STATE_WORDS.unknown,
  alive: LINK_STATE_WORDS.alive,
  open: { zh: '待确认相关性', en: 'relevance to be decided' },
  all: { zh: '全部', en: 'all' },
  gone: { zh: '已从网页去掉', en: 'no longer on any page' },
} as const satisfies Record<string, LocalText>;
export type LinkShow = keyof typeof LINK_SHOW_WORDS;
export const LINK_SHOWS = Object.keys(LINK_SHOW_WORDS) as [LinkShow, ...LinkShow[]];

/** Days between two looks at a link that is in order. */
export const LINK_DAYS = 7;
