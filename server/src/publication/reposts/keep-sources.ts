import { PROGRAM_CALLER } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { pause } from '../../kernel/pause.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { seeSource } from './see-source.ts';
import { planSource, takeDueSource } from './source.repo.ts';

/** A look ends within a minute: after that nobody is at it any more. */
const LEASE_MS = 10 * 60_000;
const EVERY_MS = 15_000;
/** Between two pages, whosever they are: somebody else's site is not to feel it. */
const PACE_MS = 5_000;

/**
 * Looks at the source that is due next.
 *
 * @returns whether there was one
 */
export async function seeNextSource(tools: PublicationTools): Promise<boolean> {
  const { db } = tools;
  const now = tools.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const id = await withinScope(db, EVERYTHING, (trx) => takeDueSource(trx, { now, until }));
  if (id === undefined) return false;
  try {
    await seeSource(tools, PROGRAM_CALLER, id);
  } catch (error) {
    // It has no link, or its text was destroyed on an order: there is nothing to compare until it is written anew.
    if (!(error instanceof HouseError)) throw error;
    await withinScope(db, EVERYTHING, (trx) => planSource(trx, { id, next: null }));
  }
  return true;
}

/** Looks at sources until the signal fires, one page in five seconds at most. Any number of programs may do it. */
export async function keepSources(
  tools: PublicationTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal } = tools;
  async function seeDue(): Promise<void> {
    while (!signal.aborted && (await seeNextSource(tools))) await pause(PACE_MS, signal);
  }
  const rhythm = {
    everyMs: EVERY_MS,
    log,
    fault: 'sources of reposts could not be looked at',
    breaksOff: true,
    signal,
  };
  await keepDoing(seeDue, rhythm);
}
