import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
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
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { decodePage } from '../probes/html/decode.ts';
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

const MAX_BYTES = 30_000_000;
const MAX_ROWS = 200_000;
const SHOWN_FAULTS = 20;

type Column = 'url' | 'name' | 'kind' | 'level';
const COLUMN_NAMES: Readonly<Record<Column, RegExp>> = {
  url: /^(url|网址|域名|地址|网站地址|网站域名|首页(网)?址|链接|address|host|domain|site)$/i,
  name: /^(unit|unit ?name|name|单位|单位名称|名称|主办单位|网站名称)$/i,
  kind: /^(kind|unit ?kind|type|性质|单位性质|类型|单位类型)$/i,
  level: /^(level|unit ?level|级别|行政级别|层级)$/i,
};
const ORDER: readonly Column[] = ['url', 'name', 'kind', 'level'];

/**
 * Reads a list of sites: CSV (also GB18030), XLSX, or one address a line. With a head row columns are known by their
 * names, without one they are address, name, kind, level. Either every row is right, or all faults are told at once.
 *
 * @throws HouseError `list-unreadable`, `list-empty`, `list-faulty`
 */
export async function readList(file: string, lang: Lang): Promise<ListedSite[]> {
  const rows = await readRows(file);
  const [head] = rows;
  const named = head ? columnsOf(head.cells) : undefined;
  const columns = named ?? ORDER;
  const sites: ListedSite[] = [];
  const faults: string[] = [];
  for (const { line, cells } of named ? rows.slice(1) : rows) {
    const read = readRow(line, (column) => cells[columns.indexOf(column)]?.trim() ?? '');
    if ('fault' in read)
      faults.push(lang === 'zh' ? `第${line}行${read.fault.zh}` : `line ${line}: ${read.fault.en}`);
    else sites.push(read.site);
  }
  if (faults.length > 0) {
    const shown = faults.slice(0, SHOWN_FAULTS);
    if (faults.length > SHOWN_FAULTS) shown.push('…');
    throw new HouseError('list-faulty', {
      file,
      count: faults.length,
      faults: shown.join(lang === 'zh' ? '；' : '; '),
    });
  }
  if (sites.length === 0) throw new HouseError('list-empty', { file });
  return sites;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

async function readRows(file: string): Promise<Row[]> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > MAX_BYTES) throw new RangeError(`${MAX_BYTES / 1_000_000} MB`);
    const rows = extname(file).toLowerCase() === '.xlsx' ? await readSheet(bytes) : readText(bytes);
    return rows
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== '') && !cells[0]?.trim().startsWith('#'))
      .slice(0, MAX_ROWS);
  } catch (error) {
    throw new HouseError(
      'list-unreadable',
      { file, detail: plainText((error as Error).message, 200) },
      { cause: error },
    );
  }
}

async function readSheet(bytes: Buffer): Promise<Row[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = book.worksheets[0];
  const rows: Row[] = [];
  sheet?.eachRow((row, line) => {
    const cells = Array.from(
      { length: Math.min(row.cellCount, 20) },
      (_, index) => row.getCell(index + 1).text,
    );
    rows.push({ line, cells });
  });
  return rows;
}

function readText(bytes: Buffer): Row[] {
  const { text } = decodePage(bytes, undefined);
  const isTable = /^[^\n]*[,\t;，]/m.test(text);
  if (!isTable) return text.split(/\r?\n/).map((line, index) => ({ line: index + 1, cells: [line] }));
  const delimiter = /^[^\n]*\t/m.test(text) ? '\t' : [',', ';', '，'].find((sign) => text.includes(sign));
  const parsed: unknown = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  });
  return (parsed as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
    line: info.lines,
    cells: record,
  }));
}

function columnsOf(head: readonly string[]): (Column | undefined)[] | undefined {
  const columns = head.map((cell) => ORDER.find((column) => COLUMN_NAMES[column].test(cell.trim())));
  return columns.includes('url') ? columns : undefined;
}

function readRow(
  line: number,
  cell: (column: Column) => string,
): { site: ListedSite } | { fault: LocalText } {
  const address = parseAddress(cell('url'));
  if (!address.ok) return { fault: address.problem };
  const kind = wordOf(cell('kind'), UNIT_KINDS, UNIT_KIND_WORDS);
  const level = wordOf(cell('level'), UNIT_LEVELS, UNIT_LEVEL_WORDS);
  if (kind === null)
    return { fault: notAmong('单位性质', 'kind', cell('kind'), Object.values(UNIT_KIND_WORDS)) };
  if (level === null)
    return { fault: notAmong('行政级别', 'level', cell('level'), Object.values(UNIT_LEVEL_WORDS)) };
  const name = plainText(cell('name'), 100);
  return {
    site: {
      line,
      address: cell('url'),
      url: address.url,
      ...(name !== '' && { unitName: name }),
      ...(kind && { unitKind: kind }),
      ...(level && { unitLevel: level }),
    },
  };
}

/** A code (`organ`) or its word in either language; undefined for an empty cell, null for anything else. */
export function wordOf<Code extends string>(
  text: string,
  codes: readonly Code[],
  words: Readonly<Record<Code, LocalText>>,
): Code | null | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  return codes.find((code) => [code, words[code].zh, words[code].en.toLowerCase()].includes(wanted)) ?? null;
}

function notAmong(zh: string, en: string, found: string, allowed: readonly LocalText[]): LocalText {
  return {
    zh: `${zh}应为${allowed.map((word) => word.zh).join('、')}，现为“${plainText(found, 40)}”`,
    en: `${en} is one of ${allowed.map((word) => word.en).join(', ')}, not "${plainText(found, 40)}"`,
  };
}
