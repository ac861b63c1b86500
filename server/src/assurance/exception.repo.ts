import type { Insertable } from 'kysely';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import type { ExceptionRow } from './tables.ts';

export interface ExceptionRecord extends ExceptionRow {
  readonly asker: string | null;
  readonly decider: string | null;
}

/** Exceptions and deferrals of an application, newest first, with the names of people whom the scope holds. */
export async function findExceptions(db: Database, applicationId: string): Promise<ExceptionRecord[]> {
  return db
    .selectFrom('assurance_exception as e')
    .leftJoin('identity_person as a', 'a.id', 'e.asked_by')
    .leftJoin('identity_person as d', 'd.id', 'e.decided_by')
    .selectAll('e')
    .select(['a.name as asker', 'd.name as decider'])
    .where('e.application_id', '=', applicationId)
    .orderBy('e.asked_at', 'desc')
    .orderBy('e.id')
    .execute();
}

/** One of them, kept from others until the transaction ends. */
export async function findExceptionForUpdate(
  trx: Transaction,
  id: string,
): Promise<ExceptionRow | undefined> {
  return trx
    .selectFrom('assurance_exception')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertException(
  trx: Transaction,
  row: Insertable<Tables['assurance_exception']>,
): Promise<void> {
  await trx.insertInto('assurance_exception').values(row).execute();
}

export async function updateException(
  trx: Transaction,
  id: string,
  happened: Partial<Pick<ExceptionRow, 'decision' | 'decided_by' | 'decided_at' | 'ended_by' | 'ended_at'>>,
): Promise<void> {
  await trx.updateTable('assurance_exception').set(happened).where('id', '=', id).execute();
}
