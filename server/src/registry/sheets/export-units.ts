import type { Lang, SheetForm } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { type SheetFile, writeTable } from '../../kernel/sheet/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { allRegions } from '../regions/region.repo.ts';
import { allUnits, findContacts } from '../units/unit.repo.ts';
import { unitInputOf } from '../units/unit.ts';
import { regionNames, UNIT_COLUMNS, unitCells } from './unit-sheet.ts';

/** Every open unit of the actor's scope as a file that can be imported again unchanged; superiors come first. */
export async function exportUnits(
  db: Database,
  actor: Actor,
  file: { readonly form: SheetForm; readonly lang: Lang },
): Promise<SheetFile> {
  const scope = scopeOf(actor, 'unit.read');
  const rows = await withinScope(db, scope, async (trx) => {
    const units = await allUnits(trx, scope);
    const contacts = Map.groupBy(
      await findContacts(
        trx,
        units.map(({ id }) => id),
      ),
      ({ unit_id }) => unit_id,
    );
    const names = regionNames(await allRegions(trx));
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    return units.map((unit) =>
      unitCells(unit, {
        input: unitInputOf(unit, contacts.get(unit.id) ?? []),
        region: { code: unit.region_code, fullName: names.fullName(unit.region_code) },
        superior: unit.superior_id ? byId.get(unit.superior_id) : undefined,
      }),
    );
  });
  return writeTable(UNIT_COLUMNS, rows, file);
}
