import type { LogTask, LogTasks, LogTaskWork } from '@zhengdun/contract';
import { nextDue } from './due.ts';
import { rhythmOf } from './keep-tasks.ts';
import type { TaskRecord } from './tables.ts';
import { lastTask, openTask } from './task.repo.ts';
import type { CareTools } from './tools.ts';

/** What is known of one kind of work: the last, the one that runs, and when the next is due. */
export async function readTasks(
  tools: CareTools,
  work: LogTaskWork,
  origin: string | undefined,
): Promise<LogTasks> {
  const { db, now } = tools;
  const last = await lastTask(db, work);
  const running = await openTask(db, work);
  const rhythm = origin === undefined ? undefined : rhythmOf(work, { ...tools, origin });
  return {
    ...(last && { last: taskView(last) }),
    ...(running && { running: taskView(running) }),
    ...(rhythm && { next: nextDue(last, now(), rhythm).toISOString() }),
  };
}

function taskView(task: TaskRecord): LogTask {
  const { work, asked_at, asked_by, started_at, done, total, ended_at, outcome, told, numbers } = task;
  return {
    ...{ work, numbers, askedAt: asked_at.toISOString(), scheduled: asked_by === null },
    ...(started_at && { startedAt: started_at.toISOString() }),
    ...(done !== null && total !== null && { progress: { done, of: total } }),
    ...(ended_at && { endedAt: ended_at.toISOString() }),
    ...(outcome && { outcome }),
    ...(told && { told }),
  };
}
