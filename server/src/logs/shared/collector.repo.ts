import './tables.ts';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { LogKind } from '../event.ts';
import type { Holding } from '../holdings.ts';

/** The note of all collectors; whoever asks holds it until the transaction is done. */
export async function lockHeads(trx: Transaction) {
  await trx
    .insertInto('logs_heads')
    .defaultValues()
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return trx
    .selectFrom('logs_heads')
    .select(['origin', 'number', 'note'])
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function keepHeads(
  trx: Transaction,
  heads: { readonly origin: string; readonly number: number; readonly note: string },
): Promise<void> {
  await trx.updateTable('logs_heads').set(heads).execute();
}

/** The note of all collectors; undefined before the first has registered anything. */
export async function findHeads(db: Database): Promise<string | undefined> {
  const row = await db.selectFrom('logs_heads').select('note').executeTakeFirst();
  return row?.note ?? undefined;
}

/** What is registered of a collector: the text of its head. */
export async function findCollector(db: Database, name: string) {
  return db
    .selectFrom('logs_collector')
    .select(['origin', 'head', 'entries'])
    .where('name', '=', name)
    .executeTakeFirst();
}

export async function listCollectors(db: Database) {
  return db.selectFrom('logs_collector').select(['name', 'origin', 'head']).orderBy('name').execute();
}

export async function keepCollector(
  trx: Transaction,
  collector: {
    readonly name: string;
    readonly origin: string;
    readonly head: string;
    readonly entries: number;
  },
  now: Date,
): Promise<void> {
  const { head, entries } = collector;
  await trx
    .insertInto('logs_collector')
    .values({ ...collector, registered_at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ head, entries, registered_at: now }))
    .execute();
}

export async function insertEntry(
  trx: Transaction,
  entry: { readonly collector: string; readonly number: number; readonly manifest: string },
): Promise<void> {
  await trx.insertInto('logs_entry').values(entry).execute();
}

/** The collector that has the history of this name. */
export async function findCollectorOf(db: Database, origin: string) {
  return db
    .selectFrom('logs_collector')
    .select(['name', 'entries'])
    .where('origin', '=', origin)
    .executeTakeFirst();
}

/** How many files of rows are held in the store. */
export async function countFiles(db: Database): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`SELECT count(*) AS count FROM logs_file WHERE gone_at IS NULL`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** Files of rows that are held and were verified before, what was verified longest ago first. */
export async function listVerified(db: Database) {
  return db
    .selectFrom('logs_file')
    .select(['collector', 'entry', 'kind'])
    .where('gone_at', 'is', null)
    .where('verified_at', 'is not', null)
    .orderBy('verified_at')
    .orderBy('collector')
    .orderBy('entry')
    .orderBy('kind')
    .execute();
}

export async function keepVerified(
  db: Database,
  files: readonly { readonly collector: string; readonly entry: number; readonly kind: LogKind }[],
  at: Date,
): Promise<void> {
  await sql`UPDATE logs_file SET verified_at = ${at}
    FROM jsonb_to_recordset(${JSON.stringify(files)}::jsonb) AS done(collector text, entry bigint, kind text)
    WHERE logs_file.collector = done.collector AND logs_file.entry = done.entry AND logs_file.kind = done.kind`.execute(
    db,
  );
}

/** A manifest of a collector, byte for byte. */
export async function findEntry(
  db: Database,
  collector: string,
  number: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('logs_entry')
    .select('manifest')
    .where('collector', '=', collector)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.manifest;
}

/** A file of rows in the store. */
export interface SharedFile extends Holding {
  readonly collector: string;
  readonly sha256: string;
}

export async function insertFile(trx: Transaction, file: SharedFile): Promise<void> {
  const { collector, entry, kind, count, bytes, sha256, received, happened, sources, isSorted } = file;
  await trx
    .insertInto('logs_file')
    .values({
      ...{ collector, entry, kind, count, bytes, sha256, sources: [...sources], is_sorted: isSorted },
      received_from: received.from,
      received_to: received.to,
      happened_from: happened?.from ?? null,
      happened_to: happened?.to ?? null,
      gone_at: null,
    })
    .execute();
}

/** @returns whether it was held until now */
export async function markGone(
  trx: Transaction,
  file: { readonly collector: string; readonly entry: number; readonly kind: LogKind },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('logs_file')
    .set({ gone_at: now })
    .where('collector', '=', file.collector)
    .where('entry', '=', file.entry)
    .where('kind', '=', file.kind)
    .where('gone_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Files of a collector that are held no longer since before a time. */
export async function listGone(db: Database, collector: string, before: Date) {
  return db
    .selectFrom('logs_file')
    .select(['entry', 'kind'])
    .where('collector', '=', collector)
    .where('gone_at', '<', before)
    .orderBy('gone_at')
    .limit(1_000)
    .execute();
}

export async function forgetGone(
  db: Database,
  file: { readonly collector: string; readonly entry: number; readonly kind: LogKind },
): Promise<void> {
  await db
    .deleteFrom('logs_file')
    .where('collector', '=', file.collector)
    .where('entry', '=', file.entry)
    .where('kind', '=', file.kind)
    .where('gone_at', 'is not', null)
    .execute();
}

/** Which of the files that are held may hold rows of a time and of sources. Times are ms since 1970, the end not included. */
export async function listFiles(
  db: Database,
  asked: {
    readonly from?: number | undefined;
    readonly to?: number | undefined;
    readonly sources?: readonly string[] | undefined;
  },
): Promise<SharedFile[]> {
  let query = db.selectFrom('logs_file').selectAll().where('gone_at', 'is', null);
  const { from = null, to = null } = asked;
  const meets = (first: string, last: string) =>
    sql`(${from}::bigint IS NULL OR ${sql.ref(last)} >= ${from}) AND (${to}::bigint IS NULL OR ${sql.ref(first)} < ${to})`;
  query = query.where(
    sql<boolean>`(${meets('received_from', 'received_to')} OR ${meets('happened_from', 'happened_to')})`,
  );
  if (asked.sources?.length) query = query.where(sql<boolean>`sources && ${[...asked.sources]}::text[]`);
  const rows = await query.orderBy('collector').orderBy('entry').orderBy('kind').execute();
  return rows.map(({ collector, entry, kind, count, bytes, sha256, sources, ...row }) => ({
    ...{ collector, entry, kind, count, bytes, sha256, sources },
    received: { from: row.received_from, to: row.received_to },
    ...(row.happened_from !== null &&
      row.happened_to !== null && { happened: { from: row.happened_from, to: row.happened_to } }),
    isSorted: row.is_sorted,
  }));
}
