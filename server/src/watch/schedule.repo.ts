import './tables.ts';
import type { ScheduleQuery } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import { inScope, type Scope } from '../kernel/tenancy/index.ts';
import { DAYS_OF_A, pauseOfA } from './host.repo.ts';

interface ScheduleRecord {
  readonly id: string;
  readonly name: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly host: string;
  readonly days: number;
  readonly checked_at: Date | null;
  readonly check_id: string | null;
  readonly next_at: Date | null;
  readonly pause_name: string | null;
  readonly pause_ends_at: Date | null;
}

interface Filter extends Pick<ScheduleQuery, 'search' | 'show'> {
  readonly now: Date;
}

/** The pause that covers now, else the one that covers the time at which the host is due. */
function scheduled(scope: Scope, { search, show, now }: Filter) {
  const at = sql`${now}::timestamptz`;
  const words = search?.toLowerCase();
  return sql`registry_application a
    JOIN registry_unit u ON u.id = a.unit_id
    LEFT JOIN watch_host w ON w.host = a.hosts[1]
    LEFT JOIN LATERAL (SELECT name, ends_at FROM (
      (${pauseOfA(at)}) UNION ALL (${pauseOfA(sql`w.due_at`)})) AS pauses LIMIT 1) AS p ON true
    WHERE a.state = 'running' AND a.hosts[1] IS NOT NULL AND ${inScope(scope, 'a', 'unit_id')}
      ${show === 'paused' ? sql`AND p.name IS NOT NULL` : sql``}
      ${show === 'unchecked' ? sql`AND a.checked_at IS NULL` : sql``}
      ${words ? sql`AND strpos(lower(a.name || ' ' || u.name) || ' ' || a.hosts[1], ${words}) > 0` : sql``}`;
}

/** Running applications with a host, the next to be checked first. */
export async function listSchedule(
  trx: Transaction,
  scope: Scope,
  { limit, offset, ...filter }: Filter & { readonly limit: number; readonly offset: number },
): Promise<readonly ScheduleRecord[]> {
  const { rows } = await sql<ScheduleRecord>`
    SELECT a.id, a.name, a.hosts[1] AS host, u.id AS unit_id, u.name AS unit_name,
           coalesce(w.days, ${DAYS_OF_A}) AS days, a.checked_at, a.check_id,
           CASE WHEN p.ends_at > w.due_at THEN watch_slot(w.host, w.turn, w.days, p.ends_at)
                ELSE w.due_at END AS next_at,
           p.name AS pause_name, p.ends_at AS pause_ends_at
      FROM ${scheduled(scope, filter)}
     ORDER BY next_at NULLS LAST, a.id LIMIT ${limit} OFFSET ${offset}`.execute(trx);
  return rows;
}

export async function countSchedule(trx: Transaction, scope: Scope, filter: Filter): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM ${scheduled(scope, filter)}`.execute(trx);
  return rows[0]?.count ?? 0;
}
