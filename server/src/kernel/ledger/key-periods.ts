import { type Checkpoint, parseCheckpoint } from './note/checkpoint.ts';
import { type NoteVerifier, parseNote, type SignedNote, verifyNote } from './note/note.ts';
import { parseVerifier } from './note/note-keys.ts';
import { KEY_FILES, pastKeyFiles } from './paths.ts';
import type { TileStore } from './tree/tile-store.ts';

/** Public keys, and which trees they sign. */
export interface KeyPeriod {
  /** Ed25519 first */
  readonly verifiers: readonly NoteVerifier[];
  /** entries of the last tree that they sign; undefined for those that are in force */
  readonly lastSize?: number;
}

/** What is wrong with a note as a checkpoint of a log, or the checkpoint. */
export type ReadCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly note: SignedNote }
  | {
      readonly ok: false;
      readonly why: 'no-checkpoint' | 'other-log' | 'not-signed' | 'wrong-signature' | 'not-in-force';
    };

/**
 * Reads a checkpoint of the log that the keys belong to. Every key that signed must have signed rightly, and at least
 * one of them must have.
 */
export function readCheckpoint(text: string, keys: readonly NoteVerifier[]): ReadCheckpoint {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) return { ok: false, why: 'no-checkpoint' };
  if (!keys.some(({ name }) => name === checkpoint.origin)) return { ok: false, why: 'other-log' };
  const outcomes = keys.map((key) => verifyNote(note, key));
  if (outcomes.includes('wrong')) return { ok: false, why: 'wrong-signature' };
  return outcomes.includes('right') ? { ok: true, checkpoint, note } : { ok: false, why: 'not-signed' };
}

/**
 * Reads a checkpoint under the keys that were in force for a tree of its size. `not-in-force`: it was signed by keys
 * of this log that sign other trees.
 *
 * @param periods the earliest first
 */
export function readInForce(text: string, periods: readonly KeyPeriod[]): ReadCheckpoint {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) return { ok: false, why: 'no-checkpoint' };
  const inForce = periodOfSize(checkpoint.size, periods);
  const read = readCheckpoint(text, inForce?.verifiers ?? []);
  const isOthers = periods.some((each) => each !== inForce && readCheckpoint(text, each.verifiers).ok);
  return !read.ok && isOthers ? { ok: false, why: 'not-in-force' } : read;
}

function periodOfSize(size: number, periods: readonly KeyPeriod[]): KeyPeriod | undefined {
  return periods.find(({ lastSize = Number.POSITIVE_INFINITY }) => size <= lastSize);
}

/** The periods with the first key of each alone: Ed25519, a hundred times faster to verify than SM2. */
export function firstKeys(periods: readonly KeyPeriod[]): KeyPeriod[] {
  return periods.map((each) => ({ ...each, verifiers: each.verifiers.slice(0, 1) }));
}

/**
 * The periods that the files of a ledger name. They prove nothing by themselves: that each pair of keys was named by
 * the one before is for the verification to see.
 *
 * @param held keys that somebody holds already: they stand instead of those in the files for their own period
 */
export async function readKeyPeriods(
  store: TileStore,
  held: readonly NoteVerifier[] = [],
): Promise<KeyPeriod[]> {
  const periods: KeyPeriod[] = [];
  for (let number = 0; ; number += 1) {
    const files = pastKeyFiles(number);
    const verifiers = await readVerifiers(store, files.vkeys);
    if (verifiers.length === 0) break;
    const note = parseNote(await readText(store, files.checkpoint));
    const lastSize = note && parseCheckpoint(note.text)?.size;
    periods.push({ verifiers, lastSize: lastSize ?? 0 });
  }
  periods.push({ verifiers: await readVerifiers(store, KEY_FILES.vkeys) });
  if (held.length === 0) return periods.at(-1)?.verifiers.length === 0 ? [] : periods;
  const isHeld = ({ verifiers }: KeyPeriod): boolean =>
    verifiers.some(({ vkey }) => held.some((key) => key.vkey === vkey));
  if (!periods.some(isHeld)) return [{ verifiers: held }];
  return periods.map((each) => (isHeld(each) ? { ...each, verifiers: held } : each));
}

async function readVerifiers(store: TileStore, path: string): Promise<NoteVerifier[]> {
  return (await readText(store, path)).split('\n').flatMap((line) => parseVerifier(line) ?? []);
}

async function readText(store: TileStore, path: string): Promise<string> {
  return Buffer.from((await store.read(path)) ?? []).toString('utf8');
}
