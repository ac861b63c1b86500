import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { RegionRow } from '../tables.ts';
import type { Division } from './divisions.ts';

const LISTED = 500;

export async function loadedEdition(db: Database): Promise<string | undefined> {
  const row = await db.selectFrom('registry_region_edition').select('sha256').executeTakeFirst();
  return row?.sha256;
}

/** Writes divisions over those that are there; none is taken away, for units may still stand in one that was merged. */
export async function saveDivisions(trx: Transaction, divisions: readonly Division[]): Promise<void> {
  const rows = JSON.stringify(
    divisions.map(({ code, name, path, parent }) => ({ code, name, path, parent_code: parent ?? null })),
  );
  await sql`INSERT INTO registry_region (code, name, path, parent_code, local)
    SELECT code, name, path, parent_code, false
    FROM jsonb_to_recordset(${rows}::jsonb) AS new (code text, name text, path text, parent_code text)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name
    WHERE registry_region.name <> excluded.name`.execute(trx);
}

export async function saveEdition(trx: Transaction, sha256: string): Promise<void> {
  await trx
    .insertInto('registry_region_edition')
    .values({ sha256 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ sha256, loaded_at: sql`now()` }))
    .execute();
}

export async function findRegion(db: Database, code: string): Promise<RegionRow | undefined> {
  return db.selectFrom('registry_region').selectAll().where('code', '=', code).executeTakeFirst();
}

export async function allRegions(db: Database): Promise<RegionRow[]> {
  return db.selectFrom('registry_region').selectAll().execute();
}

export async function regionsBelow(db: Database, parent: string | undefined): Promise<RegionRow[]> {
  return db
    .selectFrom('registry_region')
    .selectAll()
    .where('parent_code', parent === undefined ? 'is' : '=', parent ?? null)
    .orderBy('code')
    .limit(LISTED)
    .execute();
}

/** By a piece of the name, or by the beginning of the code. */
export async function regionsNamed(db: Database, words: string): Promise<RegionRow[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('registry_region')
    .selectAll()
    .where((is) => is.or([is('name', 'like', pattern), is('code', 'like', pattern.slice(1))]))
    .orderBy('code')
    .limit(50)
    .execute();
}

/** Divisions by code, of several paths. */
export async function regionsOnPaths(db: Database, paths: readonly string[]): Promise<RegionRow[]> {
  const codes = [...new Set(paths.flatMap((path) => path.split('/').filter(Boolean)))];
  if (codes.length === 0) return [];
  return db.selectFrom('registry_region').selectAll().where('code', 'in', codes).execute();
}

export async function insertRegion(db: Database, row: RegionRow): Promise<void> {
  await db.insertInto('registry_region').values(row).execute();
}
