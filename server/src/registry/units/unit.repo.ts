import type { UnitContact } from '@zhengdun/contract';
import { sql } from 'kysely';
import { batches, type Database, type Transaction } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import type { ContactRow, NewChangeRow, UnitRow } from '../tables.ts';
import { belongingOf } from './unit.ts';

/** Any number that nobody else uses: what makes and moves units agrees on the paths. */
const TREE_LOCK = 0x5a44_0005;

/** Units may be added side by side, but none while another one moves: its path would be an old one. */
export async function lockTree(trx: Transaction, how: 'to-add' | 'to-move'): Promise<void> {
  const lock = sql.raw(how === 'to-add' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`SELECT ${lock}(${TREE_LOCK})`.execute(trx);
}

export async function findUnit(db: Database, id: string): Promise<UnitRow | undefined> {
  return db.selectFrom('registry_unit').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findUnitWithCode(db: Database, code: string): Promise<UnitRow | undefined> {
  return db.selectFrom('registry_unit').selectAll().where('credit_code', '=', code).executeTakeFirst();
}

/** Units of one name in one region. */
export async function findUnitNamed(
  db: Database,
  { name, regionCode }: { readonly name: string; readonly regionCode: string },
): Promise<UnitRow | undefined> {
  return db
    .selectFrom('registry_unit')
    .selectAll()
    .where('name', '=', name)
    .where('region_code', '=', regionCode)
    .orderBy('id')
    .executeTakeFirst();
}

export async function insertUnits(
  trx: Transaction,
  units: readonly Omit<UnitRow, 'created_at' | 'changed_at' | 'closed_at'>[],
): Promise<void> {
  for (const some of batches(units)) await trx.insertInto('registry_unit').values(some).execute();
}

export async function updateUnit(
  trx: Transaction,
  id: string,
  facts: Pick<UnitRow, 'name' | 'kind' | 'level' | 'credit_code'>,
): Promise<void> {
  await trx
    .updateTable('registry_unit')
    .set({ ...facts, changed_at: sql`now()` })
    .where('id', '=', id)
    .execute();
  await sql`UPDATE registry_platform p SET unit_name = ${facts.name}
    FROM registry_application a WHERE a.id = p.application_id AND a.unit_id = ${id}`.execute(trx);
}

/** Puts a unit below another path, with all units below it. What belongs to them follows by its foreign keys. */
export async function movePaths(trx: Transaction, from: string, to: string): Promise<void> {
  await sql`UPDATE registry_unit SET sector_path = ${to} || substr(sector_path, ${from.length + 1})
    WHERE sector_path ^@ ${from}`.execute(trx);
}

export async function setSuperior(trx: Transaction, id: string, superiorId: string | null): Promise<void> {
  await trx
    .updateTable('registry_unit')
    .set({ superior_id: superiorId, changed_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Moves a unit, and those below it that stand in the very same region, to another region. */
export async function moveRegion(
  trx: Transaction,
  unit: Pick<UnitRow, 'sector_path' | 'region_code'>,
  to: { readonly code: string; readonly path: string },
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('registry_unit')
    .set({ region_code: to.code, region_path: to.path, changed_at: sql`now()` })
    .where(sql<boolean>`sector_path ^@ ${unit.sector_path}`)
    .where('region_code', '=', unit.region_code)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function findContacts(db: Database, unitIds: readonly string[]): Promise<ContactRow[]> {
  if (unitIds.length === 0) return [];
  return db
    .selectFrom('registry_contact')
    .selectAll()
    .where(sql<boolean>`unit_id = ANY (${[...unitIds]}::uuid[])`)
    .execute();
}

/** Writes who holds the posts of units, in place of who held them. */
export async function saveContacts(
  trx: Transaction,
  units: readonly {
    readonly unit: Pick<UnitRow, 'id' | 'region_path' | 'sector_path'>;
    readonly contacts: readonly UnitContact[];
  }[],
): Promise<void> {
  for (const some of batches(units)) {
    await trx
      .deleteFrom('registry_contact')
      .where(sql<boolean>`unit_id = ANY (${some.map(({ unit }) => unit.id)}::uuid[])`)
      .execute();
    const rows = some.flatMap(({ unit, contacts }) =>
      contacts.map((contact) => ({
        ...belongingOf(unit),
        ...contact,
      })),
    );
    if (rows.length > 0) await trx.insertInto('registry_contact').values(rows).execute();
  }
}

export async function insertChanges(trx: Transaction, changes: readonly NewChangeRow[]): Promise<void> {
  for (const some of batches(changes)) {
    const rows = some.map((change) => ({
      ...change,
      fields: sql<never>`${JSON.stringify(change.fields)}::jsonb`,
    }));
    await trx.insertInto('registry_change').values(rows).execute();
  }
}

export interface UnitFilter {
  /** `null`: those at the top of what is seen; undefined: all */
  readonly superior?: string | null;
  readonly search?: string | undefined;
}

const PINYIN = sql`name COLLATE "zh-Hans-x-icu"`;

/** Units in the order of pinyin. `superior: null` gives those whose superior is not seen, or who have none. */
function unitsWhere(db: Database, scope: Scope, { superior, search }: UnitFilter) {
  let query = db
    .selectFrom('registry_unit as u')
    .where(inScope(scope, 'u', 'id'))
    .where('u.closed_at', 'is', null);
  if (search) {
    query = query.where(sql<boolean>`strpos(lower(u.name), ${search.toLowerCase()}) > 0`);
  } else if (superior === null) {
    query = query.where((is) =>
      is.or([
        is('u.superior_id', 'is', null),
        is.not(
          is.exists(
            is
              .selectFrom('registry_unit as above')
              .select('above.id')
              .whereRef('above.id', '=', 'u.superior_id'),
          ),
        ),
      ]),
    );
  } else if (superior !== undefined) query = query.where('u.superior_id', '=', superior);
  return query;
}

export async function listUnits(
  db: Database,
  scope: Scope,
  { filter, offset, limit }: { filter: UnitFilter; offset: number; limit: number },
) {
  return unitsWhere(db, scope, filter)
    .innerJoin('registry_region as r', 'r.code', 'u.region_code')
    .select(['u.id', 'u.name', 'u.kind', 'u.level', 'r.name as region_name'])
    .select((is) =>
      is
        .selectFrom('registry_unit as below')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('below.superior_id', '=', 'u.id')
        .where('below.closed_at', 'is', null)
        .as('subordinates'),
    )
    .orderBy(sql`u.${PINYIN}`)
    .orderBy('u.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countUnits(db: Database, scope: Scope, filter: UnitFilter): Promise<number> {
  const row = await unitsWhere(db, scope, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Every open unit of a scope, superiors before those below them. */
export async function allUnits(db: Database, scope: Scope): Promise<UnitRow[]> {
  return db
    .selectFrom('registry_unit as u')
    .selectAll('u')
    .where(inScope(scope, 'u', 'id'))
    .where('u.closed_at', 'is', null)
    .orderBy('u.sector_path')
    .execute();
}

export async function findChanges(
  db: Database,
  of: { readonly unitId: string } | { readonly applicationId: string },
) {
  return db
    .selectFrom('registry_change')
    .select(['id', 'at', 'actor', 'act', 'fields'])
    .where((is) =>
      'unitId' in of
        ? is.and([is('unit_id', '=', of.unitId), is('application_id', 'is', null)])
        : is('application_id', '=', of.applicationId),
    )
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

/** How many applications a unit has, and how many units are below it. */
export async function countOfUnit(
  db: Database,
  id: string,
): Promise<{ applications: number; subordinates: number }> {
  const { rows } = await sql<{ applications: number; subordinates: number }>`SELECT
    (SELECT count(*) FROM registry_application WHERE unit_id = ${id}) AS applications,
    (SELECT count(*) FROM registry_unit WHERE superior_id = ${id} AND closed_at IS NULL) AS subordinates`.execute(
    db,
  );
  return rows[0] ?? { applications: 0, subordinates: 0 };
}

/** Names of units by id, also of those that are closed. */
export async function namesOfUnits(
  trx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx.selectFrom('registry_unit').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Units whose name holds the words, those that begin with them first; ask beyond the scope for any unit. */
export async function findUnitsNamed(
  trx: Transaction,
  { words, limit }: { readonly words: string; readonly limit: number },
): Promise<{ readonly id: string; readonly name: string }[]> {
  return trx
    .selectFrom('registry_unit')
    .select(['id', 'name'])
    .where('closed_at', 'is', null)
    .where(sql<boolean>`strpos(name, ${words}) > 0`)
    .orderBy(sql`strpos(name, ${words})`)
    .orderBy('name')
    .limit(limit)
    .execute();
}
