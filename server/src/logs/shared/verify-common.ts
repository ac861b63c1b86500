import { rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Database } from '../../kernel/database/index.ts';
import { makeFolderDurably } from '../../kernel/durable-file.ts';
import type { NoteVerifier } from '../../kernel/ledger/index.ts';
import type { BackupStore } from '../backup/store.ts';
import { isSignedBy } from '../chain/head-note.ts';
import { sharedSource } from './bring-notes.ts';
import { countFiles, findHeads, keepVerified, listVerified } from './collector.repo.ts';
import { readHeads } from './heads-note.ts';
import { type StoredRows, sparedOf, sparingSource } from './spare-rows.ts';
import { HEADS, type SharedReport, underName, verifyShared } from './verify-shared.ts';

/**
 * Verifies a common store where it lies, object by object, against what the register binds: each history must go as far as is
 * registered, whatever the notes in the store say. What is whole is remembered with the register. At most a file of rows for each processor is on the disk at a time.
 *
 * @param about.isDaily rows that were verified before are read again a part at a time; else all are
 * @param about.room a folder for what is brought; it is emptied, and removed at the end
 * @param about.keysOf keys of this installation under the name of an archive
 * @returns undefined where nothing is registered yet
 * @throws HouseError `logs-store-fails`
 */
export async function verifyCommon(about: {
  readonly db: Database;
  readonly store: BackupStore;
  readonly room: string;
  readonly keysOf: (origin: string) => readonly NoteVerifier[];
  readonly now: () => Date;
  readonly isDaily?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly told?: ((done: number, of: number) => void) | undefined;
}): Promise<SharedReport | undefined> {
  const { db, store, room, signal, told } = about;
  const registered = await findHeads(db);
  const note = registered === undefined ? undefined : readHeads(registered);
  if (registered === undefined || !note) return undefined;
  const keys = about.keysOf(note.origin);
  const spared = about.isDaily ? sparedOf(await listVerified(db)) : new Set<string>();
  const read: StoredRows[] = [];
  const of = await countFiles(db);
  let done = 0;
  await rm(room, { recursive: true, force: true });
  await makeFolderDurably(room);
  try {
    await writeFile(join(room, HEADS), registered, { mode: 0o600 });
    const report = await verifyShared({
      ...{ folder: room, keys, kept: [], heads: [], signal },
      source: sparingSource(await sharedSource(store, { room, signal }), {
        spared,
        read: (file) => read.push(file),
      }),
      fileDone() {
        done += 1;
        told?.(Math.min(done, of), of);
      },
    });
    const fault = report.fault ?? (await faultOfNote(store, { keys, origin: note.origin }));
    if (!fault) {
      await keepVerified(db, read, about.now());
      return report;
    }
    const isBelow = fault.where.startsWith(room);
    return { ...report, fault: isBelow ? { ...fault, where: relative(room, fault.where) } : fault };
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** What outsiders verify by: the note that lies in the store. It may be older than the register, for a moment. */
async function faultOfNote(
  store: BackupStore,
  { keys, origin }: { readonly keys: readonly NoteVerifier[]; readonly origin: string },
): Promise<SharedReport['fault']> {
  const text = await store.read(HEADS);
  if (!text) return { code: 'note-missing', where: HEADS };
  const note = readHeads(text.toString('utf8'));
  const isOwn = note?.origin === origin && isSignedBy(note, underName(keys, origin));
  return isOwn ? undefined : { code: 'note-forged', where: HEADS };
}
