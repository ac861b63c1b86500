import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { HouseError } from '../../kernel/errors/index.ts';
import { conditionOf, type LogQuestion } from './conditions.ts';
import { errorOf, lendShelf } from './port-shelf.ts';
import type { LogAnswer } from './search-logs.ts';
import type { SearchResult, SearchTask } from './search-worker.ts';
import type { Shelf } from './shelf.ts';

/** Questions that are answered at the same time, and that may wait. */
const TOGETHER = 3;
const MOST_WAITING = 30;
/** Without a question for so long the thread ends, and gives its memory back. */
const IDLE_MS = 10 * 60_000;

/** Searches kept logs in a thread that stays, so that nobody at a page waits for somebody's search. */
export interface SearchThread extends AsyncDisposable {
  /**
   * @throws HouseError `logs-address-unknown`, `logs-search-too-long`, `logs-search-busy`, `logs-store-fails`,
   *   `logs-object-missing`, `logs-object-changed`
   */
  search(question: LogQuestion, limit: number): Promise<LogAnswer>;
}

/** @param place the folder of an archive, or what opens the shelf of a common store when it is first asked for */
export function openSearchThread(
  place: string | (() => Promise<{ readonly shelf: Shelf } & AsyncDisposable>),
): SearchThread {
  let pool: Piscina<SearchTask, SearchResult> | undefined;
  let opened: Promise<{ readonly shelf: Shelf } & AsyncDisposable> | undefined;

  function run(task: SearchTask): Promise<SearchResult> {
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
    return pool.run(task, task.shelf ? { transferList: [task.shelf.port] } : {});
  }

  async function runOn(shelf: Shelf, about: Pick<SearchTask, 'question' | 'limit'>): Promise<SearchResult> {
    const { port1: own, port2: port } = new MessageChannel();
    lendShelf(shelf, own);
    try {
      return await run({ ...about, folder: shelf.folder, shelf: { port, mostBytes: shelf.mostBytes } });
    } finally {
      own.close();
    }
  }

  return {
    async search(question, limit) {
      // What is wrong with a question is said before anything is opened.
      conditionOf({ ...question, kinds: undefined }, 'access');
      if (typeof place !== 'string') {
        opened ??= place();
        opened.catch(() => {
          opened = undefined;
        });
      }
      const lent = await opened;
      const result = await (lent
        ? runOn(lent.shelf, { question, limit })
        : run({ folder: String(place), question, limit }));
      if ('error' in result) throw errorOf(result.error);
      return result;
    },
    async [Symbol.asyncDispose]() {
      await pool?.destroy();
      const lent = await opened?.catch(() => undefined);
      await lent?.[Symbol.asyncDispose]();
    },
  };
}
