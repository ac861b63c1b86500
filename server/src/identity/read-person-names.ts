import { sql } from 'kysely';
import type { Database } from '../kernel/database/index.ts';

/** The names of people by their ids, as far as the scope of the transaction reaches; what is no person has none. */
export async function readPersonNames(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('identity_person')
    .select(['id', 'name'])
    .where(sql<boolean>`id::text = ANY (${[...new Set(ids)]}::text[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
