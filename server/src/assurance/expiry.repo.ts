import { EXPIRY_SPANS, type ExpiryFilter, type ExpiryKind, type ExpirySpan } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import { addDays, type Day } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { inScope, type Scope } from '../kernel/tenancy/index.ts';

/** Where somebody looks, and from which day. */
export interface ExpiryView {
  readonly today: Day;
  /** of papers and everything else */
  readonly scope: Scope;
  /** of grants: whom they were given to is not for everybody */
  readonly grants: Scope;
}

export interface ExpiryRow {
  readonly kind: ExpiryKind;
  readonly id: string;
  readonly subject: string;
  readonly expires_on: Day;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly application_id: string | null;
  readonly application_name: string | null;
}

/** One page of what ends within a span, the nearest first. */
export async function listExpiries(
  db: Database,
  view: ExpiryView,
  {
    filter,
    offset,
    limit,
  }: { readonly filter: ExpiryFilter; readonly offset: number; readonly limit: number },
): Promise<readonly ExpiryRow[]> {
  const order = sql`x.expires_on, x.kind, x.subject, x.id`;
  const { rows } = await sql<ExpiryRow>`
    WITH page AS MATERIALIZED (
      SELECT x.kind, x.id, x.subject, x.expires_on, x.unit_id, x.application_id FROM assurance_expiry x
       WHERE ${whereOf(view, filter)} AND ${within(filter.within, view.today)}
       ORDER BY ${order} LIMIT ${limit} OFFSET ${offset})
    SELECT x.*, u.name AS unit_name, a.name AS application_name
      FROM page x
      JOIN registry_unit u ON u.id = x.unit_id
      LEFT JOIN registry_application a ON a.id = x.application_id
     ORDER BY ${order}`.execute(db);
  return rows;
}

/** Something that ends and that nobody was told of yet. */
export interface Reminder {
  readonly kind: ExpiryKind;
  /** of a grant: who holds it */
  readonly id: string;
  readonly unit_id: string;
  /** of the thing, its end, and how near that is */
  readonly key: string;
}

/**
 * What ends within thirty days or did within the last seven, and was not told of as near as it is now: the nearest first.
 */
export async function listReminders(db: Database, today: Day, limit: number): Promise<readonly Reminder[]> {
  const { rows } = await sql<Reminder>`
    SELECT kind, id, unit_id, key FROM (
      SELECT x.kind, x.id, x.unit_id, x.expires_on, message_once_key(x.kind, x.id::text, x.subject, x.expires_on::text,
        CASE WHEN x.expires_on < ${today}::date THEN 'over' WHEN x.expires_on <= ${addDays(today, 7)}::date THEN '7'
          ELSE '30' END) AS key
        FROM assurance_expiry x
       WHERE x.expires_on BETWEEN ${addDays(today, -7)} AND ${addDays(today, 30)}) AS near
     WHERE NOT EXISTS (SELECT FROM message_once o WHERE o.matter = 'expiry' AND o.key = near.key)
     ORDER BY expires_on, key LIMIT ${limit}`.execute(db);
  return rows;
}

/** How many end in one span. */
export async function countEnding(db: Database, view: ExpiryView, filter: ExpiryFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM assurance_expiry x
     WHERE ${whereOf(view, filter)} AND ${within(filter.within, view.today)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How many end in each span, under the same kind and unit. */
export async function countExpiries(
  db: Database,
  view: ExpiryView,
  filter: ExpiryFilter,
): Promise<Record<ExpirySpan, number>> {
  const counts = EXPIRY_SPANS.map(
    (span) => sql`count(*) FILTER (WHERE ${within(span, view.today)}) AS ${sql.ref(span)}`,
  );
  const { rows } = await sql<Record<ExpirySpan, number>>`
    SELECT ${sql.join(counts)} FROM assurance_expiry x
     WHERE ${whereOf(view, filter)} AND x.expires_on <= ${addDays(view.today, 90)}`.execute(db);
  return rows[0] ?? { overdue: 0, '7': 0, '30': 0, '90': 0 };
}

function whereOf({ scope, grants }: ExpiryView, { kind, unit }: ExpiryFilter): RawBuilder<boolean> {
  return sql<boolean>`${inScope(scope, 'x', 'unit_id')}
    AND (x.kind <> 'grant' OR ${inScope(grants, 'x', 'unit_id')})
    ${kind ? sql`AND x.kind = ${kind}` : sql``}
    ${unit ? sql`AND x.unit_id = ${unit}` : sql``}`;
}

/** Today still counts: what ends today has not ended. */
function within(span: ExpirySpan, today: Day): RawBuilder<boolean> {
  if (span === 'overdue') return sql<boolean>`x.expires_on < ${today}`;
  return sql<boolean>`x.expires_on BETWEEN ${today} AND ${addDays(today, Number(span))}`;
}
