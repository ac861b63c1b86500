import { HASH_BYTES } from './merkle.ts';

/** Hashes of a full tile, and entries of a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
/** An entry's length stands before it in two bytes. */
const MAX_ENTRY_BYTES = 0xffff;
/** No tree that a program can make is higher: 256^6 entries. */
const MAX_LEVELS = 6;

/** One tile of a level, or one bundle of entries. */
export interface TilePlace {
  /** `entries` for the entries themselves, else how many tiles it lies above the leaves */
  readonly level: number | 'entries';
  /** counted from 0 */
  readonly index: number;
  /** hashes or entries in it, 1 to 256 */
  readonly width: number;
}

/** `tile/0/x001/x234/067`, `tile/entries/000.p/17`. */
export function tilePath({ level, index, width }: TilePlace): string {
  return `${fullTilePath(level, index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Path of the folder in which the partial forms of a tile lie. */
export function partialsPath(level: TilePlace['level'], index: number): string {
  return `${fullTilePath(level, index)}.p`;
}

function fullTilePath(level: TilePlace['level'], index: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [];
  const elements = groups.map((group, place) => (place === groups.length - 1 ? group : `x${group}`));
  return `tile/${level}/${elements.join('/')}`;
}

/** The last tile of each level that holds anything, for a tree of `size` entries: where it grows. */
export function lastTiles(size: number): (TilePlace & { readonly level: number })[] {
  return Array.from({ length: MAX_LEVELS }, (_, level) => {
    const hashes = Math.floor(size / TILE_WIDTH ** level);
    return { level, index: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH };
  }).filter(({ width }) => width > 0);
}

/** Every tile and bundle of a tree of `size` entries. */
export function* allTiles(size: number): Generator<TilePlace> {
  for (const level of ['entries', ...Array(MAX_LEVELS).keys()] as const) {
    for (let index = 0; ; index += 1) {
      const width = widthOf(level, index, size);
      if (width === 0) break;
      yield { level, index, width };
    }
  }
}

/** How wide a tile is in a tree of `size` entries, 0 where it is not there yet. */
export function widthOf(level: TilePlace['level'], index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** What a file of the tree holds, as far as it can be read; `isWhole` when nothing is left over. */
export interface Parsed {
  readonly items: Buffer[];
  readonly isWhole: boolean;
}

/** Hashes of a tile. */
export function readTile(bytes: Uint8Array): Parsed {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const items = Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, index) =>
    buffer.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
  return { items, isWhole: bytes.length % HASH_BYTES === 0 };
}

/** Entries as a bundle: each with its length before it, two bytes, the higher first. */
export function writeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_BYTES) throw new RangeError('an entry of the ledger is too long');
      return [Buffer.from([entry.length >> 8, entry.length & 0xff]), entry];
    }),
  );
}

/** Entries of a bundle. */
export function readBundle(bytes: Uint8Array): Parsed {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const items: Buffer[] = [];
  let at = 0;
  while (at + 2 <= buffer.length) {
    const end = at + 2 + buffer.readUInt16BE(at);
    if (end > buffer.length) break;
    items.push(buffer.subarray(at + 2, end));
    at = end;
  }
  return { items, isWhole: at === buffer.length };
}
