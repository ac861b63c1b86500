import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { openGate } from '../../../kernel/gate.ts';
import type { PageFacts } from './page-facts.ts';
import type { RawPage, ReadOptions } from './read-page.ts';

/** Reads pages in worker threads: a page that takes too long or eats the memory costs its worker, not the program. */
export interface PageReader extends AsyncDisposable {
  /** Facts of a page, or why it could not be read within the limits. */
  read(raw: RawPage): Promise<PageFacts | 'too-slow' | 'too-large'>;
}

interface Task {
  readonly raw: RawPage;
  readonly options: ReadOptions;
  /** told when the thread begins: it may have had to load first */
  readonly begun: MessagePort;
}
type Pool = Piscina<Task, PageFacts>;

export interface PageReaderOptions extends Pick<ReadOptions, 'salt'> {
  /** for one page, ms. Default 15 000 */
  readonly timeLimitMs?: number;
  /** of one thread. Default 400 */
  readonly memoryLimitMb?: number;
  /** module whose `work` reads a page */
  readonly worker?: URL;
}

/** What a page leaves behind is gone with it: more room than this makes no reading faster. */
const YOUNG_MB = 32;

/** A new thread loads and compiles everything anew, which costs as much as hundreds of pages: a pause does not end it. */
const IDLE_MS = 60_000;
/** That is our own code and no fault of the page: on a busy machine it has taken longer than a page may. */
const LOADING_MS = 120_000;

/** Threads start when they are needed and end when they are idle; at most four, at most one a processor. */
export function openPageReader(options: PageReaderOptions): PageReader {
  const { salt, timeLimitMs = 15_000, memoryLimitMb = 400 } = options;
  const threads = Math.min(4, availableParallelism());
  // A page waits before the gate, not in the pool: its time begins when a thread takes it.
  const gate = openGate(threads);
  const pool: Pool = new Piscina({
    filename: (options.worker ?? new URL('./page-worker.ts', import.meta.url)).href,
    name: 'work',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  return {
    async read(raw) {
      return gate(() => readWithin(pool, { raw, options: { salt, today: todayInBeijing() } }, timeLimitMs));
    },
    async [Symbol.asyncDispose]() {
      await pool.destroy();
    },
  };
}

async function readWithin(
  pool: Pool,
  task: Omit<Task, 'begun'>,
  timeLimitMs: number,
): Promise<PageFacts | 'too-slow' | 'too-large'> {
  const limit = new AbortController();
  const { port1: told, port2: begun } = new MessageChannel();
  let timer = setTimeout(() => limit.abort(), LOADING_MS);
  told.once('message', () => {
    clearTimeout(timer);
    timer = setTimeout(() => limit.abort(), timeLimitMs);
  });
  try {
    return await pool.run({ ...task, begun }, { signal: limit.signal, transferList: [begun] });
  } catch (error) {
    if (limit.signal.aborted) return 'too-slow';
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return 'too-large';
    throw error;
  } finally {
    clearTimeout(timer);
    told.close();
  }
}

function todayInBeijing(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
