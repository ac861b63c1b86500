import type ExcelJS from 'exceljs';
import { guarded } from './guard.ts';
import { newBook } from './new-book.ts';
import type { SheetFile } from './write-table.ts';

/** A table that is printed and handed in (台账), not imported. */
export interface Register {
  readonly title: string;
  /** a line below the title: who made it, and as of when */
  readonly about: string;
  /** columns with their widths in characters */
  readonly heads: readonly { readonly text: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
  /** a line below the table */
  readonly note: string;
}

const THIN = { style: 'thin' } as const;
const FRAME = { top: THIN, left: THIN, bottom: THIN, right: THIN };

/** Writes a register as a sheet for A4 across: title, table with a frame, the head on every page. No cell is a formula. */
export async function writeRegister({ title, about, heads, rows, note }: Register): Promise<SheetFile> {
  const book = await newBook();
  const sheet = book.addWorksheet('Sheet1', {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
      margins: { left: 0.5, right: 0.5, top: 0.8, bottom: 0.8, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C— &P —' },
  });
  const across = (text: string, font: Partial<ExcelJS.Font>, horizontal: 'center' | 'left'): void => {
    const row = sheet.addRow([guarded(text)]);
    sheet.mergeCells(row.number, 1, row.number, heads.length);
    row.getCell(1).font = font;
    row.getCell(1).alignment = { horizontal, vertical: 'middle', wrapText: true };
  };
  across(title, { name: '方正小标宋简体', size: 22 }, 'center');
  across(about, { name: '仿宋_GB2312', size: 12 }, 'left');
  const framed = (cells: readonly string[], font: Partial<ExcelJS.Font>, centred: boolean): void => {
    sheet.addRow(cells.map(guarded)).eachCell({ includeEmpty: true }, (cell, column) => {
      cell.font = font;
      cell.border = FRAME;
      cell.numFmt = '@';
      const horizontal = centred || column === 1 ? 'center' : 'left';
      cell.alignment = { horizontal, vertical: 'middle', wrapText: true };
    });
  };
  framed(
    heads.map(({ text }) => text),
    { name: '黑体', size: 12 },
    true,
  );
  for (const row of rows) framed(row, { name: '仿宋_GB2312', size: 11 }, false);
  across(note, { name: '仿宋_GB2312', size: 10 }, 'left');
  heads.forEach(({ width }, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  return {
    bytes: Buffer.from(await book.xlsx.writeBuffer()),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
}
