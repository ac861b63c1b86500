import './tables.ts';
import { INTERVAL_DAYS } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../kernel/database/index.ts';
import type { Place } from './tables.ts';

/** Any number that nobody else uses: one program at a time chooses what is checked. */
const TURN_LOCK = 0x5a44_0015;

/** Whether this transaction is the one that chooses; it stays so until it ends. */
export async function takeTurn(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean;
  }>`SELECT pg_try_advisory_xact_lock(${TURN_LOCK}) AS taken`.execute(trx);
  return rows[0]?.taken === true;
}

/** What covers a row that carries unit_id and both paths. */
function covers(place: string, owned: string): RawBuilder<boolean> {
  const of = (table: string, column: string) => sql.ref(`${table}.${column}`);
  return sql<boolean>`watch_covers(${of(place, 'area')}, ${of(place, 'unit_id')}, ${of(place, 'region_path')},
    ${of(place, 'sector_path')}, ${of(owned, 'unit_id')}, ${of(owned, 'region_path')}, ${of(owned, 'sector_path')})`;
}

/** The days between two checks of an application `a`: what is set nearest to its unit. */
export const DAYS_OF_A = sql<number>`coalesce((
  SELECT i.days FROM watch_interval i WHERE ${covers('i', 'a')}
   ORDER BY array_position(ARRAY['unit', 'sector', 'region'], i.area),
            length(coalesce(i.sector_path, i.region_path)) DESC
   LIMIT 1), ${sql.lit(INTERVAL_DAYS.usual)})`;

/**
 * The first of the pauses that cover a moment for an application `a`: the one that ends last.
 *
 * @param pauses the table of pauses, or what a statement has taken from it
 */
export function pauseOfA(moment: RawBuilder<unknown>, pauses = 'watch_pause'): RawBuilder<unknown> {
  return sql`SELECT p.name, coalesce(p.ended_at, p.ends_at) AS ends_at FROM ${sql.table(pauses)} p
    WHERE ${covers('p', 'a')} AND p.starts_at <= ${moment} AND coalesce(p.ended_at, p.ends_at) > ${moment}
    ORDER BY coalesce(p.ended_at, p.ends_at) DESC LIMIT 1`;
}

/**
 * What runs is watched; of what is closed it is looked whether it stays so (Art. 12), as long as nobody uses the host for
 * something else.
 */
const IS_WATCHED = sql<boolean>`(a.state = 'running' OR a.state = 'closed' AND NOT EXISTS (
  SELECT FROM registry_application o WHERE o.hosts @> ARRAY[a.hosts[1]] AND o.state <> 'closed'))`;

/**
 * Gives every host of a running or closed application its place in the interval, moves those whose interval was changed, and
 * forgets those that nobody has any more. Ask it beyond any scope.
 *
 * @param within only what a place covers, right after something was set there
 */
export async function planHosts(trx: Transaction, now: Date, within?: Place): Promise<void> {
  const here = within
    ? sql`AND watch_covers(${within.area}, ${within.unit_id}::uuid, ${within.region_path}, ${within.sector_path},
        a.unit_id, a.region_path, a.sector_path)`
    : sql``;
  await sql`
    WITH leader AS (
      SELECT DISTINCT ON (a.hosts[1]) a.hosts[1] AS host, a.id, a.unit_id, a.region_path, a.sector_path
        FROM registry_application a
       WHERE ${IS_WATCHED} AND a.hosts[1] IS NOT NULL
       ORDER BY a.hosts[1], a.kind <> 'website', a.created_at, a.id
    ), planned AS (
      SELECT a.host, a.id, ${DAYS_OF_A} AS days FROM leader a WHERE true ${here}
    )
    INSERT INTO watch_host AS w (host, application_id, days, due_at)
    SELECT p.host, p.id, p.days, watch_slot(p.host, 0, p.days, ${now}) FROM planned p
    ON CONFLICT (host) DO UPDATE SET application_id = excluded.application_id, days = excluded.days,
      due_at = CASE WHEN w.days = excluded.days THEN w.due_at
               ELSE watch_slot(w.host, w.turn, excluded.days, ${now}) END
    WHERE w.application_id <> excluded.application_id OR w.days <> excluded.days`.execute(trx);
  if (within) return;
  await sql`DELETE FROM watch_host w WHERE NOT EXISTS (
    SELECT FROM registry_application a WHERE a.hosts[1] = w.host AND ${IS_WATCHED})`.execute(trx);
}

/** Moves what falls into a pause to its place after it; nothing is made up for. Ask it beyond any scope. */
export async function passPauses(trx: Transaction, now: Date): Promise<void> {
  await sql`UPDATE watch_host w SET due_at = watch_slot(w.host, w.turn, w.days, p.ends_at)
    FROM registry_application a, LATERAL (${pauseOfA(sql`${now}::timestamptz`)}) p
    WHERE a.id = w.application_id AND w.due_at <= ${now}`.execute(trx);
}

/** Drops runs that were due before a moment and were not done: their hosts are drawn another place from now on. */
export async function dropMissed(
  trx: Transaction,
  { before, now }: { readonly before: Date; readonly now: Date },
): Promise<void> {
  await sql`UPDATE watch_host SET turn = turn + 1, due_at = watch_slot(host, turn + 1, days, ${now})
    WHERE due_at < ${before}`.execute(trx);
}

/** Hosts that are due, the longest due first. */
export async function dueHosts(db: Database, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('watch_host')
    .select('host')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('host')
    .limit(limit)
    .execute();
  return rows.map(({ host }) => host);
}

/** What a check of a due host needs to know. Ask it beyond any scope. */
export async function dueSites(trx: Transaction, now: Date, hosts: readonly string[]) {
  if (hosts.length === 0) return [];
  return trx
    .selectFrom('watch_host as w')
    .innerJoin('registry_application as a', 'a.id', 'w.application_id')
    .innerJoin('registry_unit as u', 'u.id', 'a.unit_id')
    .select(['w.host', 'u.name as unitName', 'u.kind as unitKind', 'u.level as unitLevel'])
    .select(['a.addresses', sql<boolean>`a.state = 'closed'`.as('closed')])
    .where('w.host', 'in', hosts)
    .where('w.due_at', '<=', now)
    .orderBy('w.due_at')
    .orderBy('w.host')
    .execute();
}

/** When the schedule last had a host checked that shares an address; undefined when none was after that moment. */
export async function lastAtAddresses(
  trx: Transaction,
  { addresses, since }: { readonly addresses: readonly string[]; readonly since: Date },
): Promise<Date | undefined> {
  if (addresses.length === 0) return undefined;
  const row = await trx
    .selectFrom('watch_host')
    .select('last_at')
    .where('last_at', '>', since)
    .where(sql<boolean>`addresses && ${[...addresses]}::text[]`)
    .orderBy('last_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.last_at ?? undefined;
}

/** Puts a host off until a moment. */
export async function putOff(trx: Transaction, host: string, until: Date): Promise<void> {
  await trx.updateTable('watch_host').set({ due_at: until }).where('host', '=', host).execute();
}

/** Lets a host have its next turn. @param run what was asked for now, where it was */
export async function nextTurn(
  trx: Transaction,
  { host, now, run }: { host: string; now: Date; run?: { readonly addresses: readonly string[] } },
): Promise<void> {
  await trx
    .updateTable('watch_host')
    .set({
      due_at: sql<Date>`watch_slot(host, turn, days, ${now})`,
      ...(run && { last_at: now, addresses: [...run.addresses] }),
    })
    .where('host', '=', host)
    .execute();
}
