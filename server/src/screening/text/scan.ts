import { type Automaton, bitsOfPair, hashOfPair } from './automaton.ts';
import { type Alphabet, classOfPair, PAIR, PASSED } from './classes.ts';

export interface Machine {
  readonly alphabet: Alphabet;
  readonly automaton: Automaton;
  /** by ending: the next one that still counts where this one was taken */
  readonly nextIfTaken: Int32Array;
}

/** So many units of a text are looked at as numbers at a time: few enough to stay near the processor. */
const BLOCK = 1 << 14;

/**
 * Goes through a text once and tells every word that ends somewhere, the longest of a place first.
 *
 * @param visit gets which word, and where it ends in the text as it is (exclusive); says whether it was taken, in which
 *   case the shorter words that it covers are not told
 */
export function scan(text: string, machine: Machine, visit: (word: number, end: number) => boolean): void {
  const { alphabet, automaton, nextIfTaken } = machine;
  const { classes } = alphabet;
  const { cells, first, endingNext } = automaton;
  const { pairs, shift, single } = automaton.beginnings;
  const units = new Uint16Array(Math.min(text.length, BLOCK));
  const bytes = Buffer.from(units.buffer);
  // The longest beginning of a word that the text ends with here, of two letters or more; 0 where there is none.
  let state = 0;
  // The letter before, 0 where a word cannot go on from there.
  let last = 0;
  for (let from = 0; from < text.length; ) {
    // Reading a string unit by unit asks each time what kind of string it is; reading numbers does not.
    const length = bytes.write(text.slice(from, from + BLOCK), 'utf16le') >> 1;
    let at = 0;
    for (; at < length; at++) {
      let letter = classes[units[at] as number] as number;
      if (letter >= PAIR) {
        if (letter === PASSED) continue;
        letter = pairAt(alphabet, text, from + at);
        if (letter === PASSED) continue;
        at += 1;
      }
      if (letter === 0) {
        state = 0;
        last = 0;
        continue;
      }
      while (state !== 0) {
        const child = (cells[state * 4 + 1] as number) + letter;
        if (cells[child * 4] === state) {
          state = child;
          break;
        }
        state = cells[state * 4 + 2] as number;
      }
      const before = last;
      last = letter;
      if (state === 0) {
        const hash = hashOfPair(before, letter);
        const bits = bitsOfPair(hash);
        if (before !== 0 && ((pairs[hash >>> shift] as number) & bits) === bits) {
          const child = (first[before * 2 + 1] as number) + letter;
          if (cells[child * 4] === first[before * 2]) state = child;
        }
        if (state === 0 && single[letter] === 0) continue;
      }
      const here = (state === 0 ? (first[letter * 2] as number) : state) * 4;
      let ending = cells[here + 3] as number;
      // Where no word goes on, the next letter need not ask.
      if (cells[here + 1] === 0) state = cells[here + 2] as number;
      while (ending !== 0) {
        const taken = visit(ending - 1, from + at + 1);
        ending = (taken ? nextIfTaken[ending] : endingNext[ending]) as number;
      }
    }
    // A pair may reach over the end of a block.
    from += at;
  }
}

/** The letter of the pair that begins here; half a pair is passed over. */
function pairAt(alphabet: Alphabet, text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0;
  return point < 0x10000 ? PASSED : classOfPair(alphabet, point);
}

/** Where a word begins that ends at `end` (exclusive): so many letters before, whatever was put in between. */
export function startOf(text: string, end: number, letters: number, { alphabet }: Machine): number {
  let left = letters;
  let at = end;
  while (left > 0 && at > 0) {
    at -= 1;
    const letter = alphabet.classes[text.charCodeAt(at)] ?? 0;
    if (letter === PASSED && at > 0 && alphabet.classes[text.charCodeAt(at - 1)] === PAIR) {
      const pair = pairAt(alphabet, text, at - 1);
      if (pair !== PASSED) {
        at -= 1;
        left -= 1;
      }
    } else if (letter < PAIR) left -= 1;
  }
  return at;
}
