import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { needsSealing, type SealTools, sealLedger } from './seal.ts';

/** How long an entry waits at most until it is sealed, and how long after a failure. */
const EVERY_MS = 5_000;
const AFTER_FAILURE_MS = 60_000;

/**
 * Seals in the background whatever was entered, until the signal fires. Any number of programs may do it: it is no job
 * of the queue, which could come to an installation that has not got the keys.
 *
 * @param everyMs another pace, for tests
 */
export async function keepSealing(
  tools: SealTools & { readonly log: Log; readonly signal: AbortSignal },
  everyMs = EVERY_MS,
): Promise<void> {
  const { db, log, signal } = tools;
  while (!signal.aborted) {
    let wait = everyMs;
    try {
      if (await needsSealing(db)) await sealLedger(tools);
    } catch (error) {
      log.error({ error }, 'the ledger could not be sealed');
      wait = AFTER_FAILURE_MS;
    }
    await pause(wait, undefined, { signal }).catch(() => undefined);
  }
}
