import type { Hash } from './merkle.ts';
import { perfectRoot } from './merkle.ts';
import { consistencyProof, inclusionProof, rootOf, type SubtreeReader } from './proof.ts';
import type { TileStore } from './tile-store.ts';
import { lastTiles, readBundle, readTile, TILE_WIDTH, type TilePlace, tilePath, widthOf } from './tiles.ts';

/** A file of the tree that is not there, or does not hold what it must. */
export class TreeFileError extends Error {
  readonly path: string;
  readonly isMissing: boolean;
  /** what can still be read of it, from its beginning */
  readonly items: readonly Buffer[];

  constructor(path: string, found: { readonly isMissing: boolean; readonly items?: readonly Buffer[] }) {
    super(`${path} ${found.isMissing ? 'is missing' : 'is damaged'}`);
    this.name = 'TreeFileError';
    this.path = path;
    this.isMissing = found.isMissing;
    this.items = found.items ?? [];
  }
}

/** What the files say about a tree of a given size. Nothing is verified: the root says whether they are right. */
export interface TreeFiles {
  readonly size: number;
  root(): Promise<Hash>;
  inclusion(index: number): Promise<Hash[]>;
  consistency(older: number): Promise<Hash[]>;
  /** root of the first `older` entries */
  rootAt(older: number): Promise<Hash>;
  /** entries of a bundle */
  bundle(index: number): Promise<Buffer[]>;
  tile(level: number, index: number): Promise<Hash[]>;
  /** hashes of the last tile of each level, and entries of the last bundle: what `growTree` begins with */
  edge(): Promise<{ readonly size: number; readonly levels: Hash[][]; readonly entries: Buffer[] }>;
}

/** Levels of hashes within a tile: 256 are 2^8. */
const TILE_HEIGHT = 8;
/** Tiles that are held: a proof needs a few of each level, and a walk through the tree each only once. */
const HELD_TILES = 64;

/** Reads the tiles of a tree. @throws TreeFileError when a file is missing or is no tile */
export function openTreeFiles(store: TileStore, size: number): TreeFiles {
  const known = new Map<string, Promise<Hash[]>>();

  function tile(level: number, index: number): Promise<Hash[]> {
    const place = { level, index, width: widthOf(level, index, size) };
    const path = tilePath(place);
    const held = known.get(path);
    if (held) return held;
    const read = readPlace(store, place, readTile);
    known.set(path, read);
    const [oldest] = known.keys();
    if (known.size > HELD_TILES && oldest !== undefined) known.delete(oldest);
    return read;
  }

  const subtree: SubtreeReader = async (start, end) => {
    const height = Math.log2(end - start);
    const level = Math.floor(height / TILE_HEIGHT);
    const first = start / TILE_WIDTH ** level;
    const hashes = await tile(level, Math.floor(first / TILE_WIDTH));
    const offset = first % TILE_WIDTH;
    return perfectRoot(hashes.slice(offset, offset + 2 ** (height % TILE_HEIGHT)));
  };

  return {
    size,
    root: () => rootOf(subtree, 0, size),
    rootAt: (older) => rootOf(subtree, 0, older),
    inclusion: (index) => inclusionProof(subtree, index, size),
    consistency: (older) => consistencyProof(subtree, older, size),
    bundle: (index) =>
      readPlace(store, { level: 'entries', index, width: widthOf('entries', index, size) }, readBundle),
    tile,
    async edge() {
      const levels: Hash[][] = [];
      for (const { level, index } of lastTiles(size)) levels[level] = await tile(level, index);
      const index = Math.floor(size / TILE_WIDTH);
      const entries = size % TILE_WIDTH === 0 ? [] : await this.bundle(index);
      return { size, levels: Array.from(levels, (hashes) => hashes ?? []), entries };
    },
  };
}

/**
 * The file of a tile. A partial one may have been removed once the full one is there, which begins with the same.
 *
 * @returns undefined where neither is there
 */
export async function readTileFile(
  store: TileStore,
  place: TilePlace,
): Promise<{ readonly path: string; readonly width: number; readonly bytes: Uint8Array } | undefined> {
  for (const width of new Set([place.width, TILE_WIDTH])) {
    const path = tilePath({ ...place, width });
    const bytes = await store.read(path);
    if (bytes) return { path, width, bytes };
  }
  return undefined;
}

async function readPlace(
  store: TileStore,
  place: TilePlace,
  parse: (bytes: Uint8Array) => { readonly items: Buffer[]; readonly isWhole: boolean },
): Promise<Buffer[]> {
  const path = tilePath(place);
  const file = await readTileFile(store, place);
  if (!file) throw new TreeFileError(path, { isMissing: true });
  const { items, isWhole } = parse(file.bytes);
  if (!isWhole || items.length !== file.width) throw new TreeFileError(path, { isMissing: false, items });
  return items.slice(0, place.width);
}
