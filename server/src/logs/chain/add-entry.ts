import { dirname } from 'node:path';
import { makeFolderDurably, writeDurably } from '../../kernel/durable-file.ts';
import type { LogKeys } from '../keys.ts';
import {
  type Compaction,
  type Head,
  type Manifest,
  placesOf,
  type Restoration,
  type Segment,
  type Tombstone,
  textOf,
} from '../manifest.ts';
import { grown } from './entry-leaf.ts';
import { signHead } from './head-note.ts';

type Told<T> = Omit<T, 'version' | 'number' | 'at' | 'previous'>;
/** An entry without what its place in the history gives it. */
export type NewEntry = Told<Segment> | Told<Compaction> | Told<Tombstone> | Told<Restoration>;

/**
 * Adds an entry to the history of an archive: its manifest, then the signed note, from which on it counts. The head is for
 * `writeHead`. Whatever the program dies behind, `readHead` finds the one or the other state.
 */
export async function addEntry(
  place: { readonly folder: string; readonly keys: LogKeys },
  entry: NewEntry,
  head: Head | undefined,
): Promise<{ readonly head: Head; readonly manifest: Manifest }> {
  const { folder, keys } = place;
  const places = placesOf(folder);
  const at = Date.now();
  const number = (head?.entries ?? 0) + 1;
  const manifest: Manifest = { ...entry, version: 3, number, at, previous: head?.manifest ?? null };
  const text = textOf(manifest);
  const origin = head?.origin ?? keys.newOrigin();
  const signers = keys.signersOf(origin);
  const last = entry.type === 'segment' ? entry.last : (head?.last ?? 0);
  const next = grown(head, { text, last, origin });
  if (!head) {
    await makeFolderDurably(dirname(places.keys));
    await writeDurably(places.keys, signers.map(({ verifier }) => `${verifier.vkey}\n`).join(''));
  }
  await writeDurably(places.manifest(number), text);
  await writeDurably(places.note, signHead(next, at, signers));
  return { head: next, manifest };
}

/** What `readHead` would otherwise have to put right; must be there before the next entry. */
export async function writeHead(folder: string, head: Head | undefined): Promise<void> {
  if (head) await writeDurably(placesOf(folder).head, textOf(head));
}
