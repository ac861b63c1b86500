import type { ScreenPart } from '@zhengdun/contract';
import iconv from 'iconv-lite';
import type { DocumentPart } from '../reading.ts';

/** Places in the head of a WordDocument stream (MS-DOC, FIB). */
const FLAGS = 0x0a;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const TEXT_FROM = 0x18;
const TEXT_TO = 0x1c;
const CLX = 0x1a2;
/** Counts of characters of what stands one after the other in the text. */
const RANGES: readonly (readonly [offset: number, part: ScreenPart])[] = [
  [0x4c, 'body'],
  [0x50, 'note'],
  [0x54, 'header-footer'],
  [0x58, 'hidden-text'],
  [0x5c, 'comment'],
  [0x60, 'note'],
  [0x64, 'body'],
  [0x68, 'header-footer'],
];
/** Word 97 is the first whose text is Unicode. */
const WORD_97 = 0xc1;
const COMPRESSED = 0x4000_0000;

/** The words of a DOC or WPS document. @returns `encrypted`, `broken`: why there are none */
export function readDoc(
  document: Buffer,
  tables: { readonly first: Buffer | undefined; readonly second: Buffer | undefined },
): DocumentPart[] | 'encrypted' | 'broken' {
  if (document.length < 0x200) return 'broken';
  const flags = document.readUInt16LE(FLAGS);
  if ((flags & ENCRYPTED) !== 0) return 'encrypted';
  if (document.readUInt16LE(2) < WORD_97) {
    // Word 6 and 95: characters of the code page, which was 936 here.
    const raw = document.subarray(document.readUInt32LE(TEXT_FROM), document.readUInt32LE(TEXT_TO));
    return [{ part: 'body', text: plain(iconv.decode(raw, 'gb18030')) }];
  }
  const table = (flags & SECOND_TABLE) !== 0 ? tables.second : tables.first;
  const text = table && textOf(document, table);
  if (text === undefined) return 'broken';
  const parts: DocumentPart[] = [];
  let at = 0;
  for (const [offset, part] of RANGES) {
    const count = document.readUInt32LE(offset);
    parts.push({ part, text: plain(text.slice(at, at + count)) });
    at += count;
  }
  parts.push({ part: 'hidden-text', text: plain(text.slice(at)) });
  return parts;
}

/** Pieces of the text in their order: the table says where each lies in the document. */
function textOf(document: Buffer, table: Buffer): string | undefined {
  let at = document.readUInt32LE(CLX);
  const end = Math.min(table.length, at + document.readUInt32LE(CLX + 4));
  while (at + 3 <= end && table[at] === 1) at += 3 + table.readUInt16LE(at + 1);
  if (at + 5 > end || table[at] !== 2) return undefined;
  const pieces = table.subarray(at + 5, Math.min(end, at + 5 + table.readUInt32LE(at + 1)));
  const count = Math.floor((pieces.length - 4) / 12);
  const out: string[] = [];
  let left = document.length;
  for (let piece = 0; piece < count && left > 0; piece++) {
    const characters = pieces.readUInt32LE((piece + 1) * 4) - pieces.readUInt32LE(piece * 4);
    const place = pieces.readUInt32LE((count + 1) * 4 + piece * 8 + 2);
    if (characters < 0) return undefined;
    const isNarrow = (place & COMPRESSED) !== 0;
    const from = isNarrow ? (place & (COMPRESSED - 1)) >> 1 : place;
    const length = Math.min(isNarrow ? characters : characters * 2, left);
    // Pieces that name the same place again and again would grow without end.
    left -= length;
    const raw = document.subarray(from, from + length);
    if (raw.length < length) return undefined;
    out.push(isNarrow ? iconv.decode(raw, 'cp1252') : raw.toString('utf16le', 0, raw.length & ~1));
  }
  return out.join('');
}

/** Ends of cells and paragraphs, breaks, and marks of fields as they read in a text. */
function plain(text: string): string {
  return text
    .replaceAll('\x07', '\t')
    .replaceAll(/[\x0b-\x0e]/g, '\n')
    .replaceAll(/[\x13-\x15]/g, ' ')
    .replaceAll(/[\x01-\x06\x08\x1f]/g, '');
}
