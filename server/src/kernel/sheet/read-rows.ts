import { readFile } from 'node:fs/promises';
import type { Lang, LocalText } from '@zhengdun/contract';
import { CsvError, parse } from 'csv-parse/sync';
import type ExcelJS from 'exceljs';
import { decodePage } from '../decode.ts';
import { HouseError } from '../errors/index.ts';
import { newBook } from './new-book.ts';

/** One row of a list that holds something. */
export interface Row {
  /** of the file, counted from 1 */
  readonly line: number;
  readonly cells: readonly string[];
  /** addresses behind cells that are links, by the index of the cell */
  readonly links?: readonly (string | undefined)[];
  /** the file is a sheet, whose cells have names such as C3 */
  readonly isSheet?: boolean;
}

const MAX_BYTES = 30_000_000;
const MAX_ROWS = 200_000;
const MAX_CELLS = 64;

/**
 * Rows of a list: an XLSX sheet, a CSV in UTF-8, UTF-16 or GB18030 with comma, semicolon or tab, or lines. What a file
 * is tell its bytes, not its name. Empty rows and those that begin with # are left out.
 *
 * @throws HouseError `list-unreadable`
 */
export async function readRows(file: string, lang: Lang): Promise<Row[]> {
  try {
    return await rowsOf(await readFile(file));
  } catch (error) {
    throw unreadable(file, error, lang);
  }
}

/** The same from bytes that were sent. @param name of the file, for the words. @throws HouseError `list-unreadable` */
export async function readSentRows(bytes: Buffer, name: string, lang: Lang): Promise<Row[]> {
  try {
    return await rowsOf(bytes);
  } catch (error) {
    throw unreadable(name, error, lang);
  }
}

async function rowsOf(bytes: Buffer): Promise<Row[]> {
  if (bytes.length > MAX_BYTES) throw new Unreadable(TOO_LARGE);
  const rows = startsWith(bytes, 'PK\x03\x04') ? await readSheet(bytes) : readText(bytes);
  if (rows.length > MAX_ROWS) throw new Unreadable(TOO_MANY);
  return rows.filter(
    ({ cells }) => cells.some((cell) => cell.trim() !== '') && !cells[0]?.trim().startsWith('#'),
  );
}

function unreadable(file: string, error: unknown, lang: Lang): HouseError {
  return new HouseError('list-unreadable', { file, detail: reasonOf(error)[lang] }, { cause: error });
}

/** Why a file is no list, in words. */
class Unreadable extends Error {
  readonly words: LocalText;

  constructor(words: LocalText) {
    super(words.en);
    this.words = words;
  }
}

const TOO_LARGE = {
  zh: `文件超过 ${MAX_BYTES / 1_000_000} MB，请拆成几份`,
  en: `it is larger than ${MAX_BYTES / 1_000_000} MB; split it`,
};
const TOO_MANY = {
  zh: `超过 ${MAX_ROWS} 行，请拆成几份`,
  en: `it has more than ${MAX_ROWS} lines; split it`,
};
const OLD_SHEET = {
  zh: '这是旧格式的 XLS 表格，请用表格软件另存为 XLSX 或 CSV',
  en: 'it is a sheet in the old XLS format; save it as XLSX or CSV',
};
const BROKEN_SHEET = {
  zh: '不是完整的 XLSX 表格，请用表格软件打开后重新另存为 XLSX 或 CSV',
  en: 'it is no complete XLSX sheet; open it and save it again as XLSX or CSV',
};
const NO_TEXT = {
  zh: '既不是表格，也不是文字。请用 CSV、XLSX，或每行一个网址的文本文件',
  en: 'it is neither a sheet nor text. Use CSV, XLSX, or a text file with one address a line',
};

function reasonOf(error: unknown): LocalText {
  if (error instanceof Unreadable) return error.words;
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return {
      zh: '有双引号没有成对，请补上或删除',
      en: 'a double quote is never closed; close it or remove it',
    };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES') return { zh: '没有读取权限', en: 'it may not be read' };
  return { zh: `读取出错（${code || '格式不对'}）`, en: `reading failed (${code || 'its form is wrong'})` };
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return Array.from(magic).every((sign, index) => bytes[index] === sign.charCodeAt(0));
}

async function readSheet(bytes: Buffer): Promise<Row[]> {
  const book = await newBook();
  try {
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw new Unreadable(BROKEN_SHEET);
  }
  const rows: Row[] = [];
  book.worksheets[0]?.eachRow((row, line) => {
    const cells = Array.from({ length: Math.min(row.cellCount, MAX_CELLS) }, (_, index) =>
      row.getCell(index + 1),
    );
    rows.push({
      line,
      cells: cells.map(textOf),
      links: cells.map(({ hyperlink }) => hyperlink),
      isSheet: true,
    });
  });
  return rows;
}

/** A cell whose words are in several fonts has them in pieces, also behind a link. */
function textOf(cell: ExcelJS.Cell): string {
  // A sheet's day has no zone; ExcelJS gives it as that day in UTC.
  if (cell.value instanceof Date) return cell.value.toISOString().slice(0, 10);
  const text: unknown = cell.text;
  if (typeof text === 'string') return text;
  const pieces = (text as Partial<ExcelJS.CellRichTextValue> | null)?.richText ?? [];
  return pieces.map((piece) => piece.text).join('');
}

function readText(bytes: Buffer): Row[] {
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) throw new Unreadable(OLD_SHEET);
  const { text } = decodePage(bytes, undefined);
  if (text.includes('\0')) throw new Unreadable(NO_TEXT);
  const delimiter = delimiterOf(text);
  if (delimiter === undefined)
    return text.split(/\r\n|\r|\n/).map((line, index) => ({ line: index + 1, cells: [line] }));
  const records: unknown = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    info: true,
  });
  let line = 1;
  return (records as { info: { lines: number }; record: string[] }[]).map(({ record }) => {
    const row = { line, cells: record.slice(0, MAX_CELLS) };
    line += 1 + record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return row;
  });
}

const DELIMITERS = ['\t', ',', ';', '，', '；'];

/** What parts the cells: the sign that parts the first line, else one that any line holds; undefined for mere lines. */
function delimiterOf(text: string): string | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const [first = ''] = lines;
  const counts = DELIMITERS.map((sign) => first.replaceAll(/"[^"]*"/g, '').split(sign).length - 1);
  const most = Math.max(...counts);
  if (most > 0) return DELIMITERS[counts.indexOf(most)];
  return DELIMITERS.find((sign) => lines.some((line) => line.includes(sign)));
}
