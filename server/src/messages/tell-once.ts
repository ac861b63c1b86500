import './tables.ts';
import { createHash } from 'node:crypto';
import type { Transaction } from '../kernel/database/index.ts';
import { insertOnce } from './message.repo.ts';
import { tellPerson } from './tell-person.ts';

/** Something of which people are told a single time. */
export interface OnceMatter {
  /** as `onceKey` makes it, and `message_once_key` of the database */
  readonly key: string;
  /** ids of whom it waits for */
  readonly people: readonly string[];
}

/** What names a matter by its parts. */
export function onceKey(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex');
}

/**
 * Has people told of matters that nobody was told of before, in the transaction: whoever finds them again, in whatever
 * program, tells nobody.
 *
 * @param matter a code: `expiry`
 */
export async function tellOnce(
  trx: Transaction,
  {
    matter,
    about,
    now,
  }: { readonly matter: string; readonly about: readonly OnceMatter[]; readonly now: Date },
): Promise<void> {
  const fresh = await insertOnce(
    trx,
    matter,
    about.map(({ key }) => key),
  );
  for (const { key, people } of about)
    if (fresh.has(key)) for (const personId of people) await tellPerson(trx, { personId, matter, key }, now);
}
