import './tables.ts';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import type { Belonging } from '../../kernel/tenancy/index.ts';

export interface SilentSource extends Belonging {
  readonly id: string;
  readonly name: string;
  /** when its last line came, or when it was declared where none ever did */
  readonly since: Date;
}

/** Sources that are silent for longer than they may be, and were not before. Marks them, and enters the silence. */
export async function takeSilent(trx: Transaction, now: Date): Promise<SilentSource[]> {
  const { rows } = await sql<SilentSource>`
    WITH silent AS (
      UPDATE logs_source s SET silent_since = greatest(s.heard_at, s.created_at, s.since)
      WHERE s.until IS NULL AND s.silent_since IS NULL AND s.silence_minutes > 0
        AND greatest(s.heard_at, s.created_at, s.since) + s.silence_minutes * interval '1 minute' < ${now}
      RETURNING s.*),
    entered AS (
      INSERT INTO logs_silence (source_id, unit_id, region_path, sector_path, began_at, noticed_at)
      SELECT id, unit_id, region_path, sector_path, silent_since, ${now} FROM silent
      ON CONFLICT (source_id, began_at) DO UPDATE SET ended_at = NULL)
    SELECT id, name, unit_id, region_path, sector_path, silent_since AS since FROM silent ORDER BY id`.execute(
    trx,
  );
  return rows;
}

/** Sources that were silent and have sent something since. Marks them, and ends the silence with their next line. */
export async function takeHeardAgain(trx: Transaction): Promise<SilentSource[]> {
  const { rows } = await sql<SilentSource>`
    WITH again AS (
      SELECT id, silent_since FROM logs_source
      WHERE silent_since IS NOT NULL AND heard_at > silent_since FOR UPDATE),
    freed AS (
      UPDATE logs_source s SET silent_since = NULL FROM again WHERE s.id = again.id
      RETURNING s.id, s.name, s.unit_id, s.region_path, s.sector_path, s.heard_at, again.silent_since AS since),
    ended AS (
      UPDATE logs_silence l SET ended_at = freed.heard_at FROM freed
      WHERE l.source_id = freed.id AND l.ended_at IS NULL)
    SELECT id, name, unit_id, region_path, sector_path, since FROM freed ORDER BY id`.execute(trx);
  return rows;
}

/** A silence of a source that has ended is over. */
export async function endSilence(trx: Transaction, sourceId: string, at: Date): Promise<void> {
  await trx
    .updateTable('logs_silence')
    .set({ ended_at: at })
    .where('source_id', '=', sourceId)
    .where('ended_at', 'is', null)
    .execute();
}

export interface SilenceToShow {
  readonly id: string;
  readonly name: string;
  readonly unit_name: string;
  readonly began_at: Date;
  readonly ended_at: Date | null;
}

/** Silences that last, and those that ended since a moment; one a source. */
export async function listToShow(
  trx: Transaction,
  about: { readonly endedSince: Date; readonly limit: number },
): Promise<SilenceToShow[]> {
  const { rows } = await sql<SilenceToShow>`
    SELECT DISTINCT ON (l.ended_at IS NOT NULL, s.id) s.id, s.name, u.name AS unit_name, l.began_at, l.ended_at
    FROM logs_silence l JOIN logs_source s ON s.id = l.source_id JOIN registry_unit u ON u.id = s.unit_id
    WHERE s.until IS NULL AND (l.ended_at IS NULL OR (l.ended_at > ${about.endedSince} AND s.silent_since IS NULL))
    ORDER BY l.ended_at IS NOT NULL, s.id, l.id DESC LIMIT ${about.limit}`.execute(trx);
  return rows;
}
