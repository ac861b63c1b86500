import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolderDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type BackedUp, backupArchive, noteBackup } from '../backup/backup-archive.ts';
import { backupCommon } from '../backup/backup-common.ts';
import { restoreDrill } from '../backup/restore-drill.ts';
import type { BackupStore } from '../backup/store.ts';
import { readHeadNote } from '../chain/head-note.ts';
import { ownVerifiers } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { findHeads } from '../shared/collector.repo.ts';
import { readHeads } from '../shared/heads-note.ts';
import { HEADS } from '../shared/verify-shared.ts';
import type { KeptHead } from '../verify/kept.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { keptHeads } from './kept-heads.ts';
import type { TaskResult } from './task.repo.ts';
import type { CareTools, TaskRun } from './tools.ts';
import { wordsOf } from './verify-task.ts';

/** Faults of the archive or the backup, and not of the way to it. */
const BROKEN = ['logs-backup-broken', 'logs-backup-foreign'];

/** Backs up to the place of the settings: the archive, or what all receivers have put into the common store. */
export async function backupTask(tools: CareTools, run: TaskRun): Promise<TaskResult> {
  await using store = await tools.backup.open();
  try {
    const { files, bytes, kept, entries, events } =
      (await backUpCommon(tools, { store, run })) ?? (await backUpOwn(tools, { store, run }));
    return { outcome: 'whole', numbers: { files, bytes, kept, entries, events } };
  } catch (error) {
    if (!(error instanceof HouseError)) throw error;
    if (error.code === 'logs-nothing-sealed') return { outcome: 'empty', numbers: {} };
    if (!BROKEN.includes(error.code)) throw error;
    return { outcome: 'broken', numbers: {}, told: { zh: error.words('zh'), en: error.words('en') } };
  }
}

async function backUpOwn(
  { data }: CareTools,
  { store, run }: { readonly store: BackupStore; readonly run: TaskRun },
): Promise<BackedUp> {
  const folder = join(data, 'logs');
  const note = readHeadNote((await readIfThere(placesOf(folder).note)) ?? '');
  return backupArchive(folder, store, { ...run, keys: ownVerifiers(data, note?.origin ?? '') });
}

/** @returns undefined where there is no common store, or nothing is registered there */
async function backUpCommon(
  { db, data, common: place }: CareTools,
  { store, run }: { readonly store: BackupStore; readonly run: TaskRun },
): Promise<BackedUp | undefined> {
  if (!place || (await findHeads(db)) === undefined) return undefined;
  await using common = await place.open();
  const keysOf = (origin: string) => ownVerifiers(data, origin);
  const room = join(data, 'logs-backup');
  const done = await backupCommon({ ...{ db, common, store, room, keysOf }, ...run });
  const folder = join(data, 'logs');
  await makeFolderDurably(folder);
  await noteBackup(folder, store, done);
  return done;
}

/**
 * Restores the backup below the data directory, verifies it there by the keys of this installation and the heads that the database
 * has kept, and removes it again.
 *
 * @throws HouseError `logs-drill-no-room`
 */
export async function drillTask(tools: CareTools, { signal, told }: TaskRun): Promise<TaskResult> {
  const { db, data, backup, now } = tools;
  const into = join(data, 'logs-drill');
  await using store = await backup.open();
  const textOf = async (name: string) => (await store.read(name))?.toString('utf8') ?? '';
  const head = readHeads(await textOf(HEADS)) ?? readHeadNote(await textOf('head.note'));
  if (!head) return { outcome: 'empty', numbers: {} };
  await rm(into, { recursive: true, force: true });
  await demandRoom(store, data);
  // Heads behind that of the backup are of what came after it.
  const ends = new Map(
    ('collectors' in head ? head.collectors : [head]).map(({ origin, entries }) => [origin, entries]),
  );
  const isBefore = ({ origin, entries }: KeptHead) => entries <= (ends.get(origin) ?? 0);
  // Of one archive alone, heads of another show that it was begun anew.
  const kept = (await keptHeads(db)).filter(
    (each) => isBefore(each) || (!('collectors' in head) && each.origin !== head.origin),
  );
  try {
    const keys = ownVerifiers(data, head.origin);
    const archive = join(data, 'logs');
    const clock = () => now().getTime();
    const drill = await restoreDrill({ ...{ store, into, keys, kept, archive, signal, told }, now: clock });
    const { report, files, bytes, lostMs, tookMs } = drill;
    const { fault, entries, events } = report;
    return {
      outcome: fault ? 'broken' : 'whole',
      numbers: {
        ...{ files, bytes, entries, events, compared: kept.length, tookMs: Math.round(tookMs) },
        ...(lostMs !== undefined && { lostMs: Math.round(lostMs) }),
      },
      told: fault && wordsOf(fault, into),
    };
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

async function demandRoom(store: BackupStore, data: string): Promise<void> {
  const needed = [...(await store.list()).values()].reduce((sum, bytes) => sum + bytes, 0);
  const { bavail, bsize } = await statfs(data);
  const free = bavail * bsize;
  // Something stays free for what is received meanwhile.
  if (needed * 1.1 + RESERVE_BYTES > free)
    throw new HouseError('logs-drill-no-room', { folder: data, needed: inMb(needed), free: inMb(free) });
}

const RESERVE_BYTES = 256 * 1024 * 1024;
const inMb = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
