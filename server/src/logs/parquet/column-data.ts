import { Buffer } from 'node:buffer';
import type { ColumnType } from '../rows/columns.ts';

/** Values of a column as they come, row after row; a row that is never set is empty. */
export interface TextData {
  set(row: number, text: string): void;
  /** for each row the number of its value, from 0 in the order of their first coming; −1 where it is empty */
  places(rows: number): Int32Array;
  readonly distinct: number;
  /** the values one after the other, each behind its length (4 bytes, little-endian), as Parquet's PLAIN has them */
  bytes(): Buffer;
  /** where each value begins in `bytes` */
  start(place: number): number;
  /** smallest and largest value by their bytes; undefined where there is none */
  range(): { readonly min: Buffer; readonly max: Buffer } | undefined;
}

export function growColumn(type: ColumnType): TextData | NumberData {
  if (type === 'text') return growText('utf8');
  return type === 'bytes' ? growText('latin1') : growNumbers();
}

/** @param encoding `latin1` for bytes that are no text: one a character */
function growText(encoding: 'utf8' | 'latin1'): TextData {
  const known = new Map<string, number>();
  let places = new Int32Array(4_096).fill(-1);
  let starts = new Uint32Array(1_024);
  let arena = Buffer.allocUnsafe(1 << 16);
  let end = 0;
  let last = '';
  let lastPlace = -1;

  function add(text: string): number {
    const place = known.size;
    const most = 4 + text.length * 3;
    if (end + most > arena.length) {
      const larger = Buffer.allocUnsafe(Math.max(arena.length * 2, end + most));
      arena.copy(larger, 0, 0, end);
      arena = larger;
    }
    if (place === starts.length) {
      const more = new Uint32Array(starts.length * 2);
      more.set(starts);
      starts = more;
    }
    starts[place] = end;
    const length = arena.write(text, end + 4, encoding);
    arena.writeUInt32LE(length, end);
    // A text of its own: a slice would keep the whole line in memory.
    known.set(arena.toString(encoding, end + 4, end + 4 + length), place);
    end += 4 + length;
    return place;
  }

  return {
    set(row, text) {
      if (row >= places.length) {
        const more = new Int32Array(Math.max(places.length * 2, row + 1)).fill(-1, places.length);
        more.set(places);
        places = more;
      }
      if (text !== last || lastPlace < 0) {
        lastPlace = known.get(text) ?? add(text);
        last = text;
      }
      places[row] = lastPlace;
    },
    places(rows) {
      if (rows <= places.length) return places.subarray(0, rows);
      const all = new Int32Array(rows).fill(-1);
      all.set(places);
      return all;
    },
    get distinct() {
      return known.size;
    },
    bytes: () => arena.subarray(0, end),
    start: (place) => (place === known.size ? end : (starts[place] ?? 0)),
    range() {
      let min: Buffer | undefined;
      let max: Buffer | undefined;
      for (let at = 0; at < end; ) {
        const length = arena.readUInt32LE(at);
        const value = arena.subarray(at + 4, at + 4 + length);
        if (!min || value.compare(min) < 0) min = value;
        if (!max || value.compare(max) > 0) max = value;
        at += 4 + length;
      }
      return min && max && { min, max };
    },
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
