import { peopleWith } from '../identity/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import type { NamedItem } from './item.repo.ts';

/** Whoever wrote or submitted an item, while they still publish in its unit; else everybody there who does. */
export async function publishersOf(trx: Transaction, item: NamedItem, now: Date): Promise<string[]> {
  const all = (await peopleWith(trx, { unitId: item.unit_id, permission: 'publication.write', now })).map(
    ({ id }) => id,
  );
  const own = all.filter((id) => id === item.author_id || id === item.submitted_by);
  return own.length > 0 ? own : all;
}
