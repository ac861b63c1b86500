import { OPENING_STATE_WORDS, type OpeningState, type PermissionName } from '@zhengdun/contract';
import type { Caller } from '../kernel/audit/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { refusedByScope } from '../registry/index.ts';
import { findCaseForUpdate } from './case.repo.ts';
import type { OpeningTools } from './case.ts';
import type { CaseRow } from './tables.ts';

/**
 * Works on one case where the caller holds a permission; others wait until it is done.
 *
 * @throws HouseError `opening-unknown`, `opening-state-refused` where the case is in none of the states
 */
export async function workOnCase(
  tools: OpeningTools,
  caller: Caller,
  order: {
    readonly id: string;
    readonly permission: PermissionName;
    readonly states: readonly OpeningState[];
    readonly work: (trx: Transaction, row: CaseRow) => Promise<void>;
  },
): Promise<void> {
  const scope = scopeOf(caller.actor, order.permission);
  await refusedByScope(() =>
    withinScope(tools.db, scope, async (trx) => {
      const row = await findCaseForUpdate(trx, order.id);
      if (!row) throw new HouseError('opening-unknown', {});
      if (!order.states.includes(row.state))
        throw new HouseError('opening-state-refused', { state: OPENING_STATE_WORDS[row.state] });
      await order.work(trx, row);
    }),
  );
}
