import { Buffer } from 'node:buffer';
import type { ColumnType } from '../rows/columns.ts';
import { capitalsIn, charactersIn } from './capitals.ts';
import { openKnownTexts, viewOf } from './known-texts.ts';

/** Values of a column as they come, row after row; a row that is never set is empty. */
export interface TextData {
  set(row: number, text: string): void;
  /** As `set`, by the bytes of the text. @param view of the same memory as `bytes` */
  setBytes(row: number, bytes: Uint8Array, view: DataView, span: Span): void;
  /** Sets a row to a value by its number. */
  setPlace(row: number, place: number): void;
  /** the number of a row's value; −1 where it is empty */
  placeAt(row: number): number;
  /** for each row the number of its value, from 0 in the order of their first coming; −1 where it is empty */
  places(rows: number): Int32Array;
  readonly distinct: number;
  /** the values one after the other, each behind its length (4 bytes, little-endian), as Parquet's PLAIN has them */
  bytes(): Buffer;
  /** where each value begins in `bytes` */
  start(place: number): number;
  /** smallest and largest value by their bytes; undefined where there is none */
  range(): { readonly min: Buffer; readonly max: Buffer } | undefined;
  /** the letters that any of the values has as a capital, from A to Z (`capitals.ts`) */
  capitals(): string;
  /** the characters that any of the values has (`capitals.ts`) */
  characters(): string;
}

/** Bytes from one place up to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function growColumn(type: ColumnType): TextData | NumberData {
  if (type === 'text') return growText('utf8');
  return type === 'bytes' ? growText('latin1') : growNumbers();
}

/** Texts are written here before they are looked for: one at a time, in whatever column. */
let scratch = Buffer.alloc(1 << 12);
let scratchView = viewOf(scratch);

/** @param encoding `latin1` for bytes that are no text: one a character */
function growText(encoding: 'utf8' | 'latin1'): TextData {
  const known = openKnownTexts();
  let places = new Int32Array(4_096).fill(-1);
  let last = '';
  let lastPlace = -1;

  function placeOf(text: string): number {
    if (text.length * 3 > scratch.length) {
      scratch = Buffer.alloc(text.length * 6);
      scratchView = viewOf(scratch);
    }
    return known.placeOf(scratch, scratchView, 0, scratch.write(text, 0, encoding));
  }

  function setPlace(row: number, place: number): void {
    if (row >= places.length) {
      const more = new Int32Array(Math.max(places.length * 2, row + 1)).fill(-1, places.length);
      more.set(places);
      places = more;
    }
    places[row] = place;
  }

  return {
    set(row, text) {
      if (text !== last || lastPlace < 0) {
        lastPlace = placeOf(text);
        last = text;
      }
      setPlace(row, lastPlace);
    },
    setBytes(row, bytes, view, { from, to }) {
      setPlace(row, known.placeOf(bytes, view, from, to));
    },
    setPlace,
    placeAt: (row) => places[row] ?? -1,
    places(rows) {
      if (rows <= places.length) return places.subarray(0, rows);
      const all = new Int32Array(rows).fill(-1);
      all.set(places);
      return all;
    },
    get distinct() {
      return known.distinct;
    },
    bytes: known.bytes,
    start: known.start,
    range() {
      const bytes = known.bytes();
      let min: Buffer | undefined;
      let max: Buffer | undefined;
      for (let at = 0; at < bytes.length; ) {
        const length = bytes.readUInt32LE(at);
        const value = bytes.subarray(at + 4, at + 4 + length);
        if (!min || value.compare(min) < 0) min = value;
        if (!max || value.compare(max) > 0) max = value;
        at += 4 + length;
      }
      return min && max && { min, max };
    },
    capitals: () => capitalsIn(known.bytes()),
    characters: () => charactersIn(known.bytes()),
  };
}

/** Whole numbers up to 2^53 as they come. */
export interface NumberData {
  set(row: number, value: number): void;
  /** NaN where a row is empty */
  values(rows: number): Float64Array;
}

function growNumbers(): NumberData {
  let values = new Float64Array(4_096).fill(Number.NaN);
  return {
    set(row, value) {
      if (row >= values.length) {
        const more = new Float64Array(Math.max(values.length * 2, row + 1)).fill(Number.NaN, values.length);
        more.set(values);
        values = more;
      }
      values[row] = value;
    },
    values(rows) {
      if (rows <= values.length) return values.subarray(0, rows);
      const all = new Float64Array(rows).fill(Number.NaN);
      all.set(values);
      return all;
    },
  };
}
