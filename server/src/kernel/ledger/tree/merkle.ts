import { hash } from 'node:crypto';

/** A node of the tree: SHA-256, 32 bytes. */
export type Hash = Buffer;

export const HASH_BYTES = 32;
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** RFC 6962, 2.1: the hash of an entry. */
export function leafHash(entry: Uint8Array): Hash {
  return hash('sha256', Buffer.concat([LEAF, entry]), 'buffer');
}

/** RFC 6962, 2.1: the hash of two neighbours. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

/** The root of the tree without entries. */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

/** Root of a perfect subtree. @param hashes as many as a power of two */
export function perfectRoot(hashes: readonly Hash[]): Hash {
  let level = hashes;
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, index) =>
      nodeHash(at(level, 2 * index), at(level, 2 * index + 1)),
    );
  }
  return at(level, 0);
}

/** Roots of the perfect subtrees that a row of hashes is made of, largest first: 7 are 4, 2 and 1. */
export function perfectParts(hashes: readonly Hash[]): Hash[] {
  const parts: Hash[] = [];
  for (let start = 0; start < hashes.length; ) {
    const size = largestPower(hashes.length - start);
    parts.push(perfectRoot(hashes.slice(start, start + size)));
    start += size;
  }
  return parts;
}

/** Root of a tree from its perfect subtrees, largest first. */
export function rootOfParts(parts: readonly Hash[]): Hash {
  if (parts.length === 0) return EMPTY_ROOT;
  return parts.reduceRight((right, left) => nodeHash(left, right));
}

/** Largest power of two that is not larger than n, for n ≥ 1; exact up to 2^53. */
export function largestPower(n: number): number {
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
}

function at(hashes: readonly Hash[], index: number): Hash {
  const found = hashes[index];
  if (!found) throw new RangeError('a level of the tree has a gap');
  return found;
}
