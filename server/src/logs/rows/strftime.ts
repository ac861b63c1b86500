import { DAY_MS, HOUR_MS } from '../../kernel/durations.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TWO = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));
const MOST_KNOWN = 256;

/** Writes a moment, ms since 1970. */
export type TimeWriter = (at: number) => string;

const known = new Map<string, TimeWriter>();

/**
 * The directives of strftime that shapes use (`%Y %m %d %b %e %H %M %S`, `%L` for milliseconds), in English whatever the machine
 * speaks. Every row has its time written: the pattern is taken apart once, and a date is looked up once a day.
 *
 * @param minutes by which the moment is moved before it is written
 */
export function timeWriter(pattern: string, minutes: number): TimeWriter {
  const key = `${minutes} ${pattern}`;
  const found = known.get(key);
  if (found) return found;
  // Patterns of a file that somebody made up are not kept for good.
  if (known.size >= MOST_KNOWN) known.clear();
  const made = openWriter(pattern, minutes * 60_000);
  known.set(key, made);
  return made;
}

function openWriter(pattern: string, shift: number): TimeWriter {
  const pieces = pattern.split(/(%[YmdbeHMSL])/).filter((piece) => piece !== '');
  let day = Number.NaN;
  /** the pieces with those of the date put in */
  let dated: readonly string[] = [];
  return (at) => {
    const moved = at + shift;
    const today = Math.floor(moved / DAY_MS);
    if (today !== day) {
      day = today;
      dated = pieces.map((piece) => dateOf(piece, moved));
    }
    const ms = moved - today * DAY_MS;
    let text = '';
    for (const piece of dated)
      text += piece.charCodeAt(0) === 37 && piece.length === 2 ? clockOf(piece, ms) : piece;
    return text;
  };
}

function dateOf(piece: string, moved: number): string {
  const time = new Date(moved);
  switch (piece) {
    case '%Y':
      return String(time.getUTCFullYear()).padStart(4, '0');
    case '%m':
      return two(time.getUTCMonth() + 1);
    case '%d':
      return two(time.getUTCDate());
    case '%b':
      return MONTHS[time.getUTCMonth()] ?? '';
    case '%e':
      return String(time.getUTCDate()).padStart(2, ' ');
    default:
      return piece;
  }
}

/** @param ms since midnight */
function clockOf(piece: string, ms: number): string {
  switch (piece) {
    case '%H':
      return two(Math.floor(ms / HOUR_MS));
    case '%M':
      return two(Math.floor(ms / 60_000) % 60);
    case '%S':
      return two(Math.floor(ms / 1_000) % 60);
    case '%L':
      return String(ms % 1_000).padStart(3, '0');
    default:
      return piece;
  }
}

const two = (value: number) => TWO[value] ?? String(value);
