import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { ownedAs } from '../../kernel/tenancy/index.ts';
import type { ItemRecord, SourceRow } from '../tables.ts';

/** Looks at the source of an item, the newest first; at most so many. */
export async function findSourceLooks(db: Database, itemId: string, limit: number): Promise<SourceRow[]> {
  return db
    .selectFrom('publication_source')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The first look at an address for an item that has kept a copy. */
export async function findFirstCopy(
  db: Database,
  { itemId, url }: { readonly itemId: string; readonly url: string },
): Promise<SourceRow | undefined> {
  return db
    .selectFrom('publication_source')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('url', '=', url)
    .where('document_id', 'is not', null)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
}

export async function insertSourceLook(
  trx: Transaction,
  item: ItemRecord,
  row: Omit<SourceRow, 'item_id' | 'unit_id' | 'region_path' | 'sector_path'>,
): Promise<void> {
  await trx
    .insertInto('publication_source')
    .values({ ...row, item_id: item.id, ...ownedAs(item), differences: JSON.stringify(row.differences) })
    .execute();
}

/** Any number that nobody else uses: one program at a time chooses. */
const TURN_LOCK = 0x5a44_0043;

/**
 * Takes the item whose source is to be looked at next, the longest due first; nobody else takes it meanwhile.
 *
 * @param until where the program dies before it has looked, it is taken again then
 */
export async function takeDueSource(
  trx: Transaction,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<string | undefined> {
  const turn = await sql<{ taken: boolean }>`SELECT pg_try_advisory_xact_lock(${TURN_LOCK}) AS taken`.execute(
    trx,
  );
  if (turn.rows[0]?.taken !== true) return undefined;
  const { rows } = await sql<{ id: string }>`
    UPDATE publication_item SET source_at = ${until} WHERE id = (
      SELECT id FROM publication_item WHERE source_at <= ${now} ORDER BY source_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`.execute(trx);
  return rows[0]?.id;
}

/** When the source is looked at next; one that nobody waits for any more is not. */
export async function planSource(
  trx: Transaction,
  { id, next, done }: { readonly id: string; readonly next: Date | null; readonly done?: Date },
): Promise<void> {
  await sql`UPDATE publication_item SET
      source_at = CASE WHEN live OR state IN ('review', 'approved') THEN ${next}::timestamptz END,
      source_seen_at = coalesce(${done ?? null}::timestamptz, source_seen_at)
    WHERE id = ${id}`.execute(trx);
}
