import type {
  Lang,
  Overview,
  OverviewCell,
  OverviewQuery,
  OverviewRow,
  PlaceFilter,
} from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { type Scope, withinScope } from '../../kernel/tenancy/index.ts';
import type { Place } from '../../registry/index.ts';
import type { Reading } from '../findings/read-findings.ts';
import { areasOf, type NamedPlace, standingAt, wayTo } from './focus.ts';
import {
  type CountedFindings,
  type CountedRow,
  type Counting,
  countFindingsBy,
  countUnits,
  divisionsBelow,
  topUnits,
} from './overview.repo.ts';
import { columnsOf, columnTitle, dueOf, type OverviewColumn } from './overview-columns.ts';
import { overviewScope } from './overview-scope.ts';

/** Rows that are sent. */
const MOST_ROWS = 1_000;

/** A row before it is counted. */
interface PlannedRow {
  /** of what is counted, the part that belongs to it */
  readonly key: string;
  readonly place: PlaceFilter;
  readonly name: string;
  readonly own: boolean;
}

/**
 * 分布表: a row for each division, or unit, next below where the reader stands; a column for each chapter, article or
 * obligation. The numbers are those of the lists behind them.
 *
 * @throws HouseError `overview-outside`, `region-unknown`, `unit-unknown`
 */
export async function readOverview(
  db: Database,
  { actor, lang, now }: Reading,
  query: OverviewQuery,
): Promise<Overview> {
  const scope = overviewScope(actor);
  const columns = columnsOf(query);
  return withinScope(db, scope, async (trx) => {
    const areas = await areasOf(trx, scope, lang);
    const standing = await standingAt(trx, areas, query);
    const path = standing ? await wayTo(trx, standing) : [];
    const task = { scope, query, columns };
    const rows = standing
      ? await rowsBelow(trx, { ...task, ...standing, name: path.at(-1)?.name ?? '', lang })
      : await rowsOfAreas(trx, { ...task, areas });
    return {
      areas: areas.map(({ filter, name }) => ({ place: filter, name })),
      path,
      columns: columns.map((column) => ({
        key: column.key,
        title: columnTitle(column, lang),
        filter: column.filter,
      })),
      rows: sorted(rows, query.sort).slice(0, MOST_ROWS),
      total: rows.length,
      sum: sumOf(rows, columns.length),
      asOf: now.toISOString(),
    };
  });
}

interface Task {
  readonly scope: Scope;
  readonly query: OverviewQuery;
  readonly columns: readonly OverviewColumn[];
}

async function rowsOfAreas(
  trx: Transaction,
  { areas, ...task }: Task & { readonly areas: readonly NamedPlace[] },
): Promise<OverviewRow[]> {
  const rows: OverviewRow[] = [];
  for (const { filter, place, name } of areas) {
    const planned = [{ key: '', place: filter, name, own: false }];
    rows.push(...(await counted(trx, { scope: task.scope, place, rows: 'whole' }, { ...task, planned })));
  }
  return rows;
}

interface At extends Task {
  readonly filter: PlaceFilter;
  readonly place: Place;
  readonly name: string;
  readonly lang: Lang;
}

async function rowsBelow(trx: Transaction, at: At): Promise<OverviewRow[]> {
  const { scope, place, query, filter } = at;
  if (query.by === 'sector') {
    const tops = await topUnits(trx, { scope, place }, filter.sector);
    const planned = plannedUnits(tops, at);
    const rows = await counted(trx, { scope, place, rows: tops.map(({ id }) => id) }, { ...at, planned });
    return rows.filter((row) => !row.own || isThere(row));
  }
  const planned = plannedDivisions(await divisionsBelow(trx, filter.region), at);
  const rows = await counted(trx, { scope, place, rows: 'divisions' }, { ...at, planned });
  // A division in which nothing is registered is told; where a sector has nothing it need not be anywhere.
  return rows.filter((row) => isThere(row) || (!row.own && !filter.sector));
}

function plannedDivisions(below: readonly { code: string; name: string }[], at: At): PlannedRow[] {
  const { region, sector } = at.filter;
  const kept = sector ? { sector } : {};
  const own = at.lang === 'zh' ? `${at.name}本级` : `${at.name} itself`;
  return [
    ...(region ? [{ key: '', place: { ...kept, regionOnly: region }, name: own, own: true }] : []),
    ...below.map(({ code, name }) => ({ key: code, place: { ...kept, region: code }, name, own: false })),
  ];
}

function plannedUnits(tops: readonly { id: string; name: string }[], at: At): PlannedRow[] {
  const { region, sector } = at.filter;
  const kept = region ? { region } : {};
  const own = at.lang === 'zh' ? `${at.name}（本单位）` : `${at.name} itself`;
  return [
    ...(sector ? [{ key: '', place: { ...kept, unit: sector }, name: own, own: true }] : []),
    ...tops.map(({ id, name }) => ({ key: id, place: { ...kept, sector: id }, name, own: false })),
  ];
}

async function counted(
  trx: Transaction,
  counting: Counting,
  { columns, query, planned }: Task & { readonly planned: readonly PlannedRow[] },
): Promise<OverviewRow[]> {
  const units = Map.groupBy(await countUnits(trx, counting), ({ row }) => row);
  const parts = query.chapter || query.article ? await countFindingsBy(trx, counting, query) : undefined;
  const findings = parts && Map.groupBy(parts, ({ row }) => row);
  return planned.map(({ key, ...row }) => {
    const there = units.get(key) ?? [];
    const found = findings && (findings.get(key) ?? []);
    const cells = columns.map((column) => cellOf(column, there, found));
    return { ...row, cells, ...totalsOf(cells, there) };
  });
}

function cellOf(
  column: OverviewColumn,
  units: readonly CountedRow[],
  findings: readonly CountedFindings[] | undefined,
): OverviewCell {
  const { chapter } = column.filter;
  const part = findings?.find((each) => each.part === column.key);
  const numbers = findings
    ? { unmet: part?.unmet ?? 0, unknown: part?.unknown ?? 0 }
    : {
        unmet: sum(units.map(({ unmet }) => unmet[(chapter ?? 0) - 1] ?? 0)),
        unknown: sum(units.map(({ unknown }) => unknown[(chapter ?? 0) - 1] ?? 0)),
      };
  return { ...numbers, ...dueOf(column, units) };
}

function totalsOf(cells: readonly OverviewCell[], units: readonly CountedRow[]) {
  return {
    unmet: sum(cells.map(({ unmet }) => unmet)),
    unknown: sum(cells.map(({ unknown }) => unknown)),
    applications: sum(units.flatMap(({ applications }) => applications)),
    unseen: sum(units.flatMap(({ unseen }) => unseen)),
  };
}

function sumOf(rows: readonly OverviewRow[], columns: number): Overview['sum'] {
  const total = (of: (row: OverviewRow) => number): number => sum(rows.map(of));
  return {
    cells: Array.from({ length: columns }, (_, index) => ({
      unmet: total(({ cells }) => cells[index]?.unmet ?? 0),
      unknown: total(({ cells }) => cells[index]?.unknown ?? 0),
      due: total(({ cells }) => cells[index]?.due ?? 0),
      seen: total(({ cells }) => cells[index]?.seen ?? 0),
    })),
    unmet: total(({ unmet }) => unmet),
    unknown: total(({ unknown }) => unknown),
    applications: total(({ applications }) => applications),
    unseen: total(({ unseen }) => unseen),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function isThere({ applications, unmet, unknown }: OverviewRow): boolean {
  return applications + unmet + unknown > 0;
}

const byName = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/** What stands for the place itself comes first; then by name, or by a number with the greatest first. No places. */
function sorted(rows: readonly OverviewRow[], sort: OverviewQuery['sort']): OverviewRow[] {
  return rows.toSorted(
    (a, b) =>
      Number(b.own) - Number(a.own) ||
      (sort === 'name' ? 0 : b[sort] - a[sort]) ||
      byName.compare(a.name, b.name),
  );
}
