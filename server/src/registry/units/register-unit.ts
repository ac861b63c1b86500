import { randomUUID } from 'node:crypto';
import type { NewUnit } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { changedFields } from '../changes.ts';
import { refusedByScope } from '../refusals.ts';
import { demandRegion } from '../regions/regions.ts';
import {
  findUnit,
  findUnitWithCode,
  insertChanges,
  insertUnits,
  lockTree,
  saveContacts,
} from './unit.repo.ts';
import { belongingOf, sectorPathOf, unitColumns, unitFacts } from './unit.ts';

/**
 * Registers a unit at its place in both trees.
 *
 * @returns its id
 * @throws HouseError `region-unknown`, `unit-unknown` (the superior), `credit-code-taken`, `registry-outside-scope`
 */
export async function registerUnit(db: Database, actor: Actor, input: NewUnit): Promise<string> {
  return refusedByScope(() =>
    withinScope(db, scopeOf(actor, 'unit.manage'), (trx) => addUnit(trx, actor, input)),
  );
}

async function addUnit(trx: Transaction, actor: Actor, input: NewUnit): Promise<string> {
  await lockTree(trx, 'to-add');
  const region = await demandRegion(trx, input.regionCode);
  const superior = input.superiorId ? await findUnit(trx, input.superiorId) : undefined;
  if (input.superiorId && !superior) throw new HouseError('unit-unknown', {});
  await refuseTakenCode(trx, input.creditCode);
  const id = randomUUID();
  const unit = {
    id,
    ...unitColumns(input),
    region_code: region.code,
    region_path: region.path,
    superior_id: superior?.id ?? null,
    sector_path: sectorPathOf(id, superior),
  };
  await insertUnits(trx, [unit]);
  await saveContacts(trx, [{ unit, contacts: input.contacts }]);
  await insertChanges(trx, [
    {
      ...belongingOf(unit),
      application_id: null,
      actor: actor.id,
      act: 'registered',
      fields: changedFields({}, { ...unitFacts(input), region: region.name, superior: superior?.name ?? '' }),
    },
  ]);
  return id;
}

/** @throws HouseError `credit-code-taken`. A code outside of the scope is found by the database's own constraint. */
export async function refuseTakenCode(
  trx: Transaction,
  code: string | undefined,
  unitId?: string,
): Promise<void> {
  if (code === undefined) return;
  const other = await findUnitWithCode(trx, code);
  if (other && other.id !== unitId) throw new HouseError('credit-code-taken', { code });
}
