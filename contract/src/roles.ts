import type { LocalText } from './local-text.ts';

/** What somebody may be allowed to do. A route of the server names one of these. */
export const PERMISSION_WORDS = {
  'unit.read': { zh: '查看单位', en: 'see units' },
  'unit.manage': { zh: '登记和变更单位', en: 'register and change units' },
  'region.manage': { zh: '增补行政区划', en: 'add local divisions' },
  'application.read': { zh: '查看应用台账', en: 'see the register of applications' },
  'application.manage': { zh: '登记和变更应用', en: 'register and change applications' },
  'opening.read': { zh: '查看开办办理', en: 'see opening cases' },
  'opening.apply': { zh: '填报开办办理', en: 'fill in opening cases' },
  'opening.decide': { zh: '审查开办办理', en: 'decide on opening cases' },
  'opening.override': { zh: '批准越过未完成的步骤', en: 'approve going on without a step' },
  'closing.read': { zh: '查看变更关停', en: 'see changes and closures' },
  'closing.record': { zh: '办理变更关停', en: 'work on changes and closures' },
  'closing.seal': { zh: '签字封存变更关停', en: 'sign and seal changes and closures' },
  'paper.read': { zh: '查看证明材料', en: 'see papers and their documents' },
  'attestation.write': { zh: '填写情况说明', en: 'write attestations' },
  'attestation.sign': { zh: '签署情况说明', en: 'sign attestations' },
  'exception.approve': { zh: '批准例外备案', en: 'approve exceptions' },
  'document.destroy': { zh: '按保密要求销毁文件', en: 'destroy documents on an order' },
  'check.start': { zh: '发起检查', en: 'start checks' },
  'watch.pause': {
    zh: '设定重保期，暂停定期检测',
    en: 'pause scheduled checks for periods of special protection',
  },
  'finding.read': { zh: '查看问题', en: 'see findings' },
  'finding.assign': { zh: '指派问题', en: 'assign findings' },
  'finding.mend': { zh: '整改并申请复核', en: 'mend findings and ask for re-checks' },
  'finding.comment': { zh: '对问题发表意见', en: 'comment on findings' },
  'finding.decide': { zh: '核验、延期和退回的决定', en: 'decide on closures, delays and returns' },
  'notice.read': { zh: '查看整改通知', en: 'see rectification notices' },
  'notice.send': { zh: '发出整改通知', en: 'send rectification notices' },
  'notice.answer': { zh: '签收和答复整改通知', en: 'sign for and answer notices' },
  'overview.read': { zh: '查看监督总览', en: 'see the overview of supervision' },
  'publication.read': { zh: '查看信息发布', en: 'see items and their review' },
  'publication.write': { zh: '写稿并提交审核', en: 'write and submit items' },
  'publication.review': { zh: '审核信息发布', en: 'review items for publication' },
  'publication.manage': { zh: '设定信息发布审核流程', en: 'set how publications are reviewed' },
  'outlet.manage': { zh: '设定发布去向', en: 'set where items go' },
  'link.read': { zh: '查看外链台账', en: 'see the register of exit links' },
  'link.manage': { zh: '登记和处理外链', en: 'decide on exit links' },
  'secret.read': { zh: '查看疑似涉密的命中', en: 'see hits that may be secrets' },
  'log-source.read': { zh: '查看日志来源和留存情况', en: 'see the sources of logs and what was kept' },
  'log.read': { zh: '检索留存日志', en: 'search the kept logs' },
  'log-personal.read': { zh: '查看日志中的个人信息', en: 'see personal data in logs' },
  'log.manage': { zh: '管理日志来源', en: 'manage the sources of logs' },
  'log-archive.manage': {
    zh: '设定日志留存期限、留存令，发起备份和恢复演练',
    en: 'set how long logs are kept, and have them backed up and restored for trial',
  },
  'log-archive.verify': { zh: '查看和核验日志存档', en: 'see the archive of logs and have it verified' },
  'person.read': { zh: '查看人员', en: 'see people' },
  'person.manage': { zh: '登记人员', en: 'register people' },
  'employment.confirm': { zh: '确认人员身份', en: 'confirm employment' },
  'grant.read': { zh: '查看授权', en: 'see grants' },
  'grant.give': { zh: '授权和收回', en: 'give and end grants' },
  'session.end': { zh: '中止他人的登录', en: "end others' sessions" },
  'setting.manage': { zh: '修改系统设置', en: 'change settings' },
  'audit.read': { zh: '查看审计记录', en: 'read the audit log' },
  'ledger.verify': { zh: '核验存证', en: 'verify the ledger' },
} as const satisfies Record<string, LocalText>;
export type PermissionName = keyof typeof PERMISSION_WORDS;
export const PERMISSIONS = Object.keys(PERMISSION_WORDS) as PermissionName[];

/** Over what a grant holds: everything below a region (属地), a unit with those below it (系统), or one unit. */
export const GRANT_AREA_WORDS = {
  region: { zh: '行政区划', en: 'region' },
  sector: { zh: '本单位及下属单位', en: 'unit and those below it' },
  unit: { zh: '本单位', en: 'unit alone' },
} as const satisfies Record<string, LocalText>;
export type GrantArea = keyof typeof GRANT_AREA_WORDS;
export const GRANT_AREAS = Object.keys(GRANT_AREA_WORDS) as GrantArea[];

interface RoleEntry {
  readonly word: LocalText;
  /** a top-level right: only for 在编 staff of the unit (Art. 25 ¶2) */
  readonly top: boolean;
  readonly areas: readonly GrantArea[];
  readonly permissions: readonly PermissionName[];
}

const READS = [
  'unit.read',
  'application.read',
  'opening.read',
  'closing.read',
  'paper.read',
  'finding.read',
  'notice.read',
  'link.read',
] as const;
const OFFICE = ['unit', 'sector'] as const;
const SUPERVISION = ['region', 'sector'] as const;

/**
 * Who may do what: the one matrix. The server refuses by it, the console shows by it, and a test walks every route
 * for every role of it. The three administrators share no permission that changes anything.
 */
export const ROLES = {
  leader: {
    word: { zh: '主要负责人', en: 'responsible leader' },
    top: true,
    areas: OFFICE,
    permissions: [
      ...READS,
      'log-source.read',
      'opening.override',
      'closing.seal',
      'attestation.sign',
      'exception.approve',
      'publication.read',
      'publication.manage',
      'finding.assign',
      'finding.comment',
      'notice.answer',
      'person.read',
      'grant.read',
      'ledger.verify',
      'log-archive.verify',
    ],
  },
  deputy: {
    word: { zh: '分管负责人', en: 'leader in charge' },
    top: true,
    areas: OFFICE,
    permissions: [
      ...READS,
      'log-source.read',
      'opening.override',
      'closing.seal',
      'attestation.sign',
      'exception.approve',
      'publication.read',
      'publication.manage',
      'outlet.manage',
      'check.start',
      'finding.assign',
      'finding.comment',
      'notice.answer',
      'person.read',
      'grant.read',
      'ledger.verify',
      'log-archive.verify',
    ],
  },
  liaison: {
    word: { zh: '联络员', en: 'liaison officer' },
    top: false,
    areas: OFFICE,
    permissions: [
      ...READS,
      'log-source.read',
      'application.manage',
      'opening.apply',
      'closing.record',
      'attestation.write',
      'check.start',
      'finding.assign',
      'finding.mend',
      'finding.comment',
      'notice.answer',
      'link.manage',
      'publication.read',
      'outlet.manage',
      'person.read',
    ],
  },
  handler: {
    word: { zh: '承办人', en: 'handler' },
    top: false,
    areas: OFFICE,
    permissions: [
      ...READS,
      'application.manage',
      'opening.apply',
      'closing.record',
      'attestation.write',
      'check.start',
      'finding.mend',
      'finding.comment',
      'notice.answer',
      'link.manage',
      'publication.read',
      'publication.write',
    ],
  },
  'secrecy-officer': {
    word: { zh: '保密员', en: 'secrecy officer' },
    top: true,
    areas: OFFICE,
    permissions: [...READS, 'publication.read', 'secret.read', 'document.destroy'],
  },
  reviewer: {
    word: { zh: '审核人', en: 'reviewer' },
    // Art. 13: 在编人员负责审核工作.
    top: true,
    areas: OFFICE,
    permissions: [...READS, 'publication.read', 'publication.review'],
  },
  operator: {
    word: { zh: '运维人员', en: 'operator' },
    top: false,
    areas: ['unit'],
    permissions: [
      'unit.read',
      'application.read',
      'finding.read',
      'finding.mend',
      'finding.comment',
      'check.start',
      'link.read',
      'log-source.read',
      'log.read',
    ],
  },
  'system-admin': {
    word: { zh: '系统管理员', en: 'system administrator' },
    top: true,
    areas: ['region', 'sector', 'unit'],
    permissions: [
      'unit.read',
      'unit.manage',
      'region.manage',
      'application.read',
      'person.read',
      'person.manage',
      'setting.manage',
      'watch.pause',
      'log-source.read',
      'log.manage',
      'log-archive.manage',
      'log-archive.verify',
    ],
  },
  'security-admin': {
    word: { zh: '安全管理员', en: 'security administrator' },
    top: true,
    areas: ['region', 'sector', 'unit'],
    permissions: [
      'unit.read',
      'person.read',
      'employment.confirm',
      'grant.read',
      'grant.give',
      'session.end',
      'log-archive.verify',
      'log-source.read',
      'log.read',
      'log-personal.read',
    ],
  },
  'audit-admin': {
    word: { zh: '审计管理员', en: 'audit administrator' },
    top: true,
    areas: ['region', 'sector', 'unit'],
    permissions: [
      'unit.read',
      'person.read',
      'grant.read',
      'audit.read',
      'ledger.verify',
      'log-archive.verify',
      'log-source.read',
      'log.read',
      'log-personal.read',
    ],
  },
  'supervision-reader': {
    word: { zh: '监管查阅人员', en: 'reader of the supervising authority' },
    top: false,
    areas: SUPERVISION,
    permissions: [...READS, 'overview.read'],
  },
  supervisor: {
    word: { zh: '监管人员', en: 'officer of the supervising authority' },
    top: true,
    areas: SUPERVISION,
    permissions: [
      ...READS,
      'overview.read',
      'opening.decide',
      'check.start',
      'watch.pause',
      'finding.decide',
      'finding.comment',
      'notice.send',
      'person.read',
      'ledger.verify',
    ],
  },
} as const satisfies Record<string, RoleEntry>;
export type RoleName = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as RoleName[];

/** Of these one person holds one only (三员分立); a small unit may merge the first two for a time. */
export const ADMINISTRATOR_ROLES = [
  'system-admin',
  'security-admin',
  'audit-admin',
] as const satisfies RoleName[];

/** The permissions that a role gives. */
export function permissionsOf(role: RoleName): readonly PermissionName[] {
  return ROLES[role].permissions;
}

/** The roles that give a permission, for the sentence of a refusal. */
export function rolesWith(permission: PermissionName): RoleName[] {
  return ROLE_NAMES.filter((role) => permissionsOf(role).includes(permission));
}
