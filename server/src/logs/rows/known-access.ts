import { isUtf8 } from 'node:buffer';
import type { ReadLine, Received } from '../event.ts';
import { COMBINED_PARTS, type CombinedBytes, openCombinedBytes, SAYS } from '../lines/combined-bytes.ts';
import { readSyslog3164 } from '../lines/syslog.ts';
import { accessTime } from '../lines/time.ts';
import type { NumberData, TextData } from '../parquet/column-data.ts';
import type { Column } from './columns.ts';

/** What stands before the line of the web server. */
interface Prefix {
  readonly bytes: Buffer;
  /** where the header says the very time that the line says (15 bytes); −1 where it does not */
  readonly hole: number;
  /** what a line that is like one before has in common with it, by what it says and how it ends */
  readonly looks: (Look | undefined)[];
}

interface Look {
  readonly zone: Buffer;
  /** value of each column that does not depend on the line */
  readonly constant: readonly { readonly data: TextData; readonly place: number }[];
}

const MOST_PREFIXES = 32;
const LONGEST_PREFIX = 400;
/** What `main` of nginx's own configuration adds where there was no proxy. */
const ENDINGS = [Buffer.alloc(0), Buffer.from(' "-"')];
const HEADER_TIME = /[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d/;
const HEADER_TIME_BYTES = 15;
/** Of `28/Nov/2026:09:12:05 +0800`: the date with its colon, where the clock and the zone begin. */
const DATE = 12;
const ZONE = 21;
/** The columns that depend on the line, and those of every row. */
const OWN = [...COMBINED_PARTS, 'source', 'declared'] as readonly string[];
const BLANK = 32;
const ZERO = 48;

/**
 * Lines of an access log that look like one before go into their columns by their bytes. A line is understood as text once; for
 * those that begin with the same bytes and say the same parts, everything but these parts is the same.
 */
export interface KnownAccess {
  /** @returns when it happened; undefined where the line must be read as text */
  add(row: number, event: Received): number | undefined;
  /** Looks at a line that was read as text and stands in a row. */
  learn(row: number, event: Received, read: ReadLine): void;
}

export function openKnownAccess(
  columns: readonly { readonly column: Column; readonly data: TextData | NumberData }[],
): KnownAccess {
  const text = (name: string) => columns.find(({ column }) => column.name === name)?.data as TextData;
  const numbers = (name: string) => columns.find(({ column }) => column.name === name)?.data as NumberData;
  const parts = COMBINED_PARTS.map((part) => ({
    part,
    data: text(part),
    bit: part in SAYS ? SAYS[part as 'user'] : 0,
  }));
  const own = {
    sequence: numbers('sequence'),
    received: numbers('received'),
    happened: numbers('happened'),
    status: numbers('status'),
    bytes: numbers('bytes'),
    source: text('source'),
    declared: text('declared'),
    shape: text('shape'),
  };
  const others = columns.flatMap(({ column, data }) =>
    'values' in data || OWN.includes(column.name) ? [] : [{ data }],
  );
  const find = openCombinedBytes();
  const prefixes: Prefix[] = [];
  let memory: ArrayBufferLike | undefined;
  let bytes: Uint8Array = new Uint8Array();
  let view: DataView = new DataView(new ArrayBuffer(0));
  let date: { text: Buffer; zone: Buffer; begins: number } = {
    ...{ text: Buffer.alloc(DATE), zone: Buffer.alloc(0), begins: 0 },
  };

  /** ms since 1970; undefined where it is no time, or one that is not written back as it stands there. */
  function timeAt(at: number, zone: Buffer): number | undefined {
    const hour = two(bytes, at + DATE);
    const minute = two(bytes, at + DATE + 3);
    const second = two(bytes, at + DATE + 6);
    if (bytes[at + DATE + 2] !== 58 || bytes[at + DATE + 5] !== 58 || bytes[at + ZONE - 1] !== BLANK)
      return undefined;
    // No comparison holds where there are no digits.
    if (!(hour <= 23 && minute <= 59 && second <= 59) || !isAt(at + ZONE, zone, 0, zone.length))
      return undefined;
    if (zone !== date.zone || !isAt(at, date.text, 0, DATE)) {
      const own = Buffer.from(bytes.subarray(at, at + DATE));
      const begins = accessTime(`${own.toString('latin1')}00:00:00 ${zone.toString('latin1')}`);
      if (begins === undefined) return undefined;
      date = { text: own, zone, begins };
    }
    return date.begins + ((hour * 60 + minute) * 60 + second) * 1_000;
  }

  function isAt(at: number, wanted: Uint8Array, from: number, to: number): boolean {
    for (let index = from; index < to; index += 1) if (bytes[at + index] !== wanted[index]) return false;
    return true;
  }

  /** `Nov 28 09:12:05` and `28/Nov/2026:09:12:05` */
  function isSameTime(header: number, time: number): boolean {
    const tens = bytes[time] === ZERO ? BLANK : bytes[time];
    if (bytes[header + 4] !== tens || bytes[header + 5] !== bytes[time + 1]) return false;
    if (bytes[header + 3] !== BLANK || bytes[header + 6] !== BLANK) return false;
    for (let index = 0; index < 3; index += 1)
      if (bytes[header + index] !== bytes[time + 3 + index]) return false;
    for (let index = 0; index < 8; index += 1)
      if (bytes[header + 7 + index] !== bytes[time + DATE + index]) return false;
    return true;
  }

  function isBehind({ bytes: prefix, hole }: Prefix, from: number, length: number): boolean {
    if (prefix.length > length) return false;
    if (hole < 0) return isAt(from, prefix, 0, prefix.length);
    return isAt(from, prefix, 0, hole) && isAt(from, prefix, hole + HEADER_TIME_BYTES, prefix.length);
  }

  function point(raw: Buffer): void {
    if (raw.buffer === memory) return;
    memory = raw.buffer;
    bytes = new Uint8Array(memory);
    view = new DataView(memory);
  }

  function prefixOf(from: number, length: number): Prefix | undefined {
    const [latest] = prefixes;
    if (latest && isBehind(latest, from, length)) return latest;
    for (let index = 1; index < prefixes.length; index += 1) {
      const prefix = prefixes[index];
      if (!prefix || !isBehind(prefix, from, length)) continue;
      prefixes.splice(index, 1);
      prefixes.unshift(prefix);
      return prefix;
    }
    return undefined;
  }

  function set(row: number, { sequence, receivedAt, source, kind }: Received, found: CombinedBytes): void {
    own.sequence.set(row, sequence);
    own.received.set(row, receivedAt);
    own.source.set(row, source);
    if (kind !== undefined) own.declared.set(row, kind);
    own.status.set(row, found.status);
    if (found.bytes >= 0) own.bytes.set(row, found.bytes);
    for (const { part, data, bit } of parts)
      if (bit === 0 || (found.says & bit) !== 0) data.setBytes(row, bytes, view, found[part]);
  }

  return {
    add(row, event) {
      const { raw } = event;
      point(raw);
      const from = raw.byteOffset;
      const to = from + raw.length;
      const prefix = prefixOf(from, raw.length);
      if (!prefix) return undefined;
      const found = find(bytes, from + prefix.bytes.length, to);
      if (!found) return undefined;
      const look = prefix.looks[lookOf(found, to)];
      if (!look) return undefined;
      const at = timeAt(found.time, look.zone);
      if (at === undefined || (prefix.hole >= 0 && !isSameTime(from + prefix.hole, found.time)))
        return undefined;
      if (found.isWide && !isUtf8(raw)) return undefined;
      if (endingOf(found, to) < 0) return undefined;
      set(row, event, found);
      own.happened.set(row, at);
      for (const { data, place } of look.constant) data.setPlace(row, place);
      return at;
    },
    learn(row, { raw, receivedAt }, { format, at }) {
      if (own.shape.placeAt(row) < 0 || at === undefined) return;
      const start = startOf(raw, { format, receivedAt });
      if (start === undefined) return;
      point(raw);
      const from = raw.byteOffset;
      const to = from + raw.length;
      const found = find(bytes, from + start, to);
      if (!found || endingOf(found, to) < 0) return;
      const zone = Buffer.from(bytes.subarray(found.time + ZONE, found.time + ZONE + 5));
      if (timeAt(found.time, zone) !== at) return;
      const time = HEADER_TIME.exec(raw.toString('latin1', 0, start));
      const isSame = time !== null && isSameTime(from + time.index, found.time);
      // A time of a header is taken for Beijing's.
      if (isSame && zone.toString('latin1') !== '+0800') return;
      let prefix = prefixOf(from, raw.length);
      const hole = isSame ? time.index : -1;
      if (prefix?.bytes.length !== start || prefix.hole !== hole) {
        prefix = { bytes: Buffer.from(raw.subarray(0, start)), hole, looks: [] };
        prefixes.unshift(prefix);
        if (prefixes.length > MOST_PREFIXES) prefixes.pop();
      }
      const constant = others.flatMap(({ data }) => {
        const place = data.placeAt(row);
        return place < 0 ? [] : [{ data, place }];
      });
      prefix.looks[lookOf(found, to)] = { zone, constant };
    },
  };

  function endingOf({ end }: CombinedBytes, to: number): number {
    return ENDINGS.findIndex((ending) => end + ending.length === to && isAt(end, ending, 0, ending.length));
  }

  function lookOf(found: CombinedBytes, to: number): number {
    return found.says + (found.end === to ? 0 : 16);
  }
}

/** Where the line of the web server begins; undefined where that is not known. */
function startOf(
  raw: Buffer,
  { format, receivedAt }: { readonly format: string; readonly receivedAt: number },
): number | undefined {
  if (format === 'combined') return 0;
  if (format !== 'syslog-3164+combined' && format !== 'journal-short+combined') return undefined;
  const text = raw.toString('latin1');
  const message = readSyslog3164(text, receivedAt)?.fields.at(-1)?.[1];
  if (message === undefined) return undefined;
  const start = text.length - message.length;
  const header = text.slice(0, start);
  // A day that is not in every year may be none in the year that a line is taken for.
  return start > LONGEST_PREFIX || /[^\x20-\x7e]|Feb 29/.test(header) ? undefined : start;
}

/** NaN where there are no two digits. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
