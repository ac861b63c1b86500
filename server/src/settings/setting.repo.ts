import './tables.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';

export async function readPageValues(db: Database) {
  return db.selectFrom('setting_value').selectAll().execute();
}

export async function savePageValue(
  trx: Transaction,
  saved: { readonly name: string; readonly value: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const row = { value: saved.value, changed_at: saved.at, changed_by: saved.by };
  await trx
    .insertInto('setting_value')
    .values({ name: saved.name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

export async function forgetPageValue(trx: Transaction, name: string): Promise<void> {
  await trx.deleteFrom('setting_value').where('name', '=', name).execute();
}
