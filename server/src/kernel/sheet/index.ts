export {
  type CellFault,
  cellName,
  faultAt,
  faultText,
  headName,
  notAmong,
  wordOf,
} from './cells.ts';
export { guarded, unguarded } from './guard.ts';
export { type Row, readRows, readSentRows } from './read-rows.ts';
export { readTable, type SheetColumns, type TableRow } from './table.ts';
export { writeRegister } from './write-register.ts';
export { type SheetFile, writeTable, writeTemplate } from './write-table.ts';
