import type { UnitMove } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { changedFields } from '../changes.ts';
import { refusedByScope } from '../refusals.ts';
import { demandRegion } from '../regions/regions.ts';
import type { UnitRow } from '../tables.ts';
import { findUnit, insertChanges, lockTree, movePaths, moveRegion, setSuperior } from './unit.repo.ts';
import { belongingOf, sectorPathOf } from './unit.ts';

/**
 * 机构调整: puts a unit below another superior, into another region, or both, with all units below it and all that is
 * theirs, in one transaction. Units below it move to the new region where they stood in the very same one; a county's
 * townships stay where they are. The unit, its new superior and its new place must lie in the actor's scope; units
 * below it may lie anywhere.
 *
 * @throws HouseError `unit-unknown`, `region-unknown`, `unit-cycle`, `registry-outside-scope`
 */
export async function moveUnit(
  db: Database,
  actor: Actor,
  { id, move }: { readonly id: string; readonly move: UnitMove },
): Promise<void> {
  const scope = scopeOf(actor, 'unit.manage');
  await refusedByScope(() =>
    withinScope(db, scope, async (trx) => {
      await lockTree(trx, 'to-move');
      await moveWithin(trx, { actor, id, move });
    }),
  );
}

/** The same within a transaction that holds the lock of the tree. */
export async function moveWithin(
  trx: Transaction,
  { actor, id, move }: { readonly actor: Actor; readonly id: string; readonly move: UnitMove },
): Promise<void> {
  const unit = await demandUnit(trx, id);
  const was = await placeNames(trx, unit);
  if (move.superiorId !== undefined && move.superiorId !== unit.superior_id)
    await moveSuperior(trx, { unit, superiorId: move.superiorId });
  if (move.regionCode !== undefined && move.regionCode !== unit.region_code) {
    const region = await demandRegion(trx, move.regionCode);
    const { sector_path } = await beyondScope(trx, () => demandUnit(trx, id));
    await beyondScope(trx, () => moveRegion(trx, { sector_path, region_code: unit.region_code }, region));
  }
  // Who moves a unit out of the own scope gives away what is not theirs to give.
  const moved = await findUnit(trx, id);
  if (!moved) throw new HouseError('registry-outside-scope', {});
  const fields = changedFields(was, await placeNames(trx, moved));
  if (Object.keys(fields).length === 0) return;
  await insertChanges(trx, [
    { ...belongingOf(moved), application_id: null, actor: actor.id, act: 'moved', fields },
  ]);
}

async function moveSuperior(
  trx: Transaction,
  { unit, superiorId }: { readonly unit: UnitRow; readonly superiorId: string | null },
): Promise<void> {
  const superior = superiorId === null ? undefined : await demandUnit(trx, superiorId);
  if (superior?.sector_path.startsWith(unit.sector_path))
    throw new HouseError('unit-cycle', { superior: superior.name });
  const path = sectorPathOf(unit.id, superior);
  await beyondScope(trx, async () => {
    await movePaths(trx, unit.sector_path, path);
    await setSuperior(trx, unit.id, superiorId);
  });
}

async function demandUnit(trx: Transaction, id: string): Promise<UnitRow> {
  const unit = await findUnit(trx, id);
  if (!unit) throw new HouseError('unit-unknown', {});
  return unit;
}

async function placeNames(trx: Transaction, unit: UnitRow): Promise<Record<string, string>> {
  const superior = unit.superior_id ? await findUnit(trx, unit.superior_id) : undefined;
  return {
    region: (await demandRegion(trx, unit.region_code)).name,
    superior: superior?.name ?? unit.superior_id ?? '',
  };
}
