import { type Automaton, placeOfPair } from './automaton.ts';
import { type Alphabet, classOfPair, PAIR, PASSED } from './classes.ts';

export interface Machine {
  readonly alphabet: Alphabet;
  readonly automaton: Automaton;
  /** by ending: the next one that still counts where this one was taken */
  readonly nextIfTaken: Int32Array;
}

/**
 * Goes through a text once and tells every word that ends somewhere, the longest of a place first.
 *
 * @param visit gets which word, and where it ends in the text as it is (exclusive); says whether it was taken, in which
 *   case the shorter words that it covers are not told
 */
export function scan(text: string, machine: Machine, visit: (word: number, end: number) => boolean): void {
  const { alphabet, automaton, nextIfTaken } = machine;
  const { classes } = alphabet;
  const { cells, first, endingWord, endingNext } = automaton;
  const { pairs, shift, single } = automaton.beginnings;
  const length = text.length;
  let state = 0;
  // The last letter, where the state is that of this letter alone: it is looked up when it is asked for. 0: it is `state`.
  let last = 0;
  for (let at = 0; at < length; at++) {
    let letter = classes[text.charCodeAt(at)] as number;
    if (letter >= PAIR) {
      if (letter === PASSED) continue;
      letter = pairAt(alphabet, text, at);
      if (letter === PASSED) continue;
      at += 1;
    }
    if (letter === 0) {
      state = 0;
      last = 0;
      continue;
    }
    const place = last === 0 ? 0 : placeOfPair(last, letter, shift);
    if (last !== 0 && (((pairs[place >>> 5] as number) >>> (place & 31)) & 1) === 0) {
      // No word goes on with this letter: at most one begins with it, or is it.
      last = letter;
      if (single[letter] === 0) continue;
      state = first[letter] as number;
    } else {
      if (last !== 0) state = first[last] as number;
      for (;;) {
        if (state === 0) {
          state = first[letter] as number;
          break;
        }
        const child = (cells[state * 4 + 1] as number) + letter;
        if (cells[child * 4] === state) {
          state = child;
          break;
        }
        state = cells[state * 4 + 2] as number;
      }
      last = state === (first[letter] as number) ? letter : 0;
    }
    let ending = cells[state * 4 + 3] as number;
    while (ending !== 0) {
      const taken = visit(endingWord[ending] as number, at + 1);
      ending = (taken ? nextIfTaken[ending] : endingNext[ending]) as number;
    }
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
