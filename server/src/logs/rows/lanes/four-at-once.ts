import {
  assemble,
  type Code,
  constant,
  forever,
  get,
  isAny,
  isGreater,
  isZero,
  leaveIf,
  load,
  loadVector,
  plus,
  replaceLane,
  select,
  set,
  shuffle,
  splat,
  storeVector,
  type WasmFunction,
  words,
} from './assemble.ts';
import { type Compression, SHA256, SM3 } from './rounds.ts';

const LANES = [0, 1, 2, 3];
/** An entry of a list: where a padded message begins, how many blocks it has, where its digest goes; four bytes each. */
export const ENTRY_BYTES = 12;
const LIST = 0;
const COUNT = 1;
const MESSAGE = 2;
const DONE = 6;
const INTEGERS = 5;
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const LENGTHS = 7;
const MASK = 8;
const STATE = range(9, 8);
const WORK = range(17, 8);
const BLOCK = range(25, 16);
const SPARE = [41, 42, 43] as const;
const ROWS = range(44, 4);
const VECTORS = 41;

/**
 * Functions `sha256` and `sm3` of (address of a list, entries: a multiple of four) over a memory: each hashes four messages at a
 * time, a word of each in a vector of SIMD. Messages are padded as both standards say (one bit, zeros, length in 64 bits,
 * big-endian); those of a group of four best have the same number of blocks.
 */
export function fourAtOnce(pages: number): Uint8Array<ArrayBuffer> {
  return assemble([hashing('sha256', SHA256), hashing('sm3', SM3)], pages);
}

function hashing(name: string, compression: Compression): WasmFunction {
  const { code, state } = compression.rounds({ state: WORK, block: BLOCK, spare: SPARE });
  const body = forever(
    leaveIf(isZero(get(COUNT))),
    ...LANES.map((lane) => set(MESSAGE + lane, load(get(LIST), lane * ENTRY_BYTES))),
    ...LANES.map((lane) => {
      const blocks = load(get(LIST), lane * ENTRY_BYTES + 4);
      return set(LENGTHS, lane === 0 ? splat(blocks) : replaceLane(get(LENGTHS), lane, blocks));
    }),
    ...STATE.map((local, index) => set(local, words(compression.start[index] ?? 0))),
    set(DONE, constant(0)),
    forever(
      // A message that is over keeps its digest while the others go on.
      set(MASK, isGreater(get(LENGTHS), splat(get(DONE)))),
      leaveIf(isZero(isAny(get(MASK)))),
      ...range(0, 4).map(readWords),
      ...STATE.map((local, index) => set(WORK[index] ?? 0, get(local))),
      code,
      ...STATE.map((local, index) =>
        set(local, select(compression.join(get(local), get(state[index] ?? 0)), get(local), get(MASK))),
      ),
      ...LANES.map((lane) => set(MESSAGE + lane, plus(get(MESSAGE + lane), constant(64)))),
      set(DONE, plus(get(DONE), constant(1))),
    ),
    ...range(0, 2).map(writeWords),
    set(LIST, plus(get(LIST), constant(4 * ENTRY_BYTES))),
    set(COUNT, plus(get(COUNT), constant(-4))),
  );
  return { name, parameters: 2, integers: INTEGERS, vectors: VECTORS, body };
}

/** Four words of each of the four messages, turned over: each vector gets the same word of all four. */
function readWords(quarter: number): Code {
  const into = BLOCK.slice(quarter * 4, quarter * 4 + 4);
  return [
    LANES.map((lane) =>
      set(ROWS[lane] ?? 0, swapped(loadVector(plus(get(MESSAGE + lane), constant(quarter * 16))))),
    ),
    turned(ROWS, into),
  ];
}

/** Four words of the state into the digest of each message. */
function writeWords(half: number): Code {
  const from = STATE.slice(half * 4, half * 4 + 4);
  return [
    turned(from, ROWS),
    LANES.map((lane) =>
      storeVector(load(get(LIST), lane * ENTRY_BYTES + 8), swapped(get(ROWS[lane] ?? 0)), half * 16),
    ),
  ];
}

/** Transposes four vectors of four words. */
function turned(from: readonly number[], into: readonly number[]): Code {
  const [a = 0, b = 0, c = 0, d = 0] = from.map((local) => get(local));
  const [one, two, three] = SPARE;
  const low = (x: Code, y: Code) => shuffle(x, y, lanesOf([0, 4, 1, 5]));
  const high = (x: Code, y: Code) => shuffle(x, y, lanesOf([2, 6, 3, 7]));
  const left = (x: Code, y: Code) => shuffle(x, y, lanesOf([0, 1, 4, 5]));
  const right = (x: Code, y: Code) => shuffle(x, y, lanesOf([2, 3, 6, 7]));
  const [first = 0, second = 0, third = 0, fourth = 0] = into;
  return [
    set(one, low(a, b)),
    set(two, low(c, d)),
    set(three, high(a, b)),
    set(MASK_SPARE, high(c, d)),
    set(first, left(get(one), get(two))),
    set(second, right(get(one), get(two))),
    set(third, left(get(three), get(MASK_SPARE))),
    set(fourth, right(get(three), get(MASK_SPARE))),
  ];
}
/** Nothing is held in the last word of the working state while words are turned. */
const MASK_SPARE = WORK[7] ?? 0;

const lanesOf = (lanes: readonly number[]) =>
  lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte));
/** Big-endian words. */
const swapped = (vector: Code): Code =>
  shuffle(vector, vector, [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
