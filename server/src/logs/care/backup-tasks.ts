import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { HouseError } from '../../kernel/errors/index.ts';
import { backupArchive } from '../backup/backup-archive.ts';
import { restoreDrill } from '../backup/restore-drill.ts';
import type { BackupStore } from '../backup/store.ts';
import { readHeadNote } from '../chain/head-note.ts';
import { ownVerifiers } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { keptHeads } from './kept-heads.ts';
import type { TaskResult } from './task.repo.ts';
import type { CareTools, TaskRun } from './tools.ts';
import { wordsOf } from './verify-task.ts';

/** Faults of the archive or the backup, and not of the way to it. */
const BROKEN = ['logs-backup-broken', 'logs-backup-foreign'];

/** Backs the archive up to the place of the settings. */
export async function backupTask(
  { data, backup }: CareTools,
  { signal, told }: TaskRun,
): Promise<TaskResult> {
  const folder = join(data, 'logs');
  const note = readHeadNote((await readIfThere(placesOf(folder).note)) ?? '');
  await using store = await backup.open();
  try {
    const keys = ownVerifiers(data, note?.origin ?? '');
    const { files, bytes, kept, entries, events } = await backupArchive(folder, store, {
      keys,
      signal,
      told,
    });
    return { outcome: 'whole', numbers: { files, bytes, kept, entries, events } };
  } catch (error) {
    if (!(error instanceof HouseError)) throw error;
    if (error.code === 'logs-nothing-sealed') return { outcome: 'empty', numbers: {} };
    if (!BROKEN.includes(error.code)) throw error;
    return { outcome: 'broken', numbers: {}, told: { zh: error.words('zh'), en: error.words('en') } };
  }
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
  const note = (await store.read('head.note'))?.toString('utf8') ?? '';
  const head = readHeadNote(note);
  if (!head) return { outcome: 'empty', numbers: {} };
  await rm(into, { recursive: true, force: true });
  await demandRoom(store, data);
  // Heads behind that of the backup are of what came after it.
  const kept = (await keptHeads(db)).filter(
    ({ origin, entries }) => origin !== head.origin || entries <= head.entries,
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
