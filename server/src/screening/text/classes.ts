import { type Fold, foldText, GONE, isSurrogate } from './fold.ts';

/**
 * The alphabet of one automaton. Units that stand in no word are all alike, and what may be put between the characters
 * of a word is passed over: one table look-up does width, case, script and inserted signs at once.
 */
export interface Alphabet {
  readonly fold: Fold;
  /** by raw code unit: 0 ends every word, `PASSED` is passed over, `PAIR` begins a surrogate pair, else a letter */
  readonly classes: Uint16Array;
  /** by raw code point beyond the BMP; what is not listed is passed over (emoji) or ends words (characters) */
  readonly astral: ReadonlyMap<number, number>;
  /** letters are 1 to `size` */
  readonly size: number;
  /** a word in letters; empty where nothing of it is a letter */
  spell(word: string): string;
}

export const PASSED = 0xffff;
export const PAIR = 0xfffe;
const MOST_LETTERS = 0xfff0;

/** What a sentence is made of parts words; so do brackets and quotes. Other signs are put in to hide a word. */
const PARTING = /[\n,;:!?。、"'“”‘’「」『』《》〈〉()[\]{}【】〔〕…]/;
const SIGN = /[\p{P}\p{S}\p{Z}]/u;

/** Whether a folded unit may stand between the characters of a word. */
export function isInserted(unit: number): boolean {
  const sign = String.fromCharCode(unit);
  return unit === GONE || (SIGN.test(sign) && !PARTING.test(sign));
}

/** @throws RangeError where the words hold more different characters than a table can name (65 000) */
export function alphabetOf(words: Iterable<string>, fold: Fold): Alphabet {
  const letters = lettersOf(words, fold);
  if (letters.size > MOST_LETTERS) throw new RangeError('too many different characters');
  const classes = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    if (isSurrogate(unit)) {
      // Half a pair without its other half is damage, and parts nothing.
      classes[unit] = unit < 0xdc00 ? PAIR : PASSED;
      continue;
    }
    const folded = fold.units[unit] ?? unit;
    classes[unit] = letters.get(folded) ?? (isInserted(folded) ? PASSED : 0);
  }
  const astral = new Map<number, number>();
  for (const [point, unit] of fold.astral)
    astral.set(point, letters.get(unit) ?? (isInserted(unit) ? PASSED : 0));
  for (const [point, letter] of letters) if (point > 0xffff) astral.set(point, letter);
  return { fold, classes, astral, size: letters.size, spell: (word) => spelt(word, fold, letters) };
}

/** The commonest first: children of a state then lie close together. */
function lettersOf(words: Iterable<string>, fold: Fold): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words) {
    for (const sign of foldText(word, fold)) {
      const point = sign.codePointAt(0) ?? 0;
      if (point > 0xffff || !isInserted(point)) counts.set(point, (counts.get(point) ?? 0) + 1);
    }
  }
  const ordered = [...counts].sort((a, b) => b[1] - a[1]);
  return new Map(ordered.map(([point], index) => [point, index + 1]));
}

function spelt(word: string, fold: Fold, letters: ReadonlyMap<number, number>): string {
  let out = '';
  for (const sign of foldText(word, fold)) {
    const letter = letters.get(sign.codePointAt(0) ?? 0);
    if (letter !== undefined) out += String.fromCharCode(letter);
  }
  return out;
}

/** The letter of a pair of surrogates: emoji are passed over, characters outside all words end them. */
export function classOfPair(alphabet: Alphabet, point: number): number {
  const known = alphabet.astral.get(point);
  if (known !== undefined) return known;
  return point >= 0x1f000 && point <= 0x1faff ? PASSED : 0;
}
