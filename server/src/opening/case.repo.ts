import type { OpeningForm, OpeningQuery, OpeningRecord, OpeningStep } from '@zhengdun/contract';
import { type RawBuilder, sql, type Updateable } from 'kysely';
import { addDays, type Day } from '../kernel/clock/index.ts';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import { type Belonging, inScope, ownedAs, type Scope } from '../kernel/tenancy/index.ts';
import type { CaseRow, EventRow, OverrideRow, ReturnItem, StepRow } from './tables.ts';

export async function insertCase(
  trx: Transaction,
  row: Belonging & Pick<CaseRow, 'id' | 'kind' | 'form' | 'begun_by'>,
): Promise<void> {
  const { form, ...rest } = row;
  await trx
    .insertInto('opening_case')
    .values({ ...rest, state: 'draft', form: json(form) })
    .execute();
}

export async function findCase(db: Database, id: string): Promise<CaseRow | undefined> {
  return db.selectFrom('opening_case').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, kept from others until the transaction ends. */
export async function findCaseForUpdate(trx: Transaction, id: string): Promise<CaseRow | undefined> {
  return trx.selectFrom('opening_case').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateCase(
  trx: Transaction,
  id: string,
  change: Omit<Updateable<Tables['opening_case']>, 'form' | 'returned_form'>,
): Promise<void> {
  await trx.updateTable('opening_case').set(change).where('id', '=', id).execute();
}

/** Writes fields over those that are there; the others stay. */
export async function saveFields(trx: Transaction, id: string, fields: OpeningForm): Promise<void> {
  await sql`UPDATE opening_case SET form = form || ${JSON.stringify(fields)}::jsonb WHERE id = ${id}`.execute(
    trx,
  );
}

/** Keeps the form as it was when it was returned. */
export async function keepReturnedForm(trx: Transaction, id: string): Promise<void> {
  await sql`UPDATE opening_case SET returned_form = form WHERE id = ${id}`.execute(trx);
}

/** The name of a portal that was granted to a unit and is not online yet. */
export async function findGrantedPortal(
  db: Database,
  { unitId, but }: { readonly unitId: string; readonly but: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('opening_case')
    .select('name')
    .where('unit_id', '=', unitId)
    .where('id', '<>', but)
    .where('kind', '=', 'website')
    .where('is_portal', '=', true)
    .where('state', '=', 'granted')
    .where('application_id', 'is', null)
    .executeTakeFirst();
  return row?.name;
}

/** Cases with a step that is due within seven days or was before, of which nobody was told yet; the nearest first. */
export async function listDueCases(
  db: Database,
  today: Day,
  limit: number,
): Promise<readonly { readonly key: string; readonly unit_id: string }[]> {
  const { rows } = await sql<{ key: string; unit_id: string }>`
    SELECT key, unit_id FROM (
      SELECT c.unit_id, c.due_on, message_once_key(c.id::text, c.due_on::text,
        CASE WHEN c.due_on < ${today}::date THEN 'over' ELSE '7' END) AS key
        FROM opening_case c
       WHERE c.state NOT IN ('refused', 'withdrawn') AND c.due_on <= ${addDays(today, 7)}) AS near
     WHERE NOT EXISTS (SELECT FROM message_once o WHERE o.matter = 'opening-step' AND o.key = near.key)
     ORDER BY due_on, key LIMIT ${limit}`.execute(db);
  return rows;
}

export async function findSteps(db: Database, caseId: string): Promise<StepRow[]> {
  return db.selectFrom('opening_step').selectAll().where('case_id', '=', caseId).execute();
}

/** Writes what was recorded of a step in place of what was there. */
export async function saveStep(
  trx: Transaction,
  {
    of,
    step,
    record,
    by,
  }: {
    readonly of: CaseRow;
    readonly step: OpeningStep;
    readonly record: OpeningRecord;
    readonly by: string;
  },
): Promise<void> {
  const facts = {
    number: record.number,
    issuer: record.issuer,
    applied_on: record.appliedOn ?? null,
    done_on: record.doneOn,
    receipt: record.receipt,
    document_id: record.documentId ?? null,
    recorded_by: by,
    recorded_at: sql<Date>`now()`,
  };
  await trx
    .insertInto('opening_step')
    .values({ case_id: of.id, ...ownedAs(of), step, ...facts })
    .onConflict((conflict) => conflict.columns(['case_id', 'step']).doUpdateSet(facts))
    .execute();
}

export async function findOverrides(db: Database, caseId: string): Promise<OverrideRow[]> {
  return db.selectFrom('opening_override').selectAll().where('case_id', '=', caseId).execute();
}

export async function insertOverride(
  trx: Transaction,
  of: CaseRow,
  row: Pick<OverrideRow, 'subject' | 'fact' | 'ground' | 'paper' | 'approved_by'>,
): Promise<void> {
  await trx
    .insertInto('opening_override')
    .values({ case_id: of.id, ...ownedAs(of), ...row })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What happened, oldest first. */
export async function findEvents(db: Database, caseId: string): Promise<EventRow[]> {
  return db.selectFrom('opening_event').selectAll().where('case_id', '=', caseId).orderBy('id').execute();
}

export async function insertEvent(
  trx: Transaction,
  of: Belonging & { readonly id: string },
  event: Pick<EventRow, 'event' | 'actor'> & {
    readonly step?: OpeningStep;
    readonly text?: string;
    readonly items?: readonly ReturnItem[];
  },
): Promise<void> {
  const { items, ...rest } = event;
  await trx
    .insertInto('opening_event')
    .values({
      case_id: of.id,
      ...ownedAs(of),
      ...rest,
      ...(items && { items: json(items) }),
    })
    .execute();
}

export interface ListScopes {
  readonly read: Scope;
  readonly apply: Scope;
  readonly decide: Scope;
  readonly override: Scope;
  /** unit of the asker: its own cases are never theirs to decide */
  readonly unitId: string | undefined;
}

const OPEN = sql<boolean>`(c.state IN ('draft', 'submitted', 'review', 'returned')
  OR c.state = 'granted' AND c.next_step IS NOT NULL)`;

/** What waits for the asker: to be filled in and recorded, or approved by a leader, in the unit; to be decided by another. */
function waitsFor({ apply, decide, override, unitId }: ListScopes): RawBuilder<boolean> {
  const foreign = unitId === undefined ? sql`true` : sql`c.unit_id <> ${unitId}`;
  return sql<boolean>`(
    (c.state IN ('draft', 'returned') OR c.state = 'granted' AND c.next_step IS NOT NULL)
      AND ${inScope(apply, 'c', 'unit_id')}
    OR c.state IN ('draft', 'returned') AND c.approval_asked_at IS NOT NULL AND ${inScope(override, 'c', 'unit_id')}
    OR c.state IN ('submitted', 'review') AND ${inScope(decide, 'c', 'unit_id')} AND ${foreign})`;
}

type Filter = Partial<Omit<OpeningQuery, 'page' | 'size'>>;

function casesWhere(db: Database, scopes: ListScopes, { show, state, kind, unit, search }: Filter) {
  let query = db.selectFrom('opening_case as c').where(inScope(scopes.read, 'c', 'unit_id'));
  if (show === 'mine') query = query.where(waitsFor(scopes));
  if (show === 'open') query = query.where(OPEN);
  if (state) query = query.where('c.state', '=', state);
  if (kind) query = query.where('c.kind', '=', kind);
  if (unit) query = query.where('c.unit_id', '=', unit);
  if (search) query = query.where(sql<boolean>`strpos(lower(c.name), ${search.toLowerCase()}) > 0`);
  return query;
}

/** One page, by time left: what has a day first, then what stands longest. */
export async function listCases(
  db: Database,
  scopes: ListScopes,
  { filter, offset, limit }: { readonly filter: Filter; readonly offset: number; readonly limit: number },
) {
  return casesWhere(db, scopes, filter)
    .innerJoin('registry_unit as u', 'u.id', 'c.unit_id')
    .select(['c.id', 'c.name', 'c.kind', 'c.state', 'c.next_step', 'c.due_on', 'c.since'])
    .select(['u.id as unit_id', 'u.name as unit_name'])
    .orderBy('c.due_on', (order) => order.asc().nullsLast())
    .orderBy('c.since')
    .orderBy('c.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countCases(db: Database, scopes: ListScopes, filter: Filter): Promise<number> {
  const row = await casesWhere(db, scopes, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function json(value: unknown): string {
  return sql<string>`${JSON.stringify(value)}::jsonb` as unknown as string;
}
