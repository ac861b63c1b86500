import { addDays, type Calendar, calendarWith, dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { localDaysSince } from './local-day.repo.ts';

/**
 * The calendar of a place.
 *
 * @param at as it was known at that moment; without it as it is known now
 */
export type CalendarOf = (regionPath: string, at?: Date) => Calendar;

/** No term that is still looked at began longer ago. */
const LOOKED_BACK_DAYS = 800;

/**
 * The calendars of all places: the national notice with what was entered by hand for the region or for one that it lies
 * in; of two the nearer one counts.
 */
export async function localCalendars(trx: Transaction, now: Date): Promise<CalendarOf> {
  const rows = await localDaysSince(trx, addDays(dayOf(now), -LOOKED_BACK_DAYS));
  const made = new Map<string, Calendar>();
  return (regionPath, at) => {
    const key = `${regionPath}@${at?.getTime() ?? ''}`;
    const known = made.get(key);
    if (known) return known;
    const here = rows.filter(
      ({ region_path, set_at, removed_at }) =>
        regionPath.startsWith(region_path) &&
        (at ? set_at <= at && (removed_at === null || removed_at > at) : removed_at === null),
    );
    const calendar = calendarWith(here);
    made.set(key, calendar);
    return calendar;
  };
}
