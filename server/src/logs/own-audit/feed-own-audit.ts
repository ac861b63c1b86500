import type { Database } from '../../kernel/database/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { Intake } from '../inputs/intake.ts';
import { endWaiting, noteKept, recordsOf, takeWaiting } from './own-audit.repo.ts';
import { eventOf } from './own-audit.ts';

const FEED_MS = 2_000;
const AFTER_FAULT_MS = 10_000;
const LOT = 500;
/** Under it the archive remembers which records came last, together with them. */
const LAST_LOT = 'own-audit';

/** What a receiver gives for it. */
type Into = Pick<Intake, 'takeOrRefuse' | 'state'>;

/**
 * Brings the audit log of this house into the archive of logs until the signal fires (Article 20). It records no act of its own,
 * and so never feeds itself. While the disk is full, records wait where they are.
 */
export async function feedOwnAudit(about: {
  readonly db: Database;
  readonly intake: Into;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { db, intake, log, signal } = about;
  await keepDoing(
    async () => {
      while (!signal.aborted && (await feedLot(db, intake)) === LOT);
    },
    {
      everyMs: FEED_MS,
      afterFaultMs: AFTER_FAULT_MS,
      log,
      fault: 'records of the audit log could not be brought into the archive: they wait',
      signal,
    },
  );
}

/**
 * One lot: first on disk, then out of the queue. A program that is killed between the two finds in the archive what it has taken
 * in, and takes it in no second time.
 *
 * @returns how many waited
 * @throws HouseError `logs-disk-full`, `logs-store-behind`
 */
export async function feedLot(db: Database, intake: Into): Promise<number> {
  return withinScope(db, EVERYTHING, async (trx) => {
    const ids = await takeWaiting(trx, LOT);
    if (ids.length === 0) return 0;
    const taken = new Set(intake.state.note(LAST_LOT)?.split(' '));
    const records = await recordsOf(trx, ids);
    const fresh = records.filter(({ id }) => !taken.has(id));
    const now = new Date();
    if (fresh.length > 0)
      await intake.takeOrRefuse(
        fresh.map((record) => eventOf(record, now.getTime())),
        [{ name: LAST_LOT, text: fresh.map(({ id }) => id).join(' ') }],
      );
    await noteKept(trx, records, now);
    await endWaiting(trx, ids);
    return ids.length;
  });
}
