import type { LocalText } from '../local-text.ts';
import type { Condition } from '../obligation.ts';
import type { ApplicationKind } from '../vocabulary.ts';

/** State of an application in the register. */
export const APPLICATION_STATE_WORDS = {
  draft: { zh: '草稿', en: 'draft' },
  running: { zh: '运行', en: 'running' },
  changing: { zh: '变更中', en: 'changing' },
  closed: { zh: '已关停', en: 'closed' },
} as const satisfies Record<string, LocalText>;
export type ApplicationState = keyof typeof APPLICATION_STATE_WORDS;
export const APPLICATION_STATES = Object.keys(APPLICATION_STATE_WORDS) as ApplicationState[];

/** Posts of a unit that the Regulation and its companions ask for. */
export const UNIT_POST_WORDS = {
  principal: { zh: '主要负责人', en: 'principal' },
  'in-charge': { zh: '分管负责人', en: 'leader in charge' },
  liaison: { zh: '联络员', en: 'liaison' },
} as const satisfies Record<string, LocalText>;
export type UnitPost = keyof typeof UNIT_POST_WORDS;
export const UNIT_POSTS = Object.keys(UNIT_POST_WORDS) as UnitPost[];

/** What authorities gave an application: numbers and dates. */
export const FILING_WORDS = {
  domain: { zh: '域名注册', en: 'domain registration' },
  icp: { zh: 'ICP备案', en: 'ICP filing' },
  police: { zh: '公安备案', en: 'public-security filing' },
  'site-code': { zh: '网站标识码', en: 'site identification code' },
  mark: { zh: '网上标识', en: 'mark' },
  'identity-certificate': { zh: '身份核验证书', en: 'identity certificate' },
  'app-filing': { zh: '政务应用程序备案', en: 'filing of the government app' },
  'mlps-filing': { zh: '等级保护备案', en: 'MLPS filing' },
  'mlps-test': { zh: '等级测评', en: 'MLPS evaluation' },
  'cryptography-test': { zh: '密码应用安全性评估', en: 'cryptography assessment' },
} as const satisfies Record<string, LocalText>;
export type FilingKind = keyof typeof FILING_WORDS;
export const FILING_KINDS = Object.keys(FILING_WORDS) as FilingKind[];

/** Kinds of applications that are given some filings alone; what is not named here any kind may have (Art. 6, 7). */
const FILED_FOR: Readonly<Partial<Record<FilingKind, readonly ApplicationKind[]>>> = {
  'identity-certificate': ['app', 'mini-program', 'account'],
  'app-filing': ['app', 'mini-program'],
};

/** What authorities give an application of a kind. */
export function filingsOf(kind: ApplicationKind): FilingKind[] {
  return FILING_KINDS.filter((filing) => FILED_FOR[filing]?.includes(kind) ?? true);
}

/**
 * Conditions of the rulebook that only the unit can know and therefore declares. The others follow from what is
 * registered (level, state, kind) or come true by an event (`EVENT_CONDITIONS`).
 */
export const APPLICATION_FLAGS = [
  'portal',
  'services',
  'important-service',
  'person-or-property',
  'has-registration',
  'collects-data',
  'holds-personal-data',
  'holds-important-data',
  'holds-trade-secrets',
  'reposts',
  'links-out',
  'uses-cloud',
  'uses-cdn',
  'own-systems',
  'develops',
  'outsourced',
  'commissioned',
  'other-name',
] as const satisfies readonly Condition[];
export type ApplicationFlag = (typeof APPLICATION_FLAGS)[number];

/** Conditions that no register holds: something happened. Their obligations are shown apart. */
export const EVENT_CONDITIONS = [
  'new-build',
  'reorganised',
  'changed',
  'incident',
  'incident-likely',
  'breach',
] as const satisfies readonly Condition[];

/** What was done to a unit or an application. */
export const REGISTRY_ACT_WORDS = {
  registered: { zh: '登记', en: 'registered' },
  changed: { zh: '修改', en: 'changed' },
  moved: { zh: '机构调整', en: 'reorganised' },
  imported: { zh: '导入', en: 'imported' },
  'check-taken-over': { zh: '由检查结果登记', en: 'taken over from a check' },
} as const satisfies Record<string, LocalText>;
export type RegistryAct = keyof typeof REGISTRY_ACT_WORDS;

/** What an obligation is for one unit. */
export const FATE_WORDS = {
  own: { zh: '本单位落实', en: 'for this unit' },
  shared: { zh: '与平台共同落实', en: 'shared with the platform' },
  event: { zh: '发生相关情形时', en: 'when it happens' },
  inherited: { zh: '由承载平台落实', en: 'met by the hosting platform' },
  'not-bound': { zh: '不适用', en: 'does not bind this unit' },
} as const satisfies Record<string, LocalText>;
export type Fate = keyof typeof FATE_WORDS;
export const FATES = Object.keys(FATE_WORDS) as Fate[];
