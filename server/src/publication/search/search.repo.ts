import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Belonging, ownedAs } from '../../kernel/tenancy/index.ts';

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    publication_searched: Belonging & { item_id: string; version: number; at: Date };
  }
}

export interface ApprovedVersion extends Belonging {
  readonly item_id: string;
  readonly version: number;
}

/** Versions that are approved, or public, and were not looked through yet. */
export async function findUnsearched(db: Database, limit: number): Promise<ApprovedVersion[]> {
  const { rows } = await sql<ApprovedVersion>`
    SELECT i.id AS item_id, v.version, i.unit_id, i.region_path, i.sector_path
      FROM publication_item i, LATERAL (
        SELECT i.version AS version WHERE i.state = 'approved'
        UNION SELECT i.published_version WHERE i.published_version IS NOT NULL) v
     WHERE NOT EXISTS (SELECT FROM publication_searched s WHERE s.item_id = i.id AND s.version = v.version)
     ORDER BY i.since LIMIT ${limit}`.execute(db);
  return rows;
}

/** Whether something in a version seemed to be a state secret, whatever was found of it later. */
export async function hadSecret(db: Database, { item_id, version }: ApprovedVersion): Promise<boolean> {
  const { rows } =
    await sql`SELECT FROM publication_screening s JOIN publication_hit h ON h.screening_id = s.id
     WHERE s.item_id = ${item_id} AND s.version = ${version} AND h.secret LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Keeps the pairs of the files of a version, and that it was looked through. */
export async function keepPairs(
  trx: Transaction,
  approved: ApprovedVersion,
  about: { readonly files: ReadonlyMap<string, readonly string[]>; readonly at: Date },
): Promise<void> {
  const { item_id, version } = approved;
  for (const [document, pairs] of about.files)
    await sql`SELECT publication_keep_pairs(${item_id}::uuid, ${version}::integer, ${document}::uuid, ${[...pairs]}::text[])`.execute(
      trx,
    );
  await trx
    .insertInto('publication_searched')
    .values({ item_id, version, ...ownedAs(approved), at: about.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface FoundFile {
  readonly item_id: string;
  readonly version: number;
  readonly document_id: string;
}

/** Files of approved versions within the scope of the transaction that may hold the words: the newest items first. */
export async function filesWith(
  db: Database,
  { words, most }: { readonly words: readonly string[]; readonly most: number },
): Promise<FoundFile[]> {
  const { rows } = await sql<FoundFile>`
    SELECT * FROM publication_files_with(${[...words]}::text[], ${most}::integer)`.execute(db);
  return rows;
}
