import './tables.ts';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { CheckpointRecord, TombstoneRecord } from './tables.ts';

/** @returns false where it is kept already */
export async function insertCheckpoint(trx: Transaction, checkpoint: CheckpointRecord): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('logs_checkpoint')
    .values(checkpoint)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function hasCheckpoint(db: Database, id: string): Promise<boolean> {
  const row = await db.selectFrom('logs_checkpoint').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export async function findCheckpoints(db: Database, ids: readonly string[]): Promise<CheckpointRecord[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('logs_checkpoint').selectAll().where('id', 'in', ids).execute();
}

/** The newest first. */
export async function listCheckpoints(db: Database, limit: number): Promise<CheckpointRecord[]> {
  return db
    .selectFrom('logs_checkpoint')
    .selectAll()
    .orderBy('signed_at', 'desc')
    .orderBy('entries', 'desc')
    .limit(limit)
    .execute();
}

/**
 * Of each history: all of the newest two days, the last one of each day before (Beijing time), and each that a later one does not
 * go on from – it is shorter, or another of the same length –, however soon that was written over.
 */
export async function checkpointsByDay(db: Database, days: number): Promise<CheckpointRecord[]> {
  const { rows } = await sql<CheckpointRecord>`
    SELECT id, origin, entries, last, signed_at, note, kept_at FROM (
      SELECT *, max(signed_at) OVER () AS newest,
        row_number() OVER (PARTITION BY origin, (signed_at AT TIME ZONE 'Asia/Shanghai')::date
          ORDER BY signed_at DESC, entries DESC) AS place,
        lead(entries) OVER w AS next, lead(split_part(note, E'\n', 3)) OVER w AS next_root
      FROM logs_checkpoint WINDOW w AS (PARTITION BY origin ORDER BY signed_at, entries)
    ) AS own
    WHERE signed_at > newest - make_interval(days => ${days}) AND (place = 1
      OR signed_at > newest - interval '2 days'
      OR next < entries OR (next = entries AND next_root <> split_part(note, E'\n', 3)))
    ORDER BY signed_at DESC, entries DESC`.execute(db);
  return rows;
}

export async function countCheckpoints(db: Database): Promise<number> {
  const { rows } = await sql<{ count: string }>`SELECT count(*) FROM logs_checkpoint`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** Up to which entry of an archive its tombstones are known: that of its newest checkpoint. */
export async function newestEntry(db: Database, origin: string): Promise<number> {
  const row = await db
    .selectFrom('logs_checkpoint')
    .select('entries')
    .where('origin', '=', origin)
    // Where an older backup was put back, the newest goes less far than others.
    .orderBy('signed_at', 'desc')
    .orderBy('entries', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Number(row?.entries ?? 0);
}

export async function insertTombstones(
  trx: Transaction,
  tombstones: readonly (Omit<TombstoneRecord, 'days'> & { readonly days: string })[],
): Promise<void> {
  if (tombstones.length === 0) return;
  await trx
    .insertInto('logs_tombstone')
    .values([...tombstones])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Events that were deleted after their time. */
export async function countRemoved(db: Database, origins: readonly string[]): Promise<number> {
  const { rows } = await sql<{ events: string | null }>`
    SELECT sum(events) AS events FROM logs_tombstone WHERE origin = ANY(${[...origins]}::text[])`.execute(db);
  return Number(rows[0]?.events ?? 0);
}

/** The newest first, with how many there are and the first kept head that signs each. */
export async function listTombstones(
  db: Database,
  limit: number,
): Promise<{
  readonly total: number;
  readonly rows: readonly (TombstoneRecord & {
    readonly checkpoint: string | null;
    readonly collector: string | null;
  })[];
}> {
  const { rows } = await sql<
    TombstoneRecord & { checkpoint: string | null; collector: string | null; total: number }
  >`
    SELECT t.*, count(*) OVER () AS total,
      (SELECT name FROM logs_collector o WHERE o.origin = t.origin) AS collector, (
      SELECT c.id FROM logs_checkpoint c WHERE c.origin = t.origin AND c.entries >= t.entry
      ORDER BY c.entries LIMIT 1) AS checkpoint
    FROM logs_tombstone t ORDER BY t.at DESC, t.entry DESC LIMIT ${limit}`.execute(db);
  return { total: rows[0]?.total ?? 0, rows };
}
