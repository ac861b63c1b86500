import './tables.ts';
import type { ScheduleQuery } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
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

/** The pauses that are not over: few, and asked for once a statement, not twice for each application. */
const pauses = (now: Date) => sql`WITH pause AS MATERIALIZED (
  SELECT * FROM watch_pause WHERE coalesce(ended_at, ends_at) > ${now}::timestamptz)`;

/** The pause that covers now, else the one that covers the time at which the host is due. */
const pauseAt = (now: Date) => sql`LEFT JOIN LATERAL (SELECT name, ends_at FROM (
  (${pauseOfA(sql`${now}::timestamptz`, 'pause')}) UNION ALL (${pauseOfA(sql`w.due_at`, 'pause')})) AS found LIMIT 1
  ) AS p ON EXISTS (SELECT FROM pause)`;

/** @param joined further tables that are asked for each application */
function scheduled(scope: Scope, { search, show }: Filter, joined: RawBuilder<unknown>) {
  const words = search?.toLowerCase();
  return sql`registry_application a
    ${words ? sql`JOIN registry_unit u ON u.id = a.unit_id` : sql``} ${joined}
    WHERE a.state = 'running' AND a.hosts[1] IS NOT NULL AND ${inScope(scope, 'a', 'unit_id')}
      ${show === 'paused' ? sql`AND p.name IS NOT NULL` : sql``}
      ${show === 'unchecked' ? sql`AND a.checked_at IS NULL` : sql``}
      ${words ? sql`AND strpos(lower(a.name || ' ' || u.name) || ' ' || a.hosts[1], ${words}) > 0` : sql``}`;
}

const HOST = sql`LEFT JOIN watch_host w ON w.host = a.hosts[1]`;

/** Running applications with a host, the next to be checked first. */
export async function listSchedule(
  trx: Transaction,
  scope: Scope,
  about: Filter & { readonly limit: number; readonly offset: number },
): Promise<readonly ScheduleRecord[]> {
  // Where nothing is paused, hosts are gone through in the order in which they are due. A page that is not full may have
  // applications whose host has no turn yet.
  const isUsual = about.show !== 'paused' && !(await isAnyPaused(trx, about.now));
  const rows = isUsual ? await listPage(trx, scope, { ...about, joined: DUE_HOST }) : [];
  if (rows.length === about.limit) return rows;
  const joined = isUsual ? sql`${HOST} ${NO_PAUSE}` : sql`${HOST} ${pauseAt(about.now)}`;
  return listPage(trx, scope, { ...about, joined });
}

const NO_PAUSE = sql`CROSS JOIN (SELECT NULL::text AS name, NULL::timestamptz AS ends_at) AS p`;
const DUE_HOST = sql`JOIN watch_host w ON w.host = a.hosts[1] ${NO_PAUSE}`;

async function isAnyPaused(trx: Transaction, now: Date): Promise<boolean> {
  const { rows } = await sql<{ paused: boolean }>`${pauses(now)}
    SELECT EXISTS (SELECT FROM pause) AS paused`.execute(trx);
  return rows[0]?.paused === true;
}

async function listPage(
  trx: Transaction,
  scope: Scope,
  {
    limit,
    offset,
    joined,
    ...filter
  }: Filter & { readonly limit: number; readonly offset: number; readonly joined: RawBuilder<unknown> },
): Promise<readonly ScheduleRecord[]> {
  const next = sql`CASE WHEN p.ends_at > w.due_at THEN watch_slot(w.host, w.turn, w.days, p.ends_at)
    ELSE w.due_at END`;
  // What is told of the few of a page is looked up after they are chosen.
  const { rows } = await sql<ScheduleRecord>`${pauses(filter.now)}, page AS MATERIALIZED (
      SELECT a.id, w.days, p.name AS pause_name, p.ends_at AS pause_ends_at, ${next} AS next_at
        FROM ${scheduled(scope, filter, joined)}
       ORDER BY ${joined === DUE_HOST ? sql`w.due_at` : sql`next_at NULLS LAST`}, a.id
       LIMIT ${limit} OFFSET ${offset})
    SELECT a.id, a.name, a.hosts[1] AS host, u.id AS unit_id, u.name AS unit_name, a.checked_at, a.check_id,
           coalesce(page.days, ${DAYS_OF_A}) AS days, page.next_at, page.pause_name, page.pause_ends_at
      FROM page JOIN registry_application a ON a.id = page.id JOIN registry_unit u ON u.id = a.unit_id
     ORDER BY page.next_at NULLS LAST, a.id`.execute(trx);
  return rows;
}

export async function countSchedule(trx: Transaction, scope: Scope, filter: Filter): Promise<number> {
  // Whether something is paused is asked only where it matters.
  const joined = filter.show === 'paused' ? sql`${HOST} ${pauseAt(filter.now)}` : sql``;
  const { rows } = await sql<{ count: number }>`${pauses(filter.now)}
    SELECT count(*)::int AS count FROM ${scheduled(scope, filter, joined)}`.execute(trx);
  return rows[0]?.count ?? 0;
}
