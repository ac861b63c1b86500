import { claim } from '../kernel/database/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { keepDoing } from '../kernel/keep-doing.ts';
import { findIdentity, ownLedger } from '../kernel/ledger/index.ts';
import type { Log } from '../kernel/log.ts';
import type { AuditingTools } from './tools.ts';
import { lastVerified, waitingSince } from './verification.repo.ts';
import { verifyInstallation } from './verify-installation.ts';

/** Any number that nobody else uses. */
const LOCK = 0x5a44_0012n;
/** How often the program looks whether somebody has asked. */
const EVERY_MS = 3_000;
const AFTER_FAILURE_MS = 60_000;

/**
 * Verifies the ledger once a day and whenever it is asked for, until the signal fires. It is no job of the queue, which
 * could come to an installation that has not got the keys. Any number of programs may do it: one verifies at a time,
 * and what a killed one has left is done by the next.
 *
 * @param everyMs another pace, for tests
 */
export async function keepVerifying(
  tools: Omit<AuditingTools, 'names'> & { readonly log: Log; readonly signal: AbortSignal },
  everyMs = EVERY_MS,
): Promise<void> {
  const { db, log, signal } = tools;
  async function verify(): Promise<void> {
    // Whose it is takes the keys, and at most starts nothing is due.
    if (!(await isDue(tools)) || !(await isOurs(tools))) return;
    await claim(db, LOCK, async () => {
      // Another program may have done it in between.
      if (await isDue(tools)) await verifyInstallation(tools, { kept: [], signal });
    });
  }
  const fault = 'the ledger could not be verified';
  await keepDoing(verify, { everyMs, afterFaultMs: AFTER_FAILURE_MS, log, fault, breaksOff: true, signal });
}

async function isOurs({ db, data }: Pick<AuditingTools, 'db' | 'data'>): Promise<boolean> {
  const identity = await findIdentity(db);
  return identity !== undefined && identity.origin === ownLedger(data).keys.identity.origin;
}

async function isDue({ db }: Pick<AuditingTools, 'db'>): Promise<boolean> {
  if (await waitingSince(db)) return true;
  const last = await lastVerified(db);
  return !last?.ended_at || Date.now() - last.ended_at.getTime() > DAY_MS;
}
