import type { Database } from '../database/index.ts';
import { keepDoing } from '../keep-doing.ts';
import type { Log } from '../log.ts';
import { ownLedger } from './keys.ts';
import { needsSealing, sealLedger } from './seal.ts';

/** How long an entry waits at most until it is sealed, and how long after a failure. */
const EVERY_MS = 5_000;
const AFTER_FAILURE_MS = 60_000;

/**
 * Seals in the background whatever was entered, until the signal fires. Any number of programs may do it: it is no job
 * of the queue, which could come to an installation that has not got the keys. These are read each time: they may be
 * replaced meanwhile.
 *
 * @param everyMs another pace, for tests
 */
export async function keepSealing(
  tools: { readonly db: Database; readonly data: string; readonly log: Log; readonly signal: AbortSignal },
  everyMs = EVERY_MS,
): Promise<void> {
  const { db, data, log, signal } = tools;
  const sealing = async () => (await needsSealing(db)) && sealLedger({ db, ...ownLedger(data) });
  const fault = 'the ledger could not be sealed';
  await keepDoing(sealing, { everyMs, afterFaultMs: AFTER_FAILURE_MS, log, fault, signal });
}
