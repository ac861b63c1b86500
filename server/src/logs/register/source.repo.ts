import './tables.ts';
import type { LogSourceQuery, LogState, LogWay } from '@zhengdun/contract';
import { LOG_STATES } from '@zhengdun/contract';
import { type RawBuilder, sql, type Updateable } from 'kysely';
import type { Database, Tables, Transaction } from '../../kernel/database/index.ts';
import { type Belonging, inScope, type Scope } from '../../kernel/tenancy/index.ts';
import type { SourceRecord } from './tables.ts';

/** Any number that nobody else uses: addresses are given out one after the other. */
const DECLARE_LOCK = 0x5a44_0043;

/** A source with its surroundings, as lists show it. */
export interface NamedSource extends SourceRecord {
  readonly unit_name: string;
  readonly today: number;
}

const STATE = sql<LogState>`CASE WHEN s.until IS NOT NULL THEN 'ended' WHEN s.heard_at IS NULL THEN 'never'
  WHEN s.silent_since IS NOT NULL THEN 'silent' ELSE 'normal' END`;

/** How a source stands; one that never sent anything is that before it is silent. */
export function stateOf(source: Pick<SourceRecord, 'until' | 'heard_at' | 'silent_since'>): LogState {
  if (source.until) return 'ended';
  if (!source.heard_at) return 'never';
  return source.silent_since ? 'silent' : 'normal';
}

/** Whoever declares waits for others who do. */
export async function declareAlone(trx: Transaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${DECLARE_LOCK})`.execute(trx);
}

/** Undefined where the scope of the transaction does not hold the unit. */
export async function unitBelonging(trx: Transaction, id: string): Promise<Belonging | undefined> {
  return trx
    .selectFrom('registry_unit')
    .select(['id as unit_id', 'region_path', 'sector_path'])
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}

export async function insertSource(
  trx: Transaction,
  source: Omit<SourceRecord, 'heard_at' | 'said_at' | 'silent_since' | 'until'>,
): Promise<void> {
  await trx.insertInto('logs_source').values(source).execute();
}

export async function updateSource(
  trx: Transaction,
  id: string,
  change: Updateable<Tables['logs_source']>,
): Promise<void> {
  await trx.updateTable('logs_source').set(change).where('id', '=', id).execute();
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findSourceForUpdate(trx: Transaction, id: string): Promise<SourceRecord | undefined> {
  return trx.selectFrom('logs_source').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/**
 * Whether lines of these addresses are another source's already: of another unit, or of this one without a host or program
 * that tells them apart. Ask it beyond any scope.
 */
export async function isTaken(
  trx: Transaction,
  about: {
    readonly id: string;
    readonly unitId: string;
    readonly way: LogWay;
    readonly addresses: readonly string[];
    readonly host: string | null;
    readonly app: string | null;
  },
): Promise<boolean> {
  const { id, unitId, way, addresses, host, app } = about;
  if (addresses.length === 0) return false;
  const { rows } = await sql<{ taken: boolean }>`SELECT EXISTS (
    SELECT FROM logs_source s WHERE s.until IS NULL AND s.way = ${way} AND s.id <> ${id}
      AND (s.unit_id <> ${unitId} OR (s.host IS NOT DISTINCT FROM ${host} AND s.app IS NOT DISTINCT FROM ${app}))
      AND EXISTS (SELECT FROM unnest(s.addresses) own, unnest(${[...addresses]}::text[]) other
        WHERE own::inet && other::inet)) AS taken`.execute(trx);
  return rows[0]?.taken === true;
}

/** Whether lines of this name lie in the archive that are no unit's. */
export async function isHeard(trx: Transaction, name: string): Promise<boolean> {
  const row = await trx
    .selectFrom('logs_stranger')
    .select('name')
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

type Filter = Pick<LogSourceQuery, 'unit'>;

function sourcesWhere(db: Database, scope: Scope, { unit }: Filter) {
  const query = db.selectFrom('logs_source as s').where(inScope(scope, 's', 'unit_id'));
  return unit ? query.where('s.unit_id', '=', unit) : query;
}

const named = (query: ReturnType<typeof sourcesWhere>, today: string) =>
  query
    .innerJoin('registry_unit as u', 'u.id', 's.unit_id')
    .selectAll('s')
    .select('u.name as unit_name')
    .select(
      sql<number>`coalesce((SELECT sum(d.events) FROM logs_day d WHERE d.source_id = s.id AND d.day = ${today}::date), 0)::float8`.as(
        'today',
      ),
    );

const ORDER: RawBuilder<number> = sql`array_position(${sql.lit(`{${LOG_STATES.join(',')}}`)}::text[], ${STATE})`;

/** What needs somebody first. @param about.today as `2026-11-30` */
export async function listSources(
  db: Database,
  scope: Scope,
  about: {
    readonly filter: Filter;
    readonly show: LogSourceQuery['show'];
    readonly today: string;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<NamedSource[]> {
  let query = sourcesWhere(db, scope, about.filter);
  if (about.show !== 'all') query = query.where(STATE, '=', about.show);
  return named(query, about.today)
    .orderBy(ORDER)
    .orderBy('s.name')
    .offset(about.offset)
    .limit(about.limit)
    .execute();
}

export async function countSources(
  db: Database,
  scope: Scope,
  filter: Filter,
): Promise<Record<LogState | 'all', number>> {
  const counts = LOG_STATES.map((state) =>
    sql<number>`count(*) FILTER (WHERE ${STATE} = ${state})::int`.as(state),
  );
  return (await sourcesWhere(db, scope, filter)
    .select([...counts, sql<number>`count(*)::int`.as('all')])
    .executeTakeFirstOrThrow()) as Record<LogState | 'all', number>;
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findNamedSource(
  trx: Transaction,
  id: string,
  today: string,
): Promise<NamedSource | undefined> {
  const everywhere = { regions: [''], sectors: [], units: [] };
  return named(sourcesWhere(trx, everywhere, {}).where('s.id', '=', id), today).executeTakeFirst();
}

export async function listSilences(
  trx: Transaction,
  id: string,
  limit: number,
): Promise<{ began_at: Date; ended_at: Date | null }[]> {
  return trx
    .selectFrom('logs_silence')
    .select(['began_at', 'ended_at'])
    .where('source_id', '=', id)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Each once: what all collectors have heard of it on its last day, Beijing time. */
export async function listStrangers(trx: Transaction, limit: number) {
  const { rows } = await sql<{ name: string; last_at: Date; events: number }>`
    SELECT name, max(last_at) AS last_at, sum(events) FILTER (WHERE last_at >= day) AS events
    FROM (SELECT *, date_trunc('day', max(last_at) OVER (PARTITION BY name), 'Asia/Shanghai') AS day
      FROM logs_stranger) AS heard
    GROUP BY name ORDER BY max(last_at) DESC, name LIMIT ${limit}`.execute(trx);
  return rows;
}

/** All sources in a scope, ended ones too: what they sent stays theirs. */
export async function listOwnSources(
  db: Database,
  scope: Scope,
): Promise<(Belonging & { readonly id: string; readonly name: string })[]> {
  return sourcesWhere(db, scope, {})
    .select(['s.id', 's.name', 's.unit_id', 's.region_path', 's.sector_path'])
    .orderBy('s.name')
    .execute();
}
