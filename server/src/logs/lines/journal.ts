import type { Field, ReadLine } from '../event.ts';
import { FACILITIES, SEVERITIES } from './syslog.ts';
import { numericTime } from './time.ts';

const MOST_FIELDS = 200;
const STARTS = /^(?:__CURSOR|__REALTIME_TIMESTAMP)=/;

/**
 * A record of `journalctl -o export`: `NAME=text` a line. A text with line feeds stands behind its name and eight bytes of
 * length.
 */
export function readJournalExport(text: string): ReadLine | undefined {
  if (!STARTS.test(text)) return undefined;
  const fields: Field[] = [];
  let at = 0;
  while (at < text.length && fields.length < MOST_FIELDS) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    const sign = line.indexOf('=');
    if (sign > 0) {
      fields.push([line.slice(0, sign), line.slice(sign + 1)]);
      at += line.length + 1;
    } else if (line === '') at += 1;
    else {
      const value = countedText(text, at + line.length + 1);
      if (value === undefined) break;
      fields.push([line, value]);
      at += line.length + 1 + 8 + value.length + 1;
    }
  }
  return journalRecord('journal-export', fields);
}

/** Eight bytes of length, little-endian, and so many bytes of text; undefined where that cannot be told. */
function countedText(text: string, from: number): string | undefined {
  // Lengths of 128 and more may have come as bytes that are no UTF-8, and are then U+FFFD.
  const lengths = text.slice(from, from + 8);
  if (lengths.length < 8 || /[^\x00-\x7f]/.test(lengths)) return undefined;
  const bytes = Buffer.from(lengths, 'latin1').readUInt32LE(0);
  const value = Buffer.from(text.slice(from + 8, from + 8 + bytes))
    .subarray(0, bytes)
    .toString('utf8');
  return value.includes('\ufffd') ? undefined : value;
}

/**
 * What systemd's journal says of a line, from `-o export` and `-o json`.
 *
 * @returns undefined where the fields are none of a journal
 */
export function journalRecord(format: string, fields: readonly Field[]): ReadLine | undefined {
  const own = (name: string) => fields.find((field) => field[0] === name)?.[1];
  const time = own('__REALTIME_TIMESTAMP');
  if (time === undefined) return undefined;
  const facility = FACILITIES[Number(own('SYSLOG_FACILITY') ?? Number.NaN)];
  const severity = SEVERITIES[Number(own('PRIORITY') ?? Number.NaN)];
  return {
    format,
    at: numericTime(time),
    kind: facility === 'mail' ? 'mail' : 'device',
    fields: [
      ...(facility === undefined ? [] : [['facility', facility] as const]),
      ...(severity === undefined ? [] : [['severity', severity] as const]),
      ...fields,
    ],
  };
}
