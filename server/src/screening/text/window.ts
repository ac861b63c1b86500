import { GONE, isSurrogate, readingFold } from './fold.ts';

/** A piece of a text as a reader sees it: half width, simplified, without what is not seen; letters keep their case. */
export interface Window {
  readonly text: string;
  /** the same, unit by unit, with the tabs that part the cells of a row: in `text` they end a line */
  rows(): string;
  /** where a place of the window lies in the whole text */
  at(place: number): number;
}

const TAB = 0x09;

/** A window over `[from, to)` of the whole text, cut to what there is. */
export function windowOf(text: string, from: number, to: number): Window & { place(at: number): number } {
  const { units, astral } = readingFold();
  const begin = Math.max(0, from);
  const end = Math.min(text.length, to);
  const out = new Uint16Array(end - begin);
  const places = new Int32Array(end - begin + 1);
  let length = 0;
  for (let at = begin; at < end; at++) {
    const unit = text.charCodeAt(at);
    const start = at;
    let sign = units[unit] ?? unit;
    if (isSurrogate(unit)) {
      const folded = astral.get(text.codePointAt(at) ?? 0);
      if (folded !== undefined) {
        sign = folded;
        at += 1;
      }
    }
    if (sign === GONE) continue;
    places[length] = start;
    out[length] = sign;
    length += 1;
  }
  places[length] = end;
  return {
    rows: () => {
      const cells = out.slice(0, length);
      for (let place = 0; place < length; place++)
        if (text.charCodeAt(places[place] ?? 0) === TAB) cells[place] = TAB;
      return String.fromCharCode.apply(null, cells as unknown as number[]);
    },
    text: String.fromCharCode.apply(null, out.subarray(0, length) as unknown as number[]),
    at: (place) => places[Math.max(0, Math.min(place, length))] ?? end,
    place: (at) => lowerBound(places, length, at),
  };
}

function lowerBound(places: Int32Array, length: number, at: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
