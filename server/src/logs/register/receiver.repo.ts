import './tables.ts';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { Declared } from '../inputs/declared.ts';
import type { ReceiverRecord } from './tables.ts';

/** The sources that hold, as a receiver tells them apart. Ask it within everything. */
export async function listDeclared(trx: Transaction): Promise<Declared[]> {
  const rows = await trx
    .selectFrom('logs_source')
    .select(['name', 'way', 'kind', 'addresses', 'host', 'app', 'key'])
    .where('until', 'is', null)
    .orderBy('name')
    .execute();
  return rows.map(({ name, way, kind, addresses, host, app, key }) => ({
    ...{ name, way, addresses },
    ...(kind !== null && { kind }),
    ...(host !== null && { host }),
    ...(app !== null && { app }),
    ...(key !== null && { key }),
  }));
}

/** What a receiver has counted: of a source on a day, and when its last line came and says that it happened. */
export interface HeardDay {
  readonly source: string;
  readonly day: string;
  readonly events: number;
  readonly hours: readonly number[];
  /** ms since 1970 */
  readonly last: number;
  readonly said?: number | undefined;
}

/**
 * Keeps what was counted. The numbers are of a whole day as it is so far, so keeping them twice changes nothing; senders that
 * nobody has declared are kept apart.
 *
 * @param collector that has counted, where several share a store
 */
export async function keepHeard(trx: Transaction, heard: readonly HeardDay[], collector = ''): Promise<void> {
  if (heard.length === 0) return;
  const rows = JSON.stringify(
    heard.map(({ last, said, ...row }) => ({
      ...row,
      last: new Date(last).toISOString(),
      said: said === undefined ? null : new Date(said).toISOString(),
    })),
  );
  const counted = sql`jsonb_to_recordset(${rows}::jsonb)
    AS h (source text, day date, events bigint, hours bigint[], last timestamptz, said timestamptz)`;
  await sql`
    INSERT INTO logs_day (source_id, unit_id, region_path, sector_path, day, collector, events, hours)
    SELECT s.id, s.unit_id, s.region_path, s.sector_path, h.day, ${collector}, h.events, h.hours
    FROM ${counted} JOIN logs_source s ON s.name = h.source
    ORDER BY s.id, h.day
    ON CONFLICT (source_id, day, collector) DO UPDATE SET events = excluded.events, hours = excluded.hours
      WHERE excluded.events > logs_day.events`.execute(trx);
  await sql`
    UPDATE logs_source s SET heard_at = h.last, said_at = coalesce(h.said, s.said_at)
    FROM (SELECT DISTINCT ON (source) * FROM ${counted} ORDER BY source, last DESC) h
    WHERE s.name = h.source AND (s.heard_at IS NULL OR s.heard_at < h.last)`.execute(trx);
  await sql`
    INSERT INTO logs_stranger (name, collector, last_at, events)
    SELECT DISTINCT ON (h.source) h.source, ${collector}, h.last, h.events FROM ${counted}
    WHERE NOT EXISTS (SELECT FROM logs_source s WHERE s.name = h.source)
    ORDER BY h.source, h.last DESC
    ON CONFLICT (name, collector) DO UPDATE SET last_at = excluded.last_at, events = excluded.events
      WHERE excluded.last_at >= logs_stranger.last_at`.execute(trx);
}

/**
 * Addresses that were silent for long are forgotten: they cost nothing to invent. Names that somebody chose stay, so that what
 * was kept under one is nobody's who declares it later.
 */
export async function forgetStrangers(trx: Transaction, before: Date): Promise<void> {
  await sql`DELETE FROM logs_stranger WHERE last_at < ${before} AND name ~ '^([0-9a-fA-F:]*:[0-9a-fA-F:.]*|[0-9.]+)$'`.execute(
    trx,
  );
}

export async function keepReceiver(trx: Transaction, receiver: ReceiverRecord): Promise<void> {
  await trx
    .insertInto('logs_receiver')
    .values(receiver)
    .onConflict((conflict) => conflict.column('collector').doUpdateSet(receiver))
    .execute();
}

/** The receiver that was heard of last. */
export async function findReceiver(db: Database): Promise<ReceiverRecord | undefined> {
  return db.selectFrom('logs_receiver').selectAll().orderBy('at', 'desc').executeTakeFirst();
}
