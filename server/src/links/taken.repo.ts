import './tables.ts';
import type { LinkCause, LinkChange } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import type { Appearance } from './tables.ts';

/** A link in other hands, with one of its places on an application. */
export interface TakenRow {
  readonly url: string;
  readonly page: string;
  readonly line: number;
  readonly text: string;
  readonly cause: LinkCause;
  /** by the newest look */
  readonly changes: readonly LinkChange[];
  readonly since: Date;
  readonly picture: string | null;
  readonly picture_at: Date | null;
  readonly good: Appearance | null;
}

const MOST = 50;

/** The first found goes first. @param trx sees every unit */
export async function findTaken(trx: Transaction, applicationId: string): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    SELECT l.url, p.page, p.line, p.text, l.cause, l.since, l.picture, l.picture_at, l.good,
      coalesce((SELECT c.changes FROM links_check c WHERE c.link_id = l.id ORDER BY c.id DESC LIMIT 1), '{}') AS changes
    FROM links_link l
    CROSS JOIN LATERAL (SELECT page, line, text FROM links_place p
      WHERE p.link_id = l.id AND p.application_id = ${applicationId}
      ORDER BY p.page = '', p.page, p.line LIMIT 1) AS p
    WHERE l.state = 'taken' AND l.gone_at IS NULL
    ORDER BY l.since, l.url LIMIT ${MOST}`.execute(trx);
  return rows;
}

/** The check that an application's findings stand on; undefined where it was never checked. */
export async function checkOf(trx: Transaction, applicationId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('registry_application')
    .select('check_id')
    .where('id', '=', applicationId)
    .where('state', '<>', 'closed')
    .executeTakeFirst();
  return row?.check_id ?? undefined;
}
