import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { ownedAs } from '../../kernel/tenancy/index.ts';
import type { ComparisonRow, ItemRecord } from '../tables.ts';

/** The newest comparison of an item's page with the version that is public; undefined: there is none. */
export async function findComparison(
  trx: Transaction,
  id: string,
  version: number,
): Promise<ComparisonRow | undefined> {
  return trx
    .selectFrom('publication_comparison')
    .selectAll()
    .where('item_id', '=', id)
    .where('version', '=', version)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

export async function insertComparison(
  trx: Transaction,
  item: ItemRecord,
  row: Omit<ComparisonRow, 'item_id' | 'unit_id' | 'region_path' | 'sector_path'>,
): Promise<void> {
  await trx
    .insertInto('publication_comparison')
    .values({ ...row, item_id: item.id, ...ownedAs(item), differences: JSON.stringify(row.differences) })
    .execute();
}

/**
 * Takes the item whose page is to be compared next; nobody else takes it meanwhile.
 *
 * @param until where the program dies before it is compared, it is taken again then
 */
export async function takeDueComparison(
  trx: Transaction,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    UPDATE publication_item SET compare_at = ${until} WHERE id = (
      SELECT id FROM publication_item WHERE compare_at <= ${now} ORDER BY compare_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`.execute(trx);
  return rows[0]?.id;
}

export async function planComparison(
  trx: Transaction,
  { id, next, done }: { readonly id: string; readonly next: Date; readonly done?: Date },
): Promise<void> {
  await trx
    .updateTable('publication_item')
    .set({ compare_at: next, ...(done && { compared_at: done }) })
    .where('id', '=', id)
    .where('live', '=', true)
    .execute();
}
