import { type TimeWriter, timeWriter } from './strftime.ts';

/**
 * A raw line as a text with places in it, so that what stands in a column is not kept twice:
 *
 *   {client} - - [{at+480 %d/%b/%Y:%H:%M:%S} +0800] "{method} {path} {protocol}" {status} {bytes} "-" "{agent}"
 *
 * `{name}` is a column as text, `{#2}` the text of the third pair in `more`, `{at+480 …}` the event time moved by so many minutes
 * and written as strftime writes it in English (`%L` are three digits of milliseconds), `{{` and `}}` are braces. A shape is kept
 * only where it gives back the very line.
 */
export interface ShapeMaker {
  /**
   * @param text the raw line
   * @param parts what was read out of it, in the order of the line
   * @param at ms since 1970
   * @param spare keeps a text that has no place yet, and gives it one: digits behind the milliseconds
   */
  make(
    text: string,
    parts: readonly ShapePart[],
    at: number | undefined,
    spare: (text: string) => string,
  ): string;
}

/** A text of the line, and where it is kept: a column's name or `#` and its number in `more`. */
export interface ShapePart {
  readonly place: string;
  readonly text: string;
}

/** 北京时间 for times without a zone, as they are read (`lines/time.ts`). */
const DEFAULT_ZONE = 480;
/** Times as senders write them: the expression finds one with its zone, if any. */
const TIMES: readonly { readonly found: RegExp; readonly pattern: (time: string) => string }[] = [
  {
    found: /(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d)(?: ([+-]\d{4}))?/,
    pattern: () => '%d/%b/%Y:%H:%M:%S',
  },
  {
    found: /(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{3})?)(?:\d{0,6}) ?(Z|[+-]\d\d:?\d\d)?/,
    pattern: (time) => `%Y-%m-%d${time[10]}%H:%M:%S${time.length > 19 ? `${time[19]}%L` : ''}`,
  },
  { found: /([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)/, pattern: () => '%b %e %H:%M:%S' },
];
const MOST_KNOWN = 4_096;

export function openShapeMaker(): ShapeMaker {
  /** Lines of one second have the same text around their time. */
  const known = new Map<string, string>();
  let knownAt: number | undefined;

  function literal(text: string, at: number | undefined, spare: (text: string) => string): string {
    if (text.length < 15) return escaped(text);
    if (at !== knownAt || known.size > MOST_KNOWN) {
      known.clear();
      knownAt = at;
    }
    const found = known.get(text);
    if (found !== undefined) return found;
    const made: Literal = at === undefined ? { text: escaped(text) } : withTime(text, at);
    if (made.behind) return `${made.text}{${spare(made.behind.digits)}}${made.behind.text}`;
    known.set(text, made.text);
    return made.text;
  }

  return {
    make(text, parts, at, spare) {
      let shape = '';
      let cursor = 0;
      for (const part of parts) {
        if (part.text === '') continue;
        const found = text.indexOf(part.text, cursor);
        if (found < 0) continue;
        shape += `${literal(text.slice(cursor, found), at, spare)}{${part.place}}`;
        cursor = found + part.text.length;
      }
      return shape + literal(text.slice(cursor), at, spare);
    },
  };
}

interface Literal {
  readonly text: string;
  /** digits behind the milliseconds, which differ from line to line, and what comes after them */
  readonly behind?: { readonly digits: string; readonly text: string };
}

function withTime(text: string, at: number): Literal {
  for (const { found, pattern } of TIMES) {
    const match = found.exec(text);
    const [, time, zone] = match ?? [];
    if (!match || time === undefined) continue;
    const minutes = zone === undefined ? DEFAULT_ZONE : minutesOf(zone);
    const own = pattern(time);
    if (timeWriter(own, minutes)(at) !== time) continue;
    const sign = minutes < 0 ? '' : '+';
    const before = `${escaped(text.slice(0, match.index))}{at${sign}${minutes} ${own}}`;
    const after = text.slice(match.index + time.length);
    const [digits = ''] = /^\d*/.exec(after) ?? [];
    if (digits === '') return { text: before + escaped(after) };
    return { text: before, behind: { digits, text: escaped(after.slice(digits.length)) } };
  }
  return { text: escaped(text) };
}

function minutesOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith('-') ? -minutes : minutes;
}

const escaped = (text: string) => (/[{}]/.test(text) ? text.replaceAll(/[{}]/g, '$&$&') : text);

/** A shape, taken apart: a text as it is, or a place. */
export type ShapePiece =
  | { readonly literal: string }
  | { readonly column: string }
  | { readonly more: number }
  | { readonly time: TimeWriter };

/** Undefined where the text is no shape. */
export function readShape(shape: string): readonly ShapePiece[] | undefined {
  const pieces: ShapePiece[] = [];
  const token = /([^{}]+)|(\{\{|\}\})|\{(?:([a-z_]+)|#(\d{1,3})|at([+-]\d{1,4}) ([^{}]+))\}/y;
  while (token.lastIndex < shape.length) {
    const [, plain, brace, column, more, minutes, pattern] = token.exec(shape) ?? [];
    if (plain !== undefined) pieces.push({ literal: plain });
    else if (brace !== undefined) pieces.push({ literal: brace.slice(1) });
    else if (column !== undefined) pieces.push({ column });
    else if (more !== undefined) pieces.push({ more: Number(more) });
    else if (minutes !== undefined && pattern !== undefined)
      pieces.push({ time: timeWriter(pattern, Number(minutes)) });
    else return undefined;
  }
  return pieces;
}

/** What a row holds, as a shape asks for it. */
export interface ShapeRow {
  readonly at: number | undefined;
  /** the text of a column; undefined where it is empty */
  column(name: string): string | undefined;
  more(index: number): string | undefined;
}

/** The raw line. Undefined where the row has not what the shape asks for. */
export function fillShape(pieces: readonly ShapePiece[], row: ShapeRow): string | undefined {
  let line = '';
  for (const piece of pieces) {
    const text =
      'literal' in piece
        ? piece.literal
        : 'column' in piece
          ? row.column(piece.column)
          : 'more' in piece
            ? row.more(piece.more)
            : row.at === undefined
              ? undefined
              : piece.time(row.at);
    if (text === undefined) return undefined;
    line += text;
  }
  return line;
}
