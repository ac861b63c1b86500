import type { LocalText } from '@zhengdun/contract';
import { z } from 'zod';

/** One kind of act: what it is called, and what its record may say besides who, where, what and with what result. */
export interface ActEntry {
  readonly words: LocalText;
  /** codes, counts, ids; no names of persons, no secrets, no texts that somebody wrote */
  readonly detail: z.ZodType<Readonly<Record<string, unknown>>>;
}

/** A code or an id in a detail. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/);

const nothing = z.strictObject({});

/** People and how they sign in (Art. 25, 30). */
const IDENTITY_ACTS = {
  'sign-in': { words: { zh: '登录', en: 'signed in' }, detail: nothing },
  'sign-in-refused': { words: { zh: '登录被拒绝', en: 'was refused at signing in' }, detail: nothing },
  'sign-out': { words: { zh: '退出登录', en: 'signed out' }, detail: nothing },
  'second-factor-refused': {
    words: { zh: '第二因子不对', en: 'gave a wrong second factor' },
    detail: nothing,
  },
  'first-administrator': {
    words: { zh: '设立首位管理员', en: 'became the first administrator' },
    detail: nothing,
  },
  'factor-set-up': { words: { zh: '登记双因子', en: 'set up a second factor' }, detail: nothing },
  'factor-removed': { words: { zh: '停用动态码', en: 'gave up the codes of a telephone' }, detail: nothing },
  'passkey-added': { words: { zh: '登记通行密钥', en: 'registered a passkey' }, detail: nothing },
  'passkey-removed': { words: { zh: '移除通行密钥', en: 'removed a passkey' }, detail: nothing },
  'passkey-counter-behind': {
    words: {
      zh: '通行密钥计数倒退，登录被拒绝，可能已被复制',
      en: 'was refused: the counter of a passkey went back, it may have been copied',
    },
    detail: nothing,
  },
  'recovery-code-used': { words: { zh: '使用恢复码', en: 'used a recovery code' }, detail: nothing },
  'recovery-codes-made': { words: { zh: '生成恢复码', en: 'made recovery codes' }, detail: nothing },
  'password-set': { words: { zh: '设置密码', en: 'set a password' }, detail: nothing },
  'session-ended': { words: { zh: '中止登录', en: 'ended a session' }, detail: nothing },
  'device-forgotten': { words: { zh: '移除设备', en: 'removed a device' }, detail: nothing },
  'person-added': { words: { zh: '登记人员', en: 'registered a person' }, detail: nothing },
  'person-link-made': {
    words: { zh: '发出设置密码的链接', en: 'made a link for setting a password' },
    detail: nothing,
  },
  'person-reset': { words: { zh: '重置登录方式', en: 'reset how a person signs in' }, detail: nothing },
  'employment-confirmed': {
    words: { zh: '确认人员身份', en: 'confirmed the employment of a person' },
    detail: nothing,
  },
  'grant-given': { words: { zh: '授权', en: 'gave a grant' }, detail: nothing },
  'grant-ended': { words: { zh: '收回授权', en: 'ended a grant' }, detail: nothing },
  'small-unit-begun': {
    words: { zh: '启用小单位模式', en: 'began the small-unit mode' },
    detail: z.strictObject({ until: code, grants: z.int() }),
  },
  'small-unit-renewed': {
    words: { zh: '延续小单位模式', en: 'renewed the small-unit mode' },
    detail: z.strictObject({ until: code, grants: z.int() }),
  },
  'small-unit-ended': { words: { zh: '结束小单位模式', en: 'ended the small-unit mode' }, detail: nothing },
  'token-made': { words: { zh: '生成访问令牌', en: 'made a token' }, detail: nothing },
  'token-revoked': { words: { zh: '吊销访问令牌', en: 'revoked a token' }, detail: nothing },
  'token-refused': { words: { zh: '访问令牌被拒绝', en: 'showed a token that is none' }, detail: nothing },
} as const satisfies Record<string, ActEntry>;
export type IdentityAct = keyof typeof IDENTITY_ACTS;

/** Outside providers of identity. */
const OUTSIDE_ACTS = {
  'outside-asserted': {
    words: { zh: '经外部身份源登录', en: 'signed in by an outside provider' },
    detail: z.strictObject({ provider: code, wholly: z.boolean() }),
  },
  'outside-refused': {
    words: { zh: '外部登录被拒绝', en: 'was refused at signing in by an outside provider' },
    detail: z.strictObject({ provider: code, fault: code }),
  },
  'outside-bound': {
    words: { zh: '绑定外部身份', en: 'bound an outside identity' },
    detail: z.strictObject({ provider: code }),
  },
  'outside-unbound': {
    words: { zh: '解除外部身份绑定', en: 'unbound an outside identity' },
    detail: z.strictObject({ provider: code }),
  },
  'provider-set': {
    words: { zh: '设置身份源', en: 'set up an identity provider' },
    detail: z.strictObject({ kind: code, enabled: z.boolean(), secrets: z.array(code).max(4) }),
  },
  'provider-removed': {
    words: { zh: '删除身份源', en: 'removed an identity provider' },
    detail: z.strictObject({ kind: code }),
  },
  'provider-tested': {
    words: { zh: '测试身份源', en: 'tried an identity provider' },
    detail: z.strictObject({ kind: code, fault: code.optional() }),
  },
} as const satisfies Record<string, ActEntry>;

/** What is done about the installation: its ledger, its audit log, its settings. */
const AUDITING_ACTS = {
  'ledger-verification-asked': {
    words: { zh: '发起存证核验', en: 'asked for a verification of the ledger' },
    detail: nothing,
  },
  'ledger-keys-rotated': {
    words: { zh: '更换存证密钥', en: 'replaced the keys of the ledger' },
    detail: z.strictObject({ number: z.int() }),
  },
  'setting-changed': { words: { zh: '修改系统设置', en: 'changed a setting' }, detail: nothing },
  'audit-exported': {
    words: { zh: '导出审计记录', en: 'exported records of the audit log' },
    detail: z.strictObject({ records: z.int() }),
  },
} as const satisfies Record<string, ActEntry>;

/** Findings and their rectification (Art. 40). */
const SUPERVISION_ACTS = {
  'findings-settled': {
    words: { zh: '检测确认问题办结', en: 'closed findings that a check saw settled' },
    detail: z.strictObject({ check: code, findings: z.array(code).max(200) }),
  },
  'findings-assigned': {
    words: { zh: '指派问题', en: 'assigned findings' },
    detail: z.strictObject({ person: code, findings: z.array(code).max(200), days: z.int().optional() }),
  },
  'finding-recheck-asked': {
    words: { zh: '申请复核', en: 'asked for another check of a finding' },
    detail: z.strictObject({ check: code }),
  },
  'finding-delay-asked': {
    words: { zh: '申请延期', en: 'asked for a delay' },
    detail: z.strictObject({ days: z.int() }),
  },
  'finding-appealed': { words: { zh: '误报申诉', en: 'appealed against a finding' }, detail: nothing },
  'finding-plea-decided': {
    words: { zh: '决定延期或申诉', en: 'decided a request about a finding' },
    detail: z.strictObject({ plea: z.enum(['delay', 'appeal']), decision: z.enum(['grant', 'refuse']) }),
  },
  'finding-watched': {
    words: { zh: '挂账督办', en: 'put a finding under supervision' },
    detail: nothing,
  },
  'finding-commented': {
    words: { zh: '对问题发表意见', en: 'commented on a finding' },
    detail: nothing,
  },
  'notice-sent': {
    words: { zh: '发出整改通知', en: 'sent a rectification notice' },
    detail: z.strictObject({ findings: z.int(), days: z.int() }),
  },
  'notice-registered': {
    words: { zh: '登记外来整改通知', en: 'registered a notice from outside' },
    detail: z.strictObject({ findings: z.int() }),
  },
  'notice-signed': { words: { zh: '签收整改通知', en: 'signed for a notice' }, detail: nothing },
  'notice-plea': {
    words: { zh: '对整改通知申请退回或延期', en: 'asked to return or delay a notice' },
    detail: z.strictObject({ plea: z.enum(['return', 'delay']) }),
  },
  'notice-plea-decided': {
    words: { zh: '决定退回或延期', en: 'decided a request about a notice' },
    detail: z.strictObject({ plea: z.enum(['return', 'delay']), decision: z.enum(['grant', 'refuse']) }),
  },
  'notice-answered': { words: { zh: '反馈整改情况', en: 'answered a notice' }, detail: nothing },
  'finding-unwatched': {
    words: { zh: '解除督办', en: 'ended the supervision of a finding' },
    detail: nothing,
  },
} as const satisfies Record<string, ActEntry>;

const ofObligation = z.strictObject({ obligation: code });

/** Papers, their documents and exceptions. */
const PAPER_ACTS = {
  'paper-written': {
    words: { zh: '填写情况说明', en: 'wrote a statement' },
    detail: z.strictObject({ obligation: code, version: z.int(), documents: z.int() }),
  },
  'paper-signed': {
    words: { zh: '签署情况说明', en: 'signed a statement' },
    detail: z.strictObject({ obligation: code, version: z.int() }),
  },
  'paper-withdrawn': { words: { zh: '撤回情况说明', en: 'withdrew a statement' }, detail: ofObligation },
  'document-kept': { words: { zh: '上传文件', en: 'handed in a document' }, detail: nothing },
  'document-taken': { words: { zh: '下载文件', en: 'took a copy of a document' }, detail: nothing },
  'document-destroyed': {
    words: { zh: '按保密要求销毁文件', en: 'destroyed a document on an order' },
    detail: nothing,
  },
  'evidence-destroyed': {
    words: { zh: '按保密要求销毁检测证据', en: 'destroyed evidence of a check on an order' },
    detail: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  },
  'exception-asked': {
    words: { zh: '申请例外备案或暂缓整改', en: 'asked for an exception or a deferral' },
    detail: z.strictObject({ obligation: code, kind: code }),
  },
  'exception-decided': {
    words: { zh: '审批例外备案或暂缓整改', en: 'decided on an exception or a deferral' },
    detail: z.strictObject({ obligation: code, kind: code, decision: code }),
  },
  'exception-ended': {
    words: { zh: '提前终止例外备案或暂缓整改', en: 'ended an exception or a deferral early' },
    detail: z.strictObject({ obligation: code, kind: code }),
  },
} as const satisfies Record<string, ActEntry>;

/** Opening of applications (Art. 4 to 9). */
const OPENING_ACTS = {
  'opening-submitted': { words: { zh: '提交开办申请', en: 'submitted an opening case' }, detail: nothing },
  'opening-withdrawn': { words: { zh: '撤回开办申请', en: 'withdrew an opening case' }, detail: nothing },
  'opening-accepted': { words: { zh: '受理开办申请', en: 'took up an opening case' }, detail: nothing },
  'opening-returned': {
    words: { zh: '退回补正', en: 'returned an opening case for correction' },
    detail: z.strictObject({ fields: z.array(code).max(40) }),
  },
  'opening-granted': { words: { zh: '准予开办', en: 'granted an opening' }, detail: nothing },
  'opening-refused': {
    words: { zh: '不予开办', en: 'refused an opening' },
    detail: z.strictObject({ obligation: code }),
  },
  'opening-overridden': {
    words: { zh: '书面批准越过原则性要求', en: 'approved in writing what is asked in principle only' },
    detail: z.strictObject({ subject: code }),
  },
  'opening-step-recorded': {
    words: { zh: '登记开办步骤', en: 'recorded a step of an opening' },
    detail: z.strictObject({ step: code }),
  },
} as const satisfies Record<string, ActEntry>;

/** Change and closure of applications (Art. 12). */
const CLOSING_ACTS = {
  'closing-begun': {
    words: { zh: '开始办理变更关停', en: 'began a change or closure' },
    detail: z.strictObject({ application: code, occasion: code, outcome: code }),
  },
  'closing-step-recorded': {
    words: { zh: '登记变更关停步骤', en: 'recorded a step of a change or closure' },
    detail: z.strictObject({ step: code, how: code, documents: z.int() }),
  },
  'closing-sealed': {
    words: { zh: '签字封存变更关停记录', en: 'signed and sealed the record of a change or closure' },
    detail: z.strictObject({ outcome: code, document: code }),
  },
  'closing-withdrawn': { words: { zh: '撤回变更关停', en: 'withdrew a change or closure' }, detail: nothing },
} as const satisfies Record<string, ActEntry>;

/** Checks on a schedule. */
const WATCH_ACTS = {
  'watch-interval-set': {
    words: { zh: '设定检测间隔', en: 'set the interval of checks' },
    detail: z.strictObject({ area: code, days: z.int().optional() }),
  },
  'watch-paused': {
    words: { zh: '设定重保期', en: 'set a pause of checks' },
    detail: z.strictObject({ area: code, hours: z.int() }),
  },
  'watch-pause-ended': {
    words: { zh: '提前结束重保期', en: 'ended a pause of checks early' },
    detail: nothing,
  },
} as const satisfies Record<string, ActEntry>;

/** Days that are off or worked in a place. */
const CALENDAR_ACTS = {
  'local-days-set': {
    words: { zh: '登记地方节假日', en: 'entered local holidays' },
    detail: z.strictObject({ from: code, to: code, working: z.boolean() }),
  },
  'local-day-removed': {
    words: { zh: '撤销地方节假日', en: 'took a local holiday back' },
    detail: z.strictObject({ day: code, working: z.boolean() }),
  },
} as const satisfies Record<string, ActEntry>;

/** Messages to people outside of the console. */
const MESSAGE_ACTS = {
  'message-channel-set': {
    words: { zh: '设置通知方式', en: 'set up a channel of messages' },
    detail: z.strictObject({ kind: code, enabled: z.boolean(), secrets: z.array(code).max(4) }),
  },
  'message-channel-tested': {
    words: { zh: '发送测试消息', en: 'sent a test message' },
    detail: z.strictObject({ kind: code, fault: code.optional() }),
  },
  'message-choice-set': {
    words: { zh: '选择接收通知的方式', en: 'chose how to be told' },
    detail: z.strictObject({ channel: code, pace: code }),
  },
} as const satisfies Record<string, ActEntry>;

const ofVersion = z.strictObject({ version: z.int() });

/** Review of what is published (Art. 13). */
const PUBLICATION_ACTS = {
  'item-written': {
    words: { zh: '写稿', en: 'wrote a version of an item' },
    detail: z.strictObject({ version: z.int(), attachments: z.int() }),
  },
  'item-submitted': { words: { zh: '提交审核', en: 'submitted an item for review' }, detail: ofVersion },
  'item-recalled': { words: { zh: '撤回修改稿件', en: 'took an item back' }, detail: ofVersion },
  'item-decided': {
    words: { zh: '作出审核意见', en: 'decided about an item' },
    detail: z.strictObject({ version: z.int(), stage: z.int(), decision: code, paper: z.boolean() }),
  },
  'item-published': { words: { zh: '登记发布', en: 'marked an item as published' }, detail: ofVersion },
  'item-page-compared': {
    words: { zh: '比对网页与审定稿', en: 'compared a page with what was approved' },
    detail: z.strictObject({ version: z.int(), outcome: code, differences: z.int() }),
  },
  'item-source-seen': {
    words: { zh: '取回转载原文并比对', en: 'looked at the source of a repost' },
    detail: z.strictObject({ version: z.int(), outcome: code, differences: z.int() }),
  },
  'repost-sources-set': {
    words: { zh: '设定转载来源名单', en: 'set the sources that may be reposted from' },
    detail: z.strictObject({ sites: z.int() }),
  },
  'item-correction-begun': {
    words: { zh: '发起更正', en: 'began a correction of an item' },
    detail: ofVersion,
  },
  'item-withdrawn': { words: { zh: '撤下稿件', en: 'withdrew an item' }, detail: ofVersion },
  'item-dropped': {
    words: { zh: '作废稿件或放弃更正', en: 'dropped an item or its correction' },
    detail: ofVersion,
  },
  'item-commented': { words: { zh: '批注稿件', en: 'commented on an item' }, detail: ofVersion },
  'item-comment-resolved': { words: { zh: '解决批注', en: 'resolved a comment' }, detail: ofVersion },
  'item-hit-released': {
    words: { zh: '放行筛查命中', en: 'let a hit of the screening through' },
    detail: z.strictObject({ hit: code, secret: z.boolean() }),
  },
  'item-file-read-again': {
    words: { zh: '重新识别附件', en: 'had an attachment read again' },
    detail: z.strictObject({ document: code }),
  },
  'item-secret-stopped': {
    words: { zh: '疑似涉密，没有保存', en: 'was stopped: it may be a state secret' },
    detail: z.strictObject({ part: code, marks: z.int() }),
  },
  'item-secret-judged': {
    words: { zh: '核实疑似涉密材料', en: 'judged what may be a state secret' },
    detail: z.strictObject({ finding: code }),
  },
  'item-archive-taken': {
    words: { zh: '导出审核档案', en: 'took the archive of an item' },
    detail: ofVersion,
  },
  'outlet-set': {
    words: { zh: '设定发布去向', en: 'set where items go' },
    detail: z.strictObject({ kind: code, enabled: z.boolean() }),
  },
  'outlet-secret-renewed': {
    words: { zh: '更换发布去向的签名密钥', en: 'gave an outlet another secret' },
    detail: nothing,
  },
  'outlet-tested': {
    words: { zh: '测试发布去向', en: 'tried an outlet' },
    detail: z.strictObject({ fault: code.optional() }),
  },
  'outlet-removed': { words: { zh: '删除发布去向', en: 'removed an outlet' }, detail: nothing },
  'delivery-repeated': {
    words: { zh: '重新送达内容管理系统', en: 'had an outlet told again' },
    detail: z.strictObject({ delivery: code }),
  },
  'word-list-taken': {
    words: { zh: '导入词库', en: 'took in a list of words' },
    detail: z.strictObject({ version: z.int(), entries: z.int() }),
  },
  'word-list-tried': {
    words: { zh: '试用词库', en: 'tried a list of words' },
    detail: z.strictObject({ version: z.int(), items: z.int() }),
  },
  'word-list-used': {
    words: { zh: '启用词库', en: 'put a list of words in use' },
    detail: z.strictObject({ version: z.int(), below: z.boolean() }),
  },
  'word-list-stopped': { words: { zh: '停用词库', en: 'stopped using a list of words' }, detail: nothing },
  'workflow-set': {
    words: { zh: '设定审核流程', en: 'set a review workflow' },
    detail: z.strictObject({ version: z.int(), stages: z.int(), authorMayReview: z.boolean() }),
  },
} as const satisfies Record<string, ActEntry>;

const LINK_ACTS = {
  'link-decided': {
    words: { zh: '确认外链的相关性', en: 'decided on the relevance of an exit link' },
    detail: z.strictObject({ relevance: code }),
  },
  'link-assigned': {
    words: { zh: '指定外链承办人', en: 'named the handler of an exit link' },
    detail: nothing,
  },
  'link-accepted': {
    words: { zh: '核对外链，认可现在的网站', en: 'looked at an exit link and took its site as it is' },
    detail: nothing,
  },
  'link-recheck-asked': {
    words: { zh: '要求重新检查外链', en: 'had an exit link looked at' },
    detail: nothing,
  },
  'exits-signed': {
    words: { zh: '生成离开提示链接', en: 'had links signed that lead to the exit prompt' },
    detail: z.strictObject({ links: z.int() }),
  },
} as const satisfies Record<string, ActEntry>;

/** What was asked of the logs: not the words, but a digest of the whole question. */
const searched = {
  question: code,
  by: z.array(code).max(10),
  from: code.optional(),
  to: code.optional(),
  sources: z.int(),
  found: z.int(),
  masked: z.boolean(),
};

const LOG_ACTS = {
  'log-searched': {
    words: { zh: '检索留存日志', en: 'searched the kept logs' },
    detail: z.strictObject(searched),
  },
  'log-exported': {
    words: { zh: '导出留存日志', en: 'exported kept logs' },
    detail: z.strictObject({ ...searched, form: code, lines: z.int() }),
  },
  'log-source-declared': {
    words: { zh: '登记日志来源', en: 'declared a source of logs' },
    detail: z.strictObject({ way: code }),
  },
  'log-source-changed': { words: { zh: '变更日志来源', en: 'changed a source of logs' }, detail: nothing },
  'log-source-ended': { words: { zh: '停用日志来源', en: 'ended a source of logs' }, detail: nothing },
  'log-task-asked': {
    words: { zh: '要求核验、备份日志存档或演练恢复', en: 'asked for work on the archive of logs' },
    detail: z.strictObject({ work: code }),
  },
  'log-restored': {
    words: {
      zh: '登记日志存档由较早的备份恢复',
      en: 'entered that an older backup of the logs was put back',
    },
    detail: z.strictObject({ entry: z.int(), lostFrom: z.int(), lostTo: z.int() }),
  },
  'log-retention-changed': {
    words: { zh: '变更日志留存期限', en: 'changed how long logs are kept' },
    detail: z.strictObject({ kind: code, days: z.int().nullable() }),
  },
  'log-hold-added': {
    words: { zh: '登记日志留存令', en: 'registered an order that logs be kept' },
    detail: z.strictObject({ hold: code }),
  },
  'log-hold-lifted': {
    words: { zh: '解除日志留存令', en: 'lifted an order that logs be kept' },
    detail: z.strictObject({ hold: code }),
  },
  'log-source-key-renewed': {
    words: { zh: '更换日志发送密钥', en: 'renewed the sending key of a source of logs' },
    detail: nothing,
  },
} as const satisfies Record<string, ActEntry>;

/** Every act that is recorded, by its code. A module that has acts of its own declares them here, a line each. */
export const ACTS = {
  ...IDENTITY_ACTS,
  ...OUTSIDE_ACTS,
  ...AUDITING_ACTS,
  ...SUPERVISION_ACTS,
  ...PAPER_ACTS,
  ...OPENING_ACTS,
  ...CLOSING_ACTS,
  ...WATCH_ACTS,
  ...CALENDAR_ACTS,
  ...MESSAGE_ACTS,
  ...PUBLICATION_ACTS,
  ...LINK_ACTS,
  ...LOG_ACTS,
  'unit-corrected': {
    words: { zh: '更正检测所用的单位信息', en: 'corrected the facts about the unit of a check' },
    detail: z.strictObject({ changed: z.array(code).max(8) }),
  },
} as const satisfies Record<string, ActEntry>;

export type ActCode = keyof typeof ACTS;
export type ActDetail<Code extends ActCode> = z.input<(typeof ACTS)[Code]['detail']>;
