import './tables.ts';
import type { Updateable } from 'kysely';
import type { Tables, Transaction } from '../kernel/database/index.ts';
import type { Appearance } from './tables.ts';

export async function updateLink(
  trx: Transaction,
  id: string,
  change: Updateable<Tables['links_link']>,
): Promise<void> {
  await trx.updateTable('links_link').set(change).where('id', '=', id).execute();
}

/** How the page looked at the last look; undefined where that brought none. */
export async function findSeenPage(trx: Transaction, id: string): Promise<Appearance | undefined> {
  const row = await trx
    .selectFrom('links_check')
    .select('page')
    .where('link_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.page ?? undefined;
}
