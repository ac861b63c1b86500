import type { UnitQuery, UnitView } from '@zhengdun/contract';
import { namesOfActors } from '../../identity/index.ts';
import { creditCodeFits } from '../../kernel/check-digits.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { regionView } from '../regions/regions.ts';
import { countOfUnit, countUnits, findChanges, findContacts, findUnit, listUnits } from './unit.repo.ts';
import { unitInputOf } from './unit.ts';

/** One page of the tree's nodes: those at the top, those below one, or those that a search finds. */
export async function readUnits(db: Database, actor: Actor, { superior, search, page, size }: UnitQuery) {
  const scope = scopeOf(actor, 'unit.read');
  const filter = { superior: superior ?? null, search };
  return withinScope(db, scope, async (trx) => ({
    rows: (await listUnits(trx, scope, { filter, offset: (page - 1) * size, limit: size })).map(
      ({ region_name, subordinates, ...row }) => ({
        ...row,
        regionName: region_name,
        subordinates: subordinates ?? 0,
      }),
    ),
    total: await countUnits(trx, scope, filter),
    asOf: new Date().toISOString(),
  }));
}

/** @throws HouseError `unit-unknown` */
export async function readUnit(db: Database, actor: Actor, id: string): Promise<UnitView> {
  return withinScope(db, scopeOf(actor, 'unit.read'), async (trx) => {
    const unit = await findUnit(trx, id);
    if (!unit) throw new HouseError('unit-unknown', {});
    const above = unit.sector_path.split('/').slice(0, -2);
    const superiors = [];
    for (const each of above) {
      const superior = await findUnit(trx, each);
      if (superior) superiors.push({ id: superior.id, name: superior.name });
    }
    return {
      ...unitInputOf(unit, await findContacts(trx, [id])),
      ...(await countOfUnit(trx, id)),
      id,
      creditCodeDoubtful: unit.credit_code !== null && !creditCodeFits(unit.credit_code),
      region: await regionView(trx, unit.region_code),
      superiors,
      changedAt: unit.changed_at.toISOString(),
      asOf: new Date().toISOString(),
    };
  });
}

/** The history of a unit, newest first. @throws HouseError `unit-unknown` */
export async function readUnitChanges(db: Database, actor: Actor, id: string) {
  return withinScope(db, scopeOf(actor, 'unit.read'), async (trx) => {
    if (!(await findUnit(trx, id))) throw new HouseError('unit-unknown', {});
    const rows = await changeViews(trx, await findChanges(trx, { unitId: id }));
    return { rows, asOf: new Date().toISOString() };
  });
}

/** A history as it is shown: who acted is told by name, wherever they belong. */
export async function changeViews(trx: Transaction, rows: Awaited<ReturnType<typeof findChanges>>) {
  const actors = rows.map(({ actor }) => actor);
  const known = await beyondScope(trx, () => namesOfActors(trx, actors));
  return rows.map(({ at, actor, fields, ...row }) => ({
    ...row,
    at: at.toISOString(),
    actor: known.get(actor)?.name ?? '政盾',
    fields: Object.entries(fields).map(([field, [before, after]]) => ({ field, before, after })),
  }));
}
