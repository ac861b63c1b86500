import './tables.ts';
import type { ItemEvent } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { DeliveryRow } from './tables.ts';

/**
 * Puts an event of an item into the queue of each outlet that it concerns, in the transaction in which it happens. What was
 * approved for later is told once more when its time has come. Pages of our own are for what is approved and for what is withdrawn.
 */
export async function queueDeliveries(
  trx: Transaction,
  { item, event, eventId, at }: { item: string; event: ItemEvent; eventId: number; at: Date },
): Promise<void> {
  // A system that writes knows that it did.
  if (event === 'written') return;
  await sql`INSERT INTO publication_delivery
      (id, outlet_id, unit_id, region_path, sector_path, item_id, event_id, due, item_state, state, made_at, next_at)
    SELECT gen_random_uuid(), o.id, o.unit_id, o.region_path, o.sector_path, i.id, ${eventId}, due, i.state, 'waiting', ${at},
           CASE WHEN due THEN i.publish_at ELSE ${at} END
      FROM publication_item i JOIN publication_outlet o ON o.application_id = i.application_id AND o.enabled
      CROSS JOIN (VALUES (false), (true)) AS t (due)
     WHERE i.id = ${item} AND CASE o.kind WHEN 'system' THEN NOT due OR (i.state = 'approved' AND i.publish_at > ${at})
       ELSE (${event} = 'approved' AND i.state = 'approved' AND due = coalesce(i.publish_at > ${at}, false)
         OR ${event} = 'withdrawn' AND NOT due) END`.execute(trx);
}

/** Any number that nobody else uses. */
const TAKE_LOCK = 0x5a44_0021;

/** A delivery with what it is about. */
export interface NamedDelivery extends DeliveryRow {
  readonly title: string;
  readonly event: ItemEvent;
  readonly version: number;
}

function named(db: Database) {
  return db
    .selectFrom('publication_delivery as d')
    .innerJoin('publication_event as e', 'e.id', 'd.event_id')
    .innerJoin('publication_item as i', 'i.id', 'd.item_id')
    .selectAll('d')
    .select(['i.title', 'e.event', 'e.version']);
}

/** Of each outlet what has not arrived, the oldest first, then what has arrived last; at most so many. */
export async function listDeliveries(
  db: Database,
  outlets: readonly string[],
  limit: number,
): Promise<NamedDelivery[]> {
  if (outlets.length === 0) return [];
  const { rows } = await sql<NamedDelivery>`SELECT d.*, i.title, e.event, e.version
    FROM unnest(${[...outlets]}::uuid[]) AS o (id)
    CROSS JOIN LATERAL (SELECT * FROM publication_delivery WHERE outlet_id = o.id
      ORDER BY state = 'sent', CASE WHEN state = 'sent' THEN -event_id ELSE event_id END LIMIT ${limit}) AS d
    JOIN publication_event e ON e.id = d.event_id JOIN publication_item i ON i.id = d.item_id
    ORDER BY d.state = 'sent', CASE WHEN d.state = 'sent' THEN -d.event_id ELSE d.event_id END`.execute(db);
  return rows;
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findDelivery(db: Database, id: string): Promise<NamedDelivery | undefined> {
  return named(db).where('d.id', '=', id).executeTakeFirst();
}

/**
 * The next one that is due, now on its way. Of one item a system is told in the order of what happened; pages are brought to
 * what holds, one at a time. What a dead program has begun is taken up again.
 *
 * @param lost begun before it: nobody is at it any more
 */
export async function takeDelivery(
  trx: Transaction,
  { now, lost }: { readonly now: Date; readonly lost: Date },
): Promise<string | undefined> {
  // Two programs that look at the same moment would not see what the other takes.
  await sql`SELECT pg_advisory_xact_lock(${TAKE_LOCK})`.execute(trx);
  const { rows } = await sql<{ id: string }>`
    UPDATE publication_delivery SET state = 'sending', tries = tries + 1, tried_at = ${now} WHERE id = (
      SELECT d.id FROM publication_delivery d JOIN publication_outlet o ON o.id = d.outlet_id AND o.enabled
       WHERE (d.state = 'waiting' AND d.next_at <= ${now} OR d.state = 'sending' AND d.tried_at < ${lost})
         AND NOT EXISTS (SELECT FROM publication_delivery b WHERE b.outlet_id = d.outlet_id AND b.item_id = d.item_id
           AND NOT b.due AND b.event_id < d.event_id AND b.state IN ('waiting', 'sending') AND o.kind = 'system')
         AND (o.kind = 'system' OR NOT EXISTS (SELECT FROM publication_delivery b
           WHERE b.outlet_id = d.outlet_id AND b.id <> d.id AND b.state = 'sending' AND b.tried_at >= ${lost}))
       ORDER BY d.next_at, d.event_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
    RETURNING id`.execute(trx);
  return rows[0]?.id;
}

/** Writes down what came of an attempt, unless somebody else has taken it up meanwhile. */
export async function settleDelivery(
  trx: Transaction,
  { id, tries }: Pick<DeliveryRow, 'id' | 'tries'>,
  settled: Pick<DeliveryRow, 'state' | 'fault'> & { readonly next_at?: Date },
): Promise<void> {
  await trx
    .updateTable('publication_delivery')
    .set(settled)
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('tries', '=', tries)
    .execute();
}

/** Has what did not arrive tried again from the beginning. @returns whether there was such a one */
export async function repeatDelivery(trx: Transaction, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('publication_delivery')
    .set({ state: 'waiting', tries: 0, next_at: now, fault: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function forgetDeliveries(trx: Transaction, before: Date): Promise<void> {
  await trx
    .deleteFrom('publication_delivery')
    .where('made_at', '<', before)
    .where('state', 'in', ['sent', 'failed'])
    .execute();
}
