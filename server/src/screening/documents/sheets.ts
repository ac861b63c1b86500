import type { DocumentPart } from './reading.ts';
import { readXml } from './xml.ts';

const MOST_ROWS = 1_048_576;

/** Texts that cells point to. */
export function readSharedStrings(bytes: Buffer): string[] {
  const strings: string[] = [];
  let current: string[] = [];
  readXml(bytes, {
    open: (tag) => {
      if (tag === 'si') current = [];
    },
    text: (text, within) => void (within === 't' && current.push(text)),
    close: (tag) => void (tag === 'si' && strings.push(current.join(''))),
  });
  return strings;
}

export interface SheetOfBook {
  readonly name: string;
  readonly isHidden: boolean;
  /** `rId3` */
  readonly relation: string;
}

export function readBook(bytes: Buffer): SheetOfBook[] {
  const sheets: SheetOfBook[] = [];
  readXml(bytes, {
    open(tag, attributes) {
      if (tag !== 'sheet') return;
      const { name = '', state = 'visible' } = attributes;
      sheets.push({ name, isHidden: state !== 'visible', relation: attributes['r:id'] ?? '' });
    },
  });
  return sheets;
}

/** Targets of relations by their id. */
export function readRelations(bytes: Buffer): Map<string, string> {
  const targets = new Map<string, string>();
  readXml(bytes, {
    open(tag, { Id = '', Target = '' }) {
      if (tag === 'Relationship') targets.set(Id, Target);
    },
  });
  return targets;
}

/** A sheet as lines: the line is the row, cells have a tab between them. */
export function readSheet(bytes: Buffer, sheet: SheetOfBook, strings: readonly string[]): DocumentPart {
  const out: string[] = [];
  let line = 1;
  let type = '';
  let value: string[] = [];
  readXml(bytes, {
    open(tag, attributes) {
      if (tag === 'row') {
        const row = Math.min(Number(attributes.r) || line, MOST_ROWS);
        if (row > line) out.push('\n'.repeat(row - line));
        line = Math.max(line, row);
      } else if (tag === 'c') {
        type = attributes.t ?? '';
        value = [];
      }
    },
    text: (text, within) => void ((within === 'v' || within === 't') && value.push(text)),
    close(tag) {
      if (tag !== 'c') return;
      const text = value.join('');
      out.push(type === 's' ? (strings[Number(text)] ?? '') : plainNumber(text, type), '\t');
    },
  });
  return { part: sheet.isHidden ? 'hidden-sheet' : 'sheet', name: sheet.name, text: out.join('') };
}

/** 1.3800001234E10 is a telephone that a sheet program took for a number. */
function plainNumber(text: string, type: string): string {
  if (type !== '' && type !== 'n') return text;
  const number = Number(text);
  return /e/i.test(text) && Number.isSafeInteger(number) ? String(number) : text;
}
