import './tables.ts';
import { type ScheduleQuery, SEARCH_LISTED } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import { inScope, type Scope } from '../kernel/tenancy/index.ts';
import { holdsName, isCalled, isCommonName } from '../registry/index.ts';
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
  /** whether an application `a` is called so, where another way than by index is better */
  readonly called?: typeof isCalled;
}

/** The pauses that are not over: few, and asked for once a statement, not twice for each application. */
const pauses = (now: Date) => sql`WITH pause AS MATERIALIZED (
  SELECT * FROM watch_pause WHERE coalesce(ended_at, ends_at) > ${now}::timestamptz)`;

/** The pause that covers now, else the one that covers the time at which the host is due. */
const pauseAt = (now: Date) => sql`LEFT JOIN LATERAL (SELECT name, ends_at FROM (
  (${pauseOfA(sql`${now}::timestamptz`, 'pause')}) UNION ALL (${pauseOfA(sql`w.due_at`, 'pause')})) AS found LIMIT 1
  ) AS p ON EXISTS (SELECT FROM pause)`;

/** @param joined further tables that are asked for each application */
function scheduled(scope: Scope, filter: Filter, joined: RawBuilder<unknown>) {
  return sql`registry_application a ${joined} WHERE ${isScheduled(scope, filter)}`;
}

/** Whether an application `a` is one of the list. */
function isScheduled(scope: Scope, { search, show, called = isCalled }: Filter): RawBuilder<boolean> {
  return sql<boolean>`a.state = 'running' AND a.hosts[1] IS NOT NULL AND ${inScope(scope, 'a', 'unit_id')}
      ${show === 'paused' ? sql`AND p.name IS NOT NULL` : sql``}
      ${show === 'unchecked' ? sql`AND a.checked_at IS NULL` : sql``}
      ${search ? sql`AND ${called(scope, search.toLowerCase())}` : sql``}`;
}

const HOST = sql`LEFT JOIN watch_host w ON w.host = a.hosts[1]`;
const NO_PAUSE = sql`CROSS JOIN (SELECT NULL::text AS name, NULL::timestamptz AS ends_at) AS p`;
const DUE_HOST = sql`JOIN watch_host w ON w.host = a.hosts[1] ${NO_PAUSE}`;

/** One page of the schedule, and how many it has in all; `more`: there are more than are listed. */
interface SchedulePage {
  readonly rows: readonly ScheduleRecord[];
  readonly total: number;
  readonly more: boolean;
}
type About = Filter & { readonly limit: number; readonly offset: number };

/** Running applications with a host, the next to be checked first. */
export async function readSchedulePage(trx: Transaction, scope: Scope, about: About): Promise<SchedulePage> {
  // Where nothing is paused, hosts are gone through in the order in which they are due.
  const isUsual = about.show !== 'paused' && !(await isAnyPaused(trx, about.now));
  const isCommon = about.search ? await isCommonName(trx, scope, about.search.toLowerCase()) : false;
  const found = isCommon && isUsual && about.show === 'all' && (await walkSchedule(trx, scope, about));
  if (found) return found;
  if (!isCommon) {
    const total = await countSchedule(trx, scope, about);
    return { rows: await listSchedule(trx, scope, about, isUsual), total, more: false };
  }
  // What very many are called is not collected first, and not counted to its end.
  const whole = { ...about, called: holdsName, limit: Math.min(about.limit, SEARCH_LISTED - about.offset) };
  const count = await countSchedule(trx, scope, whole, SEARCH_LISTED + 1);
  const rows = whole.limit > 0 ? await listSchedule(trx, scope, whole, isUsual) : [];
  return { rows, total: Math.min(count, SEARCH_LISTED), more: count > SEARCH_LISTED };
}

/**
 * What many are called so is met soon in the order in which hosts are due; nobody reads it to its end. Undefined where it
 * is not met so often as a list shows: then there may be some whose host has no turn yet.
 */
async function walkSchedule(trx: Transaction, scope: Scope, about: About): Promise<SchedulePage | undefined> {
  // OFFSET keeps the plan to the order of hosts: all of them are not joined first.
  const { rows } = await sql<{ id: string }>`SELECT a.id FROM watch_host w CROSS JOIN LATERAL (
      SELECT a.id FROM registry_application a
      WHERE a.hosts[1] = w.host AND ${isScheduled(scope, { ...about, called: holdsName })} OFFSET 0) AS a
    ORDER BY w.due_at, a.id LIMIT ${SEARCH_LISTED + 1}`.execute(trx);
  if (rows.length <= SEARCH_LISTED) return undefined;
  const ids = rows
    .slice(about.offset, Math.min(about.offset + about.limit, SEARCH_LISTED))
    .map(({ id }) => id);
  const page = sql`SELECT a.id, w.days, NULL::text AS pause_name, NULL::timestamptz AS pause_ends_at, w.due_at AS next_at
    FROM registry_application a JOIN watch_host w ON w.host = a.hosts[1] WHERE a.id = ANY (${ids}::uuid[])`;
  return { rows: await toldOf(trx, about.now, page), total: SEARCH_LISTED, more: true };
}

async function listSchedule(
  trx: Transaction,
  scope: Scope,
  about: About,
  isUsual: boolean,
): Promise<readonly ScheduleRecord[]> {
  // A page that is not full may have applications whose host has no turn yet. What is found by its name is few, and sorted.
  const isWalked = isUsual && !about.search;
  const rows = isWalked ? await listPage(trx, scope, { ...about, joined: DUE_HOST }) : [];
  if (rows.length === about.limit) return rows;
  const joined = isUsual ? sql`${HOST} ${NO_PAUSE}` : sql`${HOST} ${pauseAt(about.now)}`;
  return listPage(trx, scope, { ...about, joined });
}

async function isAnyPaused(trx: Transaction, now: Date): Promise<boolean> {
  const { rows } = await sql<{ paused: boolean }>`${pauses(now)}
    SELECT EXISTS (SELECT FROM pause) AS paused`.execute(trx);
  return rows[0]?.paused === true;
}

async function listPage(
  trx: Transaction,
  scope: Scope,
  { limit, offset, joined, ...filter }: About & { readonly joined: RawBuilder<unknown> },
): Promise<readonly ScheduleRecord[]> {
  const next = sql`CASE WHEN p.ends_at > w.due_at THEN watch_slot(w.host, w.turn, w.days, p.ends_at)
    ELSE w.due_at END`;
  const page = sql`SELECT a.id, w.days, p.name AS pause_name, p.ends_at AS pause_ends_at, ${next} AS next_at
      FROM ${scheduled(scope, filter, joined)}
     ORDER BY ${joined === DUE_HOST ? sql`w.due_at` : sql`next_at NULLS LAST`}, a.id
     LIMIT ${limit} OFFSET ${offset}`;
  return toldOf(trx, filter.now, page);
}

/** What is told of the few of a page is looked up after they are chosen. */
async function toldOf(
  trx: Transaction,
  now: Date,
  page: RawBuilder<unknown>,
): Promise<readonly ScheduleRecord[]> {
  const { rows } = await sql<ScheduleRecord>`${pauses(now)}, page AS MATERIALIZED (${page})
    SELECT a.id, a.name, a.hosts[1] AS host, u.id AS unit_id, u.name AS unit_name, a.checked_at, a.check_id,
           coalesce(page.days, ${DAYS_OF_A}) AS days, page.next_at, page.pause_name, page.pause_ends_at
      FROM page JOIN registry_application a ON a.id = page.id JOIN registry_unit u ON u.id = a.unit_id
     ORDER BY page.next_at NULLS LAST, a.id`.execute(trx);
  return rows;
}

/** @param most counting stops there */
async function countSchedule(trx: Transaction, scope: Scope, filter: Filter, most?: number): Promise<number> {
  // Whether something is paused is asked only where it matters.
  const joined = filter.show === 'paused' ? sql`${HOST} ${pauseAt(filter.now)}` : sql``;
  const { rows } = await sql<{ count: number }>`${pauses(filter.now)}
    SELECT count(*)::int AS count FROM (
      SELECT FROM ${scheduled(scope, filter, joined)} ${most === undefined ? sql`` : sql`LIMIT ${most}`}) AS found`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}
