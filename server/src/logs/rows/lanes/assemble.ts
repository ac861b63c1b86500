/** Bytes of WebAssembly, as parts of parts. An expression leaves its value on the stack. */
export type Code = number | readonly Code[];

/** LEB128 of an unsigned number. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? byte : byte | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** LEB128 of a 32-bit signed number. */
function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const isEnd = (rest === 0 && byte < 64) || (rest === -1 && byte >= 64);
    bytes.push(isEnd ? byte : byte | 0x80);
    if (isEnd) return bytes;
  }
}

const simd = (code: number): number[] => [0xfd, ...leb(code)];
const littleEndian = (word: number): number[] => [0, 8, 16, 24].map((bits) => (word >>> bits) & 0xff);

export const get = (local: number): Code => [0x20, leb(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, leb(local)];
export const constant = (value: number): Code => [0x41, signedLeb(value)];
export const load = (address: Code, offset: number): Code => [address, 0x28, 2, leb(offset)];
export const plus = (one: Code, other: Code): Code => [one, other, 0x6a];
export const isZero = (value: Code): Code => [value, 0x45];

/** Runs over and over; `leaveIf` in it ends it. */
export const forever = (...body: Code[]): Code => [0x02, 0x40, 0x03, 0x40, body, 0x0c, 0, 0x0b, 0x0b];
export const leaveIf = (condition: Code): Code => [condition, 0x0d, 1];

export const loadVector = (address: Code): Code => [address, simd(0x00), 0, 0];
export const storeVector = (address: Code, value: Code, offset: number): Code => [
  ...[address, value, simd(0x0b)],
  ...[0, leb(offset)],
];
/** the same word in all four lanes */
export const words = (word: number): Code => [
  simd(0x0c),
  Array.from({ length: 4 }, () => littleEndian(word)),
];
export const splat = (word: Code): Code => [word, simd(0x11)];
export const replaceLane = (vector: Code, lane: number, word: Code): Code => [vector, word, simd(0x1c), lane];
/** bytes of both, those of the second from 16 on */
export const shuffle = (one: Code, other: Code, bytes: readonly number[]): Code => [
  one,
  other,
  simd(0x0d),
  bytes,
];
export const isGreater = (one: Code, other: Code): Code => [one, other, simd(0x3b)];
export const isAny = (vector: Code): Code => [vector, simd(0x53)];
/** bits of the first where those of the third are set, else of the second */
export const select = (one: Code, other: Code, bits: Code): Code => [one, other, bits, simd(0x52)];
export const shiftLeft = (vector: Code, bits: number): Code => [vector, constant(bits), simd(0xab)];
export const shiftRight = (vector: Code, bits: number): Code => [vector, constant(bits), simd(0xad)];

const folded =
  (code: number) =>
  (...vectors: readonly Code[]): Code =>
    vectors.map((vector, index) => (index === 0 ? vector : [vector, simd(code)]));
export const xor = folded(0x51);
export const or = folded(0x50);
export const add = folded(0xae);

export interface WasmFunction {
  readonly name: string;
  /** numbers of locals: parameters, then others, of 32 bits; behind them vectors */
  readonly parameters: number;
  readonly integers: number;
  readonly vectors: number;
  readonly body: Code;
}

const I32 = 0x7f;
const V128 = 0x7b;

/** A module of functions without results over one memory, which it exports as `memory`. @param pages of 64 KiB */
export function assemble(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const text = (name: string): Code => [leb(name.length), [...Buffer.from(name)]];
  const list = (items: readonly Code[]): Code => [leb(items.length), items];
  const sized = (content: Code): Code => {
    const bytes = flat(content);
    return [leb(bytes.length), bytes];
  };
  const section = (id: number, content: Code): Code => [id, sized(content)];
  const types = functions.map(({ parameters }): Code => {
    return [0x60, leb(parameters), Array<number>(parameters).fill(I32), 0];
  });
  const bodies = functions.map(({ integers, vectors, body }): Code => {
    const locals = list([
      [leb(integers), I32],
      [leb(vectors), V128],
    ]);
    return sized([locals, body, 0x0b]);
  });
  const exports = functions.map(({ name }, index): Code => [text(name), 0, leb(index)]);
  return Uint8Array.from(
    flat([
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, list(types)),
      section(3, list(functions.map((_, index) => leb(index)))),
      section(5, list([[1, leb(pages), leb(pages)]])),
      section(7, list([...exports, [text('memory'), 2, 0]])),
      section(10, list(bodies)),
    ]),
  );
}

function flat(code: Code, into: number[] = []): number[] {
  if (typeof code === 'number') into.push(code);
  else for (const part of code) flat(part, into);
  return into;
}
