import { randomInt } from 'node:crypto';

/** Texts that differ, by number, in the order of their first coming. */
export interface KnownTexts {
  /** The number of the text that these bytes are. */
  placeOf(bytes: Uint8Array, view: DataView, from: number, to: number): number;
  readonly distinct: number;
  /** one after the other, each behind its length (4 bytes, little-endian), as Parquet's PLAIN has them */
  bytes(): Buffer;
  /** where each begins in `bytes` */
  start(place: number): number;
}

/** Whoever writes into logs cannot know it, and so not which texts fall into one place. */
const SEED = randomInt(2 ** 32) | 0;
/** A text that is not found after so many looks is taken as new: to hold it twice does no harm, to look for it forever would. */
const MOST_LOOKS = 64;
const FIRST_SLOTS = 1_024;

/**
 * A dictionary of bytes. A `Map` of strings takes several times as long: each text would first become a string, which is
 * flattened, hashed and compared, and every string that it holds takes memory beside the bytes.
 */
export function openKnownTexts(): KnownTexts {
  /** 1 and the place of a text; 0 where nothing is */
  let slots = new Int32Array(FIRST_SLOTS);
  let hashes = new Int32Array(FIRST_SLOTS / 2);
  let starts = new Uint32Array(FIRST_SLOTS / 2 + 1);
  let arena = Buffer.alloc(1 << 14);
  let arenaView = viewOf(arena);
  let end = 0;
  let distinct = 0;

  function isAt(place: number, bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    const start = (starts[place] ?? 0) + 4;
    const length = (starts[place + 1] ?? 0) - start;
    if (length !== to - from) return false;
    let at = from;
    let own = start;
    for (; at + 4 <= to; at += 4, own += 4) if (view.getInt32(at) !== arenaView.getInt32(own)) return false;
    for (; at < to; at += 1, own += 1) if (bytes[at] !== arena[own]) return false;
    return true;
  }

  function add(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    if (end + 4 + length > arena.length) {
      const larger = Buffer.alloc(Math.max(arena.length * 2, end + 4 + length));
      larger.set(arena.subarray(0, end));
      arena = larger;
      arenaView = viewOf(arena);
    }
    if (distinct === hashes.length) {
      hashes = longer(hashes, hashes.length * 2, new Int32Array(hashes.length * 2));
      starts = longer(starts, distinct + 1, new Uint32Array(hashes.length + 1));
    }
    arenaView.setUint32(end, length, true);
    arena.set(bytes.subarray(from, to), end + 4);
    hashes[distinct] = hash;
    starts[distinct] = end;
    end += 4 + length;
    distinct += 1;
    starts[distinct] = end;
    if (distinct * 2 > slots.length) spread();
    return distinct - 1;
  }

  /** Puts all into twice as many slots. */
  function spread(): void {
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let place = 0; place < distinct; place += 1) {
      let slot = (hashes[place] ?? 0) & mask;
      for (let looks = 0; slots[slot] !== 0 && looks < MOST_LOOKS; looks += 1) slot = (slot + 1) & mask;
      if (slots[slot] === 0) slots[slot] = place + 1;
    }
  }

  return {
    placeOf(bytes, view, from, to) {
      const hash = hashOf(bytes, view, from, to);
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
        const place = (slots[slot] ?? 0) - 1;
        if (place < 0) {
          slots[slot] = distinct + 1;
          return add(bytes, from, to, hash);
        }
        if (hashes[place] === hash && isAt(place, bytes, view, from, to)) return place;
        slot = (slot + 1) & mask;
      }
      return add(bytes, from, to, hash);
    },
    get distinct() {
      return distinct;
    },
    bytes: () => arena.subarray(0, end),
    start: (place) => starts[place] ?? end,
  };
}

function hashOf(bytes: Uint8Array, view: DataView, from: number, to: number): number {
  let hash = SEED ^ (to - from);
  let at = from;
  for (; at + 4 <= to; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function longer<Values extends Int32Array | Uint32Array>(
  values: Values,
  count: number,
  into: Values,
): Values {
  into.set(values.subarray(0, count));
  return into;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
