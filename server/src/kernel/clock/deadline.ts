import { HOUR_MS } from '../durations.ts';
import type { Calendar } from './calendar.ts';
import { addDays, type Day, dayOf, momentOf, yearOf } from './day.ts';

/** Where a deadline lies, or why nobody can say yet. */
export type Deadline =
  | { readonly known: true; readonly day: Day; readonly at: Date }
  | {
      readonly known: false;
      /** the year whose holidays are not published */
      readonly year: number;
      /** working days that were counted before it */
      readonly counted: number;
    };

/** A day ends at 24:00, or when business ends where there are business hours (民法典第二百零三条第二款). */
interface Ending {
  /** `24:00` unless told otherwise; an office that closes says `17:30` */
  readonly endOfDay?: string;
}

/** No statute gives a term of more working days; a larger number is a mistake of whoever asks. */
const LONGEST = 1_000;

/**
 * The end of a term of working days (工作日). The day on which it begins does not count, the first working day after it
 * is the first (民法典第二百零一条第一款; 行政许可法第八十二条: 期限以工作日计算，不含法定节假日).
 *
 * @param from 送达 or whatever starts the clock
 * @param days 1 to 1000
 */
export function afterWorkingDays(
  from: Date,
  days: number,
  { calendar, endOfDay = '24:00' }: Ending & { readonly calendar: Calendar },
): Deadline {
  if (!Number.isInteger(days) || days < 1 || days > LONGEST)
    throw new RangeError(`a term of ${days} working days`);
  let day = dayOf(from);
  for (let counted = 0; counted < days; ) {
    day = addDays(day, 1);
    const working = calendar.isWorkingDay(day);
    if (working === undefined) return { known: false, year: yearOf(day), counted };
    if (working) counted += 1;
  }
  return { known: true, day, at: momentOf(day, endOfDay) };
}

/**
 * The end of a term of calendar days (日). The first day does not count; a last day that is free moves on to the next
 * working day (民法典第二百零一条、第二百零三条第一款).
 */
export function afterDays(
  from: Date,
  days: number,
  { calendar, endOfDay = '24:00' }: Ending & { readonly calendar: Calendar },
): Deadline {
  if (!Number.isInteger(days) || days < 1 || days > 100 * LONGEST)
    throw new RangeError(`a term of ${days} days`);
  let day = addDays(dayOf(from), days);
  for (;;) {
    const working = calendar.isWorkingDay(day);
    if (working === undefined) return { known: false, year: yearOf(day), counted: 0 };
    if (working) return { known: true, day, at: momentOf(day, endOfDay) };
    day = addDays(day, 1);
  }
}

/**
 * The end of a term of hours: natural hours from the very moment, through nights and holidays (民法典第二百零一条第二款;
 * 国家网络安全事件报告管理办法第四条 gives 1, 2 and 4 hours).
 */
export function afterHours(from: Date, hours: number): Date {
  if (!(hours > 0)) throw new RangeError(`a term of ${hours} hours`);
  return new Date(from.getTime() + hours * HOUR_MS);
}

/**
 * Working days that are left until a deadline: those after today, its own day included; 0 on that day itself or after
 * it. Undefined where a year on the way is not published.
 */
export function workingDaysLeft(now: Date, until: Date, calendar: Calendar): number | undefined {
  // 24:00 of a day is the first moment of the next one.
  const last = dayOf(new Date(until.getTime() - 1));
  let left = 0;
  for (let day = addDays(dayOf(now), 1); day <= last; day = addDays(day, 1)) {
    const working = calendar.isWorkingDay(day);
    if (working === undefined) return undefined;
    if (working) left += 1;
  }
  return left;
}

/**
 * Working days from now to a last day: 0 on the day itself, below 0 so many after it. Undefined where a year on the way is
 * not published.
 */
export function workingDaysUntil(lastDay: Day, now: Date, calendar: Calendar): number | undefined {
  const end = momentOf(lastDay, '24:00');
  if (lastDay >= dayOf(now)) return workingDaysLeft(now, end, calendar);
  // 24:00 is the first moment of the next day: one before it is still the last day.
  const over = workingDaysLeft(new Date(end.getTime() - 1), new Date(now.getTime() + 1), calendar);
  return over === undefined ? undefined : -over;
}

/** The free days of a term with their names, to be shown beside it: weekends have none. */
export function freeDaysBetween(
  from: Date,
  until: Date,
  calendar: Calendar,
): readonly { readonly day: Day; readonly name: string | undefined }[] {
  const free: { day: Day; name: string | undefined }[] = [];
  const last = dayOf(new Date(until.getTime() - 1));
  for (let day = addDays(dayOf(from), 1); day <= last; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day) === false) free.push({ day, name: calendar.nameOf(day) });
  }
  return free;
}
