import type { Lang, SheetForm } from '@zhengdun/contract';
import type ExcelJS from 'exceljs';
import { guarded } from './guard.ts';
import { newBook } from './new-book.ts';
import type { SheetColumns } from './table.ts';

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<SheetForm, string>;

export interface SheetFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/**
 * Writes a table that can be imported again as it is. CSV is UTF-8 with a byte order mark, for Excel; no cell is a
 * formula.
 */
export async function writeTable<Key extends string>(
  columns: SheetColumns<Key>,
  rows: readonly Readonly<Record<Key, string>>[],
  { form, lang }: { readonly form: SheetForm; readonly lang: Lang },
): Promise<SheetFile> {
  const keys = Object.keys(columns) as Key[];
  const head = keys.map((key) => columns[key].word[lang]);
  const body = rows.map((row) => keys.map((key) => guarded(row[key])));
  const bytes = form === 'csv' ? csv([head, ...body]) : await xlsx(head, body);
  return { bytes, mediaType: MEDIA_TYPES[form] };
}

/** An empty table to fill in; what to write stands in a second sheet, which is not read. */
export async function writeTemplate<Key extends string>(
  columns: SheetColumns<Key>,
  lang: Lang,
): Promise<SheetFile> {
  const keys = Object.keys(columns) as Key[];
  const book = await newBook();
  const mark = (key: Key): string =>
    columns[key].required ? (lang === 'zh' ? '（必填）' : ' (required)') : '';
  addSheet(
    book,
    lang === 'zh' ? '填写' : 'Fill in',
    keys.map((key) => `${columns[key].word[lang]}${mark(key)}`),
    [],
  );
  addSheet(
    book,
    lang === 'zh' ? '说明' : 'Notes',
    lang === 'zh' ? ['列', '填写说明', '例'] : ['Column', 'What to write', 'Example'],
    keys.map((key) => [
      `${columns[key].word[lang]}${mark(key)}`,
      columns[key].hint[lang],
      guarded(columns[key].example),
    ]),
  );
  return { bytes: Buffer.from(await book.xlsx.writeBuffer()), mediaType: MEDIA_TYPES.xlsx };
}

function csv(rows: readonly (readonly string[])[]): Buffer {
  const lines = rows.map((row) => row.map(quoted).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
}

function quoted(cell: string): string {
  return /[",\r\n;，；\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function xlsx(head: readonly string[], body: readonly (readonly string[])[]): Promise<Buffer> {
  const book = await newBook();
  addSheet(book, 'Sheet1', head, body);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function addSheet(
  book: ExcelJS.Workbook,
  name: string,
  head: readonly string[],
  body: readonly (readonly string[])[],
): void {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...head]).font = { bold: true };
  for (const row of body) sheet.addRow([...row]);
  sheet.columns.forEach((column, index) => {
    column.width = Math.min(40, Math.max(12, (head[index]?.length ?? 0) * 2 + 4));
    // Text, so that no program turns a code into a number.
    column.numFmt = '@';
  });
}
