import { claim, type Database } from '../database/index.ts';
import { HouseError } from '../errors/index.ts';
import { isSameLog, type LedgerKeys, readCheckpoint } from './keys.ts';
import {
  claimIdentity,
  countLeaves,
  hasPending,
  insertCheckpoint,
  lastCheckpoint,
  placeEntries,
  readLeaves,
} from './ledger.repo.ts';
import { checkpointText } from './note/checkpoint.ts';
import { formatNote } from './note/note.ts';
import { CHECKPOINT_FILE, KEY_FILES } from './paths.ts';
import { type GrowingTree, growTree, type TileFile } from './tree/growing-tree.ts';
import type { TileStore } from './tree/tile-store.ts';
import { partialsPath, TILE_WIDTH } from './tree/tiles.ts';
import { openTreeFiles, TreeFileError } from './tree/tree-files.ts';

export interface SealTools {
  readonly db: Database;
  readonly store: TileStore;
  readonly keys: LedgerKeys;
}

/** `elsewhere`: the keys of this ledger lie in another installation. `busy`: another program is sealing just now. */
export type SealOutcome =
  | { readonly kind: 'sealed'; readonly added: number; readonly size: number }
  | { readonly kind: 'elsewhere' | 'busy' | 'nothing' };

/** Any number that nobody else uses. */
const LOCK = 0x5a44_0004n;
/** Entries that are placed in one transaction and sealed by one checkpoint. */
const BATCH = 16 * TILE_WIDTH;

/**
 * Seals what was entered: gives the waiting entries their places, writes the files of the tree, signs a checkpoint.
 *
 * May be killed at any moment and called by any number of programs at once. The places are committed first, and what
 * the files hold follows from the places; so whoever goes on writes the same files again. A checkpoint is kept in the
 * database before it is published. Nothing is ever signed that does not continue what was signed before.
 *
 * @throws HouseError `ledger-behind` when the database is older than the files (it was restored from a backup),
 *   `ledger-damaged` when the files are not those that were signed
 */
export async function sealLedger(tools: SealTools): Promise<SealOutcome> {
  const identity = await claimIdentity(tools.db, tools.keys.identity);
  if (!isSameLog(identity, tools.keys.identity)) return { kind: 'elsewhere' };
  let added = 0;
  let size = 0;
  const isOurs = await claim(tools.db, LOCK, async (connection) => {
    const tree = await startingPoint({ ...tools, db: connection });
    const before = tree.size;
    size = await sealAll({ ...tools, db: connection }, tree);
    added = size - before;
  });
  if (!isOurs) return { kind: 'busy' };
  return added > 0 ? { kind: 'sealed', added, size } : { kind: 'nothing' };
}

/** Whether anything waits: a cheap question, to be asked before the ledger is opened for sealing. */
export async function needsSealing(db: Database): Promise<boolean> {
  if (await hasPending(db)) return true;
  const last = await lastCheckpoint(db);
  return (await countLeaves(db)) > (last?.size ?? 0);
}

/** The tree as it was signed last. Publishes the last checkpoint, where a killed program did not come to it. */
async function startingPoint({ db, store, keys }: SealTools): Promise<GrowingTree> {
  const last = await lastCheckpoint(db);
  const signed = last && checkpointOf(last.note, keys, 'ledger_checkpoint');
  const size = signed?.size ?? 0;
  const published = await store.read(CHECKPOINT_FILE);
  const text = published && Buffer.from(published).toString('utf8');
  if (text) {
    const shown = checkpointOf(text, keys, CHECKPOINT_FILE);
    if (shown.size > size) throw new HouseError('ledger-behind', { published: shown.size, kept: size });
  }
  try {
    const tree = growTree(await openTreeFiles(store, size).edge());
    if (signed && !tree.root().equals(signed.root)) throw new TreeFileError('tile', { isMissing: false });
    if (last && text !== last.note) await store.write(CHECKPOINT_FILE, last.note);
    return tree;
  } catch (error) {
    if (error instanceof TreeFileError) throw new HouseError('ledger-damaged', { where: error.path });
    throw error;
  }
}

function checkpointOf(note: string, keys: LedgerKeys, where: string): { size: number; root: Buffer } {
  const [ed25519] = keys.signers;
  const read = readCheckpoint(note, ed25519 ? [ed25519.verifier] : []);
  if (!read.ok) throw new HouseError('ledger-damaged', { where });
  return read.checkpoint;
}

/** Seals batch by batch until nothing waits; gives the size that was reached. */
async function sealAll(tools: SealTools, tree: GrowingTree): Promise<number> {
  const { db, store, keys } = tools;
  for (;;) {
    const placed = (await countLeaves(db)) - tree.size;
    // What a killed program has placed is sealed first.
    if (placed === 0 && (await placeEntries(db, BATCH)) === 0) return tree.size;
    await grow(tools, tree);
    const text = checkpointText({ origin: keys.identity.origin, size: tree.size, root: tree.root() });
    const note = formatNote({ text, signatures: keys.signers.map((signer) => signer.sign(text)) });
    await insertCheckpoint(db, { size: tree.size, note });
    const kept = await lastCheckpoint(db);
    if (kept?.size !== tree.size) throw new HouseError('ledger-damaged', { where: 'ledger_checkpoint' });
    await writeKeys(tools);
    await store.write(CHECKPOINT_FILE, kept.note);
  }
}

/** Adds the placed entries that are not in the files yet, one batch of them. */
async function grow({ db, store }: SealTools, tree: GrowingTree): Promise<void> {
  const start = tree.size;
  const rows = await readLeaves(db, start, start + BATCH);
  if (rows.some(({ position }, index) => position !== start + index))
    throw new HouseError('ledger-damaged', { where: 'ledger_leaf' });
  const full = tree.add(rows.map(({ entry }) => Buffer.from(entry)));
  for (const file of [...full, ...tree.partials()]) await writeOnce(store, file);
  for (const { place } of full) await store.discard(partialsPath(place.level, place.index));
}

/** A tile never changes: one that is there already must be the same. It is written all the same, so that it lasts. */
async function writeOnce(store: TileStore, { path, bytes }: TileFile): Promise<void> {
  const there = await store.read(path);
  if (there && !bytes.equals(there)) throw new HouseError('ledger-damaged', { where: path });
  await store.write(path, bytes);
}

/** The public keys lie beside the tree, for whoever copies it. */
async function writeKeys({ store, keys }: SealTools): Promise<void> {
  const [ed25519, sm2] = keys.signers;
  const files = [
    [KEY_FILES.vkeys, keys.signers.map(({ verifier }) => `${verifier.vkey}\n`).join('')],
    [KEY_FILES.ed25519, ed25519?.publicPem],
    [KEY_FILES.sm2, sm2?.publicPem],
  ] as const;
  for (const [path, text] of files)
    if (text !== undefined && !(await store.read(path))) await store.write(path, text);
}
