import {
  ACTIVE_FINDING_STATES,
  FINDING_PRESETS,
  type FindingFilter,
  type FindingPreset,
  type FindingQuery,
  SEARCH_LISTED,
} from '@zhengdun/contract';
import { obligation } from '@zhengdun/rulebook';
import { type RawBuilder, sql } from 'kysely';
import { momentOf } from '../../kernel/clock/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import { belongsToCalled, belongsToNamed, inPlace, isCommonName, type Place } from '../../registry/index.ts';
import type { FindingActRecord, FindingRecord, NewFindingAct } from '../tables.ts';
import { countTallied, isTallied } from './tally.repo.ts';

/** A filter with what its words mean for whoever asks, and when. */
export interface FindingSearch extends FindingFilter {
  readonly place: Place;
  /** obligations whose names hold the words of the search */
  readonly obligations: readonly string[];
  /** who asks */
  readonly me: string;
  /** only what this person is to mend, or has mended */
  readonly assignee?: string;
  /** in Beijing: what was due before it is overdue */
  readonly today: string;
}

/** What is still to be settled. */
export const ACTIVE = sql<boolean>`(f.state IN (${sql.join(ACTIVE_FINDING_STATES.map((state) => sql.lit(state)))})
  AND f.retired_at IS NULL)`;

/** What each preset asks for; the counts are counted by the very same. */
function presetIs(preset: FindingPreset, { me, today }: FindingSearch): RawBuilder<boolean> {
  switch (preset) {
    case 'active':
      return ACTIVE;
    case 'mine':
      return sql<boolean>`(${ACTIVE} AND f.state <> 'recheck' AND ${isOf(me)})`;
    case 'recheck':
      return sql<boolean>`(${ACTIVE} AND f.state = 'recheck')`;
    case 'overdue':
      return sql<boolean>`(${ACTIVE} AND f.due_on < ${today}::date)`;
    case 'unknown':
      return sql<boolean>`(${ACTIVE} AND f.verdict = 'unknown')`;
    case 'pleas':
      return sql<boolean>`(${ACTIVE} AND f.plea IS NOT NULL)`;
    case 'all':
      return sql<boolean>`true`;
  }
}

/** Whether somebody is to mend it. What is no person's id – the program's, a terminal's – is nobody's. */
function isOf(me: string): RawBuilder<boolean> {
  return UUID.test(me) ? sql<boolean>`f.assignee_id = ${me}::uuid` : sql<boolean>`false`;
}
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/**
 * Everything of a filter but its preset.
 *
 * @param belongs whether a row belongs to what is called so, where another way than by collecting that is better
 */
function findingsWhere(db: Database, scope: Scope, search: FindingSearch, belongs = belongsToCalled) {
  const { unit, application, chapter, article, obligation, verdict, state, since, place } = search;
  let query = db
    .selectFrom('supervision_finding as f')
    .where(inScope(scope, 'f', 'unit_id'))
    .where(inPlace('f', place));
  if (unit) query = query.where('f.unit_id', '=', unit);
  if (application) query = query.where('f.application_id', '=', application);
  if (chapter) query = query.where('f.chapter', '=', chapter);
  if (article) query = query.where('f.article', '=', article);
  if (obligation) query = query.where('f.obligation', '=', obligation);
  // What a paper settles is neither unmet nor undetermined any more.
  if (verdict) query = query.where('f.verdict', '=', verdict).where('f.state', '<>', 'attested');
  if (state) query = query.where('f.state', '=', state);
  if (since) query = query.where('f.found_at', '>=', momentOf(since, '00:00'));
  if (search.assignee) query = query.where(isOf(search.assignee));
  if (search.search) {
    const called = belongs(scope, search.search.toLowerCase(), 'f');
    query = query.where(orOf(called, search.obligations));
  }
  return query;
}

/** Whether the application, a host of it, the unit or the obligation is called so. */
function orOf(called: RawBuilder<boolean>, obligations: readonly string[]): RawBuilder<boolean> {
  if (obligations.length === 0) return called;
  // The article stands in an index.
  const articles = [...new Set(obligations.flatMap((id) => obligation(id)?.position.article ?? []))];
  return sql<boolean>`(${called} OR (f.article = ANY (${articles}::smallint[])
    AND f.obligation = ANY (${[...obligations]}::text[])))`;
}

const ORDERS = {
  due: sql`f.due_on, f.severity, f.id`,
  severity: sql`f.severity, f.due_on, f.id`,
  found: sql`f.found_at DESC, f.id`,
} as const satisfies Record<FindingQuery['sort'], RawBuilder<unknown>>;

/** A finding with the names of what it belongs to, and the latest check that saw it. */
export type NamedFinding = FindingRecord & {
  readonly seen_check: string;
  readonly last_seen_at: Date;
  readonly application_name: string;
  readonly unit_name: string;
  readonly assignee_name: string | null;
};

/** Which findings, in which order, and which of them. */
interface FindingPage {
  readonly search: FindingSearch;
  readonly sort: FindingQuery['sort'];
  readonly page: { readonly offset: number; readonly limit: number };
}

/** Findings of a page, and how many there are under each preset. */
interface CountedFindings {
  readonly records: NamedFinding[];
  readonly counts: Partial<Record<FindingPreset, number>>;
  /** there are more under the chosen preset than are counted and listed */
  readonly more: boolean;
}

/**
 * A page of the list, and how many there are under each preset: as many as the list has. Where a search over everything
 * finds very much, or very much was found since a day, only what is listed is counted.
 *
 * @param most of what was found since a day that is listed
 */
export async function readFindingPage(
  db: Database,
  scope: Scope,
  about: FindingPage,
  most = SINCE_LISTED,
): Promise<CountedFindings> {
  const words = about.search.search?.toLowerCase();
  if (words !== undefined && (await isCommonName(db, scope, words))) return walkFindings(db, scope, about);
  const many = about.search.since && !words && (await readMany(db, scope, { ...about, most }));
  if (many) return many;
  return { ...(await readWholePage(db, scope, about)), more: false };
}

/** So many findings since a day are counted and listed: nobody reads further, and files hold all. */
const SINCE_LISTED = 10_000;

/** Where more was found over everything since a day than is listed: counting stops there. Undefined where it is not more. */
async function readMany(
  db: Database,
  scope: Scope,
  { search, sort, page, most }: FindingPage & { readonly most: number },
): Promise<CountedFindings | undefined> {
  if (!scope.regions.includes('')) return undefined;
  const upTo = async (found: ReturnType<typeof findingsWhere>): Promise<number> => {
    const some = found.select(sql`1`.as('one')).limit(most + 1);
    const { n } = await db
      .selectFrom(some.as('some'))
      .select(sql<number>`count(*)::int`.as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  const found = findingsWhere(db, scope, search);
  if ((await upTo(found)) <= most) return undefined;
  const total = await upTo(found.where(presetIs(search.preset, search)));
  const limit = Math.min(page.limit, most - page.offset);
  return {
    records: limit > 0 ? await listFindings(db, scope, { search, sort, page: { ...page, limit } }) : [],
    counts: { [search.preset]: Math.min(total, most) },
    more: total > most,
  };
}

/** What much belongs to is met soon along the index of the order; nobody reads it to its end. */
async function walkFindings(
  db: Database,
  scope: Scope,
  { search, sort, page }: FindingPage,
): Promise<CountedFindings> {
  const rows = await findingsWhere(db, scope, search, belongsToNamed)
    .where(presetIs(search.preset, search))
    .select('f.id')
    .orderBy(ORDERS[sort])
    .limit(SEARCH_LISTED + 1)
    .execute();
  const ids = rows.slice(0, SEARCH_LISTED).map(({ id }) => id);
  return {
    records: await findFindings(db, ids.slice(page.offset, page.offset + page.limit), sort),
    counts: { [search.preset]: ids.length },
    more: rows.length > SEARCH_LISTED,
  };
}

/** The same with every number, however much there is: for files. */
export async function readWholePage(
  db: Database,
  scope: Scope,
  about: FindingPage,
): Promise<{ readonly records: NamedFinding[]; readonly counts: Record<FindingPreset, number> }> {
  if (about.search.search) return readSearched(db, scope, about);
  const counts = await countFindings(db, scope, about.search);
  return { records: await listFindings(db, scope, about), counts };
}

export async function listFindings(db: Database, scope: Scope, about: FindingPage): Promise<NamedFinding[]> {
  const { search, sort, page } = about;
  if (search.search) return (await readSearched(db, scope, about)).records;
  // The page is chosen first, along the index of its order; what else is told is looked up for its few rows.
  const rows = await findingsWhere(db, scope, search)
    .where(presetIs(search.preset, search))
    .select('f.id')
    .orderBy(ORDERS[sort])
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return findFindings(
    db,
    rows.map(({ id }) => id),
    sort,
  );
}

/**
 * What holds the words of a search is found by the words, once for the page and its numbers, and then sorted: along the
 * index of an order there may be none of it to the very end.
 */
async function readSearched(db: Database, scope: Scope, { search, sort, page }: FindingPage) {
  const hits = findingsWhere(db, scope, search)
    .select(['f.id', 'f.due_on', 'f.severity', 'f.found_at'])
    .select(FINDING_PRESETS.map((preset) => presetIs(preset, search).as(preset)));
  const numbers = FINDING_PRESETS.map(
    (preset) => sql`count(*) FILTER (WHERE ${sql.ref(`f.${preset}`)}) AS ${sql.id(preset)}`,
  );
  const { rows } = await sql<Record<FindingPreset, number> & { ids: string[] }>`
    WITH hit AS MATERIALIZED (${hits})
    SELECT ${sql.join(numbers)}, ARRAY(
      SELECT f.id FROM hit f WHERE ${sql.ref(`f.${search.preset}`)}
      ORDER BY ${ORDERS[sort]} OFFSET ${page.offset} LIMIT ${page.limit}) AS ids
    FROM hit f`.execute(db);
  const { ids = [], ...counts } = rows[0] ?? {};
  return {
    records: await findFindings(db, ids, sort),
    counts: counts as Record<FindingPreset, number>,
  };
}

/** Whether the newest check of the application saw the very same: a row is written only when something changes. */
const SAW_IT = sql<boolean>`f.state <> 'closed' AND EXISTS (SELECT FROM inspection_verdict v
  WHERE v.check_id = i.check_id AND v.rule = f.rule AND v.code = f.code)`;
const SEEN_CHECK = sql<string>`coalesce(i.check_id, f.check_id)`.as('seen_check');
const LAST_SEEN = sql<Date>`coalesce(i.at, f.seen_at)`.as('last_seen_at');

/** The name under which somebody was assigned: readers of the finding need not see the person. */
const ASSIGNEE_NAME = sql<string | null>`(SELECT other_name FROM supervision_finding_act act
  WHERE act.finding_id = f.id AND act.act = 'assigned' AND act.other_id = f.assignee_id
  ORDER BY act.id DESC LIMIT 1)`.as('assignee_name');

async function countFindings(
  db: Database,
  scope: Scope,
  search: FindingSearch,
): Promise<Record<FindingPreset, number>> {
  const where = findingsWhere(db, scope, search);
  const count = (preset: FindingPreset) =>
    sql<number>`count(*) FILTER (WHERE ${presetIs(preset, search)})`.as(preset);
  if (!isTallied(search)) return where.select(FINDING_PRESETS.map(count)).executeTakeFirstOrThrow();
  // The others stand in indexes of their own, and are fewer.
  const few = (preset: FindingPreset) =>
    where.where(presetIs(preset, search)).select(sql<number>`count(*)`.as('n'));
  const rest = await db
    .selectNoFrom([few('mine').as('mine'), few('overdue').as('overdue'), few('pleas').as('pleas')])
    .executeTakeFirstOrThrow();
  return { ...(await countTallied(db, scope, search)), ...rest } as Record<FindingPreset, number>;
}

export async function findFinding(db: Database, id: string): Promise<NamedFinding | undefined> {
  return (await findFindings(db, [id]))[0];
}

/** Findings by their ids, the gravest first or in another order. */
export async function findFindings(
  db: Database,
  ids: readonly string[],
  sort: FindingQuery['sort'] = 'severity',
): Promise<NamedFinding[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('supervision_finding as f')
    .innerJoin('registry_application as a', 'a.id', 'f.application_id')
    .innerJoin('registry_unit as u', 'u.id', 'f.unit_id')
    .selectAll('f')
    .leftJoin('supervision_intake as i', (join) =>
      join.onRef('i.application_id', '=', 'f.application_id').on(SAW_IT),
    )
    .select(['a.name as application_name', 'u.name as unit_name', ASSIGNEE_NAME, SEEN_CHECK, LAST_SEEN])
    .where(sql<boolean>`f.id = ANY (${[...ids]}::uuid[])`)
    .orderBy(ORDERS[sort])
    .execute();
}

/** Findings that are there and seen, kept from others until the transaction ends. */
export async function findingsForUpdate(trx: Transaction, ids: readonly string[]): Promise<FindingRecord[]> {
  return trx
    .selectFrom('supervision_finding')
    .selectAll()
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function updateFindings(
  trx: Transaction,
  ids: readonly string[],
  columns: Partial<FindingRecord>,
): Promise<void> {
  await trx
    .updateTable('supervision_finding')
    .set(columns)
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute();
}

export async function insertActs(trx: Transaction, rows: readonly NewFindingAct[]): Promise<void> {
  await trx.insertInto('supervision_finding_act').values(rows).execute();
}

/** The life of a finding, the oldest first. */
export async function historyOf(db: Database, id: string): Promise<FindingActRecord[]> {
  return db
    .selectFrom('supervision_finding_act')
    .selectAll()
    .where('finding_id', '=', id)
    .orderBy('id')
    .execute();
}

/** What a check of an application needs: its address, and whom it is judged for. */
export async function findAddress(db: Database, applicationId: string) {
  return db
    .selectFrom('registry_application as a')
    .innerJoin('registry_unit as u', 'u.id', 'a.unit_id')
    .select([sql<string | null>`a.addresses[1]`.as('address'), sql<string | null>`a.hosts[1]`.as('host')])
    .select(['u.name as unitName', 'u.kind as unitKind', 'u.level as unitLevel'])
    .select(sql<boolean>`a.state = 'closed'`.as('closed'))
    .where('a.id', '=', applicationId)
    .executeTakeFirst();
}

/** Applications with findings that are not assigned, those whose first date is nearest first. */
export async function countUnassigned(
  trx: Transaction,
  scope: Scope,
  limit: number,
): Promise<{ id: string; name: string; unit_name: string; count: number; due_on: string | null }[]> {
  return trx
    .selectFrom('supervision_finding as f')
    .innerJoin('registry_application as a', 'a.id', 'f.application_id')
    .innerJoin('registry_unit as u', 'u.id', 'f.unit_id')
    .select(['a.id', 'a.name', 'u.name as unit_name', sql<number>`count(*)::int`.as('count')])
    .select(({ fn }) => fn.min('f.due_on').as('due_on'))
    .where(inScope(scope, 'f', 'unit_id'))
    .where(ACTIVE)
    .where('f.state', '=', 'unassigned')
    .groupBy(['a.id', 'a.name', 'u.name'])
    .orderBy(sql`min(f.due_on), min(f.severity), a.id`)
    .limit(limit)
    .execute();
}
