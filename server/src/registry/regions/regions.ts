import type { LocalRegion, Region } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf } from '../../kernel/tenancy/index.ts';
import type { RegionRow } from '../tables.ts';
import { divisions, divisionsEdition } from './divisions.ts';
import {
  findRegion,
  insertRegion,
  loadedEdition,
  regionsBelow,
  regionsNamed,
  regionsOnPaths,
  saveDivisions,
  saveEdition,
} from './region.repo.ts';

/**
 * Loads the divisions that this version of the program knows, when others or none are there. Any number of programs may
 * do it at once; local divisions are left alone.
 *
 * @returns whether something was loaded
 */
export async function loadDivisions(db: Database): Promise<boolean> {
  const all = divisions();
  const edition = divisionsEdition(all);
  if ((await loadedEdition(db)) === edition) return false;
  await db.transaction().execute(async (trx) => {
    await saveDivisions(trx, all);
    await saveEdition(trx, edition);
  });
  return true;
}

/**
 * Adds a local division (开发区) below one that is there.
 *
 * @throws HouseError `region-unknown`, `region-taken`, `registry-outside-scope`
 */
export async function addLocalRegion(
  db: Database,
  actor: Actor,
  { code, name, parentCode }: LocalRegion,
): Promise<Region> {
  const parent = await demandRegion(db, parentCode);
  if (!scopeOf(actor, 'region.manage').regions.some((prefix) => parent.path.startsWith(prefix)))
    throw new HouseError('registry-outside-scope', {});
  if (await findRegion(db, code)) throw new HouseError('region-taken', { code });
  const row: RegionRow = {
    code,
    name,
    path: `${parent.path}${code}/`,
    parent_code: parentCode,
    local: true,
  };
  await insertRegion(db, row);
  return (await named(db, [row]))[0] as Region;
}

/** Divisions below one, or by a piece of their name. */
export async function readRegions(
  db: Database,
  { parent, search }: { readonly parent?: string | undefined; readonly search?: string | undefined },
): Promise<Region[]> {
  return named(db, search ? await regionsNamed(db, search) : await regionsBelow(db, parent));
}

/** @throws HouseError `region-unknown` */
export async function demandRegion(db: Database, code: string): Promise<RegionRow> {
  const region = await findRegion(db, code);
  if (!region) throw new HouseError('region-unknown', { code });
  return region;
}

/** Rows with their names from the province downwards. */
async function named(db: Database, rows: readonly RegionRow[]): Promise<Region[]> {
  const names = new Map(
    (
      await regionsOnPaths(
        db,
        rows.map(({ path }) => path),
      )
    ).map(({ code, name }) => [code, name]),
  );
  return rows.map(({ code, name, path, local }) => ({
    code,
    name,
    path,
    local,
    fullName: path
      .split('/')
      .filter(Boolean)
      .flatMap((each) => names.get(each) ?? (each === code ? name : []))
      .join(''),
  }));
}

/** One region as it is shown. */
export async function regionView(db: Database, code: string): Promise<Region> {
  const [region] = await named(db, [await demandRegion(db, code)]);
  if (!region) throw new Error('a region without its names');
  return region;
}
