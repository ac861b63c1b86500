import { join } from 'node:path';
import type { LogTaskWork } from '@zhengdun/contract';
import { nearestWith } from '../../identity/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import { claim } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { onceKey, tellOnce } from '../../messages/index.ts';
import { readHeadNote } from '../chain/head-note.ts';
import { ownVerifiers } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { findHeads } from '../shared/collector.repo.ts';
import { readHeads } from '../shared/heads-note.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { backupTask, drillTask } from './backup-tasks.ts';
import { listCheckpoints } from './checkpoint.repo.ts';
import { nextDue, nightMinute, type Rhythm } from './due.ts';
import { noteCheckpoint } from './note-checkpoint.ts';
import { stampTask } from './stamp-task.ts';
import type { TaskRecord } from './tables.ts';
import {
  endTask,
  insertTask,
  lastTask,
  openTask,
  startTask,
  type TaskResult,
  tellProgress,
} from './task.repo.ts';
import type { CareProgram, CareTools, TaskRun } from './tools.ts';
import { verifyTask } from './verify-task.ts';

/** Any number that nobody else uses. */
const LOCK = 0x5a44_0031n;
/** How often the program looks whether something is due or was asked for. */
const EVERY_MS = 3_000;
const AFTER_FAULT_MS = 60_000;
/** Under many lines several heads are signed a minute: the newest binds those before it. */
const NOTED_MS = 60_000;
const PROGRESS_MS = 1_000;

type Work = (tools: CareTools, run: TaskRun) => Promise<TaskResult>;

/** In the order in which they are looked at: a drill restores what was just backed up, and stamped. */
const WORKS: Readonly<Record<LogTaskWork, Work>> = {
  stamp: stampTask,
  backup: backupTask,
  drill: drillTask,
  verify: verifyTask,
};

/** When each is due by itself; undefined: only when somebody asks. */
export function rhythmOf(
  work: LogTaskWork,
  {
    origin,
    backup,
    stamps,
    common,
  }: { readonly origin: string } & Pick<CareTools, 'backup' | 'stamps' | 'common'>,
): Rhythm | undefined {
  if (work === 'verify') return { everyDays: 1, minute: nightMinute(origin) };
  // Of a common store nobody's archive holds the stamps.
  if (work === 'stamp')
    return stamps.place === undefined || common ? undefined : { everyDays: 1, minute: nightMinute(origin) };
  if (backup.place === undefined) return undefined;
  return { everyDays: work === 'backup' ? 1 : backup.drillDays, minute: backup.hour * 60 };
}

/**
 * Notes signed heads, and does what is due or was asked for, until the signal fires. It is no job of the queue, which could come to a
 * program that has not got the archive and its keys. One program does it at a time; what a killed one has left is done anew.
 *
 * @param everyMs another pace, for tests
 */
export async function careForArchive(tools: CareProgram, everyMs = EVERY_MS): Promise<void> {
  const { log, signal } = tools;
  const rhythm = { log, signal, afterFaultMs: AFTER_FAULT_MS };
  await Promise.all([
    keepDoing(() => noteCheckpoint(tools), {
      ...rhythm,
      everyMs: Math.max(everyMs, NOTED_MS),
      fault: 'the signed head of the logs could not be entered in the ledger',
    }),
    keepDoing(() => doTasks(tools), {
      ...rhythm,
      everyMs,
      fault: 'the archive of logs could not be looked after',
      breaksOff: true,
    }),
  ]);
}

/** Does what is due or was asked for, once. Nothing where another program does it. */
export async function doTasks(tools: CareProgram): Promise<void> {
  const { db, now } = tools;
  const origin = await originOf(tools);
  if (origin === undefined) return;
  for (const work of Object.keys(WORKS) as LogTaskWork[]) {
    const rhythm = rhythmOf(work, { ...tools, origin });
    const last = await lastTask(db, work);
    if (rhythm && nextDue(last, now(), rhythm) <= now())
      await insertTask(db, { work, askedAt: now(), askedBy: null });
    if (!(await openTask(db, work))) continue;
    await claim(db, LOCK, async () => {
      // Another program may have done it in between.
      const task = await openTask(db, work);
      if (task) await doTask(tools, task);
    });
  }
}

/**
 * The name of the archive that is this program's to look after: what all receivers share, the one that lies here, or the one that the database knows and this
 * installation has the keys of, though its files are gone. Undefined where there is none, or it is another installation's.
 */
async function originOf({ db, data, common }: CareTools): Promise<string | undefined> {
  const heads = common && readHeads((await findHeads(db)) ?? '');
  if (heads) return ownVerifiers(data, heads.origin).length > 0 ? heads.origin : undefined;
  const here = readHeadNote((await readIfThere(placesOf(join(data, 'logs')).note)) ?? '');
  const [newest] = await listCheckpoints(db, 1);
  if (newest) return ownVerifiers(data, newest.origin).length > 0 ? newest.origin : undefined;
  return here?.origin;
}

async function doTask(tools: CareProgram, task: TaskRecord): Promise<void> {
  const { db, now, log, signal } = tools;
  await startTask(db, task.id, now());
  let result: TaskResult;
  try {
    // What was signed since is compared with as well.
    await noteCheckpoint(tools);
    result = await WORKS[task.work](tools, {
      signal,
      isDaily: task.asked_by === null,
      told: progressOf(tools, task.id),
    });
  } catch (error) {
    // It is done anew by whoever comes next.
    if (signal.aborted) throw error;
    log.error({ error, work: task.work }, 'a task of the archive of logs could not be done');
    result = { outcome: 'failed', numbers: {}, told: reasonOf(error) };
  }
  const endedAt = now();
  await withinScope(db, EVERYTHING, async (trx) => {
    await endTask(trx, task.id, { ...result, endedAt });
    if (result.outcome === 'whole' || result.outcome === 'empty') return;
    const people = await nearestWith(trx, { over: WHOLE, permission: 'log-archive.verify', now: endedAt });
    const key = onceKey('log-task', task.work, result.outcome, dayOf(endedAt));
    await tellOnce(trx, { matter: 'log-archive', about: [{ key, people }], now: endedAt });
  });
}

/** The archive is of all units: told are those who hold the permission over all of them. */
const WHOLE = { unit_id: '00000000-0000-0000-0000-000000000000', region_path: '', sector_path: '' };

function reasonOf(error: unknown) {
  const told = error instanceof HouseError ? error : new HouseError('logs-task-failed', {});
  return { zh: told.words('zh'), en: told.words('en') };
}

/** At most once a second; that one could not be written hurts nobody. */
function progressOf({ db, log }: CareProgram, id: string): (done: number, of: number) => void {
  let next = 0;
  return (done, of) => {
    if (Date.now() < next) return;
    next = Date.now() + PROGRESS_MS;
    tellProgress(db, id, { done, of }).catch((error: unknown) =>
      log.warn({ error }, 'the progress of a task of the logs could not be told'),
    );
  };
}
