import './tables.ts';
import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';

export type OutgoingRow = Selectable<Tables['message_outgoing']>;

/** Any number that nobody else uses: one program at a time makes messages of matters. */
const BUNDLE_LOCK = 0x5a44_0017;

/** Whether this transaction is the one that makes messages; it stays so until it ends. */
export async function takeBundling(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean;
  }>`SELECT pg_try_advisory_xact_lock(${BUNDLE_LOCK}) AS taken`.execute(trx);
  return rows[0]?.taken === true;
}

/** Forgets what nobody is to be told: without a channel that works, or of a person who has left. Ask it beyond any scope. */
export async function dropUnwanted(trx: Transaction, now: Date): Promise<void> {
  await sql`UPDATE message_matter m SET dropped_at = ${now}
    WHERE m.message_id IS NULL AND m.dropped_at IS NULL AND NOT EXISTS (
      SELECT FROM message_choice c JOIN message_channel ch ON ch.kind = c.channel AND ch.enabled
        JOIN identity_person p ON p.id = c.person_id AND p.closed_at IS NULL
       WHERE c.person_id = m.person_id)`.execute(trx);
}

/** People with matters that no message tells of yet, and how they want to be told. */
export async function waitingPeople(trx: Transaction) {
  return trx
    .selectFrom('message_matter as m')
    .innerJoin('message_choice as c', 'c.person_id', 'm.person_id')
    .select(['c.person_id', 'c.channel', 'c.pace', 'c.quiet_from', 'c.quiet_to'])
    .select(({ fn }) => fn.min('m.at').as('first'))
    .where('m.message_id', 'is', null)
    .where('m.dropped_at', 'is', null)
    .groupBy('c.person_id')
    .orderBy('first')
    .limit(1_000)
    .execute();
}

/** Makes one message of all matters of a person that no message tells of yet. */
export async function bundle(
  trx: Transaction,
  { person_id, channel, now }: Pick<OutgoingRow, 'person_id' | 'channel'> & { readonly now: Date },
): Promise<void> {
  const id = randomUUID();
  const { count } = await trx
    .selectFrom('message_matter')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', person_id)
    .where('message_id', 'is', null)
    .where('dropped_at', 'is', null)
    .where('at', '<=', now)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('message_outgoing')
    .values({
      id,
      person_id,
      channel,
      count,
      state: 'waiting',
      made_at: now,
      next_at: now,
      tried_at: null,
      fault: null,
    })
    .execute();
  await trx
    .updateTable('message_matter')
    .set({ message_id: id })
    .where('person_id', '=', person_id)
    .where('message_id', 'is', null)
    .where('dropped_at', 'is', null)
    .where('at', '<=', now)
    .execute();
}

/** Takes a message that is due for an attempt: of several programs one gets it. */
export async function takeMessage(db: Database, now: Date): Promise<OutgoingRow | undefined> {
  return db
    .updateTable('message_outgoing')
    .set({ state: 'sending', tries: sql`tries + 1`, tried_at: now })
    .where('id', '=', (query) =>
      query
        .selectFrom('message_outgoing')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Writes down what came of the attempt, unless somebody took the program for dead meanwhile. */
export async function settleMessage(
  trx: Transaction,
  id: string,
  settled: Pick<OutgoingRow, 'state' | 'fault'> & { readonly next_at?: Date },
): Promise<void> {
  await trx
    .updateTable('message_outgoing')
    .set(settled)
    .where('id', '=', id)
    .where('state', 'in', ['sending', 'doubtful'])
    .execute();
}

/** Attempts whose program died are doubtful: they may have arrived, so nobody makes them again. */
export async function doubtOldAttempts(db: Database, before: Date): Promise<void> {
  await db
    .updateTable('message_outgoing')
    .set({ state: 'doubtful', fault: 'no-answer' })
    .where('state', '=', 'sending')
    .where('tried_at', '<', before)
    .execute();
}

/** Notes matters that people are told of once. @returns those that were not noted before */
export async function insertOnce(
  trx: Transaction,
  matter: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    INSERT INTO message_once (matter, key) SELECT DISTINCT ${matter}::text, key FROM unnest(${[...keys]}::text[]) AS key
    ORDER BY key ON CONFLICT DO NOTHING RETURNING key`.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

/** The name under which somebody signs in: what a system of their unit knows them by. */
export async function loginNameOf(trx: Transaction, personId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('identity_person')
    .select('login_name')
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.login_name;
}

/** Removes what is long done. */
export async function forgetMessages(trx: Transaction, before: Date): Promise<void> {
  await trx.deleteFrom('message_matter').where('at', '<', before).execute();
  await trx.deleteFrom('message_outgoing').where('made_at', '<', before).execute();
}
