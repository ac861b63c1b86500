import type { LogKind } from '../event.ts';

/** How a column lies in Parquet: UTF8, BYTE_ARRAY, INT32, INT64, TIMESTAMP_MILLIS in UTC. */
export type ColumnType = 'text' | 'bytes' | 'int' | 'long' | 'time';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly required?: true;
  /** written as differences: the values come nearly in order */
  readonly rising?: true;
}

/** What every segment has, whatever its kind. */
const OWN_COLUMNS = [
  { name: 'sequence', type: 'long', required: true, rising: true },
  { name: 'received', type: 'time', required: true, rising: true },
  { name: 'source', type: 'text', required: true },
  /** the kind that whoever runs the archive declared for the source; empty where the line decided */
  { name: 'declared', type: 'text' },
  { name: 'happened', type: 'time', rising: true },
  { name: 'format', type: 'text', required: true },
  /** how the raw line is put together from the other columns (`rows/shape.ts`) */
  { name: 'shape', type: 'text' },
  /** the raw line, where there is no shape and it is UTF-8 */
  { name: 'raw', type: 'text' },
  /** the raw line, where it is no UTF-8 */
  { name: 'raw_bytes', type: 'bytes' },
  /** fields that have no column: JSON, a list of pairs of name and text */
  { name: 'more', type: 'text' },
] as const satisfies readonly Column[];

const text = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'text' }));
const DEVICE = text(
  ...['facility', 'severity', 'host', 'app', 'pid', 'client', 'user', 'src', 'dst', 'action', 'message'],
);

/** Fields that have a column of their own, by kind; all others are in `more`. */
export const FIELD_COLUMNS: Readonly<Record<LogKind, readonly Column[]>> = {
  access: [
    ...text('client', 'user', 'method', 'path', 'protocol', 'request'),
    { name: 'status', type: 'int' },
    { name: 'bytes', type: 'long' },
    ...text('referer', 'agent', 'host'),
  ],
  device: DEVICE,
  database: text(
    ...['user', 'database', 'client', 'session', 'command', 'severity', 'sql_state', 'message', 'query'],
    ...['application', 'host'],
  ),
  mail: DEVICE,
  audit: DEVICE,
};

/** What other programs call a field that has a column. */
export const FIELD_ALIASES: Readonly<Record<string, string>> = {
  remote_addr: 'client',
  remote_user: 'user',
  request_method: 'method',
  request_uri: 'path',
  server_protocol: 'protocol',
  body_bytes_sent: 'bytes',
  http_referer: 'referer',
  http_user_agent: 'agent',
  srcip: 'src',
  dstip: 'dst',
  // systemd's journal
  MESSAGE: 'message',
  _HOSTNAME: 'host',
  SYSLOG_IDENTIFIER: 'app',
  _PID: 'pid',
};

export function columnsOf(kind: LogKind): readonly Column[] {
  return [...OWN_COLUMNS, ...FIELD_COLUMNS[kind]];
}
