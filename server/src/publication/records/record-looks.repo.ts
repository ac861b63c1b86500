import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    publication_record: {
      application_id: string;
      wanted: boolean;
      looked_at: Date | null;
      obligations: string[];
      told: string | null;
    };
  }
}

export interface RecordLook {
  readonly application_id: string;
  /** that records have ever decided of it */
  readonly obligations: readonly string[];
  readonly told: string | null;
  /** that its findings stand on; null: it was never checked, or is closed */
  readonly check_id: string | null;
}

/**
 * Takes applications whose records have changed, and those that nobody has looked at since `before`: days pass and grants
 * end without a word. They are this transaction's until it ends.
 */
export async function takeLooks(trx: Transaction, before: Date, limit: number): Promise<RecordLook[]> {
  const { rows } = await sql<RecordLook>`
    SELECT r.application_id, r.obligations, r.told, CASE WHEN a.state <> 'closed' THEN a.check_id END AS check_id
      FROM publication_record r JOIN registry_application a ON a.id = r.application_id
     WHERE r.wanted OR r.looked_at IS NULL OR r.looked_at < ${before}
     ORDER BY r.wanted DESC, r.looked_at NULLS FIRST LIMIT ${limit} FOR UPDATE OF r SKIP LOCKED`.execute(trx);
  return rows;
}

export async function keepLook(
  trx: Transaction,
  { application_id, obligations, told }: Pick<RecordLook, 'application_id' | 'obligations' | 'told'>,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('publication_record')
    .set({ wanted: false, looked_at: at, obligations: [...obligations], told })
    .where('application_id', '=', application_id)
    .execute();
}

/** Obligations that records have ever decided of an application. */
export async function everDecided(trx: Transaction, applicationId: string): Promise<readonly string[]> {
  const row = await trx
    .selectFrom('publication_record')
    .select('obligations')
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  return row?.obligations ?? [];
}

/** Applications in use whose main host this is, the first that was registered first. */
export async function applicationsOfHost(trx: Transaction, host: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM registry_application
     WHERE hosts @> ARRAY[${host}::text] AND hosts[1] = ${host} AND state <> 'closed'
     ORDER BY created_at, id`.execute(trx);
  return rows.map(({ id }) => id);
}
