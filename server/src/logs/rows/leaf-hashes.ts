import { hash } from 'node:crypto';
import { LONGEST_MESSAGE, MANY, manyHasher } from './lanes/hash-many.ts';

/** Fewer than these are hashed one by one: no machinery is set up for a tree of a few leaves. */
const FEW = 8;

/** Hashes of leaves in both algorithms, in the order of the leaves: 32 bytes each. */
export type TakeHashes = (sha256: Buffer, sm3: Buffer) => void;

/** Leaves wait here until they are many. */
export interface LeafHashes {
  /** The leaf may change afterwards. */
  add(leaf: Buffer): void;
  /** Gives what waits. */
  flush(): void;
}

export function openLeafHashes(take: TakeHashes): LeafHashes {
  let room = Buffer.alloc(1 << 12);
  const ends: number[] = [];
  let end = 0;

  function flush(): void {
    if (ends.length === 0) return;
    const leaves = ends.map((each, index) => room.subarray(ends[index - 1] ?? 0, each));
    ends.length = 0;
    end = 0;
    if (leaves.length < FEW) {
      for (const leaf of leaves) single(leaf, take);
      return;
    }
    const hasher = manyHasher();
    hasher.clear();
    for (const leaf of leaves) hasher.put(leaf);
    // What the hasher gives is gone with its next call, and whoever takes it folds trees with it.
    take(Buffer.from(hasher.digests('sha256')), Buffer.from(hasher.digests('sm3')));
  }

  return {
    add(leaf) {
      if (leaf.length > LONGEST_MESSAGE) {
        flush();
        single(leaf, take);
        return;
      }
      if (end + leaf.length > room.length) {
        const larger = Buffer.alloc(Math.min((end + leaf.length) * 2, MANY * LONGEST_MESSAGE));
        room.copy(larger, 0, 0, end);
        room = larger;
      }
      room.set(leaf, end);
      end += leaf.length;
      ends.push(end);
      if (ends.length === MANY) flush();
    },
    flush,
  };
}

function single(leaf: Buffer, take: TakeHashes): void {
  take(hash('sha256', leaf, 'buffer'), hash('sm3', leaf, 'buffer'));
}
