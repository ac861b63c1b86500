import type { Field, ReadLine } from '../event.ts';
import { journalRecord } from './journal.ts';
import { accessTime, isoTime, numericTime } from './time.ts';

/** Text between quotation marks, `\"` inside allowed. Unrolled: a megabyte of it takes no more than its length. */
const QUOTED = '"([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"';
const COMBINED = new RegExp(
  `^(\\S+) (\\S+) (\\S+) \\[([^\\]]{10,40})\\] ${QUOTED} (\\d{3}) (\\d+|-)(?: ${QUOTED} ${QUOTED})?(?: (.*))?$`,
  's',
);

/** Apache common and combined, nginx combined; what stands after them is the field `rest`. */
export function readCombined(line: string): ReadLine | undefined {
  const found = COMBINED.exec(line);
  if (!found) return undefined;
  const [, client = '', , user = '', time = '', request = '', status = '', bytes = '', referer, agent, rest] =
    found;
  const at = accessTime(time);
  if (at === undefined) return undefined;
  const fields: Field[] = [];
  say(fields, 'client', client);
  say(fields, 'user', user);
  sayRequest(fields, request);
  say(fields, 'status', status);
  say(fields, 'bytes', bytes);
  say(fields, 'referer', referer);
  say(fields, 'agent', agent);
  say(fields, 'rest', rest);
  return { format: 'combined', at, kind: 'access', fields };
}

/** `GET /a HTTP/1.1` in its parts; as it is where a client sent something else. */
function sayRequest(fields: Field[], request: string): void {
  const first = request.indexOf(' ');
  const last = request.lastIndexOf(' ');
  const method = request.slice(0, Math.max(first, 0));
  if (last <= first || !/^[A-Z]{2,20}$/.test(method)) {
    say(fields, 'request', request);
    return;
  }
  say(fields, 'method', method);
  say(fields, 'path', request.slice(first + 1, last));
  say(fields, 'protocol', request.slice(last + 1));
}

/** `-` is how these formats write nothing. */
function say(fields: Field[], name: string, text: string | undefined): void {
  if (text !== undefined && text !== '-' && text !== '') fields.push([name, text]);
}

const TIME_NAMES = ['time_iso8601', 'time_local', 'msec', '@timestamp', 'timestamp', 'time', 'ts'];
/** Names of a web server's variables: what a JSON line of an access log has and others have not. */
const ACCESS_NAMES = ['remote_addr', 'request_uri', 'request_method', 'http_user_agent', 'request'];
const MOST_FIELDS = 200;

/** One JSON object a line, as nginx writes with `log_format … escape=json`. Inner objects stay JSON. */
export function readJson(line: string): ReadLine | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const members = Object.entries(value as Record<string, unknown>);
  const fields = members
    .slice(0, MOST_FIELDS)
    .map(([name, each]) => [name.toWellFormed(), textOf(each).toWellFormed()] as const);
  const journal = journalRecord('journal-json', fields);
  if (journal) return journal;
  const access = fields.some(([name]) => ACCESS_NAMES.includes(name));
  const times = TIME_NAMES.flatMap((name) => fields.find((field) => field[0] === name)?.[1] ?? []);
  const at = times
    .map((text) => isoTime(text) ?? accessTime(text) ?? numericTime(text))
    .find((time) => time !== undefined);
  return { format: 'json', at, kind: access ? 'access' : 'device', fields };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
