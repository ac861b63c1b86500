import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { Belonging } from '../../kernel/tenancy/index.ts';
import type { AllowedSourceRow } from '../tables.ts';

/** By their names. */
export async function findAllowedSources(db: Database, unitId: string): Promise<AllowedSourceRow[]> {
  return db
    .selectFrom('publication_allowed_source')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('name')
    .orderBy('host')
    .execute();
}

/** Puts a list in the place of the one before. */
export async function replaceAllowedSources(
  trx: Transaction,
  {
    belonging,
    rows,
    by,
    at,
  }: {
    readonly belonging: Belonging;
    readonly rows: readonly { readonly name: string; readonly host: string }[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await trx.deleteFrom('publication_allowed_source').where('unit_id', '=', belonging.unit_id).execute();
  if (rows.length === 0) return;
  await sql`INSERT INTO publication_allowed_source (unit_id, region_path, sector_path, host, name, set_by, set_at)
    SELECT ${belonging.unit_id}, ${belonging.region_path}, ${belonging.sector_path}, host, name, ${by}, ${at}
      FROM unnest(${rows.map(({ host }) => host)}::text[], ${rows.map(({ name }) => name)}::text[]) AS t (host, name)`.execute(
    trx,
  );
}

/** Whether a host, or one that it lies below, is on the list of a unit; undefined where the unit has none. */
export async function isAllowed(
  db: Database,
  { unitId, host }: { readonly unitId: string; readonly host: string },
): Promise<boolean | undefined> {
  const labels = host.split('.');
  const names = labels.map((_, at) => labels.slice(at).join('.'));
  const { rows } = await sql<{ any: boolean; listed: boolean }>`
    SELECT EXISTS (SELECT FROM publication_allowed_source WHERE unit_id = ${unitId}) AS any,
           EXISTS (SELECT FROM publication_allowed_source WHERE unit_id = ${unitId} AND host = ANY (${names})) AS listed`.execute(
    db,
  );
  return rows[0]?.any ? rows[0].listed : undefined;
}
