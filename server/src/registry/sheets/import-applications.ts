import { randomUUID } from 'node:crypto';
import type { ApplicationInput, LocalText } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { type CellFault, type Row, readTable, type TableRow } from '../../kernel/sheet/index.ts';
import { type Actor, type Scope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import {
  allApplications,
  findFilings,
  insertApplications,
  platformsAmong,
  saveFilings,
  savePlatform,
} from '../applications/application.repo.ts';
import { applicationFacts, applicationInputOf } from '../applications/application.ts';
import { readApplicationRow } from '../applications/read-application-rows.ts';
import { changeWithin, columnsOf, UNCHECKED } from '../applications/save-application.ts';
import { changedFields } from '../changes.ts';
import { refusedByScope } from '../refusals.ts';
import type { ApplicationRecord, UnitRow } from '../tables.ts';
import { allUnits, insertChanges } from '../units/unit.repo.ts';
import { belongingOf } from '../units/unit.ts';
import { APPLICATION_COLUMNS, type ApplicationColumn } from './application-sheet.ts';
import type { ImportOutcome } from './import-report.ts';

interface Draft {
  readonly row: TableRow<ApplicationColumn>;
  readonly existing: ApplicationRecord | undefined;
  readonly unit: UnitRow | undefined;
  readonly input: ApplicationInput;
}

interface Known {
  readonly byId: ReadonlyMap<string, ApplicationRecord>;
  readonly inputOf: (row: ApplicationRecord) => ApplicationInput;
  /** `unit name kind main address` of what is registered */
  readonly likes: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly unitsByName: ReadonlyMap<string, readonly UnitRow[]>;
}

/**
 * Imports applications of registered units. Rows with an id change one, the others register one. Every fault is found
 * before anything is written, and with a single one nothing is.
 *
 * @param dryRun writes nothing, but looks through everything
 * @throws HouseError `platform-cycle`, `platform-in-use`: what only the writing shows undoes it all
 */
export async function importApplications(
  db: Database,
  actor: Actor,
  { rows, dryRun }: { readonly rows: readonly Row[]; readonly dryRun: boolean },
): Promise<ImportOutcome> {
  const scope = scopeOf(actor, 'application.manage');
  const table = readTable(rows, APPLICATION_COLUMNS);
  return refusedByScope(() =>
    withinScope(db, scope, async (trx) => {
      const known = await knownApplications(trx, scope);
      const faults: CellFault[] = [...table.faults];
      const drafts = table.rows.map((row) => readDraft(row, known, faults));
      faults.push(...duplicates(drafts, known), ...(await platformFaults(trx, drafts)));
      const added = drafts.filter(({ existing }) => !existing);
      const changed = drafts.filter(
        ({ existing, input }) =>
          existing &&
          Object.keys(changedFields(applicationFacts(known.inputOf(existing)), applicationFacts(input)))
            .length > 0,
      );
      const counts = {
        rows: drafts.length,
        added: added.length,
        changed: changed.length,
        faults,
        warnings: [],
      };
      if (faults.length > 0 || dryRun) return { ...counts, done: false };
      await addAll(trx, actor, added);
      for (const { existing, input } of changed) {
        if (existing) await changeWithin(trx, { actor, row: existing, input, act: 'imported' });
      }
      return { ...counts, done: true };
    }),
  );
}

async function knownApplications(trx: Transaction, scope: Scope): Promise<Known> {
  const rows = await allApplications(trx, scope, {});
  const ids = rows.map(({ id }) => id);
  const filings = Map.groupBy(await findFilings(trx, ids), ({ application_id }) => application_id);
  const units = await allUnits(trx, scope);
  return {
    byId: new Map(rows.map((row) => [row.id, row])),
    inputOf: (row) => applicationInputOf(row, filings.get(row.id) ?? []),
    likes: new Map(rows.map((row) => [likeness(row.unit_id, row), row.id])),
    units: new Map(units.map((unit) => [unit.id, unit])),
    unitsByName: Map.groupBy(units, ({ name }) => name),
  };
}

function likeness(
  unitId: string,
  { name, kind, addresses }: Pick<ApplicationInput, 'name' | 'kind' | 'addresses'>,
) {
  return [unitId, name, kind, addresses[0] ?? ''].join(' ');
}

function readDraft(row: TableRow<ApplicationColumn>, known: Known, faults: CellFault[]): Draft {
  const id = row.cell('id');
  const existing = known.byId.get(id);
  if (id !== '' && !existing) faults.push(row.fault('id', NO_SUCH_ID));
  const read = readApplicationRow(row, existing && known.inputOf(existing));
  faults.push(...read.faults);
  const unit = unitOf(row, known, existing);
  if (unit && 'problem' in unit) {
    faults.push(row.fault(unit.at, unit.problem));
    return { row, existing, unit: undefined, input: read.input };
  }
  if (existing && unit && unit.id !== existing.unit_id) faults.push(row.fault('unit', OTHER_UNIT));
  return { row, existing, unit, input: read.input };
}

function unitOf(
  row: TableRow<ApplicationColumn>,
  { units, unitsByName }: Known,
  existing: ApplicationRecord | undefined,
): UnitRow | undefined | { readonly at: 'unit' | 'unitId'; readonly problem: LocalText } {
  const id = row.cell('unitId');
  if (id !== '') return units.get(id) ?? { at: 'unitId', problem: NO_UNIT };
  const name = plainText(row.cell('unit'), 120);
  if (name === '') return existing ? undefined : { at: 'unit', problem: UNIT_MISSING };
  const found = unitsByName.get(name) ?? [];
  const own = found.find((unit) => unit.id === existing?.unit_id);
  if (own) return own;
  const [only] = found;
  if (only && found.length === 1) return only;
  return { at: 'unit', problem: only ? severalOf(found.length) : NO_UNIT };
}

function duplicates(drafts: readonly Draft[], known: Known): CellFault[] {
  const faults: CellFault[] = [];
  const seen = new Map<string, number>();
  for (const { row, existing, unit, input } of drafts) {
    const key = existing?.id ?? likeness(unit?.id ?? '', input);
    const first = seen.get(key);
    const registered = existing ? undefined : known.likes.get(key);
    if (first !== undefined) faults.push(row.fault(existing ? 'id' : 'name', sameAs(first)));
    else if (registered !== undefined) faults.push(row.fault('name', registeredAs(registered)));
    else seen.set(key, row.line);
  }
  return faults;
}

async function platformFaults(trx: Transaction, drafts: readonly Draft[]): Promise<CellFault[]> {
  const wanted = drafts.flatMap(({ input }) => (input.hostId !== undefined ? [input.hostId] : []));
  const there = await platformsAmong(
    trx,
    wanted.filter((id) => UUID.test(id)),
  );
  return drafts.flatMap(({ row, existing, input: { hostId } }) =>
    hostId === undefined || there.has(hostId) || existing?.host_id === hostId
      ? []
      : [row.fault('hostId', NO_PLATFORM)],
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function addAll(trx: Transaction, actor: Actor, added: readonly Draft[]): Promise<void> {
  const rows = added.flatMap(({ unit, input }) => {
    if (!unit) return [];
    const belonging = belongingOf(unit);
    return [{ id: randomUUID(), belonging, input }];
  });
  await insertApplications(
    trx,
    rows.map(({ id, belonging, input }) => ({ id, ...belonging, ...columnsOf(input), ...UNCHECKED })),
  );
  await saveFilings(
    trx,
    rows.map(({ id, belonging, input }) => ({ of: { id, ...belonging }, filings: input.filings })),
  );
  for (const { id, input } of rows) if (input.isPlatform) await savePlatform(trx, id);
  await insertChanges(
    trx,
    rows.map(({ id, belonging, input }) => ({
      ...belonging,
      application_id: id,
      actor: actor.id,
      act: 'imported' as const,
      fields: changedFields({}, applicationFacts(input)),
    })),
  );
}

const NO_SUCH_ID: LocalText = {
  zh: '系统中没有这个编号，或不在您负责的范围内。新登记的应用请留空',
  en: 'there is no such id, or it is outside of your scope; leave it empty for a new application',
};
const NO_UNIT: LocalText = {
  zh: '没有登记这个单位，或不在您负责的范围内。请先登记单位，或核对名称',
  en: 'no such unit is registered within your scope; register it first, or look at the name',
};
const UNIT_MISSING: LocalText = { zh: '请填写单位名称或单位编号', en: 'give the name or the id of the unit' };
const OTHER_UNIT: LocalText = {
  zh: '已登记的应用不能改到另一个单位。请在新单位另行登记，并关停这一个',
  en: 'a registered application stays with its unit; register it at the other one and close this',
};
const NO_PLATFORM: LocalText = {
  zh: '没有这个平台，或它不供其他单位使用。请核对编号',
  en: 'there is no such platform, or it is not open to others; look at the id',
};
function severalOf(count: number): LocalText {
  return {
    zh: `有${count}个同名单位，请在“单位编号”中填写编号`,
    en: `${count} units have this name; give the id in the column unit id`,
  };
}
function sameAs(line: number): LocalText {
  return { zh: `与第${line}行重复，请删除一行`, en: `the same as in line ${line}; remove one` };
}
function registeredAs(id: string): LocalText {
  return {
    zh: `该单位已登记同样的应用。要修改它，请在“编号”中填写 ${id}`,
    en: `the unit has such an application already. To change it, give its id: ${id}`,
  };
}
