import { type ApplicationQuery, type Filing, SEARCH_LISTED } from '@zhengdun/contract';
import { sql } from 'kysely';
import { batches, type Database, type Transaction } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import { inPlace, type Place } from '../regions/place.ts';
import type { ApplicationRecord, Belonging, FilingRow, NewApplicationRow } from '../tables.ts';
import { holdsName, isCalled, isCommonName } from '../units/called.repo.ts';

export async function findApplication(db: Database, id: string): Promise<ApplicationRecord | undefined> {
  return db.selectFrom('registry_application').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, kept from others until the transaction ends. */
export async function findApplicationForUpdate(
  trx: Transaction,
  id: string,
): Promise<ApplicationRecord | undefined> {
  return trx
    .selectFrom('registry_application')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function findFilings(db: Database, ids: readonly string[]): Promise<FilingRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('registry_filing')
    .selectAll()
    .where(sql<boolean>`application_id = ANY (${[...ids]}::uuid[])`)
    .execute();
}

export async function insertApplications(
  trx: Transaction,
  rows: readonly NewApplicationRow[],
): Promise<void> {
  for (const some of batches(rows)) await trx.insertInto('registry_application').values(some).execute();
}

export async function updateApplication(
  trx: Transaction,
  id: string,
  facts: Partial<NewApplicationRow>,
): Promise<void> {
  await trx
    .updateTable('registry_application')
    .set({ ...facts, changed_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Writes the filings of applications in place of those that were there. */
export async function saveFilings(
  trx: Transaction,
  applications: readonly {
    readonly of: Belonging & { readonly id: string };
    readonly filings: readonly Filing[];
  }[],
): Promise<void> {
  for (const some of batches(applications)) {
    await trx
      .deleteFrom('registry_filing')
      .where(sql<boolean>`application_id = ANY (${some.map(({ of }) => of.id)}::uuid[])`)
      .execute();
    const rows = some.flatMap(({ of, filings }) =>
      filings.map(({ kind, number, filedOn, expiresOn }) => ({
        application_id: of.id,
        unit_id: of.unit_id,
        region_path: of.region_path,
        sector_path: of.sector_path,
        kind,
        number,
        filed_on: filedOn ?? null,
        expires_on: expiresOn ?? null,
      })),
    );
    for (const part of batches(rows)) await trx.insertInto('registry_filing').values(part).execute();
  }
}

/** Puts an application into the list of platforms, or takes it out. */
export async function savePlatform(trx: Transaction, id: string): Promise<void> {
  await sql`DELETE FROM registry_platform WHERE application_id = ${id}`.execute(trx);
  await sql`INSERT INTO registry_platform (application_id, name, kind, unit_name, address)
    SELECT a.id, a.name, a.kind, u.name, coalesce(a.addresses[1], '')
    FROM registry_application a JOIN registry_unit u ON u.id = a.unit_id
    WHERE a.id = ${id} AND a.is_platform AND a.state <> 'closed'`.execute(trx);
}

export async function findPlatforms(db: Database, words: string | undefined) {
  let query = db.selectFrom('registry_platform').selectAll().orderBy('name').limit(50);
  if (words) {
    query = query.where(sql<boolean>`strpos(lower(name || ' ' || unit_name), ${words.toLowerCase()}) > 0`);
  }
  return query.execute();
}

export async function findPlatform(db: Database, id: string) {
  return db.selectFrom('registry_platform').selectAll().where('application_id', '=', id).executeTakeFirst();
}

/** Of these ids those that are platforms. */
export async function platformsAmong(db: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('registry_platform')
    .select('application_id')
    .where(sql<boolean>`application_id = ANY (${[...ids]}::uuid[])`)
    .execute();
  return new Set(rows.map(({ application_id }) => application_id));
}

/** How many applications run on one; ask beyond the scope to count those of others. */
export async function countHosted(trx: Transaction, id: string): Promise<number> {
  const row = await trx
    .selectFrom('registry_application')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('host_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.count;
}

export type ApplicationFilter = Partial<
  Pick<ApplicationQuery, 'search' | 'kind' | 'state' | 'show' | 'unit'>
> & {
  readonly place?: Place;
};

/** @param called whether an application `a` is called so, where another way than by index is better */
function applicationsWhere(db: Database, scope: Scope, filter: ApplicationFilter, called = isCalled) {
  const { search, kind, state, show, unit, place = {} } = filter;
  let query = db.selectFrom('registry_application as a').where(inScope(scope, 'a', 'unit_id'));
  if (kind) query = query.where('a.kind', '=', kind);
  if (state) query = query.where('a.state', '=', state);
  if (unit) query = query.where('a.unit_id', '=', unit);
  query = query.where(inPlace('a', place));
  if (show === 'problem') query = query.where(sql<boolean>`(a.unmet > 0 OR a.unknown > 0)`);
  if (show === 'open' || show === 'unchecked') query = query.where('a.state', '<>', 'closed');
  if (show === 'unchecked') query = query.where('a.seen_at', 'is', null);
  if (search) query = query.where(called(scope, search.toLowerCase()));
  return query;
}

/** The order of the index. */
const BY_NAME = sql`a.name COLLATE "zh-Hans-x-icu"`;

interface ApplicationPage {
  readonly filter: ApplicationFilter;
  readonly offset: number;
  readonly limit: number;
}

/** One page of the register by name, and how many a filter finds in all, or `more` than are listed. */
export async function readApplicationPage(
  db: Database,
  scope: Scope,
  about: ApplicationPage,
): Promise<{ rows: Awaited<ReturnType<typeof listed>>; total: number; more: boolean }> {
  const { filter, offset, limit } = about;
  if (filter.search) {
    const isCommon = await isCommonName(db, scope, filter.search.toLowerCase());
    const { ids, ...counted } = isCommon ? await walk(db, scope, about) : await search(db, scope, about);
    return { rows: await listed(db.selectFrom('registry_application as a').where(isOneOf(ids))), ...counted };
  }
  const rows = await listed(applicationsWhere(db, scope, filter).offset(offset).limit(limit));
  return { rows, total: await countApplications(db, scope, filter), more: false };
}

interface FoundIds {
  readonly ids: readonly string[];
  readonly total: number;
  readonly more: boolean;
}

/** What holds the words is found by the words, once, and then sorted: along the index of names it may lie anywhere. */
async function search(
  db: Database,
  scope: Scope,
  { filter, offset, limit }: ApplicationPage,
): Promise<FoundIds> {
  const { rows } = await sql<{ total: number; ids: string[] }>`
    WITH a AS MATERIALIZED (${applicationsWhere(db, scope, filter).select(['a.id', 'a.name'])})
    SELECT (SELECT count(*) FROM a) AS total,
      ARRAY(SELECT a.id FROM a ORDER BY ${BY_NAME}, a.id OFFSET ${offset} LIMIT ${limit}) AS ids`.execute(db);
  return { ids: rows[0]?.ids ?? [], total: rows[0]?.total ?? 0, more: false };
}

/** What many are called so is met soon along the index of names; nobody reads it to its end. */
async function walk(
  db: Database,
  scope: Scope,
  { filter, offset, limit }: ApplicationPage,
): Promise<FoundIds> {
  const rows = await applicationsWhere(db, scope, filter, holdsName)
    .select('a.id')
    .orderBy(BY_NAME)
    .orderBy('a.id')
    .limit(SEARCH_LISTED + 1)
    .execute();
  const ids = rows.slice(0, SEARCH_LISTED).map(({ id }) => id);
  return { ids: ids.slice(offset, offset + limit), total: ids.length, more: rows.length > SEARCH_LISTED };
}

function isOneOf(ids: readonly string[]) {
  return sql<boolean>`a.id = ANY (${[...ids]}::uuid[])`;
}

async function listed(found: ReturnType<typeof applicationsWhere>) {
  return found
    .innerJoin('registry_unit as u', 'u.id', 'a.unit_id')
    .select(['a.id', 'a.name', 'a.kind', 'a.state', 'a.check_id', 'a.checked_at', 'a.unmet', 'a.unknown'])
    .select(['u.id as unit_id', 'u.name as unit_name', sql<string | null>`a.addresses[1]`.as('main_address')])
    .orderBy(BY_NAME)
    .orderBy('a.id')
    .execute();
}

export async function countApplications(
  db: Database,
  scope: Scope,
  filter: ApplicationFilter,
): Promise<number> {
  const row = await applicationsWhere(db, scope, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Every application of a filter with the name of its unit, for export. */
export async function allApplications(db: Database, scope: Scope, filter: ApplicationFilter) {
  return applicationsWhere(db, scope, filter)
    .innerJoin('registry_unit as u', 'u.id', 'a.unit_id')
    .selectAll('a')
    .select('u.name as unit_name')
    .orderBy(BY_NAME)
    .orderBy('a.id')
    .execute();
}

/**
 * Notes the latest check of each host at the applications that have it as their main one. Ask it beyond any scope.
 *
 * @param checks several of one host stand in the order of their time
 */
export async function updateLatestChecks(
  trx: Transaction,
  checks: readonly {
    readonly host: string;
    readonly id: string;
    readonly at: Date;
    readonly unmet: number;
    readonly unknown: number;
    /** it opened a page */
    readonly seen: boolean;
  }[],
): Promise<void> {
  const latest = [...new Map(checks.map((check) => [check.host, check])).values()];
  await sql`UPDATE registry_application
    SET check_id = c.id, checked_at = c.at, unmet = c.unmet, unknown = c.unknown,
      seen_at = CASE WHEN c.seen AND state <> 'closed' THEN c.at ELSE seen_at END
    FROM jsonb_to_recordset(${JSON.stringify(latest)}::jsonb)
      AS c (host text, id uuid, at timestamptz, unmet integer, unknown integer, seen boolean)
    WHERE hosts[1] = c.host AND (checked_at IS NULL OR checked_at <= c.at)`.execute(trx);
}

/** An open application of a unit at a host. */
export async function findApplicationAt(
  db: Database,
  { unitId, host }: { readonly unitId: string; readonly host: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('registry_application')
    .select('id')
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`hosts @> ARRAY[${host}::text]`)
    .where('state', '<>', 'closed')
    .orderBy('created_at')
    .executeTakeFirst();
  return row?.id;
}

/** Names of applications by id. */
export async function namesOfApplications(
  trx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('registry_application')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
