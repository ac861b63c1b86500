import type { ItemQuery, ItemShow } from '@zhengdun/contract';
import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely';
import type { Day } from '../kernel/clock/index.ts';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';
import { inScope, ownedAs, type Scope } from '../kernel/tenancy/index.ts';
import { queueDeliveries } from './outlets/delivery.repo.ts';
import type { EventRow, ItemRecord } from './tables.ts';

/** An item with its surroundings, as lists show it. */
export interface NamedItem extends ItemRecord {
  readonly unit_name: string;
  readonly application_name: string;
  readonly stages: number | null;
  readonly urgent_days: number | null;
  /** the later review has returned it */
  readonly later_returned: boolean;
  /** screenings of the version as it stands */
  readonly screened: boolean;
  /** hits of the newest one that stop it */
  readonly blocked: boolean;
  /** the page of what is public is not as approved, as far as it was compared */
  readonly page_differs: boolean;
  /** the source of the repost that is public is not what it was */
  readonly source_changed: boolean;
  /** when that found what may be a state secret and nobody has decided; null: it did not */
  readonly secret_since: Date | null;
}

/** Whether somebody has returned an item in its round. */
const RETURNED = sql<boolean>`EXISTS (SELECT FROM publication_decision d
  WHERE d.item_id = i.id AND d.round = i.round AND d.decision = 'return')`;
const SCREENING = sql<string>`(SELECT s.id FROM publication_screening s
  WHERE s.item_id = i.id AND s.version = i.version ORDER BY s.at DESC, s.id LIMIT 1)`;
const BLOCKED = sql<boolean>`EXISTS (SELECT FROM publication_hit h WHERE h.screening_id = ${SCREENING} AND h.blocks
  AND NOT EXISTS (SELECT FROM publication_hit_decision d WHERE d.hit_id = h.id))`;
const SECRET_SINCE = sql<Date | null>`(SELECT s.at FROM publication_screening s WHERE s.id = ${SCREENING} AND EXISTS (
  SELECT FROM publication_hit h WHERE h.screening_id = s.id AND h.secret
    AND NOT EXISTS (SELECT FROM publication_hit_decision d WHERE d.hit_id = h.id)))`;
/** What was compared last of its page is not what was approved. */
const PAGE_DIFFERS = sql<boolean>`coalesce(i.live AND (SELECT c.outcome FROM publication_comparison c
  WHERE c.item_id = i.id AND c.version = i.published_version
  ORDER BY c.at DESC, c.id LIMIT 1) IN ('different', 'not-found'), false)`;
/** What was found last of the source of what is public. */
const SOURCE_CHANGED = sql<boolean>`coalesce(i.kind = 'repost' AND i.live AND (SELECT s.changed FROM publication_source s
  WHERE s.item_id = i.id AND s.version = i.published_version ORDER BY s.at DESC, s.id LIMIT 1), false)`;
const LATER_OWED = sql<boolean>`(i.state = 'published' AND i.later_due_on IS NOT NULL AND NOT ${RETURNED})`;

export interface ListScopes {
  readonly read: Scope;
  readonly write: Scope;
  readonly review: Scope;
  /** where the reader is the 保密员 */
  readonly secret: Scope;
  readonly personId: string;
}

/** What waits for somebody: to be written on and published, or to be reviewed by whom the database would let decide. */
function waitsFor({ write, review, secret, personId }: ListScopes): RawBuilder<boolean> {
  return sql<boolean>`(
    (i.state <> 'dropped' AND ${inScope(secret, 'i', 'unit_id')} AND ${SECRET_SINCE} IS NOT NULL)
    OR ((i.state IN ('draft', 'returned')
        OR i.state = 'approved' AND (i.publish_at IS NULL OR i.publish_at <= now())
        OR i.state = 'published' AND (${PAGE_DIFFERS} OR ${SOURCE_CHANGED} OR i.later_due_on IS NOT NULL AND ${RETURNED}))
      AND ${personId}::uuid IN (i.author_id, i.submitted_by) AND ${inScope(write, 'i', 'unit_id')})
    OR ((i.state = 'review' OR ${LATER_OWED}) AND ${inScope(review, 'i', 'unit_id')}
      AND (w.author_may_review OR NOT (${personId}::uuid IN (i.author_id, i.submitted_by)
        OR EXISTS (SELECT FROM publication_version v WHERE v.item_id = i.id AND v.written_by = ${personId}::uuid)))
      AND NOT EXISTS (SELECT FROM publication_decision d
        WHERE d.item_id = i.id AND d.round = i.round AND d.decided_by = ${personId}::uuid)
      AND (NOT EXISTS (SELECT FROM publication_stage_reviewer r WHERE r.workflow_id = w.id AND r.stage = i.stage + 1)
        OR EXISTS (SELECT FROM publication_stage_reviewer r
          WHERE r.workflow_id = w.id AND r.stage = i.stage + 1 AND r.person_id = ${personId}::uuid))))`;
}

function showIs(show: ItemShow, scopes: ListScopes): RawBuilder<boolean> {
  switch (show) {
    case 'mine':
      return waitsFor(scopes);
    case 'review':
      return sql<boolean>`i.state = 'review'`;
    case 'open':
      return sql<boolean>`i.state IN ('draft', 'review', 'returned', 'approved')`;
    case 'published':
      return sql<boolean>`i.live`;
    case 'differs':
      return PAGE_DIFFERS;
    case 'all':
      return sql<boolean>`true`;
  }
}

/** The month of the last publication in Beijing, `2026-11`. */
export const PUBLISHED_MONTH = sql<string>`to_char(i.published_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`;

type Filter = Pick<ItemQuery, 'state' | 'unit' | 'application' | 'kind' | 'month' | 'search'>;

function itemsWhere(db: Database, scope: Scope, filter: Filter) {
  const { state, unit, application, kind, month, search } = filter;
  let query = db
    .selectFrom('publication_item as i')
    .leftJoin('publication_workflow as w', 'w.id', 'i.workflow_id')
    .where(inScope(scope, 'i', 'unit_id'));
  if (state) query = query.where('i.state', '=', state);
  if (unit) query = query.where('i.unit_id', '=', unit);
  if (application) query = query.where('i.application_id', '=', application);
  if (kind) query = query.where('i.kind', '=', kind);
  if (month) query = query.where(sql<boolean>`${PUBLISHED_MONTH} = ${month}`);
  if (search) query = query.where(sql<boolean>`strpos(lower(i.title), ${search.toLowerCase()}) > 0`);
  return query;
}

function named(query: ReturnType<typeof itemsWhere>) {
  return query
    .innerJoin('registry_unit as u', 'u.id', 'i.unit_id')
    .innerJoin('registry_application as a', 'a.id', 'i.application_id')
    .selectAll('i')
    .select(['u.name as unit_name', 'a.name as application_name', 'w.stages', 'w.urgent_days'])
    .select([
      RETURNED.as('later_returned'),
      sql<boolean>`${SCREENING} IS NOT NULL`.as('screened'),
      BLOCKED.as('blocked'),
      PAGE_DIFFERS.as('page_differs'),
      SOURCE_CHANGED.as('source_changed'),
      SECRET_SINCE.as('secret_since'),
    ]);
}

/** One page: what is urgent first, then what has changed last. */
export async function listItems(
  db: Database,
  scopes: ListScopes,
  about: {
    readonly filter: Filter;
    readonly show: ItemShow;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<NamedItem[]> {
  return named(itemsWhere(db, scopes.read, about.filter).where(showIs(about.show, scopes)))
    .orderBy(sql`i.urgent AND i.state IN ('review', 'approved')`, 'desc')
    .orderBy('i.since', 'desc')
    .orderBy('i.id')
    .offset(about.offset)
    .limit(about.limit)
    .execute();
}

export async function countItems(
  db: Database,
  scopes: ListScopes,
  filter: Filter,
): Promise<Record<ItemShow, number>> {
  const count = (show: ItemShow) =>
    sql<number>`count(*) FILTER (WHERE ${showIs(show, scopes)})::int`.as(show);
  return itemsWhere(db, scopes.read, filter)
    .select([
      count('mine'),
      count('review'),
      count('open'),
      count('published'),
      count('differs'),
      count('all'),
    ])
    .executeTakeFirstOrThrow();
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findItem(db: Database, id: string): Promise<NamedItem | undefined> {
  const everywhere = { regions: [''], sectors: [], units: [] };
  return named(itemsWhere(db, everywhere, {}).where('i.id', '=', id)).executeTakeFirst();
}

/** An item, kept from others until the transaction ends. */
export async function findItemForUpdate(trx: Transaction, id: string): Promise<NamedItem | undefined> {
  await trx.selectFrom('publication_item').select('id').where('id', '=', id).forUpdate().execute();
  return findItem(trx, id);
}

export async function insertItem(
  trx: Transaction,
  row: Insertable<Tables['publication_item']>,
): Promise<void> {
  await trx.insertInto('publication_item').values(row).execute();
}

export async function updateItem(
  trx: Transaction,
  id: string,
  change: Updateable<Tables['publication_item']>,
): Promise<void> {
  await trx.updateTable('publication_item').set(change).where('id', '=', id).execute();
}

/** Adds to the history of an item, and has its outlets told. */
export async function insertEvent(
  trx: Transaction,
  item: ItemRecord,
  event: Pick<EventRow, 'event' | 'at' | 'actor_id' | 'version'> &
    Partial<Pick<EventRow, 'ground' | 'stage'>>,
): Promise<void> {
  const { id } = await trx
    .insertInto('publication_event')
    .values({ item_id: item.id, ...ownedAs(item), ground: '', stage: null, ...event })
    .returning('id')
    .executeTakeFirstOrThrow();
  await queueDeliveries(trx, { item: item.id, event: event.event, eventId: id, at: event.at });
}

/** What happened, oldest first. */
export async function findEvents(db: Database, itemId: string): Promise<EventRow[]> {
  return db.selectFrom('publication_event').selectAll().where('item_id', '=', itemId).orderBy('id').execute();
}

/** Urgent items whose later review is due within two days or was before, of which nobody was told yet. */
export async function listDueReviews(
  db: Database,
  { today, soon, limit }: { readonly today: Day; readonly soon: Day; readonly limit: number },
): Promise<{ readonly key: string; readonly id: string }[]> {
  const { rows } = await sql<{ key: string; id: string }>`
    SELECT key, id FROM (
      SELECT i.id, i.later_due_on, message_once_key(i.id::text, i.later_due_on::text,
        CASE WHEN i.later_due_on < ${today}::date THEN 'over' ELSE 'soon' END) AS key
        FROM publication_item i WHERE i.later_due_on <= ${soon}::date AND ${LATER_OWED}) AS due
     WHERE NOT EXISTS (SELECT FROM message_once o WHERE o.matter = 'item-later-review' AND o.key = due.key)
     ORDER BY later_due_on, key LIMIT ${limit}`.execute(db);
  return rows;
}
