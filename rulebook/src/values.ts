import type { LocalText } from '@zhengdun/contract';

/** Units of companion values. Days are calendar days unless the unit says working days. */
export const VALUE_UNIT_WORDS = {
  count: { zh: '个', en: '' },
  'times-per-year': { zh: '次／年', en: 'times a year' },
  minutes: { zh: '分钟', en: 'minutes' },
  hours: { zh: '小时', en: 'hours' },
  seconds: { zh: '秒', en: 'seconds' },
  days: { zh: '日', en: 'days' },
  'working-days': { zh: '个工作日', en: 'working days' },
  months: { zh: '个月', en: 'months' },
  years: { zh: '年', en: 'years' },
  percent: { zh: '%', en: '%' },
  level: { zh: '级', en: 'level' },
  date: { zh: '', en: '' },
} as const satisfies Record<string, LocalText>;
export type ValueUnit = keyof typeof VALUE_UNIT_WORDS;

/** A number or date that decides an obligation: data with a source, never a constant in a rule. */
export interface CompanionValue {
  readonly id: string;
  readonly title: LocalText;
  /** a number in `unit`, or an ISO date where the unit is `date` */
  readonly value: number | string;
  readonly unit: ValueUnit;
  /** `regulation`, or the id of a companion rule */
  readonly source: string;
  /** the article or item of the source */
  readonly place: string;
  readonly obligations: readonly string[];
  /** false: shown as 未核实 wherever it is used */
  readonly confirmed: boolean;
}

export const VALUES: readonly CompanionValue[] = [
  {
    id: 'portals-per-organ',
    title: { zh: '一个党政机关的门户网站数上限', en: 'portals of one organ, at most' },
    value: 1,
    unit: 'count',
    source: 'regulation',
    place: '第四条第一款',
    obligations: ['A4.4-one-portal'],
    confirmed: true,
  },
  {
    id: 'domains-per-language',
    title: { zh: '一个网站的中文、英文域名数', en: 'domain names of one website in each language' },
    value: 1,
    unit: 'count',
    source: 'regulation',
    place: '第五条第一款',
    obligations: ['A5.1-one-zh-one-en-domain'],
    confirmed: true,
  },
  {
    id: 'assessments-per-year',
    title: { zh: '安全检测评估次数下限', en: 'security assessments, at least' },
    value: 1,
    unit: 'times-per-year',
    source: 'regulation',
    place: '第十八条第一款',
    obligations: ['A18.1-yearly-assessment'],
    confirmed: true,
  },
  {
    id: 'log-retention',
    title: {
      zh: '日志留存时间下限（1年，按365日计）',
      en: 'retention of logs, at least (1 year, counted as 365 days)',
    },
    value: 365,
    unit: 'days',
    source: 'regulation',
    place: '第二十条',
    obligations: ['A20.4-one-year'],
    confirmed: true,
  },
  {
    id: 'required-level',
    title: { zh: '应当符合的网络安全等级', en: 'MLPS level to be met' },
    value: 3,
    unit: 'level',
    source: 'regulation',
    place: '第十七条第二款',
    obligations: ['A17.6-level3-portal', 'A17.7-level3-important', 'A17.8-level3-mail'],
    confirmed: true,
  },
  {
    id: 'police-filing',
    title: { zh: '网站开通后办理公安备案的期限', en: 'public-security filing after the site opens' },
    value: 30,
    unit: 'days',
    source: 'network-connection-measures',
    place: '第十二条',
    obligations: ['A4.3-public-security-filing'],
    confirmed: true,
  },
  {
    id: 'opening-first-review',
    title: { zh: '开办审核：在线申请的初审', en: 'opening review: first review of the online application' },
    value: 5,
    unit: 'working-days',
    source: 'website-opening-2014',
    place: '条款号未核实',
    obligations: ['A4.1-opening-review'],
    confirmed: false,
  },
  {
    id: 'opening-paper-review',
    title: { zh: '开办审核：书面材料的审核', en: 'opening review: review of the papers' },
    value: 10,
    unit: 'working-days',
    source: 'website-opening-2014',
    place: '条款号未核实',
    obligations: ['A4.1-opening-review'],
    confirmed: false,
  },
  {
    id: 'mark-hanging',
    title: { zh: '收到标识代码后加挂标识的期限', en: 'hanging the mark after its code arrived' },
    value: 5,
    unit: 'working-days',
    source: 'website-opening-2014',
    place: '条款号未核实',
    obligations: ['A9.3-mark-present'],
    confirmed: false,
  },
  {
    id: 'slow-opening',
    title: { zh: '计为一次无法访问的打开时间', en: 'time to open that counts as unreachable once' },
    value: 15,
    unit: 'seconds',
    source: 'website-indicators-2019',
    place: '单项否决：站点无法访问',
    obligations: ['A3.4-stable-running'],
    confirmed: true,
  },
  {
    id: 'unreachable-share',
    title: { zh: '一周内无法访问次数的比例上限', en: 'share of unreachable visits within a week, below' },
    value: 5,
    unit: 'percent',
    source: 'website-indicators-2019',
    place: '单项否决：站点无法访问',
    obligations: ['A3.4-stable-running'],
    confirmed: true,
  },
  {
    id: 'home-update',
    title: { zh: '首页和动态、要闻类栏目的更新期限', en: 'update of the home page and of news columns' },
    value: 14,
    unit: 'days',
    source: 'website-indicators-2019',
    place: '单项否决：首页不更新、栏目不更新',
    obligations: ['A13.7-content-timely'],
    confirmed: true,
  },
  {
    id: 'notice-update',
    title: {
      zh: '通知公告、政策文件类栏目的更新期限',
      en: 'update of columns for notices and policy papers',
    },
    value: 6,
    unit: 'months',
    source: 'website-indicators-2019',
    place: '单项否决：栏目不更新',
    obligations: ['A13.7-content-timely'],
    confirmed: true,
  },
  {
    id: 'account-update',
    title: { zh: '政务新媒体账号的更新期限', en: 'update of a government media account' },
    value: 14,
    unit: 'days',
    source: 'website-indicators-2019',
    place: '政务新媒体',
    obligations: ['A13.7-content-timely'],
    confirmed: true,
  },
  {
    id: 'secrecy-report',
    title: {
      zh: '国家秘密泄露或可能泄露的报告时限',
      en: 'report that a state secret leaked or may have leaked',
    },
    value: 24,
    unit: 'hours',
    source: 'secrecy-law-regulation',
    place: '第六十一条',
    obligations: ['A16.2-no-state-secret', 'A31.4-no-secret-in-mail'],
    confirmed: true,
  },
  {
    id: 'mlps-filing-level',
    title: { zh: '应当备案的最低等级', en: 'lowest MLPS level that is filed' },
    value: 2,
    unit: 'level',
    source: 'mlps-measures',
    place: '第十五条',
    obligations: ['A17.2-mlps-filing'],
    confirmed: true,
  },
  {
    id: 'mlps-filing',
    title: { zh: '投入运行后办理等级保护备案的期限', en: 'MLPS filing after the system goes into operation' },
    value: 30,
    unit: 'days',
    source: 'mlps-measures',
    place: '第十五条',
    obligations: ['A17.2-mlps-filing'],
    confirmed: true,
  },
  {
    id: 'mlps-refiling',
    title: { zh: '按2025年版备案表重新备案的截止日期', en: 're-filing on the forms of 2025, last day' },
    value: '2025-11-30',
    unit: 'date',
    source: 'mlps-refiling-1846',
    place: '见于解读',
    obligations: ['A17.2-mlps-filing'],
    confirmed: true,
  },
  {
    id: 'mlps-evaluation-level-3',
    title: { zh: '第三级系统等级测评的间隔上限', en: 'interval between evaluations at level 3, at most' },
    value: 12,
    unit: 'months',
    source: 'mlps-measures',
    place: '第十四条（见于转引）',
    obligations: ['A17.3-mlps-evaluation'],
    confirmed: true,
  },
  {
    id: 'authentication-factors',
    title: { zh: '第三级要求的鉴别方式种数下限', en: 'factors of authentication at level 3, at least' },
    value: 2,
    unit: 'count',
    source: 'mlps-basic-2019',
    place: '8.1.4.1 d)',
    obligations: ['A30.3-multi-factor'],
    confirmed: true,
  },
  {
    id: 'ca-licence-term',
    title: {
      zh: '电子政务电子认证服务机构资质的有效期',
      en: 'term of the licence of an e-government certification body',
    },
    value: 5,
    unit: 'years',
    source: 'egov-ca-measures',
    place: '第十二条',
    obligations: ['A29.2-licensed-ca'],
    confirmed: true,
  },
  {
    id: 'incident-report-critical',
    title: {
      zh: '关键信息基础设施：报保护工作部门和公安机关',
      en: 'critical information infrastructure: to the protecting department and the police',
    },
    value: 1,
    unit: 'hours',
    source: 'incident-report-2025',
    place: '第四条',
    obligations: ['A37.1-report'],
    confirmed: true,
  },
  {
    id: 'incident-report-critical-onward',
    title: {
      zh: '重大以上：保护工作部门报国家网信部门和国务院公安部门',
      en: 'second grade and above: the protecting department to the national cyberspace and public security departments',
    },
    value: 30,
    unit: 'minutes',
    source: 'incident-report-2025',
    place: '第四条',
    obligations: ['A37.1-report'],
    confirmed: true,
  },
  {
    id: 'incident-report-central',
    title: {
      zh: '中央和国家机关各部门及直属单位：报本部门网信工作机构',
      en: 'central departments and their units: to their own cyberspace office',
    },
    value: 2,
    unit: 'hours',
    source: 'incident-report-2025',
    place: '第四条',
    obligations: ['A37.1-report'],
    confirmed: true,
  },
  {
    id: 'incident-report-central-onward',
    title: {
      zh: '重大以上：部门网信工作机构报国家网信部门',
      en: 'second grade and above: that office to the national cyberspace department',
    },
    value: 1,
    unit: 'hours',
    source: 'incident-report-2025',
    place: '第四条',
    obligations: ['A37.1-report'],
    confirmed: true,
  },
  {
    id: 'incident-report-other',
    title: {
      zh: '其他单位：报属地省级网信部门',
      en: 'other units: to the provincial cyberspace administration',
    },
    value: 4,
    unit: 'hours',
    source: 'incident-report-2025',
    place: '第四条',
    obligations: ['A37.1-report'],
    confirmed: true,
  },
  {
    id: 'incident-report-other-onward',
    title: {
      zh: '重大以上：省级网信部门报国家网信部门',
      en: 'second grade and above: the provincial administration to the national one',
    },
    value: 1,
    unit: 'hours',
    source: 'incident-report-2025',
    place: '第四条',
    obligations: ['A37.1-report'],
    confirmed: true,
  },
  {
    id: 'incident-summary',
    title: { zh: '处置结束后提交总结报告的期限', en: 'final report after the incident is closed' },
    value: 30,
    unit: 'days',
    source: 'incident-report-2025',
    place: '条款号未核实',
    obligations: ['A37.1-report', 'A38.5-hazard-removed'],
    confirmed: false,
  },
];

const BY_ID = new Map(VALUES.map((value) => [value.id, value]));

/** The companion value with this id, or undefined. */
export function companionValue(id: string): CompanionValue | undefined {
  return BY_ID.get(id);
}
