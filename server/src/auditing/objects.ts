import type { LocalText } from '@zhengdun/contract';
import type { ObjectKind } from '../kernel/audit/index.ts';
import type { Transaction } from '../kernel/database/index.ts';

/** What acts are done to, by the kind that a record names. */
export const OBJECT_WORDS: Readonly<Record<ObjectKind, LocalText>> = {
  person: { zh: '人员', en: 'person' },
  unit: { zh: '单位', en: 'unit' },
  application: { zh: '应用', en: 'application' },
  grant: { zh: '授权', en: 'grant' },
  token: { zh: '访问令牌', en: 'token' },
  device: { zh: '设备', en: 'device' },
  passkey: { zh: '通行密钥', en: 'passkey' },
  check: { zh: '网站检查', en: 'check' },
  finding: { zh: '问题', en: 'finding' },
  notice: { zh: '整改通知', en: 'rectification notice' },
  opening: { zh: '开办办理', en: 'opening case' },
  closing: { zh: '变更关停', en: 'closing case' },
  paper: { zh: '情况说明', en: 'statement' },
  document: { zh: '证明文件', en: 'document' },
  publication: { zh: '稿件', en: 'item' },
  'publication-secret': { zh: '疑似涉密记录', en: 'record of a possible secret' },
  'word-list': { zh: '词库', en: 'list of words' },
  outlet: { zh: '发布去向', en: 'outlet' },
  link: { zh: '外链', en: 'exit link' },
  'log-source': { zh: '日志来源', en: 'source of logs' },
  'log-archive': { zh: '日志存档', en: 'archive of logs' },
  exception: { zh: '例外备案', en: 'exception' },
  region: { zh: '行政区划', en: 'region' },
  'watch-pause': { zh: '重保期', en: 'pause of checks' },
  'local-day': { zh: '地方节假日', en: 'local holiday' },
  'message-channel': { zh: '通知方式', en: 'channel of messages' },
  'identity-provider': { zh: '身份源', en: 'identity provider' },
  setting: { zh: '系统设置', en: 'setting' },
  ledger: { zh: '存证', en: 'ledger' },
  'ledger-keys': { zh: '存证密钥', en: 'keys of the ledger' },
};

/** Names of objects of one kind by their ids. A module that has them gives one through app.ts. */
export type NameObjects = (trx: Transaction, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** The words of a kind; of another version's kind the code itself. */
export function objectWords(kind: string): LocalText {
  return (OBJECT_WORDS as Readonly<Record<string, LocalText>>)[kind] ?? { zh: kind, en: kind };
}
