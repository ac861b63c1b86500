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

/** The last one of each history on each of the newest days, Beijing time. */
export async function checkpointsByDay(db: Database, days: number): Promise<CheckpointRecord[]> {
  const { rows } = await sql<CheckpointRecord>`
    SELECT * FROM (
      SELECT DISTINCT ON (origin, (signed_at AT TIME ZONE 'Asia/Shanghai')::date) * FROM logs_checkpoint
      WHERE signed_at > (SELECT max(signed_at) FROM logs_checkpoint) - make_interval(days => ${days})
      ORDER BY origin, (signed_at AT TIME ZONE 'Asia/Shanghai')::date, signed_at DESC, entries DESC
    ) AS own ORDER BY signed_at DESC, entries DESC`.execute(db);
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
