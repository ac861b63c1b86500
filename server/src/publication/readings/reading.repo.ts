import type { ColumnType, Generated, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { DocumentRecord } from '../../assurance/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Belonging, ownedAs } from '../../kernel/tenancy/index.ts';
import type { FileHit } from '../tables.ts';

type Outcome = 'read' | 'stopped' | 'given-up';

interface ReadingTable extends Belonging {
  document_id: string;
  application_id: string;
  item_id: string | null;
  asked_at: Date;
  pictures: number;
  done: Generated<number>;
  starts: Generated<number>;
  started_at: Date | null;
  ended_at: Date | null;
  outcome: Outcome | null;
  edition: string | null;
  hits: ColumnType<readonly FileHit[] | null, string | null, string | null>;
  /** what was recognised, sealed under the key of the document */
  words: Buffer | null;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    publication_file_reading: ReadingTable;
  }
}

const MOST_SHOWN = 100;
const MOST_OPEN = 1_000;

export type ReadingRow = Selectable<ReadingTable>;

/** A reading as somebody has begun it: worth nothing once it was begun again. */
export type ReadingTurn = Pick<ReadingRow, 'document_id' | 'starts'>;

/** Has a file read, or read anew; of one that is being read nothing is changed. */
export async function askReading(
  trx: Transaction,
  about: {
    readonly file: Pick<DocumentRecord, 'id' | keyof Belonging>;
    readonly applicationId: string;
    readonly itemId: string | null;
    readonly pictures: number;
    readonly at: Date;
  },
): Promise<void> {
  const { file, applicationId, itemId, pictures, at } = about;
  const fresh = { asked_at: at, pictures, done: 0, starts: 0, started_at: null };
  await trx
    .insertInto('publication_file_reading')
    .values({
      document_id: file.id,
      ...ownedAs(file),
      application_id: applicationId,
      item_id: itemId,
      ...fresh,
    })
    .onConflict((conflict) =>
      conflict
        .column('document_id')
        .doUpdateSet({ ...fresh, ended_at: null, outcome: null, edition: null, hits: null, words: null })
        .where('publication_file_reading.ended_at', 'is not', null)
        .where('publication_file_reading.outcome', '!=', 'stopped'),
    )
    .execute();
}

/** Begins a reading that has not ended. Undefined: there is none. */
export async function beginReading(
  trx: Transaction,
  documentId: string,
  at: Date,
): Promise<ReadingRow | undefined> {
  return trx
    .updateTable('publication_file_reading')
    .set({ starts: sql`starts + 1`, started_at: at, done: 0 })
    .where('document_id', '=', documentId)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** The program that began it ends: that start does not count. */
export async function giveReadingBack(trx: Transaction, turn: ReadingTurn): Promise<void> {
  await ofTurn(trx, turn).set({ starts: sql`starts - 1`, started_at: null }).execute();
}

export async function noteProgress(trx: Transaction, turn: ReadingTurn, done: number): Promise<void> {
  await ofTurn(trx, turn)
    .set({ done: sql`least(${done}::integer, pictures)` })
    .execute();
}

/** @returns false where somebody else has its turn */
export async function endReading(
  trx: Transaction,
  turn: ReadingTurn,
  end: {
    readonly at: Date;
    readonly outcome: Outcome;
    readonly found?: {
      readonly edition: string;
      readonly hits: readonly FileHit[];
      readonly words?: Buffer | undefined;
    };
  },
): Promise<boolean> {
  const { at, outcome, found } = end;
  const { numUpdatedRows } = await ofTurn(trx, turn)
    .set({
      ...{ ended_at: at, outcome, edition: found?.edition ?? null },
      hits: found ? JSON.stringify(found.hits) : null,
      words: found?.words ?? null,
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function ofTurn(trx: Transaction, { document_id, starts }: ReadingTurn) {
  return trx
    .updateTable('publication_file_reading')
    .where('document_id', '=', document_id)
    .where('starts', '=', starts)
    .where('ended_at', 'is', null);
}

export async function findReadings(
  db: Database,
  documents: readonly string[],
): Promise<ReadonlyMap<string, ReadingRow>> {
  if (documents.length === 0) return new Map();
  const rows = await db
    .selectFrom('publication_file_reading')
    .selectAll()
    .where('document_id', 'in', [...documents])
    .execute();
  return new Map(rows.map((row) => [row.document_id, row]));
}

/** Readings of files that were handed in for an item, or are among the given ones. */
export async function listItemReadings(
  db: Database,
  { id, documents }: { readonly id: string; readonly documents: readonly string[] },
): Promise<ReadingRow[]> {
  return db
    .selectFrom('publication_file_reading')
    .selectAll()
    .where((where) =>
      where.or([
        where('item_id', '=', id),
        ...(documents.length > 0 ? [where('document_id', 'in', [...documents])] : []),
      ]),
    )
    .orderBy('asked_at')
    .orderBy('document_id')
    .limit(MOST_SHOWN)
    .execute();
}

/** What was found in a file by a reading under an edition of the rules. */
export async function findReadHits(
  db: Database,
  { id, edition }: { readonly id: string; readonly edition: string },
): Promise<readonly FileHit[] | undefined> {
  const row = await db
    .selectFrom('publication_file_reading')
    .select('hits')
    .where('document_id', '=', id)
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row?.hits ?? undefined;
}

/** Files that are still to be read, the oldest first. */
export async function openReadings(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('publication_file_reading')
    .select('document_id')
    .where('ended_at', 'is', null)
    .orderBy('asked_at')
    .limit(MOST_OPEN)
    .execute();
  return rows.map(({ document_id }) => document_id);
}
