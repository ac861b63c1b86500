import type { LocalText } from '@zhengdun/contract';
import { parseAddress } from '../../inspection/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { type CellFault, faultAt, type Row, unguarded } from '../../kernel/sheet/index.ts';

/** Sites of a list, at most; the list of the national authority has some 1 500. */
const SOURCE_LIST_LIMIT = 20_000;
const NAME_LIMIT = 60;
const ADDRESS_COLUMN = { zh: '网址', en: 'address' } as const;

export interface ReadSourceList {
  readonly rows: readonly { readonly name: string; readonly host: string }[];
  readonly faults: readonly CellFault[];
}

/**
 * A list of sources: a name and an address a row, in either order, or an address alone; a first row without an address is the
 * head. An address stands for its host and all names below it.
 */
export function readSourceList(rows: readonly Row[]): ReadSourceList {
  const faults: CellFault[] = [];
  const found = new Map<string, { readonly name: string; readonly host: string; readonly line: number }>();
  for (const [at, row] of rows.entries()) {
    const cells = cellsOf(row);
    const place = cells.findIndex((cell) => hostOf(cell) !== undefined);
    const host = hostOf(cells[place] ?? '');
    if (host === undefined) {
      if (at > 0) faults.push(faultAt(row, { at: 0, column: ADDRESS_COLUMN }, NO_ADDRESS));
      continue;
    }
    const before = found.get(host);
    if (before) {
      faults.push(
        faultAt(
          row,
          { at: Math.min(place, row.cells.length - 1), column: ADDRESS_COLUMN },
          twice(host, before.line),
        ),
      );
      continue;
    }
    const name = cells.find((cell, index) => index !== place && cell !== '' && !/^\d+$/.test(cell)) ?? host;
    found.set(host, { name: plainText(name, NAME_LIMIT), host, line: row.line });
  }
  const [first] = rows;
  if (first && found.size > SOURCE_LIST_LIMIT)
    faults.push(faultAt(first, { at: -1, column: ADDRESS_COLUMN }, TOO_MANY));
  if (first && found.size === 0 && faults.length === 0)
    faults.push(faultAt(first, { at: 0, column: ADDRESS_COLUMN }, NO_ADDRESS));
  return { rows: [...found.values()].map(({ name, host }) => ({ name, host })), faults };
}

/** A line of text has its parts in one cell. */
function cellsOf({ cells }: Row): string[] {
  const texts = cells.map((cell) => unguarded(cell).trim());
  return texts.length === 1 ? (texts[0] ?? '').split(/[\s，、]+/) : texts;
}

function hostOf(cell: string): string | undefined {
  if (!/[.．。]/.test(cell)) return undefined;
  const parsed = parseAddress(cell);
  if (!parsed.ok || !parsed.url.hostname.includes('.') || parsed.url.hostname.length > 253) return undefined;
  return parsed.url.hostname;
}

const NO_ADDRESS: LocalText = {
  zh: '这一行没有网址。例：样例网，www.example.cn',
  en: 'there is no address in this row; as in: Example, www.example.cn',
};
const TOO_MANY: LocalText = {
  zh: `超过 ${SOURCE_LIST_LIMIT} 个网站，请删减`,
  en: `there are more than ${SOURCE_LIST_LIMIT} sites; take some out`,
};

function twice(host: string, line: number): LocalText {
  return {
    zh: `${host}与第 ${line} 行重复，请删去一行`,
    en: `${host} stands in line ${line} already; remove one`,
  };
}
