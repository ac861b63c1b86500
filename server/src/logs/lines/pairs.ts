import type { Field, ReadLine } from '../event.ts';
import { isoTime, numericTime } from './time.ts';

const MOST_FIELDS = 200;
const TIME_NAMES = ['rt', 'end', 'start', 'devTime', 'eventtime', 'timestamp', 'time', 'ts'];

/** CEF (ArcSight), alone or behind a syslog header: seven columns, then `name=text` with blanks in the texts. */
export function readCef(text: string): ReadLine | undefined {
  if (!text.startsWith('CEF:')) return undefined;
  const header = columnsOf(text.slice('CEF:'.length), 7);
  if (!header) return undefined;
  const extension = cefPairs(header.rest);
  const names = ['cef', 'vendor', 'product', 'version', 'signature', 'name', 'severity'];
  const fields = [...header.columns.map((each, index) => [names[index] ?? '', each] as const), ...extension];
  return { format: 'cef', at: timeOf(extension), kind: 'device', fields };
}

/** LEEF 1.0 and 2.0 (QRadar), alone or behind a syslog header; 2.0 may name its separator, as `^` or `x09`. */
export function readLeef(text: string): ReadLine | undefined {
  if (!text.startsWith('LEEF:')) return undefined;
  const [start, version] = /^LEEF:([12]\.0)\|/.exec(text) ?? [];
  if (start === undefined) return undefined;
  const header = columnsOf(text.slice(start.length), version === '2.0' ? 5 : 4);
  if (!header) return undefined;
  const [vendor = '', product = '', release = '', event = '', separator = ''] = header.columns;
  const pairs = header.rest
    .split(separatorOf(separator))
    .slice(0, MOST_FIELDS)
    .flatMap((part) => {
      const at = part.indexOf('=');
      return at > 0 ? [[part.slice(0, at).trim(), part.slice(at + 1)] as const] : [];
    });
  return {
    format: 'leef',
    at: timeOf(pairs),
    kind: 'device',
    fields: [['vendor', vendor], ['product', product], ['version', release], ['event', event], ...pairs],
  };
}

const STARTS_PAIR = /^\s*[A-Za-z_]/;
const PAIR = /\s*([A-Za-z_][\w.\-/]{0,63})=(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s"]*))(?=[\s,;]|$)[,;]?/sy;

/** `name=text name="text with blanks"`, as firewalls write; at least two pairs and nothing but pairs. */
export function readPairs(text: string): ReadLine | undefined {
  if (!STARTS_PAIR.test(text)) return undefined;
  const pair = new RegExp(PAIR);
  const fields: Field[] = [];
  let at = 0;
  while (fields.length < MOST_FIELDS) {
    const found = pair.exec(text);
    if (!found) break;
    at = pair.lastIndex;
    fields.push([found[1] ?? '', found[2]?.replaceAll(/\\(["\\])/g, '$1') ?? found[3] ?? '']);
  }
  const whole = fields.length === MOST_FIELDS || text.slice(at).trim() === '';
  if (fields.length < 2 || !whole) return undefined;
  return { format: 'key-value', at: timeOf(fields), kind: 'device', fields };
}

/** `a|b|…|rest`, where `\|` and `\\` are escaped. */
function columnsOf(text: string, count: number): { columns: string[]; rest: string } | undefined {
  const columns: string[] = [];
  const column = /([^|\\]*(?:\\.[^|\\]*)*)\|/sy;
  while (columns.length < count) {
    const at = column.lastIndex;
    const found = column.exec(text);
    // The last column may end the text.
    if (!found) {
      if (columns.length < count - 1) return undefined;
      return { columns: [...columns, text.slice(at)], rest: '' };
    }
    columns.push((found[1] ?? '').replaceAll(/\\([|\\])/g, '$1'));
  }
  return { columns, rest: text.slice(column.lastIndex) };
}

/** A text goes on until the next `name=`; `\=` is none. */
function cefPairs(text: string): Field[] {
  const starts = [...text.matchAll(/(?:^|\s)([\w.[\]]{1,64})=/g)].slice(0, MOST_FIELDS);
  return starts.map((start, index) => [
    start[1] ?? '',
    text
      .slice(start.index + start[0].length, starts[index + 1]?.index)
      .trim()
      .replaceAll(/\\([=\\])/g, '$1'),
  ]);
}

function separatorOf(text: string): string {
  const [, code] = /^(?:0?x)([0-9A-Fa-f]{2,4})$/.exec(text) ?? [];
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return text === '' ? '\t' : text.slice(0, 1);
}

function timeOf(fields: readonly Field[]): number | undefined {
  const own = (name: string) => fields.find((field) => field[0] === name)?.[1];
  const day = own('date');
  const clock = own('time');
  if (day !== undefined && clock !== undefined) {
    const zone = own('tz')?.replaceAll('"', '') ?? '';
    return isoTime(`${day}T${clock}${zone}`);
  }
  return TIME_NAMES.map((name) => own(name))
    .map((text) => (text === undefined ? undefined : (isoTime(text) ?? numericTime(text))))
    .find((at) => at !== undefined);
}
