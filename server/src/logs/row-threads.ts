import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { type SortedRows, type SortRowsTask, sortRows } from './compact/sort-rows.ts';
import { type SealedRows, type SealRowsTask, sealRows } from './seal-rows.ts';
import { type CheckedRows, type CheckRowsTask, checkRows } from './verify/check-rows.ts';
import { type CheckedSorted, type CheckSortedTask, checkSorted } from './verify/check-sorted.ts';
import type { RowTask } from './worker.ts';

/** Less than this many bytes are done sooner than a thread is started. */
const SMALL_SPOOL = 4 * 1024 * 1024;
const SMALL_SEGMENT = 512 * 1024;
const IDLE_MS = 30_000;
/**
 * What is new in a thread's heap before it is looked through. Buffers of a megabyte hang on objects of a few bytes: with as much room
 * as V8 takes by itself hundreds of them wait, used up, for that.
 */
const YOUNG_MB = 12;
/**
 * For what only reads: V8 lets a heap that may become large grow fourfold before it looks through what is old, and one of this size
 * by little more than half. A segment of the longest lines has room in it.
 */
export const READING_MB = 1_024;

/** Threads for what goes through rows one by one; none is started before there is much to do. */
export interface RowThreads extends AsyncDisposable {
  /** how many files are worked on at the same time */
  readonly width: number;
  seal(task: SealRowsTask): Promise<SealedRows>;
  check(task: CheckRowsTask): Promise<CheckedRows>;
  checkSorted(task: CheckSortedTask): Promise<CheckedSorted>;
  sort(task: SortRowsTask): Promise<SortedRows>;
}

/** @param oldMb most that the heap of a thread may hold, beside what is new; V8's own measure where it is not given */
export function openRowThreads(oldMb?: number): RowThreads {
  const width = Math.min(4, availableParallelism());
  let pool: Piscina<RowTask, SealedRows | CheckedRows | CheckedSorted | SortedRows> | undefined;
  const run = (task: RowTask) => {
    pool ??= new Piscina({
      filename: new URL('./worker.ts', import.meta.url).href,
      name: 'work',
      minThreads: 0,
      maxThreads: width,
      idleTimeout: IDLE_MS,
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_MB,
        ...(oldMb !== undefined && { maxOldGenerationSizeMb: oldMb }),
      },
    });
    return pool.run(task);
  };
  return {
    width,
    async seal(task) {
      const { size } = await stat(task.path);
      return size < SMALL_SPOOL ? sealRows(task) : ((await run({ seal: task })) as SealedRows);
    },
    async check(task) {
      const { size } = await stat(task.path).catch(() => ({ size: 0 }));
      return size < SMALL_SEGMENT ? checkRows(task) : ((await run({ check: task })) as CheckedRows);
    },
    async checkSorted(task) {
      const { size } = await stat(task.path).catch(() => ({ size: 0 }));
      return size < SMALL_SEGMENT ? checkSorted(task) : ((await run({ sorted: task })) as CheckedSorted);
    },
    async sort(task) {
      return task.size.bytes < SMALL_SEGMENT ? sortRows(task) : ((await run({ sort: task })) as SortedRows);
    },
    async [Symbol.asyncDispose]() {
      await pool?.destroy();
    },
  };
}
