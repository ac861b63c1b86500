import type { Transaction } from '../kernel/database/index.ts';
import type { ComparisonRow } from './tables.ts';

/** The newest comparison of an item's page with the version that is public; undefined: there is none. */
export async function findComparison(
  trx: Transaction,
  id: string,
  version: number,
): Promise<ComparisonRow | undefined> {
  return trx
    .selectFrom('publication_comparison')
    .selectAll()
    .where('item_id', '=', id)
    .where('version', '=', version)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}
