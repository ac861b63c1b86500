import type { LogDayState } from '@zhengdun/contract';
import { HOUR_MS } from '../../kernel/durations.ts';

/** What the calendar says of a day. */
export interface CoveredDay {
  readonly state: LogDayState;
  readonly events: number;
  /** hours of the day without a line while there should have been some */
  readonly missing: readonly number[];
}

/**
 * Holds what came on a day against when lines were expected: only hours that lie within the declaration as a whole, and are over.
 *
 * @param about.start the day's beginning, ms since 1970
 * @param about.hours lines of each hour; missing: none came
 * @param about.since, about.until when the source was declared, ms since 1970
 * @param about.now ms since 1970
 */
export function coverDay(about: {
  readonly start: number;
  readonly hours: readonly number[] | undefined;
  readonly since: number;
  readonly until: number | undefined;
  readonly now: number;
}): CoveredDay {
  const { start, hours = [], since, until = Number.POSITIVE_INFINITY, now } = about;
  const events = hours.reduce((sum, each) => sum + each, 0);
  const all = Array.from({ length: 24 }, (_, hour) => hour);
  const expected = all.filter((hour) => {
    const from = start + hour * HOUR_MS;
    return from >= since && from + HOUR_MS <= Math.min(until, now);
  });
  const missing = expected.filter((hour) => (hours[hour] ?? 0) === 0);
  const stateOf = (): LogDayState => {
    if (expected.length === 0) return events > 0 ? 'whole' : 'outside';
    if (missing.length === 0) return 'whole';
    return events === 0 ? 'none' : 'gaps';
  };
  return { state: stateOf(), events, missing };
}
