import {
  type CalendarMatter,
  ITEM_KINDS,
  ITEM_STATES,
  type ItemKind,
  type ItemState,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';
import { PUBLISHED_MONTH } from '../item.repo.ts';

interface UnitNumbers {
  readonly unit: { readonly id: string; readonly name: string };
  readonly states: Readonly<Record<ItemState, number>>;
  readonly all: number;
}

/** Items of each unit by their state, one page of the units that have any, by name. */
export async function countByUnit(
  db: Database,
  scope: Scope,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: UnitNumbers[]; readonly total: number }> {
  const counts = ITEM_STATES.map(
    (state) => sql`count(*) FILTER (WHERE i.state = ${state})::int AS ${sql.ref(state)}`,
  );
  const { rows } = await sql<
    Record<ItemState, number> & { id: string; name: string; all: number; total: number }
  >`
    SELECT u.id, u.name, ${sql.join(counts)}, count(*)::int AS "all", count(*) OVER ()::int AS total
      FROM publication_item i JOIN registry_unit u ON u.id = i.unit_id
     WHERE ${inScope(scope, 'i', 'unit_id')}
     GROUP BY u.id, u.name ORDER BY u.name COLLATE "zh-Hans-x-icu", u.id
     OFFSET ${offset} LIMIT ${limit}`.execute(db);
  return {
    rows: rows.map(({ id, name, all, total: _, ...states }) => ({ unit: { id, name }, states, all })),
    total: rows[0]?.total ?? 0,
  };
}

interface MonthNumbers {
  readonly month: string;
  readonly kinds: Readonly<Record<ItemKind, number>>;
  readonly all: number;
}

/** Items by the month in which they were published last, one page of the months, the newest first. */
export async function countByMonth(
  db: Database,
  scope: Scope,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: MonthNumbers[]; readonly total: number }> {
  const counts = ITEM_KINDS.map(
    (kind) => sql`count(*) FILTER (WHERE i.kind = ${kind})::int AS ${sql.ref(kind)}`,
  );
  const { rows } = await sql<Record<ItemKind, number> & { month: string; all: number; total: number }>`
    SELECT ${PUBLISHED_MONTH} AS month, ${sql.join(counts)}, count(*)::int AS "all", count(*) OVER ()::int AS total
      FROM publication_item i
     WHERE ${inScope(scope, 'i', 'unit_id')} AND i.published_at IS NOT NULL
     GROUP BY 1 ORDER BY 1 DESC OFFSET ${offset} LIMIT ${limit}`.execute(db);
  return {
    rows: rows.map(({ month, all, total: _, ...kinds }) => ({ month, kinds, all })),
    total: rows[0]?.total ?? 0,
  };
}

interface CalendarEntry {
  readonly matter: CalendarMatter;
  readonly day: string;
  readonly at: Date | null;
  readonly id: string;
  readonly title: string;
  readonly state: ItemState;
  readonly application_id: string;
  readonly application_name: string;
}

/** What falls into some days: publications that were set for a time, those that were made, and ends of reviews. */
export async function listCalendar(
  db: Database,
  scope: Scope,
  about: {
    readonly from: string;
    readonly to: string;
    readonly unit: string | undefined;
    readonly limit: number;
  },
): Promise<CalendarEntry[]> {
  const { from, to, unit, limit } = about;
  const start = sql`(${from}::date::timestamp AT TIME ZONE 'Asia/Shanghai')`;
  const end = sql`(${to}::date::timestamp AT TIME ZONE 'Asia/Shanghai')`;
  const { rows } = await sql<CalendarEntry>`
    SELECT e.matter, e.day::text, e.at, i.id, i.title, i.state, a.id AS application_id, a.name AS application_name
      FROM (
        SELECT id, CASE WHEN state = 'approved' THEN 'publish' ELSE 'embargo' END AS matter,
               (publish_at AT TIME ZONE 'Asia/Shanghai')::date AS day, publish_at AS at
          FROM publication_item WHERE publish_at >= ${start} AND publish_at < ${end}
           AND state IN ('draft', 'review', 'returned', 'approved')
        UNION ALL
        SELECT id, 'published', (published_at AT TIME ZONE 'Asia/Shanghai')::date, published_at
          FROM publication_item WHERE live AND published_at >= ${start} AND published_at < ${end}
        UNION ALL
        SELECT id, 'later-review', later_due_on, NULL
          FROM publication_item WHERE later_due_on >= ${from}::date AND later_due_on < ${to}::date AND state = 'published'
      ) AS e JOIN publication_item i ON i.id = e.id JOIN registry_application a ON a.id = i.application_id
     WHERE ${inScope(scope, 'i', 'unit_id')} AND ${unit === undefined ? sql`true` : sql`i.unit_id = ${unit}`}
     ORDER BY e.day, e.at NULLS FIRST, i.id LIMIT ${limit}`.execute(db);
  return rows;
}
