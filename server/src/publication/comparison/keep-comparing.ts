import { PROGRAM_CALLER } from '../../kernel/audit/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { pause } from '../../kernel/pause.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { comparePublished } from './compare-published.ts';
import { planComparison, takeDueComparison } from './comparison.repo.ts';

/** A page and its attachments are compared within eight minutes: after that nobody is at it any more. */
const LEASE_MS = 10 * 60_000;
const EVERY_MS = 15_000;
/** Between two pages, whosever they are: sites of ours are not to feel it. */
const PACE_MS = 1_000;

/**
 * 自动比对: compares the page that is due next with what was approved for it.
 *
 * @returns whether there was one
 */
export async function compareNext(tools: PublicationTools): Promise<boolean> {
  const { db } = tools;
  const now = tools.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const id = await withinScope(db, EVERYTHING, (trx) => takeDueComparison(trx, { now, until }));
  if (id === undefined) return false;
  try {
    await comparePublished(tools, PROGRAM_CALLER, id);
  } catch (error) {
    // Withdrawn meanwhile, or its text was destroyed on an order: there is nothing to compare with.
    if (!(error instanceof HouseError)) throw error;
    const next = new Date(now.getTime() + 24 * HOUR_MS);
    await withinScope(db, EVERYTHING, (trx) => planComparison(trx, { id, next }));
  }
  return true;
}

/** Compares what is due until the signal fires, one page a second at most. Any number of programs may do it. */
export async function keepComparing(
  tools: PublicationTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal, compareHours } = tools;
  if (compareHours === 0) return;
  async function compareDue(): Promise<void> {
    while (!signal.aborted && (await compareNext(tools))) await pause(PACE_MS, signal);
  }
  const rhythm = { everyMs: EVERY_MS, log, fault: 'pages could not be compared', breaksOff: true, signal };
  await keepDoing(compareDue, rhythm);
}
