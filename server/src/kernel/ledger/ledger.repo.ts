import { type Generated, type GeneratedAlways, sql } from 'kysely';
import type { Database, Transaction } from '../database/index.ts';

declare module '../database/tables.ts' {
  interface Tables {
    ledger_log: {
      single: Generated<boolean>;
      origin: string;
      ed25519: string;
      sm2: string;
      since: Generated<Date>;
    };
    ledger_entry: {
      id: GeneratedAlways<number>;
      entry: string;
      kind: GeneratedAlways<string>;
      subject: GeneratedAlways<string>;
    };
    ledger_pending: { entry_id: number };
    ledger_leaf: { position: number; entry_id: number };
    ledger_checkpoint: { size: number; note: string; sealed_at: Generated<Date> };
    ledger_rotation: {
      number: number;
      ed25519: string;
      sm2: string;
      size: number;
      rotated_at: Generated<Date>;
    };
  }
}

/** The log that a database belongs to. */
export interface LogIdentity {
  readonly origin: string;
  /** as `name+id+base64` */
  readonly ed25519: string;
  readonly sm2: string;
}

/** The digests that the latest entry of each subject holds. */
export async function lastDigests(
  db: Database,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const { rows } = await sql<{ subject: string; digests: Record<string, string> }>`
    SELECT DISTINCT ON (subject) subject, entry::jsonb -> 'digests' AS digests
      FROM ledger_entry WHERE subject = ANY (${[...subjects]}::text[]) ORDER BY subject, id DESC`.execute(db);
  return new Map(rows.map(({ subject, digests }) => [subject, digests]));
}

/** The keys were replaced: by which, and how many entries the last tree has that the ones before have signed. */
export interface Rotation {
  /** 1 for the first */
  readonly number: number;
  readonly ed25519: string;
  readonly sm2: string;
  readonly size: number;
  readonly at: Date;
}

/** How often the keys were replaced, in that order. */
export async function listRotations(db: Database): Promise<Rotation[]> {
  const rows = await db.selectFrom('ledger_rotation').selectAll().orderBy('number').execute();
  return rows.map(({ rotated_at, ...row }) => ({ ...row, at: rotated_at }));
}

export async function insertRotation(db: Transaction, rotation: Omit<Rotation, 'at'>): Promise<void> {
  await db.insertInto('ledger_rotation').values(rotation).execute();
}

/** Enters one entry at the very next place, before all that wait; gives how many have a place then. */
export async function insertPlaced(db: Transaction, entry: string): Promise<number> {
  const { id } = await db
    .insertInto('ledger_entry')
    .values({ entry })
    .returning('id')
    .executeTakeFirstOrThrow();
  const position = await countLeaves(db);
  await db.insertInto('ledger_leaf').values({ position, entry_id: id }).execute();
  return position + 1;
}

export async function insertEntries(db: Transaction, entries: readonly string[]): Promise<void> {
  await db
    .insertInto('ledger_entry')
    .values(entries.map((entry) => ({ entry })))
    .execute();
}

/** The log of this database; the first who asks makes it. */
export async function claimIdentity(db: Database, own: LogIdentity): Promise<LogIdentity> {
  const known = await findIdentity(db);
  if (known) return known;
  await db
    .insertInto('ledger_log')
    .values(own)
    .onConflict((conflict) => conflict.column('single').doNothing())
    .execute();
  return (await findIdentity(db)) ?? own;
}

/** The log with its first keys. */
export async function findIdentity(db: Database): Promise<LogIdentity | undefined> {
  return db.selectFrom('ledger_log').select(['origin', 'ed25519', 'sm2']).executeTakeFirst();
}

export async function hasPending(db: Database): Promise<boolean> {
  const row = await db.selectFrom('ledger_pending').select('entry_id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function countPending(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('ledger_pending')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Gives waiting entries their places, the earliest first; returns how many. */
export async function placeEntries(db: Database, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    INSERT INTO ledger_leaf (position, entry_id)
    SELECT (SELECT coalesce(max(position) + 1, 0) FROM ledger_leaf) + row_number() OVER (ORDER BY entry_id) - 1,
           entry_id
      FROM (SELECT entry_id FROM ledger_pending ORDER BY entry_id LIMIT ${limit}) AS earliest`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Entries that have a place: one more than the last one. */
export async function countLeaves(db: Database): Promise<number> {
  const row = await db
    .selectFrom('ledger_leaf')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirst();
  return row?.last === null || row?.last === undefined ? 0 : row.last + 1;
}

/** Entries by their places, from `start` to before `end`; places without a row are left out. */
export async function readLeaves(
  db: Database,
  start: number,
  end: number,
): Promise<{ position: number; entry: string }[]> {
  return db
    .selectFrom('ledger_leaf')
    .innerJoin('ledger_entry', 'ledger_entry.id', 'ledger_leaf.entry_id')
    .select(['ledger_leaf.position', 'ledger_entry.entry'])
    .where('ledger_leaf.position', '>=', start)
    .where('ledger_leaf.position', '<', end)
    .orderBy('ledger_leaf.position')
    .execute();
}

/** All entries of subjects in the order in which they were entered, with their places; null: it waits for one. */
export async function findEntriesOf(
  db: Database,
  subjects: readonly string[],
): Promise<{ position: number | null; entry: string }[]> {
  const { rows } = await sql<{ position: number | null; entry: string }>`
    SELECT l.position, e.entry FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.entry_id = e.id
     WHERE e.subject = ANY (${[...subjects]}::text[]) ORDER BY e.id`.execute(db);
  return rows;
}

/** Where a text of a subject stands, in any place. */
export async function findPlaces(db: Database, subject: string, entry: string): Promise<number[]> {
  const rows = await db
    .selectFrom('ledger_leaf')
    .innerJoin('ledger_entry', 'ledger_entry.id', 'ledger_leaf.entry_id')
    .select('ledger_leaf.position')
    .where('ledger_entry.subject', '=', subject)
    .where('ledger_entry.entry', '=', entry)
    .orderBy('ledger_leaf.position')
    .limit(10)
    .execute();
  return rows.map(({ position }) => position);
}

/** The last entry of each subject, whether it has its place already or waits for it. */
export async function lastEntries(
  db: Database,
  kind: string,
  subjects: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ entry: string }>`
    SELECT DISTINCT ON (subject) entry FROM ledger_entry
     WHERE kind = ${kind} AND subject = ANY (${[...subjects]}::text[])
     ORDER BY subject, id DESC`.execute(db);
  return rows.map(({ entry }) => entry);
}

/** An entry that neither has a place nor waits for one: somebody took it away. */
export async function findUnplaced(db: Database): Promise<string | undefined> {
  const row = await db
    .selectFrom('ledger_entry')
    .select('entry')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ledger_leaf')
            .select('position')
            .whereRef('ledger_leaf.entry_id', '=', 'ledger_entry.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ledger_pending')
            .select('entry_id')
            .whereRef('ledger_pending.entry_id', '=', 'ledger_entry.id'),
        ),
      ),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.entry;
}

export interface KeptCheckpoint {
  readonly size: number;
  readonly note: string;
  readonly sealedAt: Date;
}

export async function lastCheckpoint(db: Database): Promise<KeptCheckpoint | undefined> {
  const [last] = await listCheckpoints(db, { newestFirst: true, limit: 1 });
  return last;
}

/** Kept checkpoints by their size, larger than `after`. */
export async function listCheckpoints(
  db: Database,
  about: { readonly after?: number; readonly newestFirst?: boolean; readonly limit: number },
): Promise<KeptCheckpoint[]> {
  const rows = await db
    .selectFrom('ledger_checkpoint')
    .selectAll()
    .where('size', '>', about.after ?? 0)
    .orderBy('size', about.newestFirst ? 'desc' : 'asc')
    .limit(about.limit)
    .execute();
  return rows.map(({ size, note, sealed_at }) => ({ size, note, sealedAt: sealed_at }));
}

export async function findCheckpoint(db: Database, size: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('ledger_checkpoint')
    .select('note')
    .where('size', '=', size)
    .executeTakeFirst();
  return row?.note;
}

/** Keeps a checkpoint; the first one of a size stays. */
export async function insertCheckpoint(
  db: Database,
  checkpoint: { size: number; note: string },
): Promise<void> {
  await db
    .insertInto('ledger_checkpoint')
    .values(checkpoint)
    .onConflict((conflict) => conflict.column('size').doNothing())
    .execute();
}
