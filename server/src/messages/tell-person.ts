import './tables.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Something that waits for a person. */
export interface Matter {
  readonly personId: string;
  /** a code: `notice-arrived` */
  readonly matter: string;
  /** of what: an id. No name and no text */
  readonly key: string;
}

/**
 * Has a person told that something waits for them, by the way that they chose. Stands or falls with the transaction that
 * it is about, in whatever scope that is. The same matter is told once a day, however often this is called.
 */
export async function tellPerson(
  trx: Transaction,
  { personId, matter, key }: Matter,
  now = new Date(),
): Promise<void> {
  await trx
    .insertInto('message_matter')
    .values({
      person_id: personId,
      matter,
      key,
      day: dayOf(now),
      at: now,
      message_id: null,
      dropped_at: null,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'day', 'matter', 'key']).doNothing())
    .execute();
}

/** The same for several, but for whoever does it, and for what is no person: the program. @param people ids */
export async function tellPeople(
  trx: Transaction,
  people: readonly string[],
  { by, now, ...matter }: Omit<Matter, 'personId'> & { readonly by: string; readonly now: Date },
): Promise<void> {
  for (const personId of people)
    if (personId !== by && UUID.test(personId)) await tellPerson(trx, { personId, ...matter }, now);
}
