import './tables.ts';
import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import type { LedgerReport } from '../kernel/ledger/index.ts';

export type VerificationRecord = Selectable<Tables['auditing_verification']>;

/** The last verification that has ended. */
export async function lastVerified(db: Database): Promise<VerificationRecord | undefined> {
  return db
    .selectFrom('auditing_verification')
    .selectAll()
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** When the first of the verifications was asked for that have not ended; undefined when none waits. */
export async function waitingSince(db: Database): Promise<Date | undefined> {
  const row = await db
    .selectFrom('auditing_verification')
    .select('asked_at')
    .where('ended_at', 'is', null)
    .orderBy('asked_at')
    .limit(1)
    .executeTakeFirst();
  return row?.asked_at;
}

export async function insertRequest(trx: Transaction, askedBy: string): Promise<void> {
  await trx.insertInto('auditing_verification').values({ id: randomUUID(), asked_by: askedBy }).execute();
}

/** Writes what a verification said: for all who had asked before it began, or as the program's own. */
export async function saveReport(
  db: Database,
  { report, startedAt, endedAt }: { report: LedgerReport; startedAt: Date; endedAt: Date },
): Promise<void> {
  const { size, checkpoints, pending, fault } = report;
  const said = {
    ended_at: endedAt,
    size,
    checkpoints,
    pending,
    fault: fault ? sql<never>`${JSON.stringify(fault)}::jsonb` : null,
  };
  const { numUpdatedRows } = await db
    .updateTable('auditing_verification')
    .set(said)
    .where('ended_at', 'is', null)
    .where('asked_at', '<=', startedAt)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await db
    .insertInto('auditing_verification')
    .values({ id: randomUUID(), asked_at: startedAt, asked_by: null, ...said })
    .execute();
}
