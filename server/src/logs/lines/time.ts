/** 北京时间: what a line without a zone is taken to mean. */
const DEFAULT_ZONE_MINUTES = 8 * 60;
const DAY_MS = 86_400_000;
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

/** `28/Nov/2026:09:12:05 +0800` */
export function accessTime(text: string): number | undefined {
  const [, day, name = '', year, hour, minute, second, zone = ''] =
    /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})$/.exec(text) ?? [];
  const offset = zoneMinutes(zone);
  const month = MONTHS.indexOf(name);
  if (month < 0 || offset === undefined) return undefined;
  return moment([Number(year), month, Number(day)], [Number(hour), Number(minute), Number(second)], offset);
}

/**
 * `Nov 28 09:12:05`: the year is the one that puts it nearest before the moment at which it was received, a day of wrong
 * clocks allowed.
 */
export function yearlessTime(text: string, receivedAt: number): number | undefined {
  const [, name = '', day, hour, minute, second] =
    /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)$/.exec(text) ?? [];
  const month = MONTHS.indexOf(name);
  if (month < 0) return undefined;
  const clock = [Number(hour), Number(minute), Number(second)] as const;
  const latest = receivedAt + DAY_MS;
  const year = new Date(latest).getUTCFullYear();
  return [year + 1, year, year - 1]
    .map((each) => moment([each, month, Number(day)], clock, DEFAULT_ZONE_MINUTES))
    .find((at) => at !== undefined && at <= latest);
}

/** Seconds or milliseconds since 1970, as ECMAScript and nginx (`$msec`) write them. */
export function numericTime(text: string): number | undefined {
  if (/^\d{10}(\.\d{1,6})?$/.test(text)) return Math.round(Number(text) * 1000);
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
