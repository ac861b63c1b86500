import { hash } from 'node:crypto';
import { DIGEST_BYTES, MANY, manyHasher, type RowHash } from './lanes/hash-many.ts';
import { openLeafHashes } from './leaf-hashes.ts';

export interface Roots {
  readonly sha256: string;
  readonly sm3: string;
}

/** Roots of the perfect subtrees from the left, in hex. */
export interface Subtrees {
  readonly sha256: readonly string[];
  readonly sm3: readonly string[];
}

/** RFC 6962, 2.1, over leaves as they come, in both hashes: it keeps one node for each bit of their number. */
export interface GrowingRoots {
  /** The leaf may change afterwards. */
  add(leaf: Buffer): void;
  /** Of leaves whose hashes are known: 32 bytes of each, one after the other. */
  addHashed(sha256: Uint8Array, sm3: Uint8Array): void;
  /** in hex */
  roots(): Roots;
  /** what it takes to go on from here */
  subtrees(): { readonly sha256: string[]; readonly sm3: string[] };
}

/** @param edge subtrees of the leaves so far, and how many they are */
export function growRoots(edge?: { readonly size: number; readonly subtrees: Subtrees }): GrowingRoots {
  const sha256 = growRoot('sha256', edge?.size, edge?.subtrees.sha256);
  const sm3 = growRoot('sm3', edge?.size, edge?.subtrees.sm3);
  const leaves = openLeafHashes(addHashed);

  function addHashed(one: Uint8Array, other: Uint8Array): void {
    sha256.add(one);
    sm3.add(other);
  }

  return {
    add: leaves.add,
    addHashed(one, other) {
      leaves.flush();
      addHashed(one, other);
    },
    roots() {
      leaves.flush();
      return { sha256: sha256.root(), sm3: sm3.root() };
    },
    subtrees() {
      leaves.flush();
      return { sha256: sha256.parts(), sm3: sm3.parts() };
    },
  };
}

function growRoot(algorithm: RowHash, from = 0, subtrees: readonly string[] = []) {
  /** roots of the perfect subtrees from the left */
  const parts = subtrees.map((hex) => Buffer.from(hex, 'hex').toString('latin1'));
  let size = from;
  /** hashes of leaves that wait until they make a subtree of `MANY`, which is folded in one go */
  const waiting = Buffer.alloc(MANY * DIGEST_BYTES);
  let waits = 0;
  const pair = Buffer.alloc(1 + 2 * DIGEST_BYTES, 1);

  /** A digest as text, one byte a character: measured to be three times as fast as one that comes as a buffer. */
  function node(left: string, right: string): string {
    pair.write(left, 1, 'latin1');
    pair.write(right, 1 + DIGEST_BYTES, 'latin1');
    return hash(algorithm, pair, 'binary');
  }

  /** @param leaves of the perfect subtree whose root it is */
  function grow(root: string, leaves: number): void {
    let right = root;
    size += leaves;
    for (let rest = size / leaves; rest % 2 === 0; rest /= 2) {
      const left = parts.pop();
      if (left !== undefined) right = node(left, right);
    }
    parts.push(right);
  }

  function settle(): void {
    if (waits === MANY) {
      grow(manyHasher().fold(algorithm, waiting).toString('latin1'), MANY);
    } else {
      for (let index = 0; index < waits; index += 1)
        grow(waiting.toString('latin1', index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES), 1);
    }
    waits = 0;
  }

  return {
    add(digests: Uint8Array) {
      for (let at = 0; at < digests.length; ) {
        // A subtree of many begins at a multiple of it.
        const room = MANY - (size % MANY) - waits;
        const count = Math.min(room, (digests.length - at) / DIGEST_BYTES);
        waiting.set(digests.subarray(at, at + count * DIGEST_BYTES), waits * DIGEST_BYTES);
        waits += count;
        at += count * DIGEST_BYTES;
        if (count === room) settle();
      }
    },
    parts() {
      settle();
      return parts.map((part) => Buffer.from(part, 'latin1').toString('hex'));
    },
    root() {
      settle();
      if (parts.length === 0) return hash(algorithm, '', 'hex');
      const root = parts.reduceRight((right, left) => node(left, right));
      return Buffer.from(root, 'latin1').toString('hex');
    },
  };
}
