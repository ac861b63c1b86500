import { keepDoing } from '../kernel/keep-doing.ts';
import type { Log } from '../kernel/log.ts';
import { type CheckingTools, checkDueLinks } from './check-links.ts';
import { takeInLinks } from './take-in-links.ts';
import type { LinkSources } from './tools.ts';

export interface KeepingTools extends CheckingTools {
  readonly sources: LinkSources;
  readonly log: Log;
  /** fires when the program ends */
  readonly signal: AbortSignal;
}

/** How often the program looks whether links have come, and what is due. */
const EVERY_MS = 5_000;

/** Keeps the register: takes in links and looks at them on their schedule, until the signal fires. */
export async function keepLinks(tools: KeepingTools): Promise<void> {
  const { db, sources, now, log, signal } = tools;
  const rhythm = { everyMs: EVERY_MS, log, signal, breaksOff: true };
  await Promise.all([
    keepDoing(() => takeInLinks(db, sources, now), { ...rhythm, fault: 'links could not be taken in' }),
    keepDoing(() => checkDueLinks(tools), { ...rhythm, fault: 'links could not be looked at' }),
  ]);
}
