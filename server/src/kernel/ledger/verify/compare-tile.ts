import type { Database } from '../../database/index.ts';
import { parseEntry } from '../entry.ts';
import { findPlaces } from '../ledger.repo.ts';
import { type Hash, leafHash } from '../tree/merkle.ts';
import { provesInclusion } from '../tree/proof.ts';
import { TILE_WIDTH, tilePath, widthOf } from '../tree/tiles.ts';
import { TreeFileError, type TreeFiles } from '../tree/tree-files.ts';
import type { LedgerFault } from './fault.ts';

export interface TileQuestion {
  readonly files: TreeFiles;
  /** signed root of the whole tree: who is right is asked of it */
  readonly root: Hash;
  readonly db: Database | undefined;
  /** rows of the database by their places; undefined: only the files are compared */
  readonly rows: readonly { readonly position: number; readonly entry: string }[] | undefined;
  /** entries of the tile, from `start` to before `end` */
  readonly start: number;
  readonly end: number;
}

/** Compares 256 entries in the database, in their bundle, and in the tile of their hashes. */
export async function compareTile(
  question: TileQuestion,
): Promise<{ readonly entries: readonly Buffer[] } | { readonly fault: LedgerFault }> {
  const { files, rows, start, end } = question;
  const index = start / TILE_WIDTH;
  let hashes: Hash[] | undefined;
  let bundle: Buffer[];
  try {
    hashes = await files.tile(0, index);
    bundle = await files.bundle(index);
  } catch (error) {
    if (!(error instanceof TreeFileError)) throw error;
    if (error.isMissing) return { fault: { code: 'file-missing', entry: start, where: error.path } };
    const readable = error.items.findIndex((entry, at) => !hashes?.[at]?.equals(leafHash(entry)));
    const first = readable < 0 ? error.items.length : readable;
    return { fault: { code: 'file-changed', entry: start + first, where: error.path } };
  }
  const byPlace = rows && new Map(rows.map(({ position, entry }) => [position, Buffer.from(entry)]));
  for (let place = start; place < end; place += 1) {
    const inFile = bundle[place - start];
    const hash = hashes[place - start];
    if (!inFile || !hash) throw new Error('a tile that was read is as wide as it was asked for');
    const row = byPlace ? byPlace.get(place) : inFile;
    if (row?.equals(inFile) && leafHash(inFile).equals(hash)) continue;
    return { fault: await judge(question, { place, row, inFile }) };
  }
  return { entries: bundle };
}

interface Disagreement {
  readonly place: number;
  /** undefined: there is none */
  readonly row: Buffer | undefined;
  readonly inFile: Buffer;
}

/** Who of them is right is what leads to the signed root. */
async function judge(question: TileQuestion, found: Disagreement): Promise<LedgerFault> {
  const { files, root, start } = question;
  const { place, row, inFile } = found;
  const { size } = files;
  const proof = await files.inclusion(place).catch((error: unknown) => {
    if (error instanceof TreeFileError) return undefined;
    throw error;
  });
  const isRight = (leaf: Hash): boolean =>
    proof !== undefined && provesInclusion({ leaf, index: place, size, root, proof });
  const subject = parseEntry(
    (isRight(leafHash(inFile)) ? inFile : (row ?? inFile)).toString('utf8'),
  )?.subject;
  const fault = { entry: place, ...(subject !== undefined && { subject }) };
  if (!row) return { code: 'row-missing', ...fault, where: 'ledger_leaf' };
  const level = isRight(leafHash(inFile)) ? 0 : 'entries';
  const width = widthOf(level, start / TILE_WIDTH, size);
  const where = tilePath({ level, index: start / TILE_WIDTH, width });
  if (isRight(leafHash(row))) return { code: 'file-changed', ...fault, where };
  if (!isRight(leafHash(inFile))) return { code: 'entry-changed', ...fault, where: 'ledger_entry' };
  const elsewhere = await placesOf(question, inFile.toString('utf8'));
  const moved = elsewhere.find((other) => other !== place);
  if (moved !== undefined) return { code: 'row-moved', ...fault, where: 'ledger_leaf', found: moved };
  return { code: 'row-changed', ...fault, where: 'ledger_entry' };
}

async function placesOf({ db }: TileQuestion, text: string): Promise<number[]> {
  const subject = parseEntry(text)?.subject;
  return db && subject !== undefined ? findPlaces(db, subject, text) : [];
}
