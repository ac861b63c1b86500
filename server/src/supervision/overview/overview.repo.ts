import {
  APPLICATION_KINDS,
  CHAPTERS,
  type OverviewFocus,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import { inPlace, type Place } from '../../registry/index.ts';
import { ACTIVE } from '../findings/finding.repo.ts';
import { partOf, sumOfActive } from '../findings/tally.repo.ts';

/** What is counted, for whom, and what a row is. */
export interface Counting {
  readonly scope: Scope;
  readonly place: Place;
  /** the whole place, a row for each division next below it, or for each of these units with those below it */
  readonly rows: 'whole' | 'divisions' | readonly string[];
}

/** Applications and findings of the units of one kind and level in a row. */
export interface CountedRow {
  /** a code or an id; empty: the place itself */
  readonly row: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  /** by chapter, 1 to 8 */
  readonly unmet: readonly number[];
  readonly unknown: readonly number[];
  /** by kind of application */
  readonly applications: readonly number[];
  readonly unseen: readonly number[];
}

const CHAPTER_COUNT = 8;

export async function countUnits(trx: Transaction, counting: Counting): Promise<CountedRow[]> {
  const { first, row, join } = placing('o', counting);
  const { rows } = await sql<CountedRow>`${first}
    SELECT ${row} AS row, u.kind, u.level,
      ${sums('unmet', CHAPTER_COUNT)}, ${sums('unknown', CHAPTER_COUNT)},
      ${sums('applications', APPLICATION_KINDS.length)}, ${sums('unseen', APPLICATION_KINDS.length)}
    FROM overview_unit o JOIN registry_unit u ON u.id = o.unit_id ${join}
    WHERE ${within('o', counting)}
    GROUP BY 1, 2, 3`.execute(trx);
  return rows;
}

function sums(column: string, length: number): RawBuilder<unknown> {
  const each = Array.from(
    { length },
    (_, index) => sql`sum(${sql.ref(`o.${column}`)}[${sql.lit(index + 1)}])::int`,
  );
  return sql`ARRAY[${sql.join(each)}] AS ${sql.id(column)}`;
}

export interface CountedFindings {
  readonly row: string;
  /** an article's number, or an obligation's id */
  readonly part: string;
  readonly unmet: number;
  readonly unknown: number;
}

/** Findings by the articles of a chapter, which are kept, or by the obligations of an article. */
export async function countFindingsBy(
  trx: Transaction,
  counting: Counting,
  { article, chapter }: Pick<OverviewFocus, 'chapter' | 'article'>,
): Promise<CountedFindings[]> {
  if (!article) return countArticles(trx, counting, articlesOf(chapter));
  if (!articlesOf(chapter).includes(article)) return [];
  const { first, row, join } = placing('f', counting);
  const { rows } = await sql<CountedFindings>`${first}
    SELECT ${row} AS row, f.obligation AS part,
      count(*) FILTER (WHERE f.verdict = 'unmet')::int AS unmet,
      count(*) FILTER (WHERE f.verdict = 'unknown')::int AS unknown
    FROM supervision_finding f ${join}
    WHERE ${within('f', counting)} AND ${ACTIVE} AND f.article = ${article}
    GROUP BY 1, 2`.execute(trx);
  return rows;
}

function articlesOf(chapter: number | undefined): number[] {
  return CHAPTERS.filter(({ number }) => chapter === undefined || number === chapter).flatMap(
    ({ articles: [first, last] }) => Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
}

async function countArticles(
  trx: Transaction,
  counting: Counting,
  articles: readonly number[],
): Promise<CountedFindings[]> {
  const parts = articles.map((article) => partOf({ article }));
  const { first, row, join } = placing('t', counting);
  const { rows } = await sql<CountedFindings>`${first}
    SELECT ${row} AS row, (t.part - 100)::text AS part, ${sumOfActive('unmet')} AS unmet,
      ${sumOfActive('unknown')} AS unknown
    FROM supervision_tally t ${join}
    WHERE t.part = ANY (${parts}::smallint[]) AND ${within('t', counting)}
    GROUP BY 1, 2`.execute(trx);
  return rows;
}

function within(table: string, { scope, place }: Counting): RawBuilder<boolean> {
  return sql<boolean>`${inScope(scope, table, 'unit_id')} AND ${inPlace(table, place)}`;
}

/** How a statement tells the row that something belongs to. */
interface Placing {
  /** what stands before the statement */
  readonly first: RawBuilder<unknown>;
  /** a code or an id; `''` is the place itself, without what is below it */
  readonly row: RawBuilder<string>;
  readonly join: RawBuilder<unknown>;
}

function placing(table: string, counting: Counting): Placing {
  const { place, rows } = counting;
  const direct = { first: sql``, join: sql`` };
  if (rows === 'whole') return { ...direct, row: sql<string>`''` };
  if (rows === 'divisions') {
    const rest = sql`substr(${sql.ref(`${table}.region_path`)}, ${(place.regionPath?.length ?? 0) + 1}::int)`;
    return { ...direct, row: sql<string>`split_part(${rest}, '/', 1)` };
  }
  // Of these units the first on the way down to each; looked for once a unit, not once for all that it has.
  const above = sql`SELECT id FROM unnest(string_to_array(p.sector_path, '/')) AS id
    WHERE id = ANY (${[...rows]}::text[]) LIMIT 1`;
  return {
    first: sql`WITH placed AS MATERIALIZED (
      SELECT p.unit_id, coalesce((${above}), '') AS row FROM overview_unit p WHERE ${within('p', counting)})`,
    row: sql<string>`placed.row`,
    join: sql`JOIN placed ON placed.unit_id = ${sql.ref(`${table}.unit_id`)}`,
  };
}

/** The units that stand at the top of a place: those whose superior is not in it, or is the one left out. */
export async function topUnits(
  trx: Transaction,
  { scope, place }: Pick<Counting, 'scope' | 'place'>,
  without: string | undefined,
): Promise<{ id: string; name: string }[]> {
  const there = (table: string) => sql<boolean>`${inScope(scope, table, 'id')} AND ${inPlace(table, place)}
    ${without ? sql`AND ${sql.ref(`${table}.id`)} <> ${without}` : sql``}`;
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT u.id, u.name FROM registry_unit u
    LEFT JOIN registry_unit s ON s.id = u.superior_id AND ${there('s')}
    WHERE ${there('u')} AND s.id IS NULL`.execute(trx);
  return rows;
}

/** Divisions next below one, or at the top. */
export async function divisionsBelow(
  trx: Transaction,
  code: string | undefined,
): Promise<{ code: string; name: string }[]> {
  return trx
    .selectFrom('registry_region')
    .select(['code', 'name'])
    .where('parent_code', code === undefined ? 'is' : '=', code ?? null)
    .execute();
}

/** Names by code or id: of divisions, and of units that are seen. */
export async function namesOf(
  trx: Transaction,
  { codes, units }: { readonly codes: readonly string[]; readonly units: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ key: string; name: string }>`
    SELECT code AS key, name FROM registry_region WHERE code = ANY (${[...codes]}::text[])
    UNION ALL SELECT id::text, name FROM registry_unit WHERE id = ANY (${[...units]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ key, name }) => [key, name]));
}

/** Unmet and undetermined at the end of each month since one. @param chapter of one chapter only */
export async function countMonths(
  trx: Transaction,
  { scope, place }: Pick<Counting, 'scope' | 'place'>,
  { since, chapter }: { readonly since: string; readonly chapter: number | undefined },
): Promise<{ month: string; unmet: number; unknown: number; met: number; not_applicable: number }[]> {
  const count = (column: string) => {
    const chapters = chapter ? [chapter] : Array.from({ length: CHAPTER_COUNT }, (_, index) => index + 1);
    const each = chapters.map((number) => sql`${sql.ref(`o.${column}`)}[${sql.lit(number)}]`);
    return sql`sum(${sql.join(each, sql` + `)})::int AS ${sql.id(column)}`;
  };
  const { rows } = await sql<{
    month: string;
    unmet: number;
    unknown: number;
    met: number;
    not_applicable: number;
  }>`SELECT to_char(o.month, 'YYYY-MM') AS month, ${count('unmet')}, ${count('unknown')}, sum(o.met)::int AS met,
      sum(o.not_applicable)::int AS not_applicable
    FROM overview_month o
    WHERE ${inScope(scope, 'o', 'unit_id')} AND ${inPlace('o', place)} AND o.month >= ${since}
    GROUP BY o.month`.execute(trx);
  return rows;
}

/** What the latest checks of the applications saw met and not applicable, and when the last of them was. */
export async function countQuiet(
  trx: Transaction,
  { scope, place }: Pick<Counting, 'scope' | 'place'>,
): Promise<{ met: number; notApplicable: number; checkedAt: Date | null }> {
  const { rows } = await sql<{ met: number; notApplicable: number; checkedAt: Date | null }>`
    SELECT coalesce(sum(o.met), 0)::int AS met, coalesce(sum(o.not_applicable), 0)::int AS "notApplicable",
      max(o.checked_at) AS "checkedAt"
    FROM overview_unit o
    WHERE ${inScope(scope, 'o', 'unit_id')} AND ${inPlace('o', place)}`.execute(trx);
  return rows[0] ?? { met: 0, notApplicable: 0, checkedAt: null };
}

/** Writes the present month of every unit where it has changed. @param month its first day */
export async function saveMonth(trx: Transaction, month: string): Promise<void> {
  await sql`INSERT INTO overview_month AS m (unit_id, region_path, sector_path, month, unmet, unknown, met, not_applicable)
    SELECT unit_id, region_path, sector_path, ${month}::date, unmet, unknown, met, not_applicable FROM overview_unit
    ON CONFLICT (unit_id, month) DO UPDATE SET unmet = excluded.unmet, unknown = excluded.unknown, met = excluded.met,
      not_applicable = excluded.not_applicable
    WHERE (m.unmet, m.unknown, m.met, m.not_applicable)
      IS DISTINCT FROM (excluded.unmet, excluded.unknown, excluded.met, excluded.not_applicable)`.execute(
    trx,
  );
}
