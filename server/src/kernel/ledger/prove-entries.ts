import type { Database } from '../database/index.ts';
import { readInForce, readKeyPeriods } from './key-periods.ts';
import { findEntriesOf } from './ledger.repo.ts';
import { CHECKPOINT_FILE } from './paths.ts';
import { leafHash } from './tree/merkle.ts';
import type { TileStore } from './tree/tile-store.ts';
import { openTreeFiles } from './tree/tree-files.ts';

/** An entry with the hashes that lead from it to the root of a checkpoint, in base64. */
interface ProvenEntry {
  readonly index: number;
  /** as it stands in the tree */
  readonly entry: string;
  readonly leafHash: string;
  readonly proof: readonly string[];
}

/** What an outsider needs to see that something was entered. */
interface EntryProofs {
  readonly entries: readonly ProvenEntry[];
  /** entered, and not yet sealed by the checkpoint */
  readonly waiting: readonly string[];
  /** missing: nothing was sealed yet */
  readonly checkpoint: string | undefined;
  /** public keys that the checkpoint is signed with, a line each */
  readonly verifiers: string;
}

/** The entries of subjects with their inclusion in the newest checkpoint (RFC 6962, 2.1.1). @throws TreeFileError */
export async function proveEntries(
  { db, store }: { readonly db: Database; readonly store: TileStore },
  subjects: readonly string[],
): Promise<EntryProofs> {
  const keys = await readKeyPeriods(store);
  const bytes = await store.read(CHECKPOINT_FILE);
  const note = bytes && Buffer.from(bytes).toString('utf8');
  const read = note === undefined ? undefined : readInForce(note, keys);
  // A checkpoint that its own keys have not signed proves nothing: what was entered waits.
  const checkpoint = read?.ok ? read.checkpoint : undefined;
  const size = checkpoint?.size ?? 0;
  const found = await findEntriesOf(db, subjects);
  const isSealed = (place: number | null): place is number => place !== null && place < size;
  const files = openTreeFiles(store, size);
  const entries: ProvenEntry[] = [];
  for (const { position, entry } of found) {
    if (!isSealed(position)) continue;
    entries.push({
      index: position,
      entry,
      leafHash: leafHash(Buffer.from(entry, 'utf8')).toString('base64'),
      proof: (await files.inclusion(position)).map((hash) => hash.toString('base64')),
    });
  }
  const inForce = keys.find(({ lastSize = Number.POSITIVE_INFINITY }) => size <= lastSize);
  return {
    entries,
    waiting: found.filter(({ position }) => !isSealed(position)).map(({ entry }) => entry),
    checkpoint: checkpoint && note,
    verifiers: (inForce?.verifiers ?? []).map(({ vkey }) => `${vkey}\n`).join(''),
  };
}
