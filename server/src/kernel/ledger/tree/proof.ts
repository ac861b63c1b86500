import { EMPTY_ROOT, type Hash, largestPower, nodeHash } from './merkle.ts';

/** The root of the entries from `start` to before `end`, a subtree that begins at a multiple of its size. */
export type SubtreeReader = (start: number, end: number) => Promise<Hash>;

/** Hashes that lead from an entry to the root of the tree of `size` entries (RFC 6962, 2.1.1). */
export async function inclusionProof(subtree: SubtreeReader, index: number, size: number): Promise<Hash[]> {
  if (index < 0 || index >= size) throw new RangeError('an entry beyond the tree is in no proof');
  const proof: Hash[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      proof.unshift(await rootOf(subtree, middle, end));
      end = middle;
    } else {
      proof.unshift(await rootOf(subtree, start, middle));
      start = middle;
    }
  }
  return proof;
}

/** Hashes that show that the tree of `size` entries begins with the one of `older` (RFC 6962, 2.1.2). */
export async function consistencyProof(subtree: SubtreeReader, older: number, size: number): Promise<Hash[]> {
  if (older < 0 || older > size) throw new RangeError('a tree does not begin with a larger one');
  if (older === 0 || older === size) return [];
  const proof: Hash[] = [];
  let [start, end, isWhole] = [0, size, true];
  while (older !== end) {
    const middle = start + split(end - start);
    if (older <= middle) {
      proof.unshift(await rootOf(subtree, middle, end));
      end = middle;
    } else {
      proof.unshift(await rootOf(subtree, start, middle));
      start = middle;
      isWhole = false;
    }
  }
  // The verifier knows the root of the older tree; it needs to be told only that of a part of it.
  return isWhole ? proof : [await rootOf(subtree, start, end), ...proof];
}

/** Root of any run of entries that starts at a multiple of a power of two not smaller than its length. */
export async function rootOf(subtree: SubtreeReader, start: number, end: number): Promise<Hash> {
  if (start === end) return EMPTY_ROOT;
  const size = end - start;
  if (largestPower(size) === size) return subtree(start, end);
  const middle = start + split(size);
  return nodeHash(await rootOf(subtree, start, middle), await rootOf(subtree, middle, end));
}

/** Where a tree parts: the largest power of two below its size. */
function split(size: number): number {
  return largestPower(size - 1);
}

/** Whether the proof leads from the entry to the root (RFC 9162, 2.1.3.2). */
export function provesInclusion(claim: {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}): boolean {
  const { leaf, index, size, root, proof } = claim;
  if (index < 0 || index >= size) return false;
  let [own, last, reached] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (own % 2 === 1 || own === last) {
      reached = nodeHash(sibling, reached);
      while (own % 2 === 0 && own !== 0) [own, last] = [own / 2, Math.floor(last / 2)];
    } else {
      reached = nodeHash(reached, sibling);
    }
    [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  }
  return last === 0 && reached.equals(root);
}

/** Whether the proof shows that the larger tree begins with the smaller one (RFC 9162, 2.1.4.2). */
export function provesConsistency(claim: {
  readonly older: { readonly size: number; readonly root: Hash };
  readonly newer: { readonly size: number; readonly root: Hash };
  readonly proof: readonly Hash[];
}): boolean {
  const { older, newer, proof } = claim;
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0 && older.root.equals(EMPTY_ROOT);
  const path = largestPower(older.size) === older.size ? [older.root, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let [own, last] = [older.size - 1, newer.size - 1];
  while (own % 2 === 1) [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  let [before, after] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (own % 2 === 1 || own === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      while (own % 2 === 0 && own !== 0) [own, last] = [own / 2, Math.floor(last / 2)];
    } else {
      after = nodeHash(after, sibling);
    }
    [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  }
  return last === 0 && before.equals(older.root) && after.equals(newer.root);
}
