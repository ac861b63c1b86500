import {
  type Lang,
  type LocalText,
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import {
  type CellFault,
  faultAt,
  faultText,
  headName,
  notAmong,
  type Row,
  readRows,
  wordOf,
} from '../../kernel/sheet/index.ts';
import { parseAddress } from './parse-address.ts';

/** One site of a list. */
export interface ListedSite {
  /** line of the file, counted from 1 */
  readonly line: number;
  readonly address: string;
  readonly url: URL;
  readonly unitName?: string;
  readonly unitKind?: UnitKind;
  readonly unitLevel?: UnitLevel;
}

const SHOWN_FAULTS = 200;

type Column = 'url' | 'name' | 'kind' | 'level';
const COLUMNS: Readonly<Record<Column, { readonly names: RegExp; readonly word: LocalText }>> = {
  url: {
    names:
      /^(url|网站?地?址|网站?域名|域名|地址|(网站)?首页(网?址|地址)?|(网站)?链接|官网|address|host|domain|site)$/i,
    word: { zh: '网址', en: 'url' },
  },
  name: {
    names: /^(unit|unit ?name|name|单位|单位名称|名称|主办单位|主管单位|网站名称|机构名称)$/i,
    word: { zh: '单位名称', en: 'unit name' },
  },
  kind: {
    names: /^(kind|unit ?kind|type|性质|单位性质|类型|单位类型)$/i,
    word: { zh: '单位性质', en: 'kind' },
  },
  level: {
    names: /^(level|unit ?level|级别|行政级别|层级|行政层级)$/i,
    word: { zh: '行政级别', en: 'level' },
  },
};
const ORDER = Object.keys(COLUMNS) as Column[];

/**
 * Reads a list of sites: CSV (also GB18030), XLSX, or one address a line. With a head row columns are known by their
 * names, without one they are address, name, kind, level. Either every row is right, or all faults are told at once,
 * each with its cell and the cure.
 *
 * @throws HouseError `list-unreadable`, `list-empty`, `list-faulty`
 */
export async function readList(file: string, lang: Lang): Promise<ListedSite[]> {
  const rows = await readRows(file, lang);
  const named = rows[0] && columnsOf(rows[0].cells);
  if (named && !named.includes('url')) throw new HouseError('list-without-url', { file });
  const columns = named ?? ORDER;
  const read = (named ? rows.slice(1) : rows).map((row) => readRow(row, columns));
  const faults = read.flatMap((each) => ('faults' in each ? each.faults : []));
  if (faults.length > 0) throw new HouseError('list-faulty', { file, ...told(faults, lang) });
  const sites = read.flatMap((each) => ('site' in each ? [each.site] : []));
  if (sites.length === 0) throw new HouseError('list-empty', { file });
  return sites;
}

/** A line for each fault: of a list that is wrong throughout the first are enough. */
function told(faults: readonly CellFault[], lang: Lang): { count: number; faults: string } {
  const lines = faults.slice(0, SHOWN_FAULTS).map((fault) => `\n  ${faultText(fault, lang)}`);
  const more = faults.length - lines.length;
  if (more > 0) lines.push(lang === 'zh' ? `\n  另有 ${more} 处` : `\n  and ${more} more`);
  return { count: faults.length, faults: lines.join('') };
}

/** Columns of a head row; undefined where the row is none. 「网址（必填）」 is called 网址. */
function columnsOf(cells: readonly string[]): (Column | undefined)[] | undefined {
  const columns = cells.map((cell) => {
    const name = headName(cell);
    return ORDER.find((column) => COLUMNS[column].names.test(name));
  });
  return columns.some((column) => column !== undefined) ? columns : undefined;
}

function readRow(
  row: Row,
  columns: readonly (Column | undefined)[],
): { site: ListedSite } | { faults: CellFault[] } {
  const cell = (column: Column): string => row.cells[columns.indexOf(column)]?.trim() ?? '';
  const faults: CellFault[] = [];
  const refuse = (column: Column, problem: LocalText): void => {
    faults.push(faultAt(row, { at: columns.indexOf(column), column: COLUMNS[column].word }, problem));
  };
  const written = cell('url');
  // A unit's name that links to its site is an address too.
  const link = row.links?.[columns.indexOf('url')];
  const address = parseAddress(link !== undefined && !parseAddress(written).ok ? link : written);
  const kind = wordOf(cell('kind'), UNIT_KINDS, UNIT_KIND_WORDS);
  const level = wordOf(cell('level'), UNIT_LEVELS, UNIT_LEVEL_WORDS);
  if (!address.ok) refuse('url', address.problem);
  if (kind === null) refuse('kind', notAmong(cell('kind'), Object.values(UNIT_KIND_WORDS)));
  if (level === null) refuse('level', notAmong(cell('level'), Object.values(UNIT_LEVEL_WORDS)));
  if (!address.ok || faults.length > 0) return { faults };
  const name = plainText(cell('name'), 100);
  return {
    site: {
      line: row.line,
      address: plainText(written, 2_000),
      url: address.url,
      ...(name !== '' && { unitName: name }),
      ...(kind && { unitKind: kind }),
      ...(level && { unitLevel: level }),
    },
  };
}
