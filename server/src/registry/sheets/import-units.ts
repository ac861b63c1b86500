import { randomUUID } from 'node:crypto';
import type { LocalText } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { type CellFault, type Row, readTable } from '../../kernel/sheet/index.ts';
import { type Actor, type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { changedFields } from '../changes.ts';
import { refusedByScope } from '../refusals.ts';
import { allRegions } from '../regions/region.repo.ts';
import type { UnitRow } from '../tables.ts';
import { moveWithin } from '../units/move-unit.ts';
import { type KnownUnits, readUnitRow, type UnitDraft } from '../units/read-unit-rows.ts';
import {
  allUnits,
  findContacts,
  insertChanges,
  insertUnits,
  lockTree,
  saveContacts,
  updateUnit,
} from '../units/unit.repo.ts';
import { belongingOf, sectorPathOf, unitColumns, unitFacts, unitInputOf } from '../units/unit.ts';
import type { ImportOutcome } from './import-report.ts';
import { regionNames, UNIT_COLUMNS } from './unit-sheet.ts';

/** A draft whose superior is known: a unit that is there, or another draft. */
interface Placed extends UnitDraft {
  readonly id: string;
  readonly superiorId: string | null;
}

/**
 * Imports units. Rows with an id or a known credit code change a unit, the others register one; a superior may stand in
 * the same file, before or after. Every fault is found before anything is written, and with a single one nothing is.
 *
 * @param dryRun writes nothing, but looks through everything
 * @throws HouseError `registry-outside-scope`, `credit-code-taken`
 */
export async function importUnits(
  db: Database,
  actor: Actor,
  { rows, dryRun }: { readonly rows: readonly Row[]; readonly dryRun: boolean },
): Promise<ImportOutcome> {
  const scope = scopeOf(actor, 'unit.manage');
  const table = readTable(rows, UNIT_COLUMNS);
  return refusedByScope(() =>
    withinScope(db, scope, async (trx) => {
      await lockTree(trx, 'to-move');
      const known = await knownUnits(trx, scope);
      const read = table.rows.map((row) => readUnitRow(row, known));
      const drafts = read.map(({ draft }) => draft);
      const { placed, faults: misplaced } = place(drafts, known);
      const faults = [
        ...table.faults,
        ...read.flatMap((each) => each.faults),
        ...duplicates(drafts, known),
        ...outside(placed, scope, known),
        ...misplaced,
      ];
      const warnings = read.flatMap((each) => each.warnings);
      const added = placed.filter(({ existing }) => !existing);
      const changed = placed.filter((draft) => differs(draft, known));
      const counts = { rows: drafts.length, added: added.length, changed: changed.length, faults, warnings };
      if (faults.length > 0 || dryRun) return { ...counts, done: false };
      await addAll(trx, { actor, added, known });
      await changeAll(trx, { actor, changed, known });
      return { ...counts, done: true };
    }),
  );
}

async function knownUnits(trx: Transaction, scope: Scope): Promise<KnownUnits> {
  const units = await allUnits(trx, scope);
  const contacts = Map.groupBy(
    await findContacts(
      trx,
      units.map(({ id }) => id),
    ),
    ({ unit_id }) => unit_id,
  );
  return {
    byId: new Map(units.map((unit) => [unit.id, unit])),
    byCode: new Map(units.flatMap((unit) => (unit.credit_code ? [[unit.credit_code, unit]] : []))),
    byName: Map.groupBy(units, ({ name }) => name),
    inputOf: (unit) => unitInputOf(unit, contacts.get(unit.id) ?? []),
    regions: regionNames(await allRegions(trx)),
  };
}

/** Finds every draft's superior and puts superiors before those below them. */
function place(
  drafts: readonly UnitDraft[],
  known: KnownUnits,
): { readonly placed: readonly Placed[]; readonly faults: readonly CellFault[] } {
  const faults: CellFault[] = [];
  const withIds = drafts.map((draft) => ({ ...draft, id: draft.existing?.id ?? randomUUID() }));
  const fresh = Map.groupBy(
    withIds.filter(({ existing }) => !existing),
    ({ input }) => input.name,
  );
  const placed = withIds.map((draft): Placed => {
    const superior = superiorOf(draft, known, fresh);
    if (typeof superior === 'object' && superior !== null) {
      faults.push(draft.row.fault(superior.at, superior.problem));
      return { ...draft, superiorId: null };
    }
    return { ...draft, superiorId: superior };
  });
  const { ordered, circle } = inOrder(placed, known);
  return { placed: ordered, faults: [...faults, ...circle.map(({ row }) => row.fault('superior', CIRCLE))] };
}

function superiorOf(
  { row, existing }: UnitDraft,
  known: KnownUnits,
  fresh: ReadonlyMap<string, readonly { readonly id: string }[]>,
): string | null | { readonly at: 'superior' | 'superiorId'; readonly problem: LocalText } {
  if (!row.has('superior') && !row.has('superiorId')) return existing?.superior_id ?? null;
  const id = row.cell('superiorId');
  if (id !== '') {
    const isThere = known.byId.has(id) || id === existing?.superior_id;
    return isThere ? id : { at: 'superiorId', problem: NO_SUPERIOR };
  }
  const name = plainText(row.cell('superior'), 120);
  if (name === '') return null;
  const found = [...(known.byName.get(name) ?? []), ...(fresh.get(name) ?? [])];
  const [only] = found;
  if (only && found.length === 1) return only.id;
  return { at: 'superior', problem: only ? severalOf(found.length) : NO_SUPERIOR };
}

/** Superiors first. Whatever stands in a circle, in the file or with what is there, is left over. */
function inOrder(
  placed: readonly Placed[],
  known: KnownUnits,
): { readonly ordered: readonly Placed[]; readonly circle: readonly Placed[] } {
  const byId = new Map(placed.map((draft) => [draft.id, draft]));
  const above = (id: string): string | null =>
    byId.get(id)?.superiorId ?? (byId.has(id) ? null : (known.byId.get(id)?.superior_id ?? null));
  const depths = new Map<string, number>();
  const circle: Placed[] = [];
  for (const draft of placed) {
    const seen = new Set<string>();
    let at: string | null = draft.id;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      at = above(at);
    }
    if (at !== null) circle.push(draft);
    depths.set(draft.id, seen.size);
  }
  const ordered = [...placed].sort((a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0));
  return { ordered, circle };
}

/** Rows that mean the same unit, codes that stand there twice, and new units whose like is registered. */
function duplicates(drafts: readonly UnitDraft[], known: KnownUnits): CellFault[] {
  const faults: CellFault[] = [];
  const ids = new Map<string, number>();
  const codes = new Map<string, number>();
  const names = new Map<string, number>();
  for (const { row, existing, input, regionCode } of drafts) {
    const { creditCode, name } = input;
    if (existing) {
      const first = ids.get(existing.id);
      if (first !== undefined) faults.push(row.fault('id', sameAs(first)));
      else ids.set(existing.id, row.line);
    }
    if (creditCode !== undefined) {
      const first = codes.get(creditCode);
      const other = known.byCode.get(creditCode);
      if (first !== undefined) faults.push(row.fault('creditCode', sameAs(first)));
      else if (other && other.id !== existing?.id)
        faults.push(row.fault('creditCode', codeTaken(other.name)));
      else codes.set(creditCode, row.line);
    }
    if (existing || name === '') continue;
    const key = `${regionCode} ${name}`;
    const first = names.get(key);
    const like = known.byName.get(name)?.find((unit) => unit.region_code === regionCode);
    if (first !== undefined) faults.push(row.fault('name', sameAs(first)));
    else if (like) faults.push(row.fault('name', registeredAs(like.id)));
    else names.set(key, row.line);
  }
  return faults;
}

/** New units that would stand where the actor may not register any. */
function outside(placed: readonly Placed[], scope: Scope, known: KnownUnits): CellFault[] {
  const paths = new Map<string, string>();
  return placed.flatMap((draft) => {
    const regionPath = known.regions.byCode.get(draft.regionCode)?.path ?? '';
    const superior = draft.superiorId;
    const above = superior ? (paths.get(superior) ?? known.byId.get(superior)?.sector_path ?? '') : '';
    const sectorPath = `${above}${draft.id}/`;
    paths.set(draft.id, sectorPath);
    const inside =
      regionPath === '' ||
      scope.regions.some((prefix) => regionPath.startsWith(prefix)) ||
      scope.sectors.some((prefix) => sectorPath.startsWith(prefix)) ||
      scope.units.includes(draft.id);
    return inside ? [] : [draft.row.fault('region', OUTSIDE)];
  });
}

function differs({ existing, input, regionCode, superiorId }: Placed, known: KnownUnits): boolean {
  if (!existing) return false;
  const facts = changedFields(unitFacts(known.inputOf(existing)), unitFacts(input));
  return (
    Object.keys(facts).length > 0 ||
    existing.region_code !== regionCode ||
    existing.superior_id !== superiorId
  );
}

async function addAll(
  trx: Transaction,
  { actor, added, known }: { actor: Actor; added: readonly Placed[]; known: KnownUnits },
): Promise<void> {
  const units = new Map<string, Pick<UnitRow, 'id' | 'sector_path' | 'name'>>(known.byId);
  const rows = added.map(({ id, input, regionCode, superiorId }) => {
    const unit = {
      id,
      ...unitColumns(input),
      region_code: regionCode,
      region_path: known.regions.byCode.get(regionCode)?.path ?? '',
      superior_id: superiorId,
      sector_path: sectorPathOf(id, superiorId ? units.get(superiorId) : undefined),
    };
    units.set(id, unit);
    return { unit, input };
  });
  await insertUnits(
    trx,
    rows.map(({ unit }) => unit),
  );
  await saveContacts(
    trx,
    rows.map(({ unit, input }) => ({ unit, contacts: input.contacts })),
  );
  await insertChanges(
    trx,
    rows.map(({ unit, input }) => ({
      ...belongingOf(unit),
      application_id: null,
      actor: actor.id,
      act: 'imported' as const,
      fields: changedFields({}, unitFacts(input)),
    })),
  );
}

async function changeAll(
  trx: Transaction,
  { actor, changed, known }: { actor: Actor; changed: readonly Placed[]; known: KnownUnits },
): Promise<void> {
  for (const { id, existing, input } of changed) {
    if (!existing) continue;
    const fields = changedFields(unitFacts(known.inputOf(existing)), unitFacts(input));
    if (Object.keys(fields).length > 0) {
      await updateUnit(trx, id, unitColumns(input));
      // Units that were moved before in this file have other paths by now: what is theirs is written before they move.
      await saveContacts(trx, [{ unit: existing, contacts: input.contacts }]);
      await insertChanges(trx, [
        { ...belongingOf(existing), application_id: null, actor: actor.id, act: 'imported', fields },
      ]);
    }
  }
  for (const { id, regionCode, superiorId } of changed)
    await moveWithin(trx, { actor, id, move: { regionCode, superiorId } });
}

const NO_SUPERIOR: LocalText = {
  zh: '没有登记这个单位，本表中也没有。请先登记，或核对名称',
  en: 'no such unit is registered or stands in this file; register it first, or look at the name',
};
const CIRCLE: LocalText = {
  zh: '主管部门又是本单位的下级，形成循环。请改正其中一个',
  en: 'the superior stands below this very unit; correct one of them',
};
const OUTSIDE: LocalText = {
  zh: '不在您负责的地区或系统内，请删除这一行，由上级单位登记',
  en: 'lies outside of your region or sector; remove the line and leave it to the superior unit',
};
function severalOf(count: number): LocalText {
  return {
    zh: `有${count}个同名单位，请在“主管部门编号”中填写编号`,
    en: `${count} units have this name; give the id in the column superior id`,
  };
}
function sameAs(line: number): LocalText {
  return { zh: `与第${line}行重复，请删除一行`, en: `the same as in line ${line}; remove one` };
}
function codeTaken(name: string): LocalText {
  return {
    zh: `这个代码已登记在“${name}”名下，请核对`,
    en: `the code is registered for "${name}"; look at both`,
  };
}
function registeredAs(id: string): LocalText {
  return {
    zh: `该地区已登记同名单位。要修改它，请在“编号”中填写 ${id}`,
    en: `a unit of this name is registered there. To change it, give its id: ${id}`,
  };
}
