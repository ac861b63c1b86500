import type { Insertable } from 'kysely';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import type { DestructionRow, DocumentRow } from './tables.ts';

/** A document, with what is known of its destruction. */
export interface DocumentRecord extends DocumentRow {
  readonly destruction: Pick<DestructionRow, 'order_number' | 'approver' | 'destroyed_at'> | undefined;
}

export async function insertDocument(
  trx: Transaction,
  row: Insertable<Tables['assurance_document']>,
  wrapped: Buffer,
): Promise<void> {
  await trx.insertInto('assurance_document').values(row).execute();
  await trx.insertInto('assurance_document_key').values({ document_id: row.id, wrapped }).execute();
}

/** Those of the ids that the scope holds, in the order in which they were kept. */
export async function findDocuments(db: Database, ids: readonly string[]): Promise<DocumentRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('assurance_document as d')
    .leftJoin('assurance_destruction as x', 'x.document_id', 'd.id')
    .selectAll('d')
    .select(['x.order_number', 'x.approver', 'x.destroyed_at'])
    .where('d.id', 'in', [...ids])
    .orderBy('d.kept_at')
    .orderBy('d.id')
    .execute();
  return rows.map(({ order_number, approver, destroyed_at, ...row }) => ({
    ...row,
    destruction:
      order_number !== null && approver !== null && destroyed_at !== null
        ? { order_number, approver, destroyed_at }
        : undefined,
  }));
}

/** The first document of a unit with these bytes that somebody has handed in under a name, and whose content is there. */
export async function findSame(
  db: Database,
  {
    unit_id,
    purpose,
    name,
    sha256,
    kept_by,
  }: Pick<DocumentRow, 'unit_id' | 'purpose' | 'name' | 'sha256'> & { readonly kept_by: string },
): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('assurance_document as d')
    .innerJoin('assurance_document_key as k', 'k.document_id', 'd.id')
    .selectAll('d')
    .where('d.sha256', '=', sha256)
    .where('d.unit_id', '=', unit_id)
    .where('d.purpose', '=', purpose)
    .where('d.name', '=', name)
    .where('d.kept_by', '=', kept_by)
    .orderBy('d.kept_at')
    .limit(1)
    .executeTakeFirst();
}

/** Names of documents that the scope holds, by id. */
export async function namesOfDocuments(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('assurance_document')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function findKey(db: Database, documentId: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('assurance_document_key')
    .select('wrapped')
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return row?.wrapped;
}

/** Notes the order and destroys the key. */
export async function destroyKey(
  trx: Transaction,
  destruction: Insertable<Tables['assurance_destruction']>,
): Promise<void> {
  await trx.insertInto('assurance_destruction').values(destruction).execute();
  await trx.deleteFrom('assurance_document_key').where('document_id', '=', destruction.document_id).execute();
}
