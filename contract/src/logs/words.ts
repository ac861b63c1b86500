import type { LocalText } from '../local-text.ts';

/** What a log is of (Art. 20). */
export const LOG_KIND_WORDS = {
  device: { zh: '设备运行日志', en: 'device log' },
  access: { zh: '应用访问日志', en: 'access log' },
  database: { zh: '数据库操作日志', en: 'database log' },
  mail: { zh: '邮件日志', en: 'mail log' },
  audit: { zh: '审计日志', en: 'audit log' },
} as const satisfies Record<string, LocalText>;
export type LogKindName = keyof typeof LOG_KIND_WORDS;
export const LOG_KIND_NAMES = Object.keys(LOG_KIND_WORDS) as [LogKindName, ...LogKindName[]];

/** How a source sends. */
export const LOG_WAY_WORDS = {
  relp: { zh: 'RELP（rsyslog，逐条确认）', en: 'RELP (rsyslog, each line acknowledged)' },
  'syslog-tls': { zh: 'syslog，加密（TLS）', en: 'syslog over TLS' },
  'syslog-tcp': { zh: 'syslog，TCP', en: 'syslog over TCP' },
  'syslog-udp': { zh: 'syslog，UDP（可能丢失）', en: 'syslog over UDP (lossy)' },
  http: { zh: 'HTTP 批量发送（凭密钥）', en: 'HTTP in batches (with a key)' },
  file: { zh: '接收程序所在机器上的文件', en: 'files of the machine that receives' },
} as const satisfies Record<string, LocalText>;
export type LogWay = keyof typeof LOG_WAY_WORDS;
export const LOG_WAYS = Object.keys(LOG_WAY_WORDS) as [LogWay, ...LogWay[]];
/** Those whose senders are known by their address. */
export const ADDRESSED_WAYS: readonly LogWay[] = ['relp', 'syslog-tls', 'syslog-tcp', 'syslog-udp'];

/** How a source stands (console.md 2.12). */
export const LOG_STATE_WORDS = {
  silent: { zh: '中断', en: 'silent' },
  never: { zh: '从未收到', en: 'never heard' },
  normal: { zh: '正常', en: 'in order' },
  ended: { zh: '已停用', en: 'ended' },
} as const satisfies Record<string, LocalText>;
export type LogState = keyof typeof LOG_STATE_WORDS;
export const LOG_STATES = Object.keys(LOG_STATE_WORDS) as [LogState, ...LogState[]];

/** What the calendar says of a source on a day. */
export const LOG_DAY_WORDS = {
  whole: { zh: '每小时都有', en: 'every hour' },
  gaps: { zh: '有缺', en: 'with gaps' },
  none: { zh: '全天没有', en: 'nothing all day' },
  outside: { zh: '不在登记期内', en: 'not declared then' },
} as const satisfies Record<string, LocalText>;
export type LogDayState = keyof typeof LOG_DAY_WORDS;
export const LOG_DAY_STATES = Object.keys(LOG_DAY_WORDS) as [LogDayState, ...LogDayState[]];

/** A clock that is off by more than this is shown, ms. */
export const CLOCK_SKEW_MS = 60_000;
