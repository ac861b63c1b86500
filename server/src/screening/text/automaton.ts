/**
 * Aho–Corasick (1975) over a double array (Aoe 1989). A cell of four numbers is one state: who its parent is, where its
 * children begin, where a failure leads, and which words end here.
 */
export interface Automaton {
  /** four to a state: parent, base of the children, state of two letters or more after a failure (0: none), ending (0: none) */
  readonly cells: Int32Array;
  /** two to a letter: the state that it leads to from the root, and the base of its children; 0 where no word begins so */
  readonly first: Int32Array;
  /** by ending, which is a word's place and one: the next ending at the same place, which is a shorter word */
  readonly endingNext: Int32Array;
  /** letters of each word */
  readonly lengths: Uint8Array;
  /** what two letters no word begins with, and which letters are words by themselves */
  readonly beginnings: Beginnings;
  /** bytes that all of it takes */
  readonly bytes: number;
}

/**
 * The first two letters of every word, as bits of a table that is small enough to stay near: most places of a text begin
 * nothing, and are left without a look at the states. Two pairs may share a bit, which costs a look and hides nothing.
 */
export interface Beginnings {
  readonly pairs: Int32Array;
  /** how far a hash is shifted to be a place of the table */
  readonly shift: number;
  /** by letter: 1 where it is a word */
  readonly single: Uint8Array;
}

export function hashOfPair(first: number, second: number): number {
  return Math.imul(Math.imul(first, 0x9e3779b1) + second, 0x85ebca6b);
}

/** Two bits of one cell of the table: a pair that no word begins with seldom has both (a Bloom filter in blocks). */
export function bitsOfPair(hash: number): number {
  return (1 << (hash >>> 5)) | (1 << hash);
}

const FEWEST_CELLS = 256;
const MOST_CELLS = 1 << 17;
/** So many words share a cell of 32 bits. */
const WORDS_A_CELL = 2;

function beginningsOf(words: readonly string[], size: number): Beginnings {
  const wanted = Math.min(MOST_CELLS, Math.max(FEWEST_CELLS, words.length / WORDS_A_CELL));
  const power = Math.ceil(Math.log2(wanted));
  const shift = 32 - power;
  const pairs = new Int32Array(1 << power);
  const single = new Uint8Array(size + 1);
  for (const word of words) {
    if (word.length === 1) single[word.charCodeAt(0)] = 1;
    if (word.length < 2) continue;
    const hash = hashOfPair(word.charCodeAt(0), word.charCodeAt(1));
    pairs[hash >>> shift] = (pairs[hash >>> shift] ?? 0) | bitsOfPair(hash);
  }
  return { pairs, shift, single };
}

/** @param words spelt in letters 1 to `size`, none empty, at most 255 letters; the same one may stand there twice */
export function buildAutomaton(words: readonly string[], size: number): Automaton {
  const order = words.map((_, index) => index).sort((a, b) => compare(words[a] ?? '', words[b] ?? ''));
  const sorted = order.map((index) => words[index] ?? '');
  const array = new DoubleArray(size);
  const first = new Int32Array((size + 1) * 2);
  const endingNext = new Int32Array(words.length + 1);
  // Breadth first: a state is (range of sorted words, depth, place), and failures of shallower states are known.
  const queue = new Queue(1024);
  const fanOut = (state: number, from: number, to: number, depth: number): void => {
    const letters: number[] = [];
    const starts: number[] = [];
    for (let at = from; at < to; at++) {
      const letter = sorted[at]?.charCodeAt(depth) ?? Number.NaN;
      // A word that ends here is shorter than the others and stands before them.
      if (Number.isNaN(letter) || letters.at(-1) === letter) continue;
      letters.push(letter);
      starts.push(at);
    }
    if (letters.length === 0) return;
    const base = array.place(state, letters);
    for (let k = 0; k < letters.length; k++) {
      const letter = letters[k] ?? 0;
      if (state === 0) first[letter * 2] = base + letter;
      queue.push(base + letter, starts[k] ?? 0, starts[k + 1] ?? to, depth + 1, letter);
    }
  };
  fanOut(0, 0, sorted.length, 0);
  for (let at = 0; at < queue.length; at++) {
    const [state, from, to, depth, letter] = queue.read(at);
    array.fail(state, letter, first);
    let ending = array.ending(array.failure(state));
    for (let word = from; word < to && sorted[word]?.length === depth; word++) {
      const own = (order[word] ?? 0) + 1;
      endingNext[own] = ending;
      ending = own;
    }
    array.setEnding(state, ending);
    fanOut(state, from, to, depth);
  }
  for (let letter = 1; letter <= size; letter++) first[letter * 2 + 1] = array.base(first[letter * 2] ?? 0);
  // A failure to one letter alone is none to remember: the scan knows its last letter, and asks the table of pairs first.
  for (let at = 0; at < queue.length; at++) array.forgetShortFailure(queue.read(at)[0]);
  const cells = array.cells();
  const lengths = Uint8Array.from(words, (word) => word.length);
  const beginnings = beginningsOf(words, size);
  const bytes = [cells, first, endingNext, lengths, beginnings.pairs, beginnings.single].reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  );
  return { cells, first, endingNext, lengths, beginnings, bytes };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** States to be looked at, five numbers each. */
class Queue {
  #data: Int32Array;
  length = 0;

  constructor(room: number) {
    this.#data = new Int32Array(room * 5);
  }

  push(state: number, from: number, to: number, depth: number, letter: number): void {
    if ((this.length + 1) * 5 > this.#data.length) this.#data = grown(this.#data, this.#data.length * 2);
    this.#data.set([state, from, to, depth, letter], this.length * 5);
    this.length += 1;
  }

  read(at: number): readonly [number, number, number, number, number] {
    const data = this.#data;
    const k = at * 5;
    return [data[k] ?? 0, data[k + 1] ?? 0, data[k + 2] ?? 0, data[k + 3] ?? 0, data[k + 4] ?? 0];
  }
}

const CELL = 4;
/** A cell that no state has; the root is nobody's child. */
const FREE = -1;
/** After so many gaps that did not fit, the search for several children begins further on. */
const TRIES = 64;

class DoubleArray {
  #cells: Int32Array;
  #slots: number;
  readonly #size: number;
  /** by slot: itself where it is free, else one nearer to the next free one (a union-find of the taken runs) */
  #next: Int32Array;
  /** where gaps for several children are looked for; it moves on when it finds none */
  #searchFrom = 1;
  #used = 1;

  constructor(size: number) {
    this.#size = size;
    this.#slots = Math.max(4096, size * 4);
    this.#cells = new Int32Array(this.#slots * CELL);
    for (let slot = 0; slot < this.#slots; slot++) this.#cells[slot * CELL] = FREE;
    this.#cells[0] = FREE - 1;
    this.#next = Int32Array.from({ length: this.#slots }, (_, slot) => slot);
  }

  /** Finds room for children and takes it. @returns the base: the child of a letter stands at base + letter */
  place(state: number, letters: readonly number[]): number {
    const base = this.#findBase(letters);
    for (const letter of letters) {
      this.#cells[(base + letter) * CELL] = state;
      this.#next[base + letter] = base + letter + 1;
      this.#used = Math.max(this.#used, base + letter + 1);
    }
    this.#cells[state * CELL + 1] = base;
    return base;
  }

  #findBase(letters: readonly number[]): number {
    const lowest = letters[0] ?? 1;
    const isAlone = letters.length === 1;
    let slot = this.#freeFrom(Math.max(isAlone ? 1 : this.#searchFrom, lowest + 1));
    for (let tries = 1; ; tries++) {
      this.#ensure(slot + this.#size + 1);
      const base = slot - lowest;
      if (isAlone || letters.every((letter) => this.#isFree(base + letter))) return base;
      // What did not fit so often is nearly full: those that come after begin behind it.
      if (tries % TRIES === 0) this.#searchFrom = Math.max(this.#searchFrom, slot - lowest);
      slot = this.#freeFrom(slot + 1);
    }
  }

  #isFree(slot: number): boolean {
    return slot >= this.#slots || this.#cells[slot * CELL] === FREE;
  }

  #freeFrom(slot: number): number {
    const next = this.#next;
    let at = slot;
    while (at < this.#slots && next[at] !== at) {
      const nearer = next[at] ?? at;
      if (nearer < this.#slots) next[at] = next[nearer] ?? nearer;
      at = nearer;
    }
    return at;
  }

  #ensure(slots: number): void {
    if (slots < this.#slots) return;
    const before = this.#slots;
    this.#slots = Math.max(slots + 1, Math.ceil(before * 1.5));
    this.#cells = grown(this.#cells, this.#slots * CELL);
    this.#next = grown(this.#next, this.#slots);
    for (let slot = before; slot < this.#slots; slot++) {
      this.#cells[slot * CELL] = FREE;
      this.#next[slot] = slot;
    }
  }

  /** Sets where a failure of this state leads: to the longest other state that its text ends with. */
  fail(state: number, letter: number, first: Int32Array): void {
    const cells = this.#cells;
    const parent = cells[state * CELL] ?? 0;
    if (parent === 0) return;
    let at = cells[parent * CELL + 2] ?? 0;
    for (;;) {
      const child = at === 0 ? (first[letter * 2] ?? 0) : (cells[at * CELL + 1] ?? 0) + letter;
      if (at === 0 || cells[child * CELL] === at) {
        cells[state * CELL + 2] = child;
        return;
      }
      at = cells[at * CELL + 2] ?? 0;
    }
  }

  forgetShortFailure(state: number): void {
    const cells = this.#cells;
    if (cells[(cells[state * CELL + 2] ?? 0) * CELL] === 0) cells[state * CELL + 2] = 0;
  }

  base(state: number): number {
    return this.#cells[state * CELL + 1] ?? 0;
  }

  failure(state: number): number {
    return this.#cells[state * CELL + 2] ?? 0;
  }

  ending(state: number): number {
    return this.#cells[state * CELL + 3] ?? 0;
  }

  setEnding(state: number, ending: number): void {
    this.#cells[state * CELL + 3] = ending;
  }

  /** With room behind it, so that base + letter is always inside. */
  cells(): Int32Array {
    this.#ensure(this.#used + this.#size + 2);
    return this.#cells.slice(0, (this.#used + this.#size + 2) * CELL);
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
