import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type Day, weekdayOf, yearOf } from './day.ts';

/**
 * Working days by the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知): weekends are free except the
 * days that the notice exchanges, its holidays are free. A year whose notice is not known has no working days that could
 * be counted: nothing is guessed.
 */
export interface Calendar {
  /** undefined: the notice for that year is not known */
  readonly isWorkingDay: (day: Day) => boolean | undefined;
  /** name of the holiday, of the exchanged day or of the local arrangement, in Chinese; undefined for a plain day */
  readonly nameOf: (day: Day) => string | undefined;
}

/** A day that is otherwise than the national notice has it: 三月三 in Guangxi, 古尔邦节 in Xinjiang. Entered by hand. */
export interface LocalDay {
  readonly day: Day;
  readonly working: boolean;
  readonly name: string;
}

/** Years of which `chinese-days` holds the notice. */
export const PUBLISHED_YEARS: ReadonlySet<number> = new Set(Object.keys(published.holidays).map(yearOf));

const HOLIDAYS: Readonly<Record<Day, string>> = published.holidays;
const EXCHANGED: Readonly<Record<Day, string>> = published.workdays;

/** @param local what is arranged here besides; it goes before the notice, also in a year that has none yet */
export function calendarWith(local: readonly LocalDay[] = []): Calendar {
  const here = new Map(local.map((each) => [each.day, each]));
  return {
    isWorkingDay(day) {
      const own = here.get(day);
      if (own) return own.working;
      if (!PUBLISHED_YEARS.has(yearOf(day))) return undefined;
      if (HOLIDAYS[day] !== undefined) return false;
      if (EXCHANGED[day] !== undefined) return true;
      return weekdayOf(day) % 6 !== 0;
    },
    nameOf: (day) => here.get(day)?.name ?? chineseName(HOLIDAYS[day] ?? EXCHANGED[day]),
  };
}

/** The package writes `Spring Festival,春节,4`. */
function chineseName(entry: string | undefined): string | undefined {
  return entry?.split(',')[1];
}
