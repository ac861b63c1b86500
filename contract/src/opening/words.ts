import type { LocalText } from '../local-text.ts';
import { APPLICATION_KINDS, type ApplicationKind } from '../vocabulary.ts';

/** State of an opening case (开办事项). */
export const OPENING_STATE_WORDS = {
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '待受理', en: 'waiting to be taken up' },
  review: { zh: '审查中', en: 'under review' },
  returned: { zh: '退回补正', en: 'returned for correction' },
  granted: { zh: '准予', en: 'granted' },
  refused: { zh: '不予', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, LocalText>;
export type OpeningState = keyof typeof OPENING_STATE_WORDS;
export const OPENING_STATES = Object.keys(OPENING_STATE_WORDS) as OpeningState[];

/** What a reviewer decides. */
export const OPENING_DECISION_WORDS = {
  grant: { zh: '准予', en: 'grant' },
  return: { zh: '退回补正', en: 'return for correction' },
  refuse: { zh: '不予', en: 'refuse' },
} as const satisfies Record<string, LocalText>;
export type OpeningDecision = keyof typeof OPENING_DECISION_WORDS;

/** Steps of opening, in the order in which they are gone. Their conditions are data of the server. */
export const OPENING_STEP_WORDS = {
  budget: { zh: '经费纳入预算', en: 'Funds in the budget' },
  review: { zh: '主管部门审查', en: 'Review by the superior' },
  'government-office': { zh: '上级政府办公厅（室）同意', en: "Consent of the superior government's office" },
  'establishment-review': { zh: '机构编制部门开办审核', en: "Establishment authority's opening review" },
  domain: { zh: '域名注册', en: 'Registration of the domain name' },
  mark: { zh: '网上标识核发', en: 'Issue of the mark' },
  certificate: { zh: '向平台提供身份核验证书', en: 'Identity certificate shown to the platform' },
  icp: { zh: 'ICP备案', en: 'ICP filing' },
  'app-filing': { zh: '政务应用程序备案', en: 'Filing of the government app' },
  assessment: { zh: '上线前安全检测评估', en: 'Security assessment before going online' },
  online: { zh: '上线开通', en: 'Going online' },
  police: { zh: '公安备案', en: 'Public-security filing' },
} as const satisfies Record<string, LocalText>;
export type OpeningStep = keyof typeof OPENING_STEP_WORDS;
export const OPENING_STEPS = Object.keys(OPENING_STEP_WORDS) as OpeningStep[];

/** Who does a step. Ours is the superior's review alone; what the others do happens in their own systems. */
export const OPENING_DOER_WORDS = {
  unit: { zh: '本单位', en: 'The unit' },
  superior: { zh: '主管部门', en: 'The superior' },
  establishment: { zh: '机构编制部门', en: 'The establishment authority' },
  telecom: { zh: '电信主管部门', en: 'The telecom authority' },
  police: { zh: '公安机关', en: 'The police' },
  platform: { zh: '平台运营者', en: 'The operator of the platform' },
  government: { zh: '上级政府办公厅（室）', en: "The superior government's office" },
  cyberspace: { zh: '网信部门', en: 'The cyberspace authority' },
} as const satisfies Record<string, LocalText>;
export type OpeningDoer = keyof typeof OPENING_DOER_WORDS;
export const OPENING_DOERS = Object.keys(OPENING_DOER_WORDS) as OpeningDoer[];

/** How far a step is. `late`: its day has passed. `overridden`: a leader let the case go on without it. */
export const OPENING_STEP_STATE_WORDS = {
  waiting: { zh: '等待前面的步骤', en: 'waits for earlier steps' },
  open: { zh: '可以办理', en: 'to be done' },
  late: { zh: '已逾期', en: 'overdue' },
  done: { zh: '已办结', en: 'done' },
  overridden: { zh: '经批准未办', en: 'left out by approval' },
} as const satisfies Record<string, LocalText>;
export type OpeningStepState = keyof typeof OPENING_STEP_STATE_WORDS;
export const OPENING_STEP_STATES = Object.keys(OPENING_STEP_STATE_WORDS) as OpeningStepState[];

/** What the latest check says to a recorded step. */
export const CONFIRMATION_WORDS = {
  awaiting: { zh: '待检测确认', en: 'waits for a check' },
  confirmed: { zh: '检测已确认', en: 'confirmed by a check' },
  contradicted: { zh: '检测结果不一致', en: 'a check sees it otherwise' },
} as const satisfies Record<string, LocalText>;
export type Confirmation = keyof typeof CONFIRMATION_WORDS;
export const CONFIRMATIONS = Object.keys(CONFIRMATION_WORDS) as Confirmation[];

/** Parts of the form: each is a task of the list. */
export const OPENING_SECTION_WORDS = {
  people: { zh: '单位和责任人', en: 'Unit and people' },
  application: { zh: '名称和用途', en: 'Name and purpose' },
  address: { zh: '域名和地址', en: 'Domain and address' },
  operation: { zh: '建设和运维', en: 'Construction and operation' },
} as const satisfies Record<string, LocalText>;
export type OpeningSection = keyof typeof OPENING_SECTION_WORDS;
export const OPENING_SECTIONS = Object.keys(OPENING_SECTION_WORDS) as OpeningSection[];

/** How a field is typed in. `platform` is the id of a platform of the register. */
export type OpeningInput = 'text' | 'long' | 'phone' | 'date' | 'host' | 'platform' | 'choice';

interface FieldEntry {
  readonly section: OpeningSection;
  readonly words: LocalText;
  readonly input: OpeningInput;
  readonly kinds: readonly ApplicationKind[];
  readonly required: boolean;
  /** of `choice`: code -> word */
  readonly choices?: Readonly<Record<string, LocalText>>;
  /** only for one kind of unit */
  readonly unit?: 'organ' | 'institution';
  readonly help?: LocalText;
}

const ALL = APPLICATION_KINDS;
const SITES = ['website'] as const;
const AT_HOST = ['website', 'mail'] as const;
const BUILT = ['website', 'app', 'mini-program', 'mail'] as const;
const ON_PLATFORM = ['app', 'mini-program', 'account'] as const;
const YES_NO = { yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' } } as const;

/** The form that is filled in once; every authority's paper is printed from it. Values are kept as they were typed. */
export const OPENING_FIELDS = {
  leader: {
    section: 'people',
    words: { zh: '分管负责人', en: 'Leader in charge' },
    input: 'text',
    kinds: ALL,
    required: true,
  },
  contact: {
    section: 'people',
    words: { zh: '联系人', en: 'Contact' },
    input: 'text',
    kinds: ALL,
    required: true,
  },
  phone: {
    section: 'people',
    words: { zh: '联系电话', en: 'Telephone' },
    input: 'phone',
    kinds: ALL,
    required: true,
    help: { zh: '网站的应急联系电话应当24小时有人接听', en: 'For a site: answered day and night' },
  },
  postal: {
    section: 'people',
    words: { zh: '通信地址', en: 'Postal address' },
    input: 'text',
    kinds: SITES,
    required: true,
  },
  name: {
    section: 'application',
    words: { zh: '应用名称', en: 'Name of the application' },
    input: 'text',
    kinds: ALL,
    required: true,
    help: {
      zh: '优先使用单位名称或规范简称；使用其他名称的，采取区域名加职责名',
      en: "The unit's name or its short form first; otherwise region and duty",
    },
  },
  nature: {
    section: 'application',
    words: { zh: '网站类型', en: 'Kind of website' },
    input: 'choice',
    kinds: SITES,
    required: true,
    choices: {
      portal: { zh: '门户网站', en: 'portal' },
      topic: { zh: '业务专题网站', en: 'topic site' },
      service: { zh: '办事系统', en: 'service system' },
    },
  },
  government: {
    section: 'application',
    words: { zh: '是否政府网站', en: 'A site of the government' },
    input: 'choice',
    kinds: SITES,
    unit: 'organ',
    required: true,
    choices: YES_NO,
    help: {
      zh: '各级人民政府及其部门开办的网站；党委、人大、政协、法院、检察院等不属于',
      en: "Of a people's government or its departments; not of the Party, congresses, courts and the like",
    },
  },
  purpose: {
    section: 'application',
    words: { zh: '用途和服务内容', en: 'Purpose and services' },
    input: 'long',
    kinds: ALL,
    required: true,
  },
  platform: {
    section: 'application',
    words: { zh: '分发或者开设的平台', en: 'Store or platform' },
    input: 'text',
    kinds: ON_PLATFORM,
    required: true,
    help: {
      zh: '移动应用程序写已备案的分发平台或机关事业单位网站；账号写所在平台',
      en: 'For an app: a filed store or the site of a unit; for an account: its platform',
    },
  },
  host: {
    section: 'application',
    words: { zh: '上级网站平台', en: "Superior's platform" },
    input: 'platform',
    kinds: ['column'],
    required: true,
  },
  domain: {
    section: 'address',
    words: { zh: '英文域名', en: 'English domain name' },
    input: 'host',
    kinds: AT_HOST,
    required: true,
  },
  chineseDomain: {
    section: 'address',
    words: { zh: '中文域名', en: 'Chinese domain name' },
    input: 'host',
    kinds: SITES,
    required: false,
  },
  otherDomains: {
    section: 'address',
    words: { zh: '其他域名', en: 'Other domain names' },
    input: 'text',
    kinds: SITES,
    required: false,
    help: {
      zh: '原则上只注册一个中文域名和一个英文域名；确有其他域名的如实填写',
      en: 'In principle one Chinese and one English name; name any others',
    },
  },
  administrativeFunction: {
    section: 'address',
    words: { zh: '承担行政职能的登记文号', en: 'Paper that records administrative functions' },
    input: 'text',
    kinds: SITES,
    unit: 'institution',
    required: false,
    help: {
      zh: '使用“.gov.cn”或者“.政务”的事业单位填写机构编制部门的文号',
      en: "Of an institution on .gov.cn or .政务: the establishment authority's paper",
    },
  },
  address: {
    section: 'address',
    words: { zh: '访问地址或者账号名', en: 'Address or account' },
    input: 'text',
    kinds: ['app', 'mini-program', 'account', 'column'],
    required: true,
  },
  operator: {
    section: 'operation',
    words: { zh: '运维单位', en: 'Operator' },
    input: 'text',
    kinds: BUILT,
    required: true,
  },
  accessProvider: {
    section: 'operation',
    words: { zh: '接入服务商', en: 'Access provider' },
    input: 'text',
    kinds: ['website', 'app', 'mini-program'],
    required: true,
    help: { zh: 'ICP备案由接入服务商报省级通信管理局', en: 'It hands in the ICP filing' },
  },
  location: {
    section: 'operation',
    words: { zh: '服务器或者云平台所在地', en: 'Place of server or cloud' },
    input: 'choice',
    kinds: BUILT,
    required: true,
    choices: {
      mainland: { zh: '境内', en: 'mainland' },
      abroad: { zh: '境外（含港澳台）', en: 'elsewhere (with HK, MO, TW)' },
    },
  },
  mlpsLevel: {
    section: 'operation',
    words: { zh: '拟定的等级保护级别', en: 'Planned MLPS level' },
    input: 'choice',
    kinds: BUILT,
    required: true,
    choices: {
      '1': { zh: '第一级', en: 'level 1' },
      '2': { zh: '第二级', en: 'level 2' },
      '3': { zh: '第三级', en: 'level 3' },
      '4': { zh: '第四级', en: 'level 4' },
    },
  },
  plannedOn: {
    section: 'operation',
    words: { zh: '计划上线日期', en: 'Planned day of opening' },
    input: 'date',
    kinds: ALL,
    required: true,
  },
} as const satisfies Record<string, FieldEntry>;
export type OpeningField = keyof typeof OPENING_FIELDS;
export const OPENING_FIELD_NAMES = Object.keys(OPENING_FIELDS) as OpeningField[];
/** As typed; what was not typed is not there. */
export type OpeningForm = Partial<Record<OpeningField, string>>;

/** The entry of a field, with all that an entry may have. */
export function openingField(field: OpeningField): FieldEntry {
  return OPENING_FIELDS[field];
}

/** The fields that a kind of application of a kind of unit has, in the order of the form. */
export function openingFieldsOf(kind: ApplicationKind, unit: 'organ' | 'institution'): OpeningField[] {
  return OPENING_FIELD_NAMES.filter((name) => {
    const field = openingField(name);
    return field.kinds.includes(kind) && (field.unit === undefined || field.unit === unit);
  });
}

/** Where a value came from that nobody had to type. */
export const OPENING_SOURCE_WORDS = {
  unit: { zh: '来自单位登记', en: "from the unit's registration" },
  suggestion: { zh: '按命名规则拟出', en: 'made by the rules of names' },
  typed: { zh: '本次填写', en: 'typed here' },
} as const satisfies Record<string, LocalText>;
export type OpeningSource = keyof typeof OPENING_SOURCE_WORDS;
export const OPENING_SOURCES = Object.keys(OPENING_SOURCE_WORDS) as OpeningSource[];

/** What happened to a case. */
export const OPENING_EVENT_WORDS = {
  begun: { zh: '开始填报', en: 'Begun' },
  submitted: { zh: '提交审核', en: 'Submitted' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  accepted: { zh: '受理', en: 'Taken up' },
  returned: { zh: '退回补正', en: 'Returned for correction' },
  granted: { zh: '准予', en: 'Granted' },
  refused: { zh: '不予', en: 'Refused' },
  overridden: { zh: '负责人书面批准', en: "Leader's written approval" },
  recorded: { zh: '登记办理结果', en: 'A step recorded' },
  registered: { zh: '列入应用台账', en: 'Registered' },
} as const satisfies Record<string, LocalText>;
export type OpeningEvent = keyof typeof OPENING_EVENT_WORDS;
export const OPENING_EVENTS = Object.keys(OPENING_EVENT_WORDS) as OpeningEvent[];

/** Papers that are printed from the form, one for each authority. */
export const OPENING_PAPER_WORDS = {
  establishment: { zh: '网站开办审核申请信息', en: 'Information for the opening review' },
  telecom: { zh: 'ICP备案信息', en: 'Information for the ICP filing' },
  police: { zh: '公安备案信息', en: 'Information for the public-security filing' },
} as const satisfies Record<string, LocalText>;
export type OpeningPaper = keyof typeof OPENING_PAPER_WORDS;
export const OPENING_PAPERS = Object.keys(OPENING_PAPER_WORDS) as OpeningPaper[];

/** How a name is made (Art. 8). */
export const NAME_FORM_WORDS = {
  entity: { zh: '实体机构名称或者规范简称', en: "the entity's name or short form" },
  'region-duty': { zh: '区域名加职责名', en: 'region and duty' },
  other: { zh: '其他名称', en: 'another name' },
} as const satisfies Record<string, LocalText>;
export type NameForm = keyof typeof NAME_FORM_WORDS;
export const NAME_FORMS = Object.keys(NAME_FORM_WORDS) as NameForm[];
