import type ExcelJS from 'exceljs';

/** An empty workbook. What writes and reads them is loaded with the first: few programs ever see a sheet. */
export async function newBook(): Promise<ExcelJS.Workbook> {
  const { default: library } = await import('exceljs');
  return new library.Workbook();
}
