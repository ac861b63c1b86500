import type { Destroyed } from '@zhengdun/contract';
import { type Generated, type Insertable, sql } from 'kysely';
import type { Database, Tables, Transaction } from '../../kernel/database/index.ts';
import { beyondScope } from '../../kernel/tenancy/index.ts';
import type { KeptEvidence } from '../evidence.ts';

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    inspection_evidence: {
      sha256: string;
      sm3: string;
      media_type: string;
      /** a bigint: comes as a text */
      bytes: number;
      kept_at: Generated<Date>;
    };
    inspection_destruction: {
      sha256: string;
      order_number: string;
      approver: string;
      destroyed_by: string;
      destroyed_at: Date;
    };
  }
}

/** Notes what lies in the store of evidence; the same bytes once. */
export async function saveEvidence(db: Database, ...kept: readonly KeptEvidence[]): Promise<void> {
  await db
    .insertInto('inspection_evidence')
    .values(kept.map(({ sha256, sm3, mediaType, bytes }) => ({ sha256, sm3, media_type: mediaType, bytes })))
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

/** A kept object, with what is known of its destruction. */
export interface EvidenceRecord extends Omit<KeptEvidence, 'sha256'> {
  readonly keptAt: Date;
  readonly destruction: Destroyed | undefined;
}

export async function findEvidence(db: Database, sha256: string): Promise<EvidenceRecord | undefined> {
  const row = await db
    .selectFrom('inspection_evidence')
    .selectAll()
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (!row) return undefined;
  const [destruction] = await findDestructions(db, [sha256]);
  const { sm3, media_type, bytes, kept_at } = row;
  return {
    ...{ sm3, mediaType: media_type, bytes: Number(bytes), keptAt: kept_at },
    destruction: destruction?.destroyed,
  };
}

/** Which of these objects were destroyed, and on what order. */
export async function findDestructions(
  db: Database,
  digests: readonly string[],
): Promise<{ readonly sha256: string; readonly destroyed: Destroyed }[]> {
  if (digests.length === 0) return [];
  const rows = await db
    .selectFrom('inspection_destruction')
    .selectAll()
    .where('sha256', 'in', [...digests])
    .execute();
  return rows.map(({ sha256, order_number, approver, destroyed_at }) => ({
    sha256,
    destroyed: { at: destroyed_at.toISOString(), orderNumber: order_number, approver },
  }));
}

/** Digests of kept objects in their order, behind one of them. */
export async function evidenceAfter(db: Database, last: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('inspection_evidence')
    .select('sha256')
    .where('sha256', '>', last)
    .orderBy('sha256')
    .limit(limit)
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

/** Every object that was destroyed, by its digest. */
export async function destroyedObjects(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('inspection_destruction').select('sha256').execute();
  return rows.map(({ sha256 }) => sha256);
}

export async function insertDestruction(
  trx: Transaction,
  row: Insertable<Tables['inspection_destruction']>,
): Promise<void> {
  await trx.insertInto('inspection_destruction').values(row).execute();
}

/**
 * A check that keeps an object and whose verdicts are seen: its unit's, and that of whoever shares its host. Reads the
 * results of all of them: for a rare act.
 */
export async function findCheckWith(
  trx: Transaction,
  sha256: string,
): Promise<{ readonly id: string; readonly unit_id: string | null } | undefined> {
  const seen = await trx.selectFrom('inspection_verdict').select('check_id').distinct().execute();
  const ids = seen.map(({ check_id }) => check_id);
  return beyondScope(trx, (all) =>
    all
      .selectFrom('inspection_check')
      .select(['id', 'unit_id'])
      .where('id', '=', sql<string>`ANY (${ids}::uuid[])`)
      .where(
        sql<boolean>`(observations = ${sha256} OR jsonb_path_exists(result,
          '$.verdicts[*].evidence[*] ? (@.sha256 == $digest)', jsonb_build_object('digest', ${sha256}::text)))`,
      )
      .orderBy('requested_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
}

/** The newest check of all that keeps each of some objects. Reads the results of all of them, once: for a rare act. */
export async function newestChecksWith(
  trx: Transaction,
  digests: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{
    sha256: string;
    id: string;
  }>`SELECT DISTINCT ON (kept.sha256) kept.sha256, c.id
    FROM inspection_check c, LATERAL (
      SELECT c.observations UNION ALL
      SELECT jsonb_path_query(c.result, '$.verdicts[*].evidence[*].sha256') #>> '{}'
    ) AS kept (sha256)
    WHERE kept.sha256 = ANY (${[...digests]}::text[])
    ORDER BY kept.sha256, c.requested_at DESC`.execute(trx);
  return new Map(rows.map(({ sha256, id }) => [sha256, id]));
}
