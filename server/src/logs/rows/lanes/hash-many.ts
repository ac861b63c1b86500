import { ENTRY_BYTES, fourAtOnce } from './four-at-once.ts';

export type RowHash = 'sha256' | 'sm3';

/** Messages that are hashed together, and leaves of a subtree that is folded in one go: a power of two. */
export const MANY = 256;
/** Longest message that is taken: what is longer costs more than a call of OpenSSL anyway. */
export const LONGEST_MESSAGE = 4_000;
export const DIGEST_BYTES = 32;

const BLOCK = 64;
const PAIR = 2 * BLOCK;
/** Byte 1 of RFC 6962, two digests. */
const PAIR_BYTES = 1 + 2 * DIGEST_BYTES;
/** Of a message with what pads it. */
const MOST_ROOM = 4_096;
const LIST = 0;
const DIGESTS = LIST + MANY * ENTRY_BYTES;
const PAIRS = DIGESTS + MANY * DIGEST_BYTES;
const MESSAGES = PAIRS + (MANY / 2) * PAIR;
const PAGES = Math.ceil((MESSAGES + MANY * MOST_ROOM) / 65_536);

/**
 * SHA-256 and SM3 of many short messages at once. Hashing is most of what a row costs, by OpenSSL one call a message; four side by
 * side in WebAssembly's vectors (`four-at-once.ts`) take about half of its time. Everything that is given back is a view that the
 * next call changes.
 */
export interface ManyHasher {
  /** Takes a message behind the others. @param message up to `LONGEST_MESSAGE` bytes, the `MANY`th at most since `clear` */
  put(message: Uint8Array): void;
  /** @returns the digests of the messages that were put, one after the other */
  digests(algorithm: RowHash): Buffer;
  clear(): void;
  /** @param leaves `MANY` digests @returns the root over them (RFC 6962, 2.1) */
  fold(algorithm: RowHash, leaves: Uint8Array): Buffer;
}

let shared: ManyHasher | undefined;
/** One a thread. */
export function manyHasher(): ManyHasher {
  shared ??= openManyHasher();
  return shared;
}

function openManyHasher(): ManyHasher {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fourAtOnce(PAGES)));
  const { memory } = exports as { memory: WebAssembly.Memory };
  const run = exports as Record<RowHash, (list: number, count: number) => void>;
  const bytes = Buffer.from(memory.buffer);
  const list = new Uint32Array(memory.buffer, LIST, (MANY * ENTRY_BYTES) / 4);
  const starts = new Uint32Array(MANY + 1).fill(MESSAGES);
  let held = 0;

  function enter(index: number, message: number, count: number): void {
    list[index * 3] = message;
    list[index * 3 + 1] = count;
    list[index * 3 + 2] = DIGESTS + index * DIGEST_BYTES;
  }

  for (let pair = 0; pair < MANY / 2; pair += 1) {
    bytes[PAIRS + pair * PAIR] = 1;
    pad(bytes, PAIRS + pair * PAIR, PAIR_BYTES);
  }

  return {
    put(message) {
      const at = starts[held] ?? MESSAGES;
      bytes.set(message, at);
      held += 1;
      starts[held] = at + pad(bytes, at, message.length) * BLOCK;
    },
    digests(algorithm) {
      for (let index = 0; index < held; index += 1) {
        const at = starts[index] ?? 0;
        enter(index, at, ((starts[index + 1] ?? 0) - at) / BLOCK);
      }
      run[algorithm](LIST, fours(held, enter));
      return bytes.subarray(DIGESTS, DIGESTS + held * DIGEST_BYTES);
    },
    clear() {
      held = 0;
    },
    fold(algorithm, leaves) {
      bytes.set(leaves, DIGESTS);
      for (let pairs = MANY / 2; pairs >= 1; pairs /= 2) {
        for (let pair = 0; pair < pairs; pair += 1) {
          const from = DIGESTS + pair * 2 * DIGEST_BYTES;
          bytes.copyWithin(PAIRS + pair * PAIR + 1, from, from + 2 * DIGEST_BYTES);
          enter(pair, PAIRS + pair * PAIR, 2);
        }
        run[algorithm](LIST, fours(pairs, enter));
      }
      return bytes.subarray(DIGESTS, DIGESTS + DIGEST_BYTES);
    },
  };
}

/** Fills the last four of a list up with messages of nothing. @returns how many they are then */
function fours(count: number, enter: (index: number, message: number, blocks: number) => void): number {
  const whole = Math.ceil(count / 4) * 4;
  for (let index = count; index < whole; index += 1) enter(index, MESSAGES, 0);
  return whole;
}

/** As both standards say: a bit, zeros, the length in 64 bits. @returns how many blocks the message has then */
function pad(bytes: Buffer, at: number, length: number): number {
  const count = Math.ceil((length + 9) / BLOCK);
  const end = at + count * BLOCK;
  bytes.fill(0, at + length, end);
  bytes[at + length] = 0x80;
  bytes.writeUInt32BE(length * 8, end - 4);
  return count;
}
