import type { LocalText } from './local-text.ts';

/** Verdicts in the order in which they are always shown. `unknown` is never shown as met. */
export const VERDICTS = ['unmet', 'unknown', 'met', 'not-applicable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The one table of verdict words, shapes and colours: console, terminal, HTML, docx and Excel read it. */
export const VERDICT_WORDS = {
  unmet: { word: { zh: '不符合', en: 'Not met' }, shape: '×', text: '#cf1322', background: '#fff1f0' },
  unknown: {
    word: { zh: '无法判定', en: 'Undetermined' },
    shape: '?',
    text: '#ad4e00',
    background: '#fff7e6',
  },
  met: { word: { zh: '符合', en: 'Met' }, shape: '✓', text: '#237804', background: '#f6ffed' },
  'not-applicable': {
    word: { zh: '不适用', en: 'Not applicable' },
    shape: '–',
    text: '#595959',
    background: '#fafafa',
  },
} as const satisfies Record<Verdict, { word: LocalText; shape: string; text: string; background: string }>;

/** Why something is 无法判定: a closed set. */
export const REASON_WORDS = {
  'not-checked': { zh: '尚未检测', en: 'not checked yet' },
  blocked: { zh: '检测受阻', en: 'the check was blocked' },
  'record-missing': { zh: '缺少登记信息', en: 'registered facts are missing' },
  'proof-needed': { zh: '需提供证明', en: 'a proof is needed' },
  'proof-expired': { zh: '证明已过期', en: 'the proof has expired' },
  'no-means': { zh: '本机缺少检测条件', en: 'this machine lacks the means' },
} as const satisfies Record<string, LocalText>;
export type Reason = keyof typeof REASON_WORDS;
export const REASONS = Object.keys(REASON_WORDS) as Reason[];

/** 承办: who mends it. A closed set. */
export const HANDLER_WORDS = {
  office: { zh: '本单位办公室', en: "the unit's own office" },
  operator: { zh: '网站运维单位', en: 'the website operator' },
  'domain-admin': { zh: '域名管理人员', en: 'the domain administrator' },
  cloud: { zh: '云服务商', en: 'the cloud provider' },
  establishment: { zh: '机构编制部门', en: 'the establishment authority (编办)' },
  secrecy: { zh: '保密部门', en: 'the secrecy office' },
} as const satisfies Record<string, LocalText>;
export type Handler = keyof typeof HANDLER_WORDS;
export const HANDLERS = Object.keys(HANDLER_WORDS) as Handler[];

/** 单位性质. `organ` is a 党政机关, `institution` a 事业单位; together they are the 机关事业单位 of the text. */
export const UNIT_KIND_WORDS = {
  organ: { zh: '党政机关', en: 'Party or government organ' },
  institution: { zh: '事业单位', en: 'public institution' },
} as const satisfies Record<string, LocalText>;
export type UnitKind = keyof typeof UNIT_KIND_WORDS;
export const UNIT_KINDS = Object.keys(UNIT_KIND_WORDS) as UnitKind[];

/** 行政级别. A department of a county is a level of its own because Article 10 binds it and not the county itself. */
export const UNIT_LEVEL_WORDS = {
  central: { zh: '中央和国家机关', en: 'central' },
  provincial: { zh: '省级', en: 'provincial' },
  prefectural: { zh: '地市级', en: 'prefectural' },
  county: { zh: '县级', en: 'county' },
  'county-department': { zh: '县级部门', en: 'county department' },
  township: { zh: '乡镇', en: 'township' },
} as const satisfies Record<string, LocalText>;
export type UnitLevel = keyof typeof UNIT_LEVEL_WORDS;
export const UNIT_LEVELS = Object.keys(UNIT_LEVEL_WORDS) as UnitLevel[];

/** Kinds of 互联网政务应用 (Art. 2 ¶2), and the column on a superior's platform (Art. 10 ¶2). */
export const APPLICATION_KIND_WORDS = {
  website: { zh: '网站', en: 'website' },
  app: { zh: '移动应用程序', en: 'mobile app' },
  'mini-program': { zh: '小程序', en: 'mini program' },
  account: { zh: '公众账号', en: 'public account' },
  mail: { zh: '电子邮件系统', en: 'e-mail system' },
  column: { zh: '上级平台栏目', en: "column on a superior's platform" },
} as const satisfies Record<string, LocalText>;
export type ApplicationKind = keyof typeof APPLICATION_KIND_WORDS;
export const APPLICATION_KINDS = Object.keys(APPLICATION_KIND_WORDS) as ApplicationKind[];

/** How strongly a sentence binds. Only `must` and `must-not` can be unmet without more. */
export const FORCE_WORDS = {
  must: { zh: '应当', en: 'must' },
  'must-not': { zh: '不得', en: 'must not' },
  'in-principle': { zh: '原则上', en: 'in principle' },
  encouraged: { zh: '鼓励', en: 'encouraged' },
  derived: { zh: '推导', en: 'derived' },
} as const satisfies Record<string, LocalText>;
export type Force = keyof typeof FORCE_WORDS;

/** Severity, 1 the gravest. The weights are ours: the Regulation has none, and every place that shows one says so. */
export const SEVERITY_WORDS = {
  1: { zh: '红线', en: 'red line' },
  2: { zh: '严重', en: 'serious' },
  3: { zh: '一般', en: 'ordinary' },
  4: { zh: '轻微', en: 'light' },
} as const satisfies Record<number, LocalText>;
export type Severity = keyof typeof SEVERITY_WORDS;

/** What a piece of evidence is. */
export const EVIDENCE_KIND_WORDS = {
  page: { zh: '网页', en: 'page' },
  picture: { zh: '截图', en: 'picture' },
  header: { zh: '响应头', en: 'response headers' },
  dns: { zh: '解析记录', en: 'name records' },
  handshake: { zh: '加密握手', en: 'handshake' },
  click: { zh: '点击试验', en: 'click trial' },
  request: { zh: '访问记录', en: 'request' },
} as const satisfies Record<string, LocalText>;

/** Captions of the pictures that the browser probe takes. */
export const PICTURE_WORDS = {
  foot: { zh: '页面底部', en: 'Foot of the page' },
  whole: { zh: '整个页面', en: 'The whole page' },
  'link-good': { zh: '外部链接正常时的网页', en: 'The linked page when all was well' },
} as const satisfies Record<string, LocalText>;

export const CHAPTERS = [
  { number: 1, articles: [1, 3], title: { zh: '第一章 总则', en: 'Chapter I General' } },
  {
    number: 2,
    articles: [4, 12],
    title: { zh: '第二章 开办和建设', en: 'Chapter II Opening and construction' },
  },
  { number: 3, articles: [13, 16], title: { zh: '第三章 信息安全', en: 'Chapter III Information security' } },
  {
    number: 4,
    articles: [17, 30],
    title: { zh: '第四章 网络和数据安全', en: 'Chapter IV Network and data security' },
  },
  { number: 5, articles: [31, 35], title: { zh: '第五章 电子邮件安全', en: 'Chapter V E-mail security' } },
  {
    number: 6,
    articles: [36, 39],
    title: { zh: '第六章 监测预警和应急处置', en: 'Chapter VI Monitoring and response' },
  },
  { number: 7, articles: [40, 41], title: { zh: '第七章 监督管理', en: 'Chapter VII Supervision' } },
  { number: 8, articles: [42, 44], title: { zh: '第八章 附则', en: 'Chapter VIII Supplementary' } },
] as const satisfies readonly { number: number; articles: readonly [number, number]; title: LocalText }[];

/** The chapter that holds an article (1 to 44). */
export function chapterOf(article: number): (typeof CHAPTERS)[number] {
  const chapter = CHAPTERS.find(({ articles: [first, last] }) => article >= first && article <= last);
  if (!chapter) throw new RangeError(`the Regulation has no Article ${article}`);
  return chapter;
}

/** The seven steps of a check, in the order in which a person sees them. */
export const STEP_WORDS = {
  dns: { zh: '域名解析', en: 'name resolution' },
  http: { zh: '网页读取', en: 'page retrieval' },
  html: { zh: '内容分析', en: 'content analysis' },
  tls: { zh: '加密连接', en: 'encrypted connection' },
  place: { zh: '所在地', en: 'place' },
  browser: { zh: '浏览器检测', en: 'browser check' },
  links: { zh: '外链核查', en: 'exit link check' },
} as const satisfies Record<string, LocalText>;
export type Step = keyof typeof STEP_WORDS;
export const STEPS = Object.keys(STEP_WORDS) as Step[];

export const STEP_STATE_WORDS = {
  waiting: { zh: '等待', en: 'waiting' },
  running: { zh: '进行中', en: 'running' },
  done: { zh: '完成', en: 'done' },
  blocked: { zh: '受阻', en: 'blocked' },
  skipped: { zh: '未做', en: 'not done' },
} as const satisfies Record<string, LocalText>;
export type StepState = keyof typeof STEP_STATE_WORDS;

/** Stands on every report and result page. */
export const DISCLAIMER = {
  zh: '本结果为技术检测结论，供自查和整改使用，不替代主管部门认定。',
  en: "This is a technical finding for self-inspection and rectification. It does not replace an authority's decision.",
} as const satisfies LocalText;
