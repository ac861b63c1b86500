import type { LocalText } from './local-text.ts';
import type { ApplicationKind, Force, Severity } from './vocabulary.ts';

/** Where a sentence stands in the official text, and the words that are meant. Checked against the text by a test. */
export interface Position {
  /** 条, 1 to 44 */
  readonly article: number;
  /** 款, counted from 1 */
  readonly paragraph: number;
  /** sentence of the paragraph, counted from 1; a sentence ends with 。 */
  readonly sentence: number;
  /** exact words of that sentence */
  readonly quote: string;
}

/** Whom an obligation binds. */
export const BOUND_WORDS = {
  unit: { zh: '各机关事业单位', en: 'every unit' },
  organ: { zh: '党政机关', en: 'Party and government organs' },
  institution: { zh: '事业单位', en: 'public institutions' },
  'county-organ': { zh: '县级党政机关各部门及乡镇党政机关', en: 'county departments and township organs' },
  region: { zh: '各地区、各部门', en: 'regions and departments' },
  staff: { zh: '机关事业单位工作人员', en: 'staff of a unit' },
  contractor: { zh: '外包单位（由委托单位负责）', en: 'contractors (the commissioning unit answers)' },
  outsider: { zh: '非机关事业单位', en: 'whoever is not a unit' },
} as const satisfies Record<string, LocalText>;
export type Bound = keyof typeof BOUND_WORDS;

/** Facts about a unit or an application under which an obligation applies at all. */
export const CONDITION_WORDS = {
  'new-build': { zh: '新建或改建', en: 'new builds and rebuilds' },
  'other-name': { zh: '使用的名称不是实体机构名称或规范简称', en: "the name is not the entity's own" },
  reorganised: { zh: '机构调整之后', en: 'after a reorganisation' },
  'no-longer-used': { zh: '不再使用', en: 'no longer used' },
  reposts: { zh: '有转载信息', en: 'reposts exist' },
  'links-out': { zh: '链接了非互联网政务应用', en: 'links to what is not a government application' },
  portal: { zh: '党政机关门户网站', en: 'the portal of an organ' },
  services: { zh: '通过互联网提供公共服务', en: 'gives public services over the Internet' },
  'level-2': { zh: '等级保护第二级及以上', en: 'MLPS level 2 and above' },
  'level-3': {
    zh: '等级保护第三级及以上，以及另行指明的系统',
    en: 'MLPS level 3 and above, and others named',
  },
  'prefectural-or-above': {
    zh: '中央和国家机关、地市级以上地方',
    en: 'central organs and prefectural level and above',
  },
  'important-service': { zh: '承载重要业务应用', en: 'carries important services' },
  commissioned: { zh: '委托第三方评估', en: 'the assessment is commissioned' },
  changed: { zh: '系统升级、新增功能、引入新技术新应用', en: 'upgrade, new function, new technology' },
  'holds-important-data': { zh: '存有重要数据', en: 'holds important data' },
  'holds-personal-data': { zh: '存有个人信息', en: 'holds personal information' },
  'holds-trade-secrets': { zh: '存有企业商业秘密', en: "holds firms' trade secrets" },
  'collects-data': { zh: '收集个人信息或未公开资料', en: 'collects personal or unpublished data' },
  'uses-cloud': { zh: '使用云计算服务', en: 'uses cloud services' },
  'uses-cdn': { zh: '使用内容分发网络（CDN）', en: 'uses a content delivery network' },
  outsourced: { zh: '开发或运维外包', en: 'development or operation is outsourced' },
  'own-systems': { zh: '自行运行系统', en: 'runs its own systems' },
  develops: { zh: '自行或委托开发', en: 'develops, itself or by commission' },
  'has-registration': { zh: '有用户注册', en: 'has user registration' },
  'person-or-property': {
    zh: '与人身财产安全、社会公共利益相关，或为电子邮件系统',
    en: 'touches persons, property or public interest, or is an e-mail system',
  },
  'own-mail': { zh: '自建电子邮件系统', en: 'a self-built e-mail system' },
  'has-mailboxes': {
    zh: '有自建邮件系统，或使用上级邮件系统的账号',
    en: "an own e-mail system, or boxes on a superior's",
  },
  incident: { zh: '发生网络安全事件', en: 'an incident happened' },
  'incident-likely': { zh: '发生或可能发生网络安全事件', en: 'an incident happened or may happen' },
  breach: { zh: '有违反规定的情形', en: 'the Regulation was breached' },
} as const satisfies Record<string, LocalText>;
export type Condition = keyof typeof CONDITION_WORDS;

/** How a sentence is decided. Where a machine cannot know, a paper or a named person's statement decides. */
export type Decision =
  | { readonly means: 'probe'; readonly rules: readonly string[] }
  /** `rules`: those that look at records of this system, where it has them */
  | { readonly means: 'record'; readonly what: LocalText; readonly rules?: readonly string[] }
  | { readonly means: 'attestation'; readonly by: LocalText };

/** Whether the verdict of a hosting platform is taken over (集约化平台, 政务云, 统一邮箱). */
export type Inheritance = 'yes' | 'partly' | 'no';

/** A part of a sentence that can be met or not. */
export interface Obligation {
  /** e.g. `A9.4-mark-place`: article, running number, name */
  readonly id: string;
  /** a name for lists: at most 20 characters in Chinese */
  readonly title: LocalText;
  readonly position: Position;
  readonly binds: readonly Bound[];
  /** kinds of application; empty where the sentence binds a region, not an application */
  readonly applications: readonly ApplicationKind[];
  readonly conditions: readonly Condition[];
  readonly force: Force;
  /** our own weight; the text has none */
  readonly severity: Severity;
  readonly inherited: Inheritance;
  readonly decidedBy: readonly Decision[];
  /** what the words ask, for an office worker */
  readonly explanation: LocalText;
  /** what to do so that it is met */
  readonly advice: LocalText;
  /** ids of companion rules that fill the sentence with values */
  readonly companions: readonly string[];
  /** ids of the readings that decide how the sentence is taken */
  readonly readings: readonly string[];
}

/** A duty of an authority or a platform: recorded and shown, never counted for or against a unit. */
export interface Duty {
  readonly id: string;
  readonly title: LocalText;
  readonly position: Position;
  /** the authorities or platforms, in the words of the text */
  readonly binds: LocalText;
  readonly explanation: LocalText;
  /** what can be recorded and shown of it; missing where the sentence only names a responsibility */
  readonly recorded?: LocalText;
}

/** A sentence with two honest readings. Both are kept; a setting chooses; reports say which. */
export interface Reading {
  /** R1 to R8 */
  readonly id: string;
  readonly position: Position;
  readonly obligations: readonly string[];
  readonly a: LocalText;
  readonly b: LocalText;
  /** `unset` keeps the verdict at 无法判定 until somebody chooses */
  readonly preset: 'a' | 'b' | 'unset';
  /** why the preset is what it is */
  readonly reason: LocalText;
}

/** A rule, standard or notice beside the Regulation that gives an obligation its numbers or forms. */
export interface Companion {
  readonly id: string;
  readonly title: string;
  /** 文号 or standard number, with the edition */
  readonly edition: string;
  readonly inForce?: string;
  /** false where we have not seen the source ourselves; shown as 未核实 */
  readonly confirmed: boolean;
  readonly note: LocalText;
}
