import { Piscina } from 'piscina';
import { HouseError } from '../../kernel/errors/index.ts';
import { conditionOf, type LogQuestion } from './conditions.ts';
import type { LogAnswer } from './search-logs.ts';
import type { SearchResult, SearchTask } from './search-worker.ts';

/** Questions that are answered at the same time, and that may wait. */
const TOGETHER = 3;
const MOST_WAITING = 30;
/** Without a question for so long the thread ends, and gives its memory back. */
const IDLE_MS = 10 * 60_000;

/** Searches an archive in a thread that stays, so that nobody at a page waits for somebody's search. */
export interface SearchThread extends AsyncDisposable {
  /** @throws HouseError `logs-address-unknown`, `logs-search-too-long`, `logs-search-busy` */
  search(question: LogQuestion, limit: number): Promise<LogAnswer>;
}

export function openSearchThread(folder: string): SearchThread {
  let pool: Piscina<SearchTask, SearchResult> | undefined;
  return {
    async search(question, limit) {
      // What is wrong with a question is said here: an error would not come back as what it is.
      conditionOf({ ...question, kinds: undefined }, 'access');
      pool ??= new Piscina({
        filename: new URL('./search-worker.ts', import.meta.url).href,
        name: 'search',
        minThreads: 0,
        maxThreads: 1,
        concurrentTasksPerWorker: TOGETHER,
        maxQueue: MOST_WAITING,
        idleTimeout: IDLE_MS,
      });
      if (pool.queueSize >= MOST_WAITING) throw new HouseError('logs-search-busy', {});
      const result = await pool.run({ folder, question, limit });
      if (result === 'too-long') throw new HouseError('logs-search-too-long', { seconds: 60 });
      return result;
    },
    async [Symbol.asyncDispose]() {
      await pool?.destroy();
    },
  };
}
