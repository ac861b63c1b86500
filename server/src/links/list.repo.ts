import './tables.ts';
import { LINK_SHOWS, type LinkFilter, type LinkShow } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { inScope, type Scope } from '../kernel/tenancy/index.ts';
import type { CheckRecord, LinkRecord, PlaceRecord } from './tables.ts';

/** A link with its surroundings, as lists show it. */
export interface NamedLink extends Omit<LinkRecord, 'good'> {
  readonly unit_name: string;
  readonly places: number;
  /** the newest */
  readonly place: (Omit<PlaceRecord, 'seen_at'> & { seen_at: string; application_name: string }) | null;
}
export interface NamedPlace extends PlaceRecord {
  readonly application_name: string;
}

const STANDS = sql<boolean>`l.gone_at IS NULL`;
const SHOWN: Readonly<Record<LinkShow, RawBuilder<boolean>>> = {
  trouble: sql<boolean>`(${STANDS} AND (l.state IN ('taken', 'dead') OR l.relevance = 'none'
    OR l.cause = 'moved-first'))`,
  taken: sql<boolean>`(${STANDS} AND l.state = 'taken')`,
  dead: sql<boolean>`(${STANDS} AND l.state = 'dead')`,
  unknown: sql<boolean>`(${STANDS} AND l.state = 'unknown')`,
  alive: sql<boolean>`(${STANDS} AND l.state = 'alive')`,
  open: sql<boolean>`(${STANDS} AND l.relevance = 'open')`,
  all: STANDS,
  gone: sql<boolean>`l.gone_at IS NOT NULL`,
};

type Filter = Omit<LinkFilter, 'show'>;

function linksWhere(db: Database, scope: Scope, { unit, application, search }: Filter) {
  let query = db.selectFrom('links_link as l').where(inScope(scope, 'l', 'unit_id'));
  if (unit) query = query.where('l.unit_id', '=', unit);
  if (application)
    query = query.where(
      sql<boolean>`EXISTS (SELECT FROM links_place p WHERE p.link_id = l.id AND p.application_id = ${application})`,
    );
  if (search) {
    const words = search.toLowerCase();
    query =
      query.where(sql<boolean>`(strpos(lower(l.url), ${words}) > 0 OR strpos(lower(l.ground), ${words}) > 0
      OR EXISTS (SELECT FROM links_place p WHERE p.link_id = l.id AND strpos(lower(p.text), ${words}) > 0))`);
  }
  return query;
}

const named = (query: ReturnType<typeof linksWhere>) =>
  query
    .innerJoin('registry_unit as u', 'u.id', 'l.unit_id')
    .select([
      'l.id',
      'l.unit_id',
      'l.region_path',
      'l.sector_path',
      'l.url',
      'l.host',
      'l.found_at',
      'l.gone_at',
      'l.state',
      'l.cause',
      'l.detail',
      'l.final_url',
      'l.since',
      'l.checked_at',
      'l.due_at',
      'l.good_at',
      'l.picture',
      'l.picture_at',
      'l.no_picture',
      'l.handler_id',
      'l.relevance',
      'l.ground',
      'l.decided_by',
      'l.decided_at',
      'u.name as unit_name',
    ])
    .select([
      sql<number>`(SELECT count(*)::int FROM links_place p WHERE p.link_id = l.id)`.as('places'),
      sql<NamedLink['place']>`(SELECT to_jsonb(p) || jsonb_build_object('application_name', a.name)
        FROM links_place p JOIN registry_application a ON a.id = p.application_id
        WHERE p.link_id = l.id ORDER BY p.seen_at DESC, p.page LIMIT 1)`.as('place'),
    ]);

/** What is worst first, then what is so the longest. */
export async function listLinks(
  db: Database,
  scope: Scope,
  about: {
    readonly filter: Filter;
    readonly show: LinkShow;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<NamedLink[]> {
  return named(linksWhere(db, scope, about.filter).where(SHOWN[about.show]))
    .orderBy(sql`array_position(ARRAY['taken', 'dead', 'unknown', 'alive'], l.state)`)
    .orderBy('l.since')
    .orderBy('l.id')
    .offset(about.offset)
    .limit(about.limit)
    .execute();
}

export async function countLinks(
  db: Database,
  scope: Scope,
  filter: Filter,
): Promise<Record<LinkShow, number>> {
  const counts = LINK_SHOWS.map((show) => sql<number>`count(*) FILTER (WHERE ${SHOWN[show]})::int`.as(show));
  return (await linksWhere(db, scope, filter).select(counts).executeTakeFirstOrThrow()) as Record<
    LinkShow,
    number
  >;
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findNamedLink(trx: Transaction, id: string): Promise<NamedLink | undefined> {
  const everywhere = { regions: [''], sectors: [], units: [] };
  return named(linksWhere(trx, everywhere, {}).where('l.id', '=', id)).executeTakeFirst();
}

export async function findGood(trx: Transaction, id: string): Promise<Pick<LinkRecord, 'good'> | undefined> {
  return trx.selectFrom('links_link').select('good').where('id', '=', id).executeTakeFirst();
}

/** The newest first, some of them. */
export async function listPlaces(trx: Transaction, id: string, limit: number): Promise<NamedPlace[]> {
  return trx
    .selectFrom('links_place as p')
    .innerJoin('registry_application as a', 'a.id', 'p.application_id')
    .selectAll('p')
    .select('a.name as application_name')
    .where('p.link_id', '=', id)
    .orderBy('p.seen_at', 'desc')
    .orderBy('p.page')
    .limit(limit)
    .execute();
}

/** The newest first, some of them. */
export async function listChecks(trx: Transaction, id: string, limit: number): Promise<CheckRecord[]> {
  return trx
    .selectFrom('links_check')
    .selectAll()
    .where('link_id', '=', id)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Links that somebody has to deal with: those that are theirs, and those of nobody that they may deal with. */
export async function listWaiting(
  trx: Transaction,
  scope: Scope,
  about: { readonly personId: string; readonly limit: number },
): Promise<NamedLink[]> {
  return named(
    linksWhere(trx, scope, {})
      .where(SHOWN.trouble)
      .where((row) => row.or([row('l.handler_id', '=', about.personId), row('l.handler_id', 'is', null)])),
  )
    .orderBy(sql`array_position(ARRAY['taken', 'dead', 'unknown', 'alive'], l.state)`)
    .orderBy('l.since')
    .orderBy('l.id')
    .limit(about.limit)
    .execute();
}
