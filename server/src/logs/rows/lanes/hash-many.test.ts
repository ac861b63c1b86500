import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { growRoots } from '../tree.ts';
import { LONGEST_MESSAGE, MANY, manyHasher, type RowHash } from './hash-many.ts';

/** Bytes that look like chance and are always the same. */
const bytesOf = (length: number, seed: number) =>
  Buffer.from(Array.from({ length }, (_, index) => Math.imul(index + seed, 2_654_435_761) >>> 24));

/** RFC 6962, 2.1, as it stands there. */
function rootOf(algorithm: RowHash, leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only && leaves.length === 1) return hash(algorithm, only, 'buffer');
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const sides = [leaves.slice(0, half), leaves.slice(half)].map((each) => rootOf(algorithm, each));
  return hash(algorithm, Buffer.concat([Buffer.from([1]), ...sides]), 'buffer');
}

describe.each<RowHash>(['sha256', 'sm3'])('many messages by %s', (algorithm) => {
  it('have the digests that OpenSSL gives, whatever their lengths', () => {
    const lengths = [0, 1, 54, 55, 56, 63, 64, 65, 118, 119, 120, 128, 1_000, LONGEST_MESSAGE];
    const hasher = manyHasher();
    for (const count of [1, 2, 3, 4, 5, lengths.length, MANY]) {
      const messages = Array.from({ length: count }, (_, index) =>
        bytesOf(lengths[index % lengths.length] ?? 0, index),
      );
      hasher.clear();
      for (const message of messages) hasher.put(message);
      const digests = hasher.digests(algorithm);
      const expected = messages.map((message) => hash(algorithm, message, 'hex'));
      expect(digests.toString('hex').match(/.{64}/g)).toEqual(expected);
    }
  });

  it.each([1, 2, 3, MANY - 1, MANY, MANY + 1, 2 * MANY, 5 * MANY + 77])(
    'grow to the root of RFC 6962 over %i leaves, also where they go on from an edge',
    (count) => {
      const leaves = Array.from({ length: count }, (_, index) =>
        bytesOf(index % 50 === 49 ? LONGEST_MESSAGE + index : 40 + ((index * 13) % 700), index),
      );
      const whole = growRoots();
      for (const leaf of leaves) whole.add(leaf);
      const expected = rootOf(algorithm, leaves).toString('hex');
      expect(whole.roots()[algorithm]).toBe(expected);
      for (const size of [1, 100, MANY].filter((each) => each < count)) {
        const before = growRoots();
        for (const leaf of leaves.slice(0, size)) before.add(leaf);
        const on = growRoots({ size, subtrees: before.subtrees() });
        for (const leaf of leaves.slice(size)) on.add(leaf);
        expect(on.roots()[algorithm]).toBe(expected);
      }
    },
  );
});
