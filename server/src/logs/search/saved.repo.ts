import '../register/tables.ts';
import type { LogSavedInput } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { type Belonging, ownedAs } from '../../kernel/tenancy/index.ts';

export async function listSaved(trx: Transaction, personId: string, limit: number) {
  return trx
    .selectFrom('logs_search')
    .select(['id', 'name', 'question'])
    .where('person_id', '=', personId)
    .orderBy('name')
    .orderBy('saved_at')
    .limit(limit)
    .execute();
}

export async function insertSaved(
  trx: Transaction,
  owner: Belonging,
  saved: LogSavedInput & { readonly id: string; readonly personId: string; readonly at: Date },
): Promise<void> {
  const { id, personId, name, question, at } = saved;
  await trx
    .insertInto('logs_search')
    .values({
      ...{ id, person_id: personId, name, saved_at: at, question: JSON.stringify(question) },
      ...ownedAs(owner),
    })
    .execute();
}

/** @returns whether there was one */
export async function deleteSaved(trx: Transaction, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('logs_search')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
