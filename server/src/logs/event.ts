/** What a log is of (Art. 20): 设备运行, 访问, 数据库操作, 邮件, 审计. */
export const LOG_KINDS = ['device', 'access', 'database', 'mail', 'audit'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** Name and text, in the order of the line; a name may stand twice. */
export type Field = readonly [name: string, text: string];

/** A line as it was taken in. This is what is acknowledged: reading it comes later and may fail without harm. */
export interface Received {
  /** counted from 1, without gaps, over everything that an archive ever took in */
  readonly sequence: number;
  /** ms since 1970 */
  readonly receivedAt: number;
  /** the name that whoever runs the archive gave the sender */
  readonly source: string;
  /** undefined: told by the format of the line */
  readonly kind: LogKind | undefined;
  /** the bytes without the line feed, whatever they are */
  readonly raw: Buffer;
}

/** What was understood of a line. */
export interface ReadLine {
  /** of the parser; `raw` where none knew the line */
  readonly format: string;
  /** when it happened, ms since 1970; undefined where the line does not say */
  readonly at?: number | undefined;
  readonly kind: LogKind;
  readonly fields: readonly Field[];
}
