import type { LocalText } from '../local-text.ts';

/** Why an application changes hands or is closed (Art. 12). */
export const CLOSING_OCCASION_WORDS = {
  unused: { zh: '停用关停', en: 'no longer used' },
  merged: { zh: '机构撤并', en: 'unit merged or abolished' },
  transferred: { zh: '职能划转', en: 'duties transferred' },
} as const satisfies Record<string, LocalText>;
export type ClosingOccasion = keyof typeof CLOSING_OCCASION_WORDS;
export const CLOSING_OCCASIONS = Object.keys(CLOSING_OCCASION_WORDS) as ClosingOccasion[];

/** What becomes of the application. */
export const CLOSING_OUTCOME_WORDS = {
  close: { zh: '关停', en: 'closed' },
  'hand-over': { zh: '移交接收单位', en: 'handed over' },
} as const satisfies Record<string, LocalText>;
export type ClosingOutcome = keyof typeof CLOSING_OUTCOME_WORDS;
export const CLOSING_OUTCOMES = Object.keys(CLOSING_OUTCOME_WORDS) as ClosingOutcome[];

export const CLOSING_STATE_WORDS = {
  open: { zh: '办理中', en: 'under way' },
  sealed: { zh: '已封存', en: 'sealed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, LocalText>;
export type ClosingState = keyof typeof CLOSING_STATE_WORDS;
export const CLOSING_STATES = Object.keys(CLOSING_STATE_WORDS) as ClosingState[];

/** Steps of closing, then those of handing over, in the order in which they are gone. Their conditions are data of the server. */
export const CLOSING_STEP_WORDS = {
  notice: { zh: '发布停用公告，告知用户', en: 'Notice to the users' },
  'service-off': { zh: '关闭服务', en: 'Service switched off' },
  'data-archived': { zh: '数据归档、移交', en: 'Data archived and handed over' },
  'data-deleted': { zh: '数据删除', en: 'Data deleted' },
  'domain-cancelled': { zh: '域名注销', en: 'Domain name cancelled' },
  'icp-cancelled': { zh: 'ICP备案注销', en: 'ICP filing cancelled' },
  'police-cancelled': { zh: '公安备案注销', en: 'Public-security filing cancelled' },
  'mark-returned': { zh: '网上标识注销', en: 'Mark returned' },
  'site-code-cancelled': { zh: '网站标识码注销', en: 'Site identification code cancelled' },
  'app-filing-cancelled': { zh: '政务应用程序备案注销', en: 'Filing of the government app cancelled' },
  'account-cancelled': {
    zh: '平台账号和身份核验证书注销',
    en: 'Platform account and identity certificate cancelled',
  },
  'mlps-cancelled': { zh: '等级保护备案注销', en: 'MLPS filing cancelled' },
  'data-handed-over': { zh: '数据、系统权限和合同移交', en: 'Data, rights and contracts handed over' },
  'domain-changed': { zh: '域名持有者变更', en: 'Holder of the domain name changed' },
  'icp-changed': { zh: 'ICP备案变更', en: 'ICP filing changed' },
  'police-changed': { zh: '公安备案变更', en: 'Public-security filing changed' },
  'mark-changed': { zh: '网上标识变更', en: 'Mark changed' },
  'site-code-changed': { zh: '网站标识码变更', en: 'Site identification code changed' },
  'app-filing-changed': { zh: '政务应用程序备案变更', en: 'Filing of the government app changed' },
  'account-changed': {
    zh: '平台账号主体和身份核验证书变更',
    en: 'Holder of the platform account and identity certificate changed',
  },
  'mlps-changed': { zh: '等级保护备案变更', en: 'MLPS filing changed' },
  'page-updated': { zh: '页面主办单位和备案信息更新', en: 'Organiser and filings on the page changed' },
  registered: { zh: '接收单位登记入台账', en: 'Registered by the successor' },
} as const satisfies Record<string, LocalText>;
export type ClosingStep = keyof typeof CLOSING_STEP_WORDS;
export const CLOSING_STEPS = Object.keys(CLOSING_STEP_WORDS) as ClosingStep[];

/** Who does a step. Ours is the entry in the register alone; what the others do happens in their own systems. */
export const CLOSING_DOER_WORDS = {
  unit: { zh: '本单位', en: 'The unit' },
  operator: { zh: '网站运维单位', en: 'The operator' },
  archivist: { zh: '档案管理人员', en: 'The archivist' },
  administrator: { zh: '系统管理人员和服务商', en: 'The administrator and the supplier' },
  registrar: { zh: '域名注册服务机构', en: 'The registrar' },
  telecom: { zh: '电信主管部门', en: 'The telecom authority' },
  police: { zh: '公安机关', en: 'The police' },
  establishment: { zh: '机构编制部门', en: 'The establishment authority' },
  government: { zh: '政府网站主管单位', en: 'The authority for government sites' },
  cyberspace: { zh: '网信部门', en: 'The cyberspace authority' },
  platform: { zh: '平台运营者', en: 'The operator of the platform' },
  successor: { zh: '接收单位', en: 'The successor' },
} as const satisfies Record<string, LocalText>;
export type ClosingDoer = keyof typeof CLOSING_DOER_WORDS;
export const CLOSING_DOERS = Object.keys(CLOSING_DOER_WORDS) as ClosingDoer[];

/** How far a step is. */
export const CLOSING_STEP_STATE_WORDS = {
  waiting: { zh: '等待前面的步骤', en: 'waits for earlier steps' },
  open: { zh: '可以办理', en: 'to be done' },
  done: { zh: '已办结', en: 'done' },
  'not-needed': { zh: '不涉及', en: 'not needed' },
} as const satisfies Record<string, LocalText>;
export type ClosingStepState = keyof typeof CLOSING_STEP_STATE_WORDS;
export const CLOSING_STEP_STATES = Object.keys(CLOSING_STEP_STATE_WORDS) as ClosingStepState[];

/** What happened to a case. */
export const CLOSING_EVENT_WORDS = {
  begun: { zh: '开始办理', en: 'Begun' },
  recorded: { zh: '登记办理结果', en: 'A step recorded' },
  sealed: { zh: '负责人签字封存', en: 'Signed and sealed by a leader' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
} as const satisfies Record<string, LocalText>;
export type ClosingEvent = keyof typeof CLOSING_EVENT_WORDS;
export const CLOSING_EVENTS = Object.keys(CLOSING_EVENT_WORDS) as ClosingEvent[];

/** The sealed record: the text whose digest stands in the ledger, and the same for people. */
export const CLOSING_RECORD_FORMS = ['json', 'docx'] as const;
export type ClosingRecordForm = (typeof CLOSING_RECORD_FORMS)[number];
