import './tables.ts';
import type { LinkCause, LinkStateName } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import { type Belonging, ownedAs } from '../kernel/tenancy/index.ts';
import type { LinkRecord, LinkWord } from './tables.ts';

/** An application whose pages or items hold links. */
export interface LinkingApplication extends Belonging {
  readonly id: string;
  readonly hosts: readonly string[];
}

/** Applications at a host that are in use; the program sees all of them. */
export async function applicationsAt(trx: Transaction, host: string): Promise<LinkingApplication[]> {
  const { rows } = await sql<LinkingApplication>`
    SELECT id, unit_id, region_path, sector_path, hosts FROM registry_application
    WHERE hosts @> ARRAY[${host}::text] AND hosts[1] = ${host} AND state <> 'closed' ORDER BY created_at, id`.execute(
    trx,
  );
  return rows;
}

export async function applicationOf(trx: Transaction, id: string): Promise<LinkingApplication | undefined> {
  const { rows } = await sql<LinkingApplication>`
    SELECT id, unit_id, region_path, sector_path, hosts FROM registry_application WHERE id = ${id}`.execute(
    trx,
  );
  return rows[0];
}

/** A link that was found, and where. */
export interface FoundLink {
  readonly url: string;
  readonly host: string;
  readonly page: string;
  readonly line: number;
  readonly text: string;
  /** what whoever found it knows of its target */
  readonly known?: {
    readonly state: LinkStateName;
    readonly cause: LinkCause;
    readonly detail: string;
  };
}

/**
 * What a check saw later than the register did is taken over where it is plain: alive, or gone. Whose hands a site is in
 * is for the register's own look, which knows how it was.
 */
const IS_NEWS = sql<boolean>`(excluded.cause IN ('answered', 'gone', 'soft-404') AND links_link.state <> 'taken'
  AND (links_link.checked_at IS NULL OR links_link.checked_at < excluded.checked_at))`;

/**
 * Enters links of one application with their places, each once, however often it is found. What is new is due at a moment of
 * its own within the next hour, so that a whole site is not asked for at once.
 */
export async function enterLinks(
  trx: Transaction,
  application: LinkingApplication,
  about: { readonly found: readonly FoundLink[]; readonly itemId: string | null; readonly at: Date },
): Promise<void> {
  const { found, itemId, at } = about;
  if (found.length === 0) return;
  const { unit_id, region_path, sector_path } = ownedAs(application);
  const rows = JSON.stringify(
    found.map(({ known, ...link }) => ({
      ...link,
      state: known?.state ?? 'unknown',
      cause: known?.cause ?? 'not-checked',
      detail: known?.detail ?? '',
    })),
  );
  await sql`
    INSERT INTO links_link (id, unit_id, region_path, sector_path, url, host, found_at, state, cause, detail, since,
      checked_at, due_at)
    SELECT DISTINCT ON (f.url) gen_random_uuid(), ${unit_id}, ${region_path}, ${sector_path}, f.url, f.host, ${at},
      f.state, f.cause, f.detail, ${at}, CASE WHEN f.cause = 'not-checked' THEN NULL ELSE ${at}::timestamptz END,
      ${at}::timestamptz + interval '1 hour' * (('x' || left(md5(f.url), 7))::bit(28)::int / 268435456.0)
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS f (url text, host text, state text, cause text, detail text)
    ORDER BY f.url
    ON CONFLICT (unit_id, url) DO UPDATE SET gone_at = NULL,
      due_at = CASE WHEN links_link.gone_at IS NULL THEN links_link.due_at ELSE excluded.due_at END,
      state = CASE WHEN ${IS_NEWS} THEN excluded.state ELSE links_link.state END,
      cause = CASE WHEN ${IS_NEWS} THEN excluded.cause ELSE links_link.cause END,
      detail = CASE WHEN ${IS_NEWS} THEN excluded.detail ELSE links_link.detail END,
      checked_at = CASE WHEN ${IS_NEWS} THEN excluded.checked_at ELSE links_link.checked_at END,
      since = CASE WHEN ${IS_NEWS} AND excluded.state <> links_link.state THEN excluded.checked_at
        ELSE links_link.since END`.execute(trx);
  await sql`
    INSERT INTO links_place (link_id, unit_id, region_path, sector_path, application_id, item_id, page, line, text, seen_at)
    SELECT DISTINCT ON (l.id, f.page) l.id, l.unit_id, l.region_path, l.sector_path, ${application.id}::uuid,
      ${itemId}::uuid, f.page, f.line, f.text, ${at}
    FROM jsonb_to_recordset(${rows}::jsonb) AS f (url text, page text, line int, text text)
    JOIN links_link l ON l.unit_id = ${unit_id} AND l.url = f.url
    ORDER BY l.id, f.page, f.line
    ON CONFLICT (link_id, application_id, coalesce(item_id, application_id), page)
      DO UPDATE SET line = excluded.line, text = excluded.text, seen_at = excluded.seen_at
      WHERE links_place.seen_at <= excluded.seen_at`.execute(trx);
}

/** Takes away the places on these pages that were not seen at that moment: the pages were read, and the links are not there. */
export async function forgetPlaces(
  trx: Transaction,
  applicationId: string,
  about: { readonly pages: readonly string[]; readonly at: Date },
): Promise<void> {
  await sql`DELETE FROM links_place WHERE application_id = ${applicationId} AND item_id IS NULL
    AND page = ANY (${[...about.pages]}::text[]) AND seen_at < ${about.at}`.execute(trx);
}

export async function forgetItemPlaces(trx: Transaction, itemId: string): Promise<void> {
  await trx.deleteFrom('links_place').where('item_id', '=', itemId).execute();
}

/** Links of a unit that stand nowhere any more are looked at no longer. */
export async function retireLinks(trx: Transaction, unitId: string, at: Date): Promise<void> {
  await sql`UPDATE links_link l SET gone_at = ${at} WHERE l.unit_id = ${unitId} AND l.gone_at IS NULL
    AND NOT EXISTS (SELECT FROM links_place p WHERE p.link_id = l.id)`.execute(trx);
}

/** Leaves word that links may have come or gone. */
export async function leaveWord(
  trx: Transaction,
  kind: LinkWord,
  subjects: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return;
  await trx
    .insertInto('links_word')
    .values(subjects.map((subject) => ({ kind, subject })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The word that waits, some of it, kept from other programs until the transaction ends. */
export async function takeWord(
  trx: Transaction,
  limit: number,
): Promise<{ kind: LinkWord; subject: string }[]> {
  const { rows } = await sql<{ kind: LinkWord; subject: string }>`
    DELETE FROM links_word WHERE (kind, subject) IN (
      SELECT kind, subject FROM links_word ORDER BY kind, subject LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING kind, subject`.execute(trx);
  return rows;
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findLinkForUpdate(trx: Transaction, id: string): Promise<LinkRecord | undefined> {
  return trx.selectFrom('links_link').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}
