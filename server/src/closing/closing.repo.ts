import './tables.ts';
import type { ClosingQuery } from '@zhengdun/contract';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import { inScope, ownedAs, type Scope } from '../kernel/tenancy/index.ts';
import type { CaseRow, EventRow, StepRow } from './tables.ts';

export async function insertCase(trx: Transaction, row: Insertable<Tables['closing_case']>): Promise<void> {
  await trx.insertInto('closing_case').values(row).execute();
}

export async function findCase(db: Database, id: string): Promise<CaseRow | undefined> {
  return db.selectFrom('closing_case').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, kept from others until the transaction ends. */
export async function findCaseForUpdate(trx: Transaction, id: string): Promise<CaseRow | undefined> {
  return trx.selectFrom('closing_case').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Of these applications the name of one that has a case under way. */
export async function findUnderWay(
  db: Database,
  applications: readonly string[],
): Promise<string | undefined> {
  const row = await db
    .selectFrom('closing_case')
    .select('name')
    .where('state', '=', 'open')
    .where(sql<boolean>`application_id = ANY (${[...applications]}::uuid[])`)
    .orderBy('name')
    .executeTakeFirst();
  return row?.name;
}

/** Applications of a unit that have a case under way. */
export async function applicationsUnderWay(db: Database, unitId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('closing_case')
    .select('application_id')
    .where('state', '=', 'open')
    .where('unit_id', '=', unitId)
    .execute();
  return new Set(rows.map(({ application_id }) => application_id));
}

export async function updateCase(
  trx: Transaction,
  id: string,
  change: Updateable<Tables['closing_case']>,
): Promise<void> {
  await trx.updateTable('closing_case').set(change).where('id', '=', id).execute();
}

export async function findSteps(db: Database, caseId: string): Promise<StepRow[]> {
  return db.selectFrom('closing_step').selectAll().where('case_id', '=', caseId).execute();
}

/** Writes what was recorded of a step in place of what was there. */
export async function saveStep(
  trx: Transaction,
  of: CaseRow,
  {
    step,
    ...facts
  }: Pick<
    StepRow,
    'step' | 'not_needed' | 'number' | 'issuer' | 'done_on' | 'recorded_by' | 'recorded_at'
  > & {
    readonly documents: string[];
  },
): Promise<void> {
  await trx
    .insertInto('closing_step')
    .values({ case_id: of.id, ...ownedAs(of), step, ...facts })
    .onConflict((conflict) => conflict.columns(['case_id', 'step']).doUpdateSet(facts))
    .execute();
}

export async function findEvents(db: Database, caseId: string): Promise<EventRow[]> {
  return db.selectFrom('closing_event').selectAll().where('case_id', '=', caseId).orderBy('id').execute();
}

export async function insertEvent(
  trx: Transaction,
  of: Pick<CaseRow, 'id' | 'unit_id' | 'region_path' | 'sector_path'>,
  event: Pick<EventRow, 'event' | 'at' | 'actor'> & Partial<Pick<EventRow, 'step' | 'text'>>,
): Promise<void> {
  await trx
    .insertInto('closing_event')
    .values({ case_id: of.id, ...ownedAs(of), ...event })
    .execute();
}

type Filter = Partial<Omit<ClosingQuery, 'page' | 'size'>> & {
  /** what waits for a step to be recorded, or for nothing but the signature */
  readonly waits?: 'step' | 'signature' | undefined;
};

function casesWhere(db: Database, scope: Scope, { show, unit, application, search, waits }: Filter) {
  const own = inScope(scope, 'c', 'unit_id');
  const received = sql<boolean>`(c.state <> 'withdrawn' AND c.successor_id IN (
    SELECT u.id FROM registry_unit u WHERE ${inScope(scope, 'u', 'id')}))`;
  const mayBe = show === 'received' ? received : show === 'all' ? sql<boolean>`(${own} OR ${received})` : own;
  let query = db.selectFrom('closing_case as c').where(mayBe);
  if (show === 'open' || show === 'sealed') query = query.where('c.state', '=', show);
  if (waits) query = query.where('c.next_step', waits === 'step' ? 'is not' : 'is', null);
  if (unit) query = query.where('c.unit_id', '=', unit);
  if (application) query = query.where('c.application_id', '=', application);
  if (search) query = query.where(sql<boolean>`strpos(lower(c.name), ${search.toLowerCase()}) > 0`);
  return query;
}

/** One page, the longest under way first. */
export async function listCases(
  db: Database,
  scope: Scope,
  { filter, offset, limit }: { readonly filter: Filter; readonly offset: number; readonly limit: number },
) {
  return casesWhere(db, scope, filter)
    .select(['c.id', 'c.name', 'c.kind', 'c.occasion', 'c.outcome', 'c.state', 'c.since', 'c.next_step'])
    .select(['c.unit_id', 'c.region_path', 'c.sector_path'])
    .orderBy('c.since')
    .orderBy('c.begun_at')
    .orderBy('c.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countCases(db: Database, scope: Scope, filter: Filter): Promise<number> {
  const row = await casesWhere(db, scope, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** What others hand over to units of the scope and these have neither recorded nor been spared, the longest under way first. */
export async function listHandedOver(
  trx: Transaction,
  scope: Scope,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<CaseRow[]> {
  return trx
    .selectFrom('closing_case as c')
    .selectAll('c')
    .where('c.state', '=', 'open')
    .where('c.outcome', '=', 'hand-over')
    .where(
      sql<boolean>`c.successor_id IN (SELECT u.id FROM registry_unit u WHERE ${inScope(scope, 'u', 'id')})`,
    )
    .where(sql<boolean>`NOT EXISTS (
      SELECT FROM closing_step s WHERE s.case_id = c.id AND s.step = 'registered')`)
    .orderBy('c.since')
    .orderBy('c.begun_at')
    .orderBy('c.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

/** The sealed records of these cases, with SHA-256 of the paper. */
export async function findRecords(
  db: Database,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly record: string; readonly document: string }[]> {
  const rows = await db
    .selectFrom('closing_case as c')
    .innerJoin('assurance_document as d', 'd.id', 'c.document_id')
    .select(['c.id', 'c.record', 'd.sha256 as document'])
    .where(sql<boolean>`c.id = ANY (${[...ids]}::uuid[])`)
    .execute();
  return rows.map(({ record, ...row }) => ({ ...row, record: record ?? '' }));
}
