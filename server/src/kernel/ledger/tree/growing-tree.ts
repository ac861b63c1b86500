import { type Hash, leafHash, perfectParts, perfectRoot, rootOfParts } from './merkle.ts';
import { TILE_WIDTH, type TilePlace, tilePath, writeBundle } from './tiles.ts';

/** A file of the tree, to be written or to be compared with the one that is there. */
export interface TileFile {
  readonly place: TilePlace;
  readonly path: string;
  readonly bytes: Buffer;
}

/**
 * A tree at its right edge: it knows the last tile of each level and nothing else, so that growing it costs as much
 * as what is added, whatever its size.
 */
export interface GrowingTree {
  readonly size: number;
  /** Adds entries; gives the tiles and bundles that became full, lower levels first. */
  add(entries: readonly Uint8Array[]): TileFile[];
  /** The last tiles and the last bundle as they are now, where they are not full. */
  partials(): TileFile[];
  root(): Hash;
}

/** The edge of a tree without entries. */
export const EMPTY_EDGE = { size: 0, levels: [], entries: [] };

/**
 * @param edge.size entries so far
 * @param edge.levels hashes of the last tile of each level, the leaves first
 * @param edge.entries entries of the last bundle
 */
export function growTree(edge: {
  readonly size: number;
  readonly levels: readonly (readonly Hash[])[];
  readonly entries: readonly Uint8Array[];
}): GrowingTree {
  let { size } = edge;
  const levels = edge.levels.map((hashes) => [...hashes]);
  let bundle = [...edge.entries];

  function push(level: number, hash: Hash): TileFile[] {
    levels[level] ??= [];
    const hashes = levels[level];
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return [];
    levels[level] = [];
    const index = size / TILE_WIDTH ** (level + 1) - 1;
    return [
      fileOf({ level, index, width: TILE_WIDTH }, Buffer.concat(hashes)),
      ...push(level + 1, perfectRoot(hashes)),
    ];
  }

  return {
    get size() {
      return size;
    },
    add(entries) {
      return entries.flatMap((entry) => {
        size += 1;
        bundle.push(entry);
        const tiles = push(0, leafHash(entry));
        if (bundle.length < TILE_WIDTH) return tiles;
        const full = bundle;
        bundle = [];
        const place = { level: 'entries', index: size / TILE_WIDTH - 1, width: TILE_WIDTH } as const;
        return [fileOf(place, writeBundle(full)), ...tiles];
      });
    },
    partials() {
      const index = Math.floor(size / TILE_WIDTH);
      const entries =
        bundle.length === 0
          ? []
          : [fileOf({ level: 'entries', index, width: bundle.length }, writeBundle(bundle))];
      const tiles = levels.flatMap((hashes, level) => {
        if (hashes.length === 0) return [];
        const place = { level, index: Math.floor(size / TILE_WIDTH ** (level + 1)), width: hashes.length };
        return [fileOf(place, Buffer.concat(hashes))];
      });
      return [...entries, ...tiles];
    },
    root: () => rootOfParts(levels.toReversed().flatMap((hashes) => perfectParts(hashes))),
  };
}

function fileOf(place: TilePlace, bytes: Buffer): TileFile {
  return { place, path: tilePath(place), bytes };
}
