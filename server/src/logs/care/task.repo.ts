import './tables.ts';
import { randomUUID } from 'node:crypto';
import type { LocalText, LogTaskNumbers, LogTaskOutcome, LogTaskWork } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { TaskRecord } from './tables.ts';

/** The last of its kind that has ended. */
export async function lastTask(db: Database, work: LogTaskWork): Promise<TaskRecord | undefined> {
  return db
    .selectFrom('logs_task')
    .selectAll()
    .where('work', '=', work)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The one that waits or runs. */
export async function openTask(db: Database, work: LogTaskWork): Promise<TaskRecord | undefined> {
  return db
    .selectFrom('logs_task')
    .selectAll()
    .where('work', '=', work)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** @returns false where one waits or runs already */
export async function insertTask(
  db: Database | Transaction,
  task: { readonly work: LogTaskWork; readonly askedAt: Date; readonly askedBy: string | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('logs_task')
    .values({ id: randomUUID(), work: task.work, asked_at: task.askedAt, asked_by: task.askedBy })
    .onConflict((conflict) => conflict.column('work').where('ended_at', 'is', null).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function startTask(db: Database, id: string, startedAt: Date): Promise<void> {
  const fresh = { started_at: startedAt, done: null, total: null };
  await db.updateTable('logs_task').set(fresh).where('id', '=', id).execute();
}

export async function tellProgress(
  db: Database,
  id: string,
  progress: { readonly done: number; readonly of: number },
): Promise<void> {
  await db
    .updateTable('logs_task')
    .set({ done: progress.done, total: progress.of })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** What a task came to. */
export interface TaskResult {
  readonly outcome: LogTaskOutcome;
  readonly numbers: LogTaskNumbers;
  readonly told?: LocalText | undefined;
}

export async function endTask(
  trx: Transaction,
  id: string,
  { outcome, numbers, told, endedAt }: TaskResult & { readonly endedAt: Date },
): Promise<void> {
  await trx
    .updateTable('logs_task')
    .set({
      ...{ ended_at: endedAt, outcome, numbers: JSON.stringify(numbers) },
      told: told ? JSON.stringify(told) : null,
    })
    .where('id', '=', id)
    .execute();
}
