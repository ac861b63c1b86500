import type { Field, ReadLine } from '../event.ts';
import { isoTime } from './time.ts';

const GENERAL =
  /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|[+-]\d\d:\d\d))|(\d{6} [ \d]\d:\d\d:\d\d)|\t)\t\s*(\d{1,20}) ([A-Z][A-Za-z ]{1,30})\t([\s\S]*)$/;
const CONNECT = /^([^@\s]{1,80})@(\S{1,255})(?: on (\S{1,64}))?/;
/** Commands whose argument is a statement. */
const WITH_STATEMENT = new Set(['Query', 'Execute', 'Prepare']);

/** A record of the general log of MySQL (5.7 and later) or MariaDB; the latter writes a time once a second, in its own zone. */
export function readMysqlGeneral(line: string): ReadLine | undefined {
  const [, time, short, session, command, argument] = GENERAL.exec(line) ?? [];
  if (session === undefined || command === undefined || argument === undefined) return undefined;
  const at = time === undefined ? shortTime(short) : isoTime(time);
  const fields: Field[] = [
    ['session', session],
    ['command', command],
  ];
  const [, user, client, database] = (command === 'Connect' && CONNECT.exec(argument)) || [];
  say(fields, 'user', user);
  say(fields, 'client', client);
  say(fields, 'database', database === 'using' ? undefined : database);
  say(fields, WITH_STATEMENT.has(command) ? 'query' : 'message', user === undefined ? argument : undefined);
  return { format: 'mysql-general', at, kind: 'database', fields };
}

/** `261128  9:12:05` */
function shortTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [day = '', clock = ''] = [text.slice(0, 6), text.slice(7)];
  return isoTime(`20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}T${clock.trim().padStart(8, '0')}`);
}

const SERVER_AUDIT =
  /^ ?(?:(\d{8} \d\d:\d\d:\d\d),)?([^,\s]{1,255}),([^,]{0,80}),([^,]{0,255}),(\d{1,20}),(\d{1,20}),([A-Z_]{2,30}),([^,]{0,64}),([\s\S]*),(\d{0,10})$/;

/** A line of MariaDB's server_audit, from its file or, without the time, behind a header of syslog. */
export function readServerAudit(line: string): ReadLine | undefined {
  const found = SERVER_AUDIT.exec(line);
  if (!found) return undefined;
  const [, time, host, user, client, session, id, command, database, object = '', code] = found;
  const fields: Field[] = [];
  say(fields, 'host', host);
  say(fields, 'user', user);
  say(fields, 'client', client);
  say(fields, 'session', session);
  say(fields, 'query_id', id);
  say(fields, 'command', command);
  say(fields, 'database', database);
  const [, statement] = /^'([\s\S]*)'$/.exec(object) ?? [];
  if (statement === undefined) say(fields, 'object', object);
  else say(fields, 'query', statement.replaceAll("\\'", "'"));
  say(fields, 'code', code);
  const at =
    time === undefined
      ? undefined
      : isoTime(`${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 8)}T${time.slice(9)}`);
  return { format: 'mariadb-audit', at, kind: 'database', fields };
}

const ELEMENT = /<([A-Z_]{2,40})>([^<]*)<\/\1>/g;
const ATTRIBUTE = /\s([A-Z_]{2,40})="([^"]*)"/g;
const MOST_FIELDS = 200;

/** A record of the audit log of MySQL or Percona in XML: elements (new style) or attributes (old style). */
export function readAuditXml(text: string): ReadLine | undefined {
  const start = /^\s*<AUDIT_RECORD(?=[\s>/])/.exec(text);
  if (!start) return undefined;
  const inside = text.slice(start[0].length);
  const found = [...inside.matchAll(inside.startsWith('>') ? ELEMENT : ATTRIBUTE)].slice(0, MOST_FIELDS);
  return auditRecord(
    'mysql-audit-xml',
    found.map(([, name = '', value = '']) => [name.toLowerCase(), unescaped(value)] as const),
  );
}

/** A record of Percona's audit log in JSON: `{"audit_record":{…}}`. */
export function readAuditJson(line: string): ReadLine | undefined {
  if (!line.startsWith('{"audit_record":{') || !line.endsWith('}')) return undefined;
  let value: { readonly audit_record: Readonly<Record<string, unknown>> };
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const members = Object.entries(value.audit_record).slice(0, MOST_FIELDS);
  return auditRecord(
    'mysql-audit-json',
    members.map(([name, each]) => [name.toWellFormed(), String(each).toWellFormed()] as const),
  );
}

/** What a column is called there. `status` is a number of an error, and stays what it is called. */
const AUDIT_NAMES: Readonly<Record<string, string>> = {
  ...{ connection_id: 'session', name: 'command', sqltext: 'query', db: 'database', ip: 'client' },
};

function auditRecord(format: string, pairs: readonly Field[]): ReadLine | undefined {
  const time = pairs.find(([name]) => name === 'timestamp')?.[1];
  const fields: Field[] = [];
  for (const [name, text] of pairs) say(fields, AUDIT_NAMES[name] ?? name, text);
  if (fields.length === 0) return undefined;
  return {
    format,
    at: time === undefined ? undefined : isoTime(time.replace(/ UTC$/, 'Z')),
    kind: 'database',
    fields,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(xml: string): string {
  return xml.replaceAll(/&(?:#(\d{1,6})|([a-z]{2,4}));/g, (whole, code?: string, name = '') =>
    code === undefined ? (ENTITIES[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

function say(fields: Field[], name: string, text: string | undefined): void {
  if (text !== undefined && text !== '') fields.push([name, text]);
}
