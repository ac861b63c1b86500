import './tables.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';

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
