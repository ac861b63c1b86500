import type { LocalText } from '@zhengdun/contract';

/** Every kind of entry, and what it is called. A new one is a line here. */
export const ENTRY_KINDS = {
  'audit-forgotten': { zh: '审计记录到期清理', en: 'old records of the audit log forgotten' },
  'audit-record': { zh: '审计记录', en: 'record of the audit log' },
  'check-result': { zh: '检测结果', en: 'result of a check' },
  'closing-sealed': { zh: '封存变更关停记录', en: 'record of a change or closure sealed' },
  'document-destroyed': { zh: '按保密要求销毁文件', en: 'document destroyed on an order' },
  'document-kept': { zh: '留存文件', en: 'document kept' },
  'evidence-destroyed': { zh: '按保密要求销毁检测证据', en: 'evidence of a check destroyed on an order' },
  'item-decision': { zh: '审核意见', en: 'decision of a review' },
  'link-decision': { zh: '外链确认', en: 'decision on an exit link' },
  'item-page-differs': { zh: '网页与审定稿不一致', en: 'page not as approved' },
  'item-source-seen': { zh: '取回转载原文', en: 'source of a repost looked at' },
  'item-step': { zh: '稿件办理', en: 'step of an item' },
  'item-version': { zh: '稿件版本', en: 'version of an item' },
  'log-checkpoint': { zh: '日志存档检查点', en: 'signed head of the archive of logs' },
  'organ-list': { zh: '党政机关网站名单', en: 'list of organs’ sites' },
  'logs-sealed': { zh: '日志封存', en: 'logs sealed' },
  'ledger-keys-rotated': { zh: '更换存证密钥', en: 'keys of the ledger replaced' },
} as const satisfies Record<string, LocalText>;

export type EntryKind = keyof typeof ENTRY_KINDS;
