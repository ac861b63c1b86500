import type { Database } from '../../kernel/database/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { saveMonth } from './overview.repo.ts';
import { monthsUntil } from './read-standing.ts';

/** How often the present month is written: what is kept of a month is how it stood so long before its end at most. */
const EVERY_MS = 600_000;

/** Writes the present month of every unit. Any number of programs may do it, as often as they like. */
export async function noteMonth(db: Database, now: Date): Promise<void> {
  const [month] = monthsUntil(now, 1);
  await withinScope(db, EVERYTHING, (trx) => saveMonth(trx, `${month}-01`));
}

/** Keeps the months in the background until the signal fires. */
export async function keepMonths(tools: {
  readonly db: Database;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { db, log, signal } = tools;
  const fault = 'the month could not be noted for the overview';
  await keepDoing(() => noteMonth(db, new Date()), { everyMs: EVERY_MS, log, fault, signal });
}
