import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../kernel/database/index.ts';
import { makeFolderDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { NoteVerifier } from '../../kernel/ledger/index.ts';
import { isSignedBy } from '../chain/head-note.ts';
import { placesOf } from '../manifest.ts';
import { sharedSource } from '../shared/bring-notes.ts';
import { countFiles, findHeads } from '../shared/collector.repo.ts';
import { readHeads } from '../shared/heads-note.ts';
import { HEADS, underName } from '../shared/verify-shared.ts';
import { type BackedUp, copyArchive, put, verifierFiles } from './backup-archive.ts';
import { type BackupStore, storeBelow } from './store.ts';

/** What may come about where a collector compacts and deletes meanwhile. */
const CHANGES = ['logs-backup-broken', 'logs-object-missing'];

/**
 * Copies what all collectors have put into their common store to another place, as `backupArchive` does with one archive: each
 * history is verified and goes on from what lies there. The signed note of all goes last. What lies on the disk meanwhile are
 * manifests and one file of rows.
 *
 * @param about.room a folder for manifests; it is emptied, and removed at the end
 * @param about.keysOf keys of this installation under the name of an archive
 * @throws HouseError as `backupArchive`, and `logs-object-missing`
 */
export async function backupCommon(about: {
  readonly db: Database;
  readonly common: BackupStore;
  readonly store: BackupStore;
  readonly room: string;
  readonly keysOf: (origin: string) => readonly NoteVerifier[];
  readonly signal: AbortSignal;
  readonly told?: ((done: number, of: number) => void) | undefined;
}): Promise<BackedUp> {
  const { db, common, store, room, signal, told } = about;
  const text = await findHeads(db);
  const heads = text === undefined ? undefined : readHeads(text);
  if (text === undefined || !heads) throw new HouseError('logs-nothing-sealed', { folder: common.name });
  const keys = about.keysOf(heads.origin);
  if (!isSignedBy(heads, underName(keys, heads.origin)))
    throw new HouseError('logs-backup-broken', { detail: HEADS });
  await demandOlder(store, heads);
  const of = await countFiles(db);
  const total = { files: 0, bytes: 0, kept: 0, removed: 0, entries: 0, events: 0 };
  await rm(room, { recursive: true, force: true });
  await makeFolderDurably(room);
  try {
    const source = await sharedSource(common, { room, signal });
    for (const { name, origin } of heads.collectors) {
      const under = `collectors/${name}/`;
      const own = storeBelow(common, under);
      const before = total.files + total.kept;
      const copy = async () => {
        await source.bring(name);
        return copyArchive(join(room, 'collectors', name), storeBelow(store, under), {
          ...{ keys: underName(keys, origin), signal, verifier: false },
          readRows: (file) => readRows(own, file),
          told: (at) => told?.(Math.min(before + at, of), of),
        });
      };
      // It is written to while it is brought: what is wrong twice is wrong.
      const done = await copy().catch((error: unknown) => {
        if (error instanceof HouseError && CHANGES.includes(error.code)) return copy();
        throw error;
      });
      for (const each of Object.keys(total) as (keyof typeof total)[]) total[each] += done[each];
    }
    for (const file of await verifierFiles()) await put(store, file.name, await file.read());
    const verifiers = keys.map(({ vkey }) => `${vkey}\n`).join('');
    await put(store, 'keys/verifiers.txt', Buffer.from(verifiers));
    await put(store, HEADS, Buffer.from(text));
    return total;
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** A backup of one archive alone, or of another store, is not written over; nor is a newer one. */
async function demandOlder(
  store: BackupStore,
  heads: NonNullable<ReturnType<typeof readHeads>>,
): Promise<void> {
  const before = await store.read(HEADS);
  const note = before && readHeads(before.toString('utf8'));
  const isOlder = before
    ? note?.origin === heads.origin && note.number <= heads.number
    : (await store.read('head.note')) === undefined;
  if (!isOlder) throw new HouseError('logs-backup-foreign', { store: store.name });
}

async function readRows(
  store: BackupStore,
  { entry, kind }: Parameters<NonNullable<Parameters<typeof copyArchive>[2]['readRows']>>[0],
): Promise<Buffer> {
  const object = placesOf('').segment(entry, kind);
  const bytes = await store.read(object);
  if (!bytes) throw new HouseError('logs-object-missing', { object: `${store.name}${object}` });
  return bytes;
}
