import iconv from 'iconv-lite';
import type { DocumentPart } from '../reading.ts';

/** Types of records (MS-PPT). */
const WIDE_TEXT = 0x0fa0;
const NARROW_TEXT = 0x0fa8;
const STRING = 0x0fba;
const NOTES = 0x03f0;
const SLIDE = 0x03ee;
const MASTER = 0x03f8;
const LIST = 0x0ff0;

/**
 * The words of a PPT or DPS document, also of what an earlier save has left in it. Records are walked in one line, since a
 * container is only a head before its records.
 */
export function readPpt(document: Buffer): DocumentPart[] {
  const slides: string[] = [];
  const notes: string[] = [];
  let into = slides;
  for (let at = 0; at + 8 <= document.length; ) {
    const isContainer = (document.readUInt16LE(at) & 15) === 15;
    const type = document.readUInt16LE(at + 2);
    const length = document.readUInt32LE(at + 4);
    if (type === NOTES) into = notes;
    else if (type === SLIDE || type === MASTER || type === LIST) into = slides;
    const raw = document.subarray(at + 8, at + 8 + length);
    if (type === WIDE_TEXT || type === STRING) into.push(raw.toString('utf16le', 0, raw.length & ~1));
    else if (type === NARROW_TEXT) into.push(iconv.decode(raw, 'latin1'));
    at += isContainer ? 8 : 8 + length;
  }
  const text = (lines: readonly string[]): string => lines.join('\n').replaceAll(/[\r\v]/g, '\n');
  return [
    { part: 'slide', text: text(slides) },
    { part: 'note', text: text(notes) },
  ];
}
