import { createHash } from 'node:crypto';
import { dayOf, momentOf } from '../../kernel/clock/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/durations.ts';
import type { TaskRecord } from './tables.ts';

/** What was done less than an hour before its minute is not done again at it. */
const SPARE_MS = HOUR_MS;
/** What could not be done is tried again after an hour. */
const AGAIN_MS = HOUR_MS;

/** How often something is done by itself. */
export interface Rhythm {
  readonly everyDays: number;
  /** minute of the day, Beijing time */
  readonly minute: number;
}

/** The last time that something was done; what failed is tried again before its turn. */
export type Done = Pick<TaskRecord, 'ended_at' | 'outcome'>;

/**
 * When something is next due: at its minute of the day, on the last of so many days after it was done, by itself or because
 * somebody asked. What was never done is due at once.
 */
export function nextDue(last: Done | undefined, now: Date, { everyDays, minute }: Rhythm): Date {
  if (!last?.ended_at) return now;
  const ended = last.ended_at.getTime();
  const from = ended + (everyDays - 1) * DAY_MS + SPARE_MS;
  const at = momentOf(dayOf(new Date(from)), '00:00').getTime() + minute * MINUTE_MS;
  const turn = at >= from ? at : at + DAY_MS;
  return new Date(last.outcome === 'failed' ? Math.min(turn, ended + AGAIN_MS) : turn);
}

/** A minute between midnight and six that is an installation's own, so that not all of a region verify at once. */
export function nightMinute(origin: string): number {
  return createHash('sha256').update(origin).digest().readUInt32BE(0) % 360;
}
