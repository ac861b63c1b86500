import type { Pace } from '@zhengdun/contract';
import { addDays, dayOf, momentOf } from '../kernel/clock/index.ts';

/** Hours of Beijing, HH:MM, in which nothing is sent; they may pass midnight. */
export interface Quiet {
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
}

/** What comes within this time goes into one message. */
const TOGETHER_MS = 10 * 60_000;
const DAILY_AT = '09:00';

/** When a message about matters is due, the first of which arose then. */
export function dueAt(first: Date, { pace, ...quiet }: Quiet & { readonly pace: Pace }): Date {
  const at = pace === 'soon' ? new Date(first.getTime() + TOGETHER_MS) : nextMoment(first, DAILY_AT);
  return afterQuiet(at, quiet);
}

/** The moment itself, or the end of the quiet hours that it falls into. */
export function afterQuiet(moment: Date, { quiet_from, quiet_to }: Quiet): Date {
  if (quiet_from === null || quiet_to === null) return moment;
  const end = nextMoment(moment, quiet_to);
  // The quiet hours that end next have begun if their start lies behind.
  const sameDay = momentOf(dayOf(end), quiet_from);
  const start = sameDay < end ? sameDay : momentOf(addDays(dayOf(end), -1), quiet_from);
  return start <= moment ? end : moment;
}

/** The next time that a clock in Beijing shows that hour. */
function nextMoment(after: Date, hour: string): Date {
  const today = momentOf(dayOf(after), hour);
  return today > after ? today : momentOf(addDays(dayOf(after), 1), hour);
}
