import { GONE, readingFold } from './fold.ts';

const DIGIT = 1;
const LETTER = 2;
const UNSEEN = 3;
const BETWEEN = 4;
const FEWEST_DIGITS = 5;
/** With letters among them they may be a plate. */
const FEWEST_WITH_LETTERS = 3;
const LONGEST_RUN = 120;
/** What ends a plate of four digits: 粤Z·1234港 */
const PLATE_ENDS = new Set([...'港澳警学挂'].map((sign) => sign.charCodeAt(0)));

let kinds: Uint8Array | undefined;

/** By raw code unit: digit and Latin letter in any width, what is not seen, and what stands between groups of digits. */
function kindsOfUnits(): Uint8Array {
  if (kinds) return kinds;
  kinds = new Uint8Array(0x10000);
  const { units } = readingFold();
  for (let unit = 0; unit < 0x10000; unit++) {
    const folded = units[unit] ?? 0;
    if (folded >= 0x30 && folded <= 0x39) kinds[unit] = DIGIT;
    else if ((folded >= 0x41 && folded <= 0x5a) || (folded >= 0x61 && folded <= 0x7a)) kinds[unit] = LETTER;
    else if (folded === GONE) kinds[unit] = UNSEEN;
    else if (folded === 0x20 || folded === 0x2d || folded === 0x2010 || folded === 0x2011)
      kinds[unit] = BETWEEN;
  }
  return kinds;
}

/**
 * Tells every run of digits and Latin letters with at least five digits, or five signs of
 * which three are digits, in groups that one blank or hyphen parts, once from left to right.
 */
export function scanNumbers(text: string, visit: (start: number, end: number) => void): void {
  const table = kindsOfUnits();
  const length = text.length;
  for (let at = 0; at < length; at++) {
    if (table[text.charCodeAt(at)] !== DIGIT) continue;
    let start = at;
    while (start > 0 && table[text.charCodeAt(start - 1)] === LETTER) start -= 1;
    let digits = 0;
    let end = at;
    let letters = at - start;
    for (let next = at; next < length; next++) {
      const kind = table[text.charCodeAt(next)];
      if (kind === DIGIT) digits += 1;
      else if (kind === BETWEEN) {
        const following = next + 1 < length ? table[text.charCodeAt(next + 1)] : 0;
        // A row without an end is looked at piece by piece.
        if (following !== DIGIT || next - start > LONGEST_RUN) break;
        continue;
      } else if (kind === UNSEEN) continue;
      else if (kind === LETTER) letters += 1;
      else break;
      end = next + 1;
    }
    const isPlate = letters > 0 && digits >= FEWEST_WITH_LETTERS && digits + letters >= FEWEST_DIGITS;
    const hasEnd = digits === FEWEST_DIGITS - 1 && PLATE_ENDS.has(text.charCodeAt(end));
    if (digits >= FEWEST_DIGITS || isPlate || hasEnd) visit(start, end);
    at = Math.max(at, end - 1);
  }
}
