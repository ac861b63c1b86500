import type { Database } from '../../database/index.ts';
import { HouseError } from '../../errors/index.ts';
import { parseEntry } from '../entry.ts';
import {
  firstKeys,
  type KeyPeriod,
  type ReadCheckpoint,
  readCheckpoint,
  readInForce,
} from '../key-periods.ts';
import { countPending, findUnplaced, lastCheckpoint, listCheckpoints, readLeaves } from '../ledger.repo.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import { CHECKPOINT_FILE, pastKeyFiles } from '../paths.ts';
import { namesKeys } from '../rotation-entry.ts';
import { EMPTY_EDGE, growTree, type TileFile } from '../tree/growing-tree.ts';
import type { TileStore } from '../tree/tile-store.ts';
import { readTile, TILE_WIDTH } from '../tree/tiles.ts';
import { openTreeFiles, TreeFileError, type TreeFiles } from '../tree/tree-files.ts';
import { compareSubjects, type SubjectReaders } from './compare-subjects.ts';
import { compareTile } from './compare-tile.ts';
import type { LedgerFault } from './fault.ts';

export interface VerifyOptions {
  readonly store: TileStore;
  /** rows to compare with the files; without it only the files are verified */
  readonly db?: Database | undefined;
  /** of the log, by the trees that they sign: the earliest first */
  readonly keys: readonly KeyPeriod[];
  /** checkpoints that somebody else has kept, by the name under which they are told */
  readonly kept: readonly { readonly name: string; readonly note: string }[];
  /** what the entries speak of, to be compared with what it is now */
  readonly subjects?: SubjectReaders;
  readonly signal?: AbortSignal | undefined;
}

export interface LedgerReport {
  /** entries that are sealed */
  readonly size: number;
  /** signed checkpoints that the tree was compared with */
  readonly checkpoints: number;
  /** entries that wait to be sealed */
  readonly pending: number;
  readonly sealedAt: Date | undefined;
  /** the first thing that is wrong; undefined when the ledger is whole */
  readonly fault: LedgerFault | undefined;
}

/** A signed size and root, and what it is called. */
interface Boundary extends Checkpoint {
  readonly name: string;
  /** by somebody outside: who changed the ledger here could not change it */
  readonly isKept?: boolean;
}

/**
 * Reads the whole ledger and compares every row, every file and every signed checkpoint with each other. Finds any
 * entry that was changed, removed, moved, or cut off at the end, and names the first. What was cut off everywhere at
 * once, together with the checkpoints, only a checkpoint shows that somebody else has kept.
 *
 * Reads only; the ledger may grow meanwhile.
 *
 * @throws HouseError `ledger-foreign-checkpoint` for a kept checkpoint that is none of this log
 */
export async function verifyLedger(options: VerifyOptions): Promise<LedgerReport> {
  const { store, db, keys } = options;
  const outside = options.kept.map(({ name, note }) => keptBoundary(name, note, keys));
  const stranger = outside.find((each) => 'fault' in each);
  const pending = db ? await countPending(db) : 0;
  const last = db && (await lastCheckpoint(db));
  const published = await store.read(CHECKPOINT_FILE);
  const report = { size: 0, checkpoints: 0, pending, sealedAt: last?.sealedAt };
  const handovers = await readHandovers(store, keys);
  const heads = [
    ...(last ? [{ name: 'ledger_checkpoint', note: last.note }] : []),
    ...(published ? [{ name: CHECKPOINT_FILE, note: Buffer.from(published).toString('utf8') }] : []),
  ].map(({ name, note }) => ({ name, read: readInForce(note, keys) }));
  const wrong = heads.find(({ read }) => !read.ok);
  if (wrong) return { ...report, fault: signatureFault(wrong.name, wrong.read) };
  if ('fault' in handovers) return { ...report, fault: handovers.fault };
  const signed = heads.flatMap(({ name, read }) => (read.ok ? [{ name, ...read.checkpoint }] : []));
  const head = signed.reduce<Boundary | undefined>(
    (best, each) => (best && best.size >= each.size ? best : each),
    undefined,
  );
  const size = head?.size ?? 0;
  if (stranger) return { ...report, size, fault: stranger.fault };
  // The keys know how far they have signed: who cut off what was signed before they were replaced is found by that.
  const kept = [...outside, ...handovers.boundaries].flatMap((each) => ('fault' in each ? [] : [each]));
  const cut = kept.filter((each) => each.size > size).sort((one, other) => one.size - other.size)[0];
  const whole = { ...report, size };
  if (head && !published) return { ...whole, fault: { code: 'checkpoint-missing', where: CHECKPOINT_FILE } };
  if (head) {
    const walked = await walk(options, head, [...signed, ...kept]);
    if (walked.fault) return { ...whole, ...walked };
    whole.checkpoints = walked.checkpoints;
  }
  if (cut)
    return { ...whole, fault: { code: 'truncated', entry: size, last: cut.size - 1, where: cut.name } };
  const unplaced = db && (await findUnplaced(db));
  const subject = unplaced === undefined ? undefined : parseEntry(unplaced)?.subject;
  return {
    ...whole,
    fault:
      unplaced === undefined
        ? undefined
        : { code: 'row-unplaced', where: 'ledger_pending', ...(subject !== undefined && { subject }) },
  };
}

function keptBoundary(
  name: string,
  note: string,
  keys: readonly KeyPeriod[],
): Boundary | { readonly fault: LedgerFault } {
  const read = readInForce(note, keys);
  if (read.ok) return { name, isKept: true, ...read.checkpoint };
  if (read.why === 'not-in-force') return { fault: signatureFault(name, read) };
  throw new HouseError('ledger-foreign-checkpoint', { name });
}

function signatureFault(where: string, read: ReadCheckpoint): LedgerFault {
  const isOthers = !read.ok && read.why === 'not-in-force';
  return { code: isOthers ? 'key-not-in-force' : 'checkpoint-forged', where };
}

/** The last checkpoint of each pair of keys that was replaced: it is signed by them and by the ones after them. */
async function readHandovers(
  store: TileStore,
  keys: readonly KeyPeriod[],
): Promise<{ readonly boundaries: readonly Boundary[] } | { readonly fault: LedgerFault }> {
  const boundaries: Boundary[] = [];
  for (const [number, next] of keys.slice(1).entries()) {
    const { verifiers = [], lastSize } = keys[number] ?? {};
    const name = pastKeyFiles(number).checkpoint;
    const bytes = await store.read(name);
    if (!bytes) return { fault: { code: 'checkpoint-missing', where: name } };
    const note = Buffer.from(bytes).toString('utf8');
    const read = readCheckpoint(note, verifiers);
    const isRight =
      read.ok &&
      readCheckpoint(note, next.verifiers).ok &&
      read.checkpoint.size === lastSize &&
      lastSize > (boundaries.at(-1)?.size ?? 0);
    if (!isRight) return { fault: { code: 'checkpoint-forged', where: name } };
    boundaries.push({ name, isKept: true, ...read.checkpoint });
  }
  return { boundaries };
}

/** The entry that should name new keys and does not, among those of a tile. */
function wrongHandover(
  keys: readonly KeyPeriod[],
  tile: { readonly entries: readonly Buffer[]; readonly start: number },
): LedgerFault | undefined {
  for (const [number, { verifiers }] of keys.slice(1).entries()) {
    const place = (keys[number]?.lastSize ?? 0) - 1;
    const entry = tile.entries[place - tile.start];
    if (entry && !namesKeys(entry, number + 1, verifiers))
      return { code: 'handover-wrong', entry: place, where: pastKeyFiles(number).vkeys };
  }
  return undefined;
}

/** Goes through the tree from the first entry to the last. */
async function walk(
  { store, db, keys, subjects = {}, signal }: VerifyOptions,
  head: Boundary,
  others: readonly Boundary[],
): Promise<{ checkpoints: number; fault: LedgerFault | undefined }> {
  const files = openTreeFiles(store, head.size);
  const tree = growTree(EMPTY_EDGE);
  const boundaries = signedSizes(db, keys, { others, upTo: head.size });
  let next = await boundaries.next();
  let checkpoints = 0;
  // Up to where our own checkpoints, and those of others, agree with the tree.
  const proven = { own: 0, kept: 0 };
  const stop = (fault: LedgerFault) => ({ checkpoints, fault });
  for (let start = 0; start < head.size; start += TILE_WIDTH) {
    signal?.throwIfAborted();
    const end = Math.min(start + TILE_WIDTH, head.size);
    const rows = db && (await readLeaves(db, start, end));
    const compared = await compareTile({ files, root: head.root, db, rows, start, end });
    if ('fault' in compared) return stop(compared.fault);
    const { entries } = compared;
    const changed = db && (await compareSubjects(db, subjects, { entries, start }));
    if (changed) return stop(changed);
    const handed = wrongHandover(keys, { entries, start });
    if (handed) return stop(handed);
    while (!next.done && (next.value.boundary?.size ?? 0) <= end) {
      const { boundary, fault: wrong } = next.value;
      if (wrong) return stop(wrong);
      const added = tree.add(entries.slice(tree.size - start, boundary.size - start));
      const fault = await compareAbove(files, added);
      if (fault) return stop(fault);
      if (!tree.root().equals(boundary.root))
        return stop({
          code: 'rewritten',
          entry: boundary.isKept ? proven.kept : proven.own,
          last: boundary.size - 1,
          where: boundary.name,
        });
      proven.own = boundary.size;
      if (boundary.isKept) proven.kept = boundary.size;
      checkpoints += 1;
      next = await boundaries.next();
    }
    const fault = await compareAbove(files, tree.add(entries.slice(tree.size - start)));
    if (fault) return stop(fault);
  }
  const fault = await compareAbove(files, tree.partials());
  return { checkpoints, fault };
}

/** Compares the tiles above the leaves; those of the leaves and the bundles were compared entry by entry. */
async function compareAbove(files: TreeFiles, made: readonly TileFile[]): Promise<LedgerFault | undefined> {
  for (const { place, path, bytes } of made) {
    const { level, index } = place;
    if (level === 'entries' || level === 0) continue;
    const covered = TILE_WIDTH ** level;
    const first = index * TILE_WIDTH;
    try {
      const there = await files.tile(level, index);
      const { items: right } = readTile(bytes);
      const wrong = right.findIndex((hash, at) => !there[at]?.equals(hash));
      if (wrong >= 0) return { code: 'file-changed', entry: (first + wrong) * covered, where: path };
    } catch (error) {
      if (!(error instanceof TreeFileError)) throw error;
      const code = error.isMissing ? 'file-missing' : 'file-changed';
      return { code, entry: first * covered, where: error.path };
    }
  }
  return undefined;
}

const PAGE = 500;

/**
 * All signed sizes in ascending order: those kept in the database, and the others. Of the many in the database only
 * the Ed25519 signature is verified, which takes a hundredth of the time of an SM2 one.
 */
async function* signedSizes(
  db: Database | undefined,
  keys: readonly KeyPeriod[],
  about: { readonly others: readonly Boundary[]; readonly upTo: number },
): AsyncGenerator<
  | { readonly boundary: Boundary; readonly fault?: undefined }
  | { readonly fault: LedgerFault; readonly boundary?: undefined }
> {
  const fast = firstKeys(keys);
  const rest = about.others.toSorted((one, other) => one.size - other.size);
  const othersUpTo = function* (size: number) {
    for (let first = rest[0]; first && first.size <= size; first = rest[0]) {
      rest.shift();
      if (first.size > 0) yield { boundary: first };
    }
  };
  for (let after = 0; db; ) {
    const page = await listCheckpoints(db, { after, limit: PAGE });
    for (const { size, note } of page) {
      // Signed since this verification began, perhaps by keys that were put in force since.
      if (size > about.upTo) break;
      yield* othersUpTo(size);
      const read = readInForce(note, fast);
      const name = `ledger_checkpoint ${size}`;
      if (!read.ok) yield { fault: signatureFault(name, read) };
      else if (read.checkpoint.size === size) yield { boundary: { name, ...read.checkpoint } };
      else yield { fault: { code: 'checkpoint-forged', where: name } };
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE || last.size > about.upTo) break;
    after = last.size;
  }
  yield* othersUpTo(Number.POSITIVE_INFINITY);
}
