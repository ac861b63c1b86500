import type { ApplicationKind, UnitContact, UnitKind, UnitLevel } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database } from '../../kernel/database/index.ts';
import { regionsOnPaths } from '../regions/region.repo.ts';
import type { Belonging } from '../tables.ts';
import { findContacts, findUnit } from './unit.repo.ts';
import { belongingOf, unitInputOf } from './unit.ts';

/** What other rooms need to know of a unit. */
export interface UnitProfile {
  readonly belonging: Belonging;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly creditCode: string | undefined;
  /** names of its region from the province downwards */
  readonly regions: readonly string[];
  readonly contacts: readonly UnitContact[];
}

/** Undefined where there is no such unit in the scope of the transaction. */
export async function readUnitProfile(db: Database, id: string): Promise<UnitProfile | undefined> {
  const row = await findUnit(db, id);
  if (!row) return undefined;
  const names = new Map((await regionsOnPaths(db, [row.region_path])).map(({ code, name }) => [code, name]));
  const { name, kind, level, creditCode, contacts } = unitInputOf(row, await findContacts(db, [id]));
  return {
    belonging: belongingOf(row),
    name,
    kind,
    level,
    creditCode,
    regions: row.region_path
      .split('/')
      .filter(Boolean)
      // Above a local division there may be codes that no package names.
      .flatMap((code) => names.get(code) ?? []),
    contacts,
  };
}

export interface KnownApplication {
  readonly name: string;
  readonly kind: ApplicationKind;
  readonly hosts: readonly string[];
  readonly isPortal: boolean;
}

/** The applications of a unit that are not closed. */
export async function findOwnApplications(db: Database, unitId: string): Promise<KnownApplication[]> {
  const rows = await db
    .selectFrom('registry_application')
    .select(['name', 'kind', 'hosts', 'flags'])
    .where('unit_id', '=', unitId)
    .where('state', '<>', 'closed')
    .orderBy('created_at')
    .execute();
  return rows.map(({ flags, ...row }) => ({ ...row, isPortal: flags.includes('portal') }));
}

/**
 * Applications of other units that have a name or a host, and units that are called so; ask beyond the scope to find
 * those of everybody. At most ten of each.
 */
export async function findNamesakes(
  db: Database,
  {
    unitId,
    name,
    hosts,
  }: { readonly unitId: string; readonly name: string; readonly hosts: readonly string[] },
): Promise<{ readonly name: string; readonly hosts: readonly string[]; readonly unitName: string }[]> {
  const applications = await db
    .selectFrom('registry_application as a')
    .innerJoin('registry_unit as u', 'u.id', 'a.unit_id')
    .select(['a.name', 'a.hosts', 'u.name as unitName'])
    .where('a.unit_id', '<>', unitId)
    .where('a.state', '<>', 'closed')
    .where(sql<boolean>`(a.name = ${name} AND ${name} <> '' OR a.hosts && ${[...hosts]}::text[])`)
    .limit(10)
    .execute();
  const units = await db
    .selectFrom('registry_unit')
    .select(['name', 'name as unitName'])
    .where('id', '<>', unitId)
    .where('name', '=', name)
    .where('closed_at', 'is', null)
    .limit(10)
    .execute();
  return [...applications, ...units.map((unit) => ({ ...unit, hosts: [] }))];
}

/** The latest check of an application; undefined where there was none. */
export async function findCheckOf(db: Database, applicationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('registry_application')
    .select('check_id')
    .where('id', '=', applicationId)
    .executeTakeFirst();
  return row?.check_id ?? undefined;
}
