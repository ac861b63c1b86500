import { CLOSING_STATE_WORDS, type PermissionName } from '@zhengdun/contract';
import type { Caller } from '../kernel/audit/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { refusedByScope } from '../registry/index.ts';
import { findCaseForUpdate } from './closing.repo.ts';
import type { CaseRow } from './tables.ts';

/**
 * Works on one case that is under way, where the caller holds a permission; others wait until it is done.
 *
 * @throws HouseError `closing-unknown`, `closing-ended`
 */
export async function workOnCase<Result>(
  db: Database,
  caller: Caller,
  order: {
    readonly id: string;
    readonly permission: PermissionName;
    readonly work: (trx: Transaction, row: CaseRow) => Promise<Result>;
  },
): Promise<Result> {
  const scope = scopeOf(caller.actor, order.permission);
  return refusedByScope(() =>
    withinScope(db, scope, async (trx) => {
      const row = await findCaseForUpdate(trx, order.id);
      if (!row) throw new HouseError('closing-unknown', {});
      if (row.state !== 'open')
        throw new HouseError('closing-ended', { state: CLOSING_STATE_WORDS[row.state] });
      return order.work(trx, row);
    }),
  );
}
