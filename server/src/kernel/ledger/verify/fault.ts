import { fillTemplate, type Lang, type LocalText } from '@zhengdun/contract';

/**
 * What may be wrong with a ledger. Braces are filled: `entry` the first entry concerned, counted from 0; `last` the
 * last one that it may be; `where` a file or a table; `found` where a moved entry stands now.
 */
const FAULT_WORDS = {
  'row-missing': {
    zh: '第 {entry} 条在数据库中缺失',
    en: 'entry {entry} is missing in the database',
  },
  'row-changed': {
    zh: '第 {entry} 条在数据库中被改动',
    en: 'entry {entry} was changed in the database',
  },
  'row-moved': {
    zh: '第 {entry} 条在数据库中被换了位置，现为第 {found} 条',
    en: 'entry {entry} was moved in the database; it now stands as entry {found}',
  },
  'row-unplaced': {
    zh: '数据库中有一条登记过的内容不在存证序列中（{where}）',
    en: 'something that was entered has no place in the ledger ({where})',
  },
  'file-changed': {
    zh: '第 {entry} 条在存证文件中被改动（{where}）',
    en: 'entry {entry} was changed in the files of the ledger ({where})',
  },
  'file-missing': {
    zh: '存证文件缺失（{where}），涉及第 {entry} 条起',
    en: 'a file of the ledger is missing ({where}); it begins with entry {entry}',
  },
  'entry-changed': {
    zh: '第 {entry} 条与已签名的检查点不符，数据库和文件中的内容都不是原来的',
    en: 'entry {entry} is not what was signed, neither in the database nor in the files',
  },
  'subject-changed': {
    zh: '第 {entry} 条所存证的记录被改动',
    en: 'what entry {entry} keeps the digest of was changed',
  },
  'subject-missing': {
    zh: '第 {entry} 条所存证的记录缺失',
    en: 'what entry {entry} keeps the digest of is missing',
  },
  rewritten: {
    zh: '第 {entry} 条至第 {last} 条中有内容与已签名的检查点（{where}）不符',
    en: 'among entries {entry} to {last} something is not what was signed ({where})',
  },
  truncated: {
    zh: '从第 {entry} 条起缺失：检查点（{where}）到第 {last} 条为止，现有存证没有这些',
    en: 'everything from entry {entry} on is gone: the checkpoint ({where}) goes up to entry {last}',
  },
  'checkpoint-missing': {
    zh: '已签名的检查点缺失（{where}）',
    en: 'the signed checkpoint is missing ({where})',
  },
  'checkpoint-forged': {
    zh: '检查点的签名不对（{where}）',
    en: 'the signature of a checkpoint is wrong ({where})',
  },
  'key-not-in-force': {
    zh: '检查点由不在有效期的密钥签署（{where}）',
    en: 'a checkpoint is signed by a key that was not in force for it ({where})',
  },
  'handover-wrong': {
    zh: '第 {entry} 条应为更换密钥的登记，内容不符（{where}）',
    en: 'entry {entry} should name the keys that were put in force after it, and does not ({where})',
  },
} as const satisfies Record<string, LocalText>;

export type FaultCode = keyof typeof FAULT_WORDS;

/** The first thing that is wrong, and which entry it concerns. */
export interface LedgerFault {
  readonly code: FaultCode;
  /** first entry concerned, counted from 0 */
  readonly entry?: number;
  /** last entry that it may be */
  readonly last?: number;
  /** file, table, or name of a checkpoint */
  readonly where: string;
  /** where a moved entry stands now */
  readonly found?: number;
  /** what the entry is about, where that can be told */
  readonly subject?: string;
}

export function faultText(fault: LedgerFault, lang: Lang): string {
  const { entry = '', last = '', where, found = '', subject } = fault;
  const text = fillTemplate(FAULT_WORDS[fault.code][lang], { entry, last, where, found }, lang);
  if (subject === undefined) return text;
  return lang === 'zh' ? `${text}：${subject}` : `${text}: ${subject}`;
}
