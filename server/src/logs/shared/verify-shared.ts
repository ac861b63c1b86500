import { join } from 'node:path';
import { type NoteVerifier, parseVerifier, renamedVerifier } from '../../kernel/ledger/index.ts';
import { isSignedBy } from '../chain/head-note.ts';
import type { LogFault } from '../verify/fault.ts';
import type { KeptHead } from '../verify/kept.ts';
import { isThere, listIfThere, readIfThere } from '../verify/read-if-there.ts';
import type { RowsElsewhere } from '../verify/rows-elsewhere.ts';
import { type LogReport, verifyArchive } from '../verify/verify-archive.ts';
import { type HeadsNote, readHeads } from './heads-note.ts';

/** The signed note of all collectors, in the folder of a store. */
export const HEADS = 'heads.note';

export interface SharedReport {
  /** of each collector, up to the first where something is wrong */
  readonly collectors: readonly { readonly name: string; readonly report: LogReport }[];
  /** collectors that the note does not name: they were verified, and have registered nothing yet */
  readonly unbound: readonly string[];
  /** when the note was signed, ms since 1970 */
  readonly signedAt?: number;
  /** the keys came with the store: they show no more than that it is of a piece */
  readonly ownKeys: boolean;
  /** the first thing that is wrong */
  readonly fault?: LogFault;
}

/** Where a store lies that is no folder: what is needed of it is brought into one. */
export interface SharedSource {
  /** collectors that have something there */
  readonly names: readonly string[];
  /** Brings the signed head and the manifests of a collector, as they are at this moment. */
  bring(name: string): Promise<RowsElsewhere>;
}

/** Whether a folder is a copy of a common store. */
export function isShared(folder: string): Promise<boolean> {
  return isThere(join(folder, HEADS));
}

/**
 * Verifies a copy of a common store: the signed note of all collectors, then the history of each, which must hold what the note
 * says of it. What was put there behind the signed heads – a copy is made while collectors write – is part of nothing.
 *
 * @param about.keys of any of its histories or of the note: all are signed by the same
 * @param about.heads notes of the store that somebody else has kept, with their names
 */
export async function verifyShared(about: {
  readonly folder: string;
  readonly keys: readonly NoteVerifier[];
  readonly heads: readonly { readonly name: string; readonly note: HeadsNote }[];
  readonly kept: readonly KeptHead[];
  readonly source?: SharedSource;
  readonly signal: AbortSignal;
  readonly done?: (name: string) => void;
  /** called after each file */
  readonly fileDone?: () => void;
}): Promise<SharedReport> {
  const { folder, heads, kept, source, signal, fileDone } = about;
  const where = join(folder, HEADS);
  const ownKeys = about.keys.length === 0;
  const keys = ownKeys ? await keysOf(folder) : about.keys;
  const note = readHeads((await readIfThere(where)) ?? '');
  const nothing = { collectors: [], unbound: [], ownKeys };
  if (!note || !isSignedBy(note, underName(keys, note.origin)))
    return { ...nothing, fault: { code: 'note-forged', where } };
  for (const older of heads)
    if (older.note.origin !== note.origin || older.note.number > note.number)
      return { ...nothing, fault: { code: 'heads-older', where: older.name } };
  const collectors: { readonly name: string; readonly report: LogReport }[] = [];
  const told = { ...nothing, collectors, signedAt: note.at };
  const bound = [{ name: where, note }, ...heads];
  const named = new Set(bound.flatMap((each) => each.note.collectors.map(({ name }) => name)));
  const there = new Set(source?.names ?? (await listIfThere(join(folder, 'collectors'))));
  const unbound = [...there].filter((name) => !named.has(name)).sort();
  for (const name of [...[...named].sort(), ...unbound]) {
    const own = join(folder, 'collectors', name);
    if (!there.has(name)) return { ...told, unbound, fault: { code: 'collector-missing', where: own } };
    const origin = note.collectors.find((each) => each.name === name)?.origin;
    const verify = async () => {
      const elsewhere = await source?.bring(name);
      return verifyArchive({
        folder: own,
        keys: underName(keys, origin ?? (await originOf(own))),
        kept: [...kept.filter((each) => each.origin === origin), ...boundTo(name, bound)],
        isCopy: true,
        elsewhere,
        signal,
        done: () => fileDone?.(),
      });
    };
    let report = await verify();
    // It is written to while it is brought: what is wrong twice is wrong.
    if (report.fault && source) report = await verify();
    collectors.push({ name, report });
    if (report.fault) return { ...told, unbound, fault: report.fault };
    if (report.entries === 0 && origin !== undefined)
      return { ...told, unbound, fault: { code: 'collector-missing', where: own } };
    about.done?.(name);
  }
  return { ...told, unbound };
}

/** What notes say of a collector, as heads of it that somebody has kept. */
function boundTo(
  collector: string,
  notes: readonly { readonly name: string; readonly note: HeadsNote }[],
): KeptHead[] {
  return notes.flatMap(({ name: file, note }) =>
    note.collectors
      .filter(({ name }) => name === collector)
      .map((head) => ({ ...head, name: file, at: note.at })),
  );
}

/** The same keys under another name. */
export function underName(keys: readonly NoteVerifier[], name: string): NoteVerifier[] {
  const renamed = keys.map((key) => renamedVerifier(key, name));
  return [...new Map(renamed.map((key) => [key.vkey, key])).values()];
}

async function keysOf(folder: string): Promise<NoteVerifier[]> {
  const text = (await readIfThere(join(folder, 'keys', 'verifiers.txt'))) ?? '';
  return text.split('\n').flatMap((line) => parseVerifier(line) ?? []);
}

async function originOf(folder: string): Promise<string> {
  return ((await readIfThere(join(folder, 'head.note'))) ?? '').split('\n')[0] ?? '';
}
