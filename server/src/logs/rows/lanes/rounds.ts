import { add, type Code, get, or, select, set, shiftLeft, shiftRight, words, xor } from './assemble.ts';

/** Locals that hold vectors: a word of each of four messages. */
export interface Registers {
  /** the eight words of the state, in their order */
  readonly state: readonly number[];
  /** the sixteen words of a block */
  readonly block: readonly number[];
  readonly spare: readonly [number, number, number];
}

export interface Compression {
  readonly start: readonly number[];
  /** The rounds over one block: what was the state becomes what is added to it. @returns where its words are afterwards */
  rounds(registers: Registers): { readonly code: Code; readonly state: readonly number[] };
  /** how the state before and what came of it become the state behind */
  join(before: Code, after: Code): Code;
}

const rotateLeft = (local: number, bits: number): Code =>
  or(shiftLeft(get(local), bits), shiftRight(get(local), 32 - bits));
const rotateRight = (local: number, bits: number): Code => rotateLeft(local, 32 - bits);

/** The first 32 bits behind the point of roots of the first primes, as FIPS 180-4 has its constants. */
function rootsOfPrimes(count: number, rootOf: (prime: number) => number): number[] {
  const primes: number[] = [];
  for (let each = 2; primes.length < count; each += 1)
    if (primes.every((prime) => each % prime !== 0)) primes.push(each);
  return primes.map((prime) => {
    const root = rootOf(prime);
    return Math.floor((root - Math.floor(root)) * 2 ** 32);
  });
}

/** FIPS 180-4. */
export const SHA256: Compression = {
  start: rootsOfPrimes(8, Math.sqrt),
  join: (before, after) => add(before, after),
  rounds({ state, block, spare }) {
    const constants = rootsOfPrimes(64, Math.cbrt);
    const code: Code[] = [];
    const [one] = spare;
    let names = [...state];
    const word = (index: number) => block[index % 16] ?? 0;
    for (let round = 0; round < 64; round += 1) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = names;
      code.push(
        set(
          one,
          add(
            get(h),
            xor(rotateRight(e, 6), rotateRight(e, 11), rotateRight(e, 25)),
            select(get(f), get(g), get(e)),
            words(constants[round] ?? 0),
            get(word(round)),
          ),
        ),
        set(d, add(get(d), get(one))),
        set(
          h,
          add(
            get(one),
            xor(rotateRight(a, 2), rotateRight(a, 13), rotateRight(a, 22)),
            select(get(c), get(a), xor(get(a), get(b))),
          ),
        ),
      );
      names = [h, a, b, c, d, e, f, g];
      if (round >= 48) continue;
      const near = word(round + 1);
      const far = word(round + 14);
      code.push(
        set(
          word(round),
          add(
            get(word(round)),
            xor(rotateRight(near, 7), rotateRight(near, 18), shiftRight(get(near), 3)),
            get(word(round + 9)),
            xor(rotateRight(far, 17), rotateRight(far, 19), shiftRight(get(far), 10)),
          ),
        ),
      );
    }
    return { code, state: names };
  },
};

/** GB/T 32905-2016. */
export const SM3: Compression = {
  start: [
    ...[0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600],
    ...[0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e],
  ],
  join: (before, after) => xor(before, after),
  rounds({ state, block, spare }) {
    const code: Code[] = [];
    const [one, two, three] = spare;
    let names = [...state];
    const word = (index: number) => block[index % 16] ?? 0;
    for (let round = 0; round < 64; round += 1) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = names;
      const early = round < 16;
      const turned = rotated(early ? 0x79cc4519 : 0x7a879d8a, round % 32);
      code.push(
        set(two, rotateLeft(a, 12)),
        set(one, add(get(two), get(e), words(turned))),
        set(one, rotateLeft(one, 7)),
        set(
          d,
          add(
            get(d),
            early ? xor(get(a), get(b), get(c)) : select(get(c), get(a), xor(get(a), get(b))),
            xor(get(one), get(two)),
            xor(get(word(round)), get(word(round + 4))),
          ),
        ),
        set(
          two,
          add(
            get(h),
            early ? xor(get(e), get(f), get(g)) : select(get(f), get(g), get(e)),
            get(one),
            get(word(round)),
          ),
        ),
        set(h, xor(get(two), rotateLeft(two, 9), rotateLeft(two, 17))),
        set(b, rotateLeft(b, 9)),
        set(f, rotateLeft(f, 19)),
      );
      names = [d, a, b, c, h, e, f, g];
      if (round >= 52) continue;
      code.push(
        set(three, get(word(round + 13))),
        set(one, xor(get(word(round)), get(word(round + 7)), rotateLeft(three, 15))),
        set(
          word(round),
          xor(
            ...[get(one), rotateLeft(one, 15), rotateLeft(one, 23)],
            ...[rotateLeft(word(round + 3), 7), get(word(round + 10))],
          ),
        ),
      );
    }
    return { code, state: names };
  },
};

const rotated = (word: number, bits: number) =>
  (bits === 0 ? word : (word << bits) | (word >>> (32 - bits))) >>> 0;
