import { claim, type Database } from '../database/index.ts';
import { HouseError } from '../errors/index.ts';
import { firstKeys, readInForce } from './key-periods.ts';
import type { KeyPair, LedgerKeys } from './keys.ts';
import {
  claimIdentity,
  countLeaves,
  findCheckpoint,
  hasPending,
  insertCheckpoint,
  lastCheckpoint,
  listRotations,
  placeEntries,
  type Rotation,
  readLeaves,
} from './ledger.repo.ts';
import { checkpointText } from './note/checkpoint.ts';
import { formatNote } from './note/note.ts';
import { CHECKPOINT_FILE, KEY_FILES, pastKeyFiles } from './paths.ts';
import { type GrowingTree, growTree, type TileFile } from './tree/growing-tree.ts';
import type { TileStore } from './tree/tile-store.ts';
import { partialsPath, TILE_WIDTH } from './tree/tiles.ts';
import { openTreeFiles, TreeFileError } from './tree/tree-files.ts';

export interface SealTools {
  readonly db: Database;
  readonly store: TileStore;
  readonly keys: LedgerKeys;
}

/**
 * `elsewhere`: the keys of this ledger lie in another installation, or were replaced since they were read. `busy`:
 * another program is sealing just now.
 */
export type SealOutcome =
  | { readonly kind: 'sealed'; readonly added: number; readonly size: number }
  | { readonly kind: 'elsewhere' | 'busy' | 'nothing' };

/** Any number that nobody else uses. */
const LOCK = 0x5a44_0004n;
/** Entries that are placed in one transaction and sealed by one checkpoint. */
const BATCH = 16 * TILE_WIDTH;

/**
 * Seals what was entered: gives the waiting entries their places, writes the files of the tree, signs a checkpoint.
 * Where keys are about to be replaced, the old ones sign up to the entry that names the new ones, which sign that tree
 * too and all after it.
 *
 * May be killed at any moment and called by any number of programs at once. The places are committed first, and what
 * the files hold follows from the places; so whoever goes on writes the same files again. A checkpoint is kept in the
 * database before it is published. Nothing is ever signed that does not continue what was signed before.
 *
 * @throws HouseError `ledger-behind` when the database is older than the files (it was restored from a backup),
 *   `ledger-damaged` when the files are not those that were signed
 */
export async function sealLedger(tools: SealTools): Promise<SealOutcome> {
  let outcome: SealOutcome = { kind: 'busy' };
  await whileSealing(tools.db, async (db) => {
    outcome = await sealClaimed({ ...tools, db });
  });
  return outcome;
}

/** Works while no other program seals; false when another one does. */
export function whileSealing(db: Database, work: (connection: Database) => Promise<void>): Promise<boolean> {
  return claim(db, LOCK, work);
}

/** Seals as `sealLedger` does, within `whileSealing`. */
export async function sealClaimed(tools: SealTools): Promise<Exclude<SealOutcome, { kind: 'busy' }>> {
  const standing = await standingOf(tools);
  if (standing === 'elsewhere') return { kind: 'elsewhere' };
  const tree = await startingPoint(tools);
  const before = tree.size;
  const size = await sealAll(tools, tree, standing === 'in-force' ? undefined : standing);
  return size > before ? { kind: 'sealed', added: size - before, size } : { kind: 'nothing' };
}

/** Whether anything waits: a cheap question, to be asked before the ledger is opened for sealing. */
export async function needsSealing(db: Database): Promise<boolean> {
  if (await hasPending(db)) return true;
  const last = await lastCheckpoint(db);
  return (await countLeaves(db)) > (last?.size ?? 0);
}

/** What the database says of our keys: they are in force, or about to be replaced by their successor. */
async function standingOf({ db, keys }: SealTools): Promise<'in-force' | 'elsewhere' | Rotation> {
  const { origin } = keys.identity;
  const [ed25519 = '', sm2 = ''] = keys.periods[0]?.verifiers.map(({ vkey }) => vkey) ?? [];
  const first = await claimIdentity(db, { origin, ed25519, sm2 });
  if (first.origin !== origin) return 'elsewhere';
  const rotations = await listRotations(db);
  const last = await lastCheckpoint(db);
  const isOf = (named: { ed25519: string; sm2: string }, pair: KeyPair | undefined): boolean =>
    named.ed25519 === pair?.identity.ed25519 && named.sm2 === pair.identity.sm2;
  const own = [first, ...rotations][keys.number];
  if (!own) {
    const published = keys.periods.at(-2)?.lastSize ?? 0;
    throw new HouseError('ledger-behind', { published, kept: last?.size ?? 0 });
  }
  if (!isOf(own, keys)) return 'elsewhere';
  const [next, ...more] = rotations.slice(keys.number);
  if (!next) return 'in-force';
  // The successor has sealed already: another program has put it in force in between.
  const isDone = more.length > 0 || (last !== undefined && last.size > next.size);
  return isDone || !isOf(next, keys.successor) ? 'elsewhere' : next;
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
  const read = readInForce(note, firstKeys(keys.periods));
  if (!read.ok) throw new HouseError('ledger-damaged', { where });
  return read.checkpoint;
}

/** Seals batch by batch until nothing waits; gives the size that was reached. */
async function sealAll(tools: SealTools, tree: GrowingTree, rotation: Rotation | undefined): Promise<number> {
  const { db, store } = tools;
  let { keys } = tools;
  let next = rotation;
  for (;;) {
    if (next && tree.size === next.size) {
      keys = await handOver({ ...tools, keys }, next.size);
      next = undefined;
    }
    const placed = (await countLeaves(db)) - tree.size;
    // What a killed program has placed is sealed first.
    if (placed === 0 && (await placeEntries(db, BATCH)) === 0) return tree.size;
    await grow(tools, tree, next ? Math.min(BATCH, next.size - tree.size) : BATCH);
    const text = checkpointText({ origin: keys.identity.origin, size: tree.size, root: tree.root() });
    const successors = tree.size === next?.size ? (keys.successor?.signers ?? []) : [];
    const signatures = [...keys.signers, ...successors].map((signer) => signer.sign(text));
    await insertCheckpoint(db, { size: tree.size, note: formatNote({ text, signatures }) });
    const kept = await lastCheckpoint(db);
    if (kept?.size !== tree.size) throw new HouseError('ledger-damaged', { where: 'ledger_checkpoint' });
    await writeKeys(store, keys);
    await store.write(CHECKPOINT_FILE, kept.note);
  }
}

/**
 * The old keys have signed their last tree: what is kept of them is published, the new ones are in force, and the old
 * private ones are destroyed. Doing it again changes nothing.
 */
async function handOver({ db, store, keys }: SealTools, size: number): Promise<LedgerKeys> {
  const note = await findCheckpoint(db, size);
  if (note === undefined) throw new HouseError('ledger-damaged', { where: 'ledger_checkpoint' });
  const files = pastKeyFiles(keys.number);
  await store.write(files.checkpoint, note);
  await store.write(files.vkeys, vkeysOf(keys));
  if (keys.successor) await writeKeys(store, keys.successor);
  return keys.succeed(size);
}

/** Adds the placed entries that are not in the files yet, up to a limit. */
async function grow({ db, store }: SealTools, tree: GrowingTree, limit: number): Promise<void> {
  const start = tree.size;
  const rows = await readLeaves(db, start, start + limit);
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

/** The public keys in force lie beside the tree, for whoever copies it. */
async function writeKeys(store: TileStore, keys: KeyPair): Promise<void> {
  const [ed25519, sm2] = keys.signers;
  const files = [
    [KEY_FILES.vkeys, vkeysOf(keys)],
    [KEY_FILES.ed25519, ed25519?.publicPem],
    [KEY_FILES.sm2, sm2?.publicPem],
  ] as const;
  for (const [path, text] of files) {
    const there = await store.read(path);
    if (text !== undefined && !(there && Buffer.from(text).equals(there))) await store.write(path, text);
  }
}

function vkeysOf({ signers }: KeyPair): string {
  return signers.map(({ verifier }) => `${verifier.vkey}\n`).join('');
}
