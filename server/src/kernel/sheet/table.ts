import type { LocalText } from '@zhengdun/contract';
import { type CellFault, faultAt, headName } from './cells.ts';
import { unguarded } from './guard.ts';
import type { Row } from './read-rows.ts';

/** A column of a table that is exported and imported. Its word is its head; both languages are read. */
export interface SheetColumn {
  readonly word: LocalText;
  /** must stand in the file and be filled in every row */
  readonly required?: boolean;
  /** what to write there, for the template */
  readonly hint: LocalText;
  readonly example: string;
}
export type SheetColumns<Key extends string> = Readonly<Record<Key, SheetColumn>>;

/** One row by the names of its columns. */
export interface TableRow<Key extends string> {
  readonly line: number;
  /** text of a cell; empty where the file has no such column */
  readonly cell: (key: Key) => string;
  /** whether the file has the column: one that is missing changes nothing, one that is empty empties */
  readonly has: (key: Key) => boolean;
  readonly fault: (key: Key, problem: LocalText) => CellFault;
}

/**
 * Rows by the names of their columns, with what is wrong about the file as a whole: columns that are missing, unknown
 * or there twice, and required cells that are empty.
 */
export function readTable<Key extends string>(
  rows: readonly Row[],
  columns: SheetColumns<Key>,
): { readonly rows: readonly TableRow<Key>[]; readonly faults: readonly CellFault[] } {
  const [head, ...body] = rows;
  if (!head) return { rows: [], faults: [] };
  const keys = Object.keys(columns) as Key[];
  const places = new Map<Key, number>();
  const faults: CellFault[] = [];
  head.cells.forEach((cell, at) => {
    const name = headName(unguarded(cell));
    const key = keys.find((each) => [columns[each].word.zh, columns[each].word.en].includes(name));
    if (name === '') return;
    const column = { zh: name, en: name };
    if (!key) faults.push(faultAt(head, { at, column }, UNKNOWN_COLUMN));
    else if (places.has(key)) faults.push(faultAt(head, { at, column }, COLUMN_TWICE));
    else places.set(key, at);
  });
  for (const key of keys) {
    if (columns[key].required && !places.has(key))
      faults.push(faultAt(head, { at: -1, column: columns[key].word }, COLUMN_MISSING));
  }
  const tableRows = body.map((row) => tableRow(row, columns, places));
  for (const row of tableRows) {
    for (const key of keys) {
      if (columns[key].required && places.has(key) && row.cell(key) === '')
        faults.push(row.fault(key, emptyCell(columns[key])));
    }
  }
  return { rows: tableRows, faults };
}

function tableRow<Key extends string>(
  row: Row,
  columns: SheetColumns<Key>,
  places: ReadonlyMap<Key, number>,
): TableRow<Key> {
  const at = (key: Key): number => places.get(key) ?? -1;
  return {
    line: row.line,
    cell: (key) => unguarded(row.cells[at(key)]?.trim() ?? ''),
    has: (key) => places.has(key),
    fault: (key, problem) => faultAt(row, { at: at(key), column: columns[key].word }, problem),
  };
}

const UNKNOWN_COLUMN: LocalText = {
  zh: '没有这一列，请改用模板中的列名，或删除这一列',
  en: 'there is no such column: name it as the template does, or remove it',
};
const COLUMN_TWICE: LocalText = {
  zh: '这一列出现了两次，请删除一列',
  en: 'the column stands there twice; remove one',
};
const COLUMN_MISSING: LocalText = { zh: '缺少这一列，请补上', en: 'the column is missing; add it' };

function emptyCell({ hint }: SheetColumn): LocalText {
  return { zh: `不能为空。${hint.zh}`, en: `must not be empty. ${hint.en}` };
}
