import './tables.ts';
import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import { ownedAs } from '../kernel/tenancy/index.ts';
import type { LinkJudgement } from './judge-link.ts';
import type { LinkRecord } from './tables.ts';

/** Any number that nobody else uses: one program at a time chooses what is looked at. */
const TURN_LOCK = 0x5a44_0038;

/** One address that is due, and the links of all units that lead to it. */
export interface DueAddress {
  readonly url: string;
  readonly host: string;
  readonly links: readonly LinkRecord[];
}

/**
 * Takes addresses that are due, one of each host that may be asked, the longest due first. Until the lease is over nobody
 * else takes them, and the host is left alone for a pause; an address that several units link to is taken once for all.
 */
export async function takeDueAddresses(
  trx: Transaction,
  about: {
    readonly now: Date;
    readonly limit: number;
    readonly leaseMs: number;
    readonly pauseMs: number;
    /** links to the same address that are due so soon are looked at along with it */
    readonly alongMs: number;
  },
): Promise<DueAddress[]> {
  const { now, limit, leaseMs, pauseMs, alongMs } = about;
  const turn = await sql<{ taken: boolean }>`SELECT pg_try_advisory_xact_lock(${TURN_LOCK}) AS taken`.execute(
    trx,
  );
  if (turn.rows[0]?.taken !== true) return [];
  const { rows } = await sql<{ url: string; host: string }>`
    SELECT url, host FROM (
      SELECT DISTINCT ON (l.host) l.url, l.host, l.due_at FROM links_link l
      WHERE l.gone_at IS NULL AND l.due_at <= ${now}
        AND NOT EXISTS (SELECT FROM links_host h WHERE h.host = l.host AND h.next_at > ${now})
      ORDER BY l.host, l.due_at, l.url) AS due
    ORDER BY due_at, host LIMIT ${limit}`.execute(trx);
  if (rows.length === 0) return [];
  await leaveAlone(
    trx,
    rows.map(({ host }) => host),
    new Date(now.getTime() + pauseMs),
  );
  const links = await trx
    .updateTable('links_link')
    .set({ due_at: new Date(now.getTime() + leaseMs) })
    .where(
      'url',
      'in',
      rows.map(({ url }) => url),
    )
    .where('gone_at', 'is', null)
    .where('due_at', '<=', new Date(now.getTime() + alongMs))
    .returningAll()
    .execute();
  const byUrl = Map.groupBy(links, ({ url }) => url);
  return rows.map((row) => ({ ...row, links: byUrl.get(row.url) ?? [] }));
}

/** Leaves hosts alone until a moment, or longer where that was asked for. */
export async function leaveAlone(trx: Transaction, hosts: readonly string[], until: Date): Promise<void> {
  await sql`INSERT INTO links_host (host, next_at)
    SELECT unnest(${[...new Set(hosts)]}::text[]), ${until}
    ON CONFLICT (host) DO UPDATE SET next_at = greatest(links_host.next_at, excluded.next_at)`.execute(trx);
}

/** Keeps what a look has found. @returns whether this is news: it is in other hands since now */
export async function keepLook(
  trx: Transaction,
  link: LinkRecord,
  about: {
    readonly judged: LinkJudgement;
    readonly detail: string;
    readonly status: number | null;
    readonly finalUrl: string | null;
    readonly at: Date;
    readonly dueAt: Date;
    readonly picture?: Pick<LinkRecord, 'picture' | 'no_picture'> | undefined;
  },
): Promise<boolean> {
  const { judged, detail, status, finalUrl, at, dueAt, picture } = about;
  const { state, cause, changes, appearance } = judged;
  const page = appearance ? JSON.stringify(appearance) : null;
  await trx
    .insertInto('links_check')
    .values({
      link_id: link.id,
      ...ownedAs(link),
      ...{ at, state, cause, detail, status, final_url: finalUrl, changes: [...changes], page },
    })
    .execute();
  const isGood = state === 'alive' && page !== null;
  const before = await trx
    .selectFrom('links_link')
    .select('state')
    .where('id', '=', link.id)
    .forUpdate()
    .executeTakeFirst();
  await trx
    .updateTable('links_link')
    .set({
      ...{ state, cause, detail, final_url: finalUrl, checked_at: at, due_at: dueAt },
      ...(before?.state !== state && { since: at }),
      ...(isGood && { good: page, good_at: at }),
      ...(isGood && picture?.picture && { picture: picture.picture, picture_at: at, no_picture: null }),
      ...(isGood && picture?.no_picture && { no_picture: JSON.stringify(picture.no_picture) }),
    })
    .where('id', '=', link.id)
    .execute();
  return state === 'taken' && before?.state !== 'taken';
}
