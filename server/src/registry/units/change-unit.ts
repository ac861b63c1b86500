import type { UnitInput } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { changedFields } from '../changes.ts';
import { refusedByScope } from '../refusals.ts';
import { refuseTakenCode } from './register-unit.ts';
import { findContacts, findUnit, insertChanges, saveContacts, updateUnit } from './unit.repo.ts';
import { belongingOf, unitColumns, unitFacts, unitInputOf } from './unit.ts';

/**
 * Changes a unit's own facts; place and superior change by `moveUnit`.
 *
 * @throws HouseError `unit-unknown`, `credit-code-taken`
 */
export async function changeUnit(
  db: Database,
  actor: Actor,
  { id, input }: { readonly id: string; readonly input: UnitInput },
): Promise<void> {
  await refusedByScope(() =>
    withinScope(db, scopeOf(actor, 'unit.manage'), async (trx) => {
      const unit = await findUnit(trx, id);
      if (!unit) throw new HouseError('unit-unknown', {});
      const before = unitInputOf(unit, await findContacts(trx, [id]));
      const fields = changedFields(unitFacts(before), unitFacts(input));
      if (Object.keys(fields).length === 0) return;
      await refuseTakenCode(trx, input.creditCode, id);
      await updateUnit(trx, id, unitColumns(input));
      await saveContacts(trx, [{ unit, contacts: input.contacts }]);
      await insertChanges(trx, [
        { ...belongingOf(unit), application_id: null, actor: actor.id, act: 'changed', fields },
      ]);
    }),
  );
}
