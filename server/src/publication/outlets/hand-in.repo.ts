import './tables.ts';
import type { Insertable } from 'kysely';
import type { Database, Tables, Transaction } from '../../kernel/database/index.ts';
import type { ItemRecord } from '../tables.ts';
import type { HandingInRow } from './tables.ts';

export async function findHandingIn(
  db: Database,
  { personId, key }: { readonly personId: string; readonly key: string },
): Promise<HandingInRow | undefined> {
  return db
    .selectFrom('publication_handing_in')
    .selectAll()
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function insertHandingIn(
  trx: Transaction,
  row: Insertable<Tables['publication_handing_in']>,
): Promise<void> {
  await trx.insertInto('publication_handing_in').values(row).execute();
}

/** Notes that nothing of a handing-in is left to do. */
export async function endHandingIn(
  trx: Transaction,
  { person_id, key }: Pick<HandingInRow, 'person_id' | 'key'>,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('publication_handing_in')
    .set({ done_at: now })
    .where('person_id', '=', person_id)
    .where('key', '=', key)
    .execute();
}

/** The item that a content system calls so; undefined where the scope does not hold it. */
export async function findByReference(
  db: Database,
  { applicationId, reference }: { readonly applicationId: string; readonly reference: string },
): Promise<Pick<ItemRecord, 'id' | 'state' | 'version' | 'live'> | undefined> {
  return db
    .selectFrom('publication_item')
    .select(['id', 'state', 'version', 'live'])
    .where('application_id', '=', applicationId)
    .where('reference', '=', reference)
    .executeTakeFirst();
}
