import { peopleWith } from '../../identity/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { tellPerson } from '../../messages/index.ts';

/** When 24 hours are over since something was found that may be a state secret (保密法实施条例, Art. 61). */
export function secrecyDue(found: Date): Date {
  return new Date(found.getTime() + DAY_MS);
}

/** What may be a state secret waits for whoever is named for it: 24 hours run. @param key of the item or the stop */
export async function tellSecrecy(
  trx: Transaction,
  { unitId, key }: { readonly unitId: string; readonly key: string },
  now: Date,
): Promise<void> {
  const officers = await peopleWith(trx, { unitId, permission: 'secret.read', now });
  for (const { id: personId } of officers)
    await tellPerson(trx, { personId, matter: 'item-secret', key }, now);
}
