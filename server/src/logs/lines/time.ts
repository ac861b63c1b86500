import { DAY_MS } from '../../kernel/durations.ts';

/** 北京时间: what a line without a zone is taken to mean. */
const DEFAULT_ZONE_MINUTES = 8 * 60;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** PostgreSQL writes abbreviations; CST is China's, as `log_timezone = 'Asia/Shanghai'` writes it. */
const NAMED_ZONES: Readonly<Record<string, number>> = { UTC: 0, GMT: 0, Z: 0, CST: 480 };

/** `2026-11-28T09:12:05.123+08:00`, a blank for the T, a comma for the point, zones as `Z`, `CST`, `+0800` or none. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?([A-Z]{1,5}|[+-]\d\d(?::?\d\d)?))?$/;

/** ms since 1970; undefined where it is no such time. */
export function isoTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second, fraction = '', zone] = ISO.exec(text) ?? [];
  if (year === undefined) return undefined;
  const offset = zone === undefined ? DEFAULT_ZONE_MINUTES : zoneMinutes(zone);
  if (offset === undefined) return undefined;
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  const clock = [Number(hour), Number(minute), Number(second)] as const;
  const at = moment(date, clock, offset);
  return at === undefined ? undefined : at + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

const ACCESS = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/;
/** Date and zone of the line before, and when that day begins: lines of one day follow each other. */
let accessDay = { date: ' ', zone: ' ', begins: 0 };

/** `28/Nov/2026:09:12:05 +0800` */
export function accessTime(text: string): number | undefined {
  if (text.length === 26 && text.startsWith(accessDay.date) && text.endsWith(accessDay.zone)) {
    const ms = clockAt(text, 12);
    if (ms !== undefined) return accessDay.begins + ms;
  }
  const [, day, name = '', year, clock = '', zone = ''] = ACCESS.exec(text) ?? [];
  const offset = zoneMinutes(zone);
  const month = MONTHS.indexOf(name);
  const ms = clockAt(clock, 0);
  if (month < 0 || offset === undefined || ms === undefined) return undefined;
  const begins = moment([Number(year), month, Number(day)], [0, 0, 0], offset);
  if (begins === undefined) return undefined;
  accessDay = { date: text.slice(0, 12), zone: text.slice(20), begins };
  return begins + ms;
}

const YEARLESS = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d)$/;
/** Date of the line before, when that day begins in the year that was found, and in the one behind it. */
let yearlessDay = { date: ' ', begins: 0, next: 0 };

/**
 * `Nov 28 09:12:05`: the year is the one that puts it nearest before the moment at which it was received, a day of wrong
 * clocks allowed.
 */
export function yearlessTime(text: string, receivedAt: number): number | undefined {
  const latest = receivedAt + DAY_MS;
  if (text.length === 15 && text.startsWith(yearlessDay.date)) {
    const ms = clockAt(text, 7);
    const { begins, next } = yearlessDay;
    if (ms !== undefined && begins + ms <= latest && next + ms > latest) return begins + ms;
  }
  const [, name = '', day, clock = ''] = YEARLESS.exec(text) ?? [];
  const month = MONTHS.indexOf(name);
  const ms = clockAt(clock, 0);
  if (month < 0 || ms === undefined) return undefined;
  const year = new Date(latest).getUTCFullYear();
  const begin = (each: number) => moment([each, month, Number(day)], [0, 0, 0], DEFAULT_ZONE_MINUTES);
  const found = [year + 1, year, year - 1].find((each) => (begin(each) ?? Number.NaN) + ms <= latest);
  const begins = found === undefined ? undefined : begin(found);
  if (found === undefined || begins === undefined) return undefined;
  const next = begin(found + 1);
  // 29 February of the year behind does not exist: which year it is must be found for every line.
  if (next !== undefined) yearlessDay = { date: text.slice(0, 7), begins, next };
  return begins + ms;
}

/** `09:12:05` at a place of a text, as ms since midnight. A leap second is the second after it. */
function clockAt(text: string, at: number): number | undefined {
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 3);
  const second = twoDigits(text, at + 6);
  if (text[at + 2] !== ':' || text[at + 5] !== ':') return undefined;
  return hour <= 23 && minute <= 59 && second <= 60
    ? ((hour * 60 + minute) * 60 + second) * 1_000
    : undefined;
}

/** NaN where there are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Seconds, milliseconds or microseconds since 1970, as nginx (`$msec`), ECMAScript and systemd's journal write them. */
export function numericTime(text: string): number | undefined {
  if (/^\d{10}(\.\d{1,6})?$/.test(text)) return Math.round(Number(text) * 1000);
  if (/^\d{16}$/.test(text)) return Math.floor(Number(text) / 1000);
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
}

function zoneMinutes(zone: string): number | undefined {
  const named = Object.hasOwn(NAMED_ZONES, zone) ? NAMED_ZONES[zone] : undefined;
  if (named !== undefined) return named;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Undefined for 30 February and for 25 o'clock. A leap second is the second after it. */
function moment(
  [year, month, day]: readonly [number, number, number],
  [hour, minute, second]: readonly [number, number, number],
  zone: number,
): number | undefined {
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const date = Date.UTC(year, month, day);
  if (new Date(date).getUTCMonth() !== month || day < 1) return undefined;
  return date + ((hour * 60 + minute - zone) * 60 + second) * 1000;
}
