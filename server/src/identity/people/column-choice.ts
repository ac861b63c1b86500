import type { ColumnChoice, ColumnChoices } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { IdentityTools } from '../tools.ts';

/** Keeps which columns of a list a person has put away, in whatever browser they look next. */
export async function chooseColumns(
  tools: IdentityTools,
  personId: string,
  { list, hidden }: ColumnChoice,
): Promise<void> {
  const keys = [...new Set(hidden)];
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    if (keys.length === 0) {
      await trx
        .deleteFrom('identity_column_choice')
        .where('person_id', '=', personId)
        .where('list', '=', list)
        .execute();
      return;
    }
    await trx
      .insertInto('identity_column_choice')
      .values({ person_id: personId, list, hidden: keys })
      .onConflict((conflict) => conflict.columns(['person_id', 'list']).doUpdateSet({ hidden: keys }))
      .execute();
  });
}

/** What a person has put away, by list. */
export async function readColumnChoices(trx: Transaction, personId: string): Promise<ColumnChoices> {
  const rows = await trx
    .selectFrom('identity_column_choice')
    .select(['list', 'hidden'])
    .where('person_id', '=', personId)
    .execute();
  return Object.fromEntries(rows.map(({ list, hidden }) => [list, hidden]));
}
