import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { DecisionRow } from '../tables.ts';

export async function insertDecision(trx: Transaction, row: DecisionRow): Promise<void> {
  const hits = row.hits && JSON.stringify(row.hits);
  await trx
    .insertInto('publication_decision')
    .values({ ...row, hits })
    .execute();
}

/** In the order in which they were made. */
export async function findDecisions(db: Database, itemId: string): Promise<DecisionRow[]> {
  return db
    .selectFrom('publication_decision')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('round')
    .orderBy('stage')
    .execute();
}

export async function findDecisionsByIds(db: Database, ids: readonly string[]): Promise<DecisionRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('publication_decision')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}
