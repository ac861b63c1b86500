import type { DocumentPart } from '../reading.ts';
import { type BiffRecord, readRecords, StringReader } from './biff.ts';

/** Types of records (MS-XLS). */
const R = {
  sheet: 0x85,
  begin: 0x809,
  strings: 0xfc,
  sharedText: 0xfd,
  text: 0x204,
  richText: 0xd6,
  number: 0x203,
  packed: 0x27e,
  packedRow: 0xbd,
  formula: 0x06,
  formulaText: 0x207,
  encrypted: 0x2f,
  drawnText: 0x1b6,
  header: 0x14,
  footer: 0x15,
  drawings: 0xeb,
} as const;
/** The version of BIFF8, the first whose text is Unicode. */
const BIFF_8 = 0x600;

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly cells: string[];
  readonly comments: string[];
  row: number;
}

/** The words of an XLS or ET workbook sheet by sheet, and its drawings with the pictures in them. */
export function readXls(
  stream: Buffer,
): { readonly parts: DocumentPart[]; readonly drawings: Buffer } | 'encrypted' {
  const records = readRecords(stream);
  if (records.some(({ type }) => type === R.encrypted)) return 'encrypted';
  const isUnicode = records[0] !== undefined && (records[0].data.readUInt16LE?.(0) ?? 0) === BIFF_8;
  const starts = new Map<number, Sheet>();
  const shared: string[] = [];
  const drawings: Buffer[] = [];
  let current: Sheet = newSheet('', false);
  const all: Sheet[] = [current];
  for (const record of records) {
    const { type, data, at } = record;
    if (type === R.begin) {
      const sheet = starts.get(at);
      if (sheet) current = sheet;
    } else if (type === R.sheet && data.length >= 8) {
      const sheet = newSheet(new StringReader([data], 6, isUnicode).short(), ((data[4] ?? 0) & 3) !== 0);
      starts.set(data.readUInt32LE(0), sheet);
      all.push(sheet);
    } else if (type === R.strings) shared.push(...sharedStrings(record));
    else if (type === R.drawings) drawings.push(data, ...record.more);
    else if (type === R.drawnText) current.comments.push(drawnText(record));
    else if (type === R.header || type === R.footer) {
      if (data.length > 2) current.comments.push(new StringReader([data], 0, isUnicode).long());
    } else cell(record, { sheet: current, shared, isUnicode });
  }
  const parts = all.flatMap(({ name, isHidden, cells, comments }): DocumentPart[] => [
    { part: isHidden ? 'hidden-sheet' : 'sheet', name, text: cells.join('') },
    { part: 'comment', name, text: comments.join('\n') },
  ]);
  return { parts, drawings: Buffer.concat(drawings) };
}

function newSheet(name: string, isHidden: boolean): Sheet {
  return { name, isHidden, cells: [], comments: [], row: 0 };
}

interface Place {
  readonly sheet: Sheet;
  readonly shared: readonly string[];
  readonly isUnicode: boolean;
}

function cell({ type, data }: BiffRecord, { sheet, shared, isUnicode }: Place): void {
  const put = (text: string): void => {
    const row = data.readUInt16LE(0);
    if (row > sheet.row) sheet.cells.push('\n'.repeat(row - sheet.row));
    sheet.row = Math.max(sheet.row, row);
    sheet.cells.push(text, '\t');
  };
  if (type === R.formulaText) {
    if (data.length > 2) sheet.cells.push(new StringReader([data], 0, isUnicode).long(), '\t');
    return;
  }
  if (data.length < 8) return;
  if (type === R.sharedText && data.length >= 10) put(shared[data.readUInt32LE(6)] ?? '');
  else if (type === R.text || type === R.richText) put(new StringReader([data], 6, isUnicode).long());
  else if (type === R.number && data.length >= 14) put(String(data.readDoubleLE(6)));
  else if (type === R.packed && data.length >= 10) put(String(unpacked(data.readUInt32LE(6))));
  else if (type === R.packedRow) {
    for (let at = 4; at + 6 <= data.length - 2; at += 6) put(String(unpacked(data.readUInt32LE(at + 2))));
  } else if (type === R.formula && data.length >= 14 && data.readUInt16LE(12) !== 0xffff)
    put(String(data.readDoubleLE(6)));
}

/** A number in 30 bits: the upper ones of a double, or an integer, either in hundredths. */
function unpacked(packed: number): number {
  const bits = Buffer.alloc(8);
  bits.writeUInt32LE((packed & 0xfffffffc) >>> 0, 4);
  const value = (packed & 2) !== 0 ? packed >> 2 : bits.readDoubleLE(0);
  return (packed & 1) !== 0 ? value / 100 : value;
}

function sharedStrings({ data, more }: BiffRecord): string[] {
  if (data.length < 8) return [];
  const reader = new StringReader([data, ...more], 8, true);
  const strings: string[] = [];
  for (let left = data.readUInt32LE(4); left > 0 && !reader.isAtEnd(); left--) strings.push(reader.rich());
  return strings;
}

/** Text of a box or a comment: it follows in a record of its own. */
function drawnText({ data, more }: BiffRecord): string {
  const [first] = more;
  if (!first || first.length < 2 || data.length < 12) return '';
  return new StringReader(more, 0, true).characters(data.readUInt16LE(10));
}
