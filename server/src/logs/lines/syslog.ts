import type { Field, ReadLine } from '../event.ts';
import { isoTime, yearlessTime } from './time.ts';

export const FACILITIES = [
  ...['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp'],
  ...['ntp', 'audit', 'alert', 'clock'],
  ...['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
];
export const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

const RFC5424 = /^<(\d{1,3})>1 (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) ([\s\S]*)$/;
const RFC3164 = /^(?:<(\d{1,3})>)?([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) (\S{1,255}) ([\s\S]*)$/;
const ISO_SHORT =
  /^(?:<(\d{1,3})>)?(\d{4}-\d\d-\d\dT[\d:.,]{8,20}(?:Z|[+-]\d\d:?\d\d)) (\S{1,255}) ([\s\S]*)$/;
const TAG = /^([^\s:[\]]{1,128})(?:\[([^\]\s]{1,32})\])?: ?/;
const MOST_PARAMETERS = 200;

/** RFC 5424. The message itself is the field `message`; parameters are `id.name`. */
export function readSyslog5424(line: string): ReadLine | undefined {
  const [, priority = '', time = '', host = '', app = '', pid = '', id = '', rest = ''] =
    RFC5424.exec(line) ?? [];
  const fields = priorityFields(priority);
  if (!fields) return undefined;
  const structured = readStructured(rest);
  if (!structured) return undefined;
  return {
    format: 'syslog-5424',
    at: isoTime(time),
    kind: kindOf(fields),
    fields: [
      ...fields,
      ...said([
        ['host', host],
        ['app', app],
        ['pid', pid],
        ['id', id],
      ]),
      ...structured.fields,
      // The standard's byte order mark says that UTF-8 follows.
      ['message', structured.message.replace(/^\ufeff/, '')],
    ],
  };
}

/** `[id name="text" …][id …] message`, or `- message`; `\"`, `\\` and `\]` are escaped. Read once, left to right. */
function readStructured(text: string): { fields: Field[]; message: string } | undefined {
  if (text === '-') return { fields: [], message: '' };
  if (text.startsWith('- ')) return { fields: [], message: text.slice(2) };
  const fields: Field[] = [];
  const element = /\[([^ =\]"]{1,32})/y;
  const parameter = / ([^ =\]"]{1,32})="([^"\\]*(?:\\.[^"\\]*)*)"/sy;
  let at = 0;
  while (text[at] === '[') {
    element.lastIndex = at;
    const id = element.exec(text)?.[1];
    if (id === undefined) return undefined;
    at = element.lastIndex;
    for (;;) {
      parameter.lastIndex = at;
      const [, name, value] = parameter.exec(text) ?? [];
      if (name === undefined || value === undefined) break;
      at = parameter.lastIndex;
      if (fields.length < MOST_PARAMETERS)
        fields.push([`${id}.${name}`, value.replaceAll(/\\(["\\\]])/g, '$1')]);
    }
    if (text[at] !== ']') return undefined;
    at += 1;
  }
  if (at === 0 || (at < text.length && text[at] !== ' ')) return undefined;
  return { fields, message: text.slice(at + 1) };
}

/** RFC 3164 as programs really write it; without `<PRI>` that is /var/log/auth.log and `journalctl -o short`. */
export function readSyslog3164(line: string, receivedAt: number): ReadLine | undefined {
  const old = RFC3164.exec(line);
  const found = old ?? ISO_SHORT.exec(line);
  if (!found) return undefined;
  const [, priority, time = '', host = '', rest = ''] = found;
  const at = old ? yearlessTime(time, receivedAt) : isoTime(time);
  const fields = priority === undefined ? [] : priorityFields(priority);
  if (!fields || at === undefined) return undefined;
  const [tag = '', app, pid] = TAG.exec(rest) ?? [];
  return {
    format: priority === undefined ? 'journal-short' : 'syslog-3164',
    at,
    kind: kindOf(fields),
    fields: [
      ...fields,
      ...said([
        ['host', host],
        ['app', app],
        ['pid', pid],
      ]),
      ['message', tag === '' ? rest : rest.slice(tag.length)],
    ],
  };
}

/** By number of the priority: eight severities of each facility. */
const PRIORITIES: readonly (readonly Field[])[] = FACILITIES.flatMap((facility) =>
  SEVERITIES.map((severity): Field[] => [
    ['facility', facility],
    ['severity', severity],
  ]),
);

function priorityFields(text: string): readonly Field[] | undefined {
  return text === '' ? undefined : PRIORITIES[Number(text)];
}

function kindOf(fields: readonly Field[]) {
  return fields[0]?.[1] === 'mail' ? ('mail' as const) : ('device' as const);
}

function said(fields: readonly (readonly [string, string | undefined])[]): Field[] {
  return fields.filter((field): field is Field => field[1] !== undefined && field[1] !== '-');
}
