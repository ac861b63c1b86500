import { hash } from 'node:crypto';

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
  add(leaf: Buffer): void;
  /** Of a leaf whose hashes are known: 32 bytes of each, one byte a character. */
  addHashed(sha256: string, sm3: string): void;
  /** in hex */
  roots(): Roots;
  /** what it takes to go on from here */
  subtrees(): { readonly sha256: string[]; readonly sm3: string[] };
}

/** @param edge subtrees of the leaves so far, and how many they are */
export function growRoots(edge?: { readonly size: number; readonly subtrees: Subtrees }): GrowingRoots {
  const sha256 = growRoot('sha256', edge?.size, edge?.subtrees.sha256);
  const sm3 = growRoot('sm3', edge?.size, edge?.subtrees.sm3);
  return {
    add(leaf) {
      sha256.add(hashOf('sha256', leaf));
      sm3.add(hashOf('sm3', leaf));
    },
    addHashed(one, other) {
      sha256.add(one);
      sm3.add(other);
    },
    roots: () => ({ sha256: sha256.root(), sm3: sm3.root() }),
    subtrees: () => ({ sha256: sha256.parts(), sm3: sm3.parts() }),
  };
}

/** A hash, one byte a character: measured to be three times as fast as one that comes as a buffer. */
export function hashOf(algorithm: 'sha256' | 'sm3', bytes: Buffer): string {
  return hash(algorithm, bytes, 'binary');
}

function growRoot(algorithm: 'sha256' | 'sm3', from = 0, subtrees: readonly string[] = []) {
  /** roots of the perfect subtrees from the left */
  const parts = subtrees.map((hex) => Buffer.from(hex, 'hex').toString('latin1'));
  let size = from;
  const pair = Buffer.alloc(65, 1);

  function node(left: string, right: string): string {
    pair.write(left, 1, 'latin1');
    pair.write(right, 33, 'latin1');
    return hash(algorithm, pair, 'binary');
  }

  return {
    add(leaf: string) {
      let right = leaf;
      size += 1;
      for (let rest = size; rest % 2 === 0; rest /= 2) {
        const left = parts.pop();
        if (left !== undefined) right = node(left, right);
      }
      parts.push(right);
    },
    parts: () => parts.map((part) => Buffer.from(part, 'latin1').toString('hex')),
    root() {
      if (parts.length === 0) return hash(algorithm, '', 'hex');
      const root = parts.reduceRight((right, left) => node(left, right));
      return Buffer.from(root, 'latin1').toString('hex');
    },
  };
}
