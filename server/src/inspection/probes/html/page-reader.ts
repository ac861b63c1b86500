import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { HOUR_MS } from '../../../kernel/durations.ts';
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
  readonly begun: Begun;
}
type Pool = Piscina<Task, PageFacts>;

/**
 * When the thread began with the page, by `process.hrtime.bigint()`; 0 before: it may have had to load first. Memory that
 * both see costs less than a message, of which there would be one for each page.
 */
export type Begun = BigInt64Array<SharedArrayBuffer>;

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
    recordTiming: false,
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
  const begun: Begun = new BigInt64Array(new SharedArrayBuffer(8));
  const asked = process.hrtime.bigint();
  const msLeft = (): number => {
    const began = Atomics.load(begun, 0);
    const [since, limitMs] = began === 0n ? [asked, LOADING_MS] : [began, timeLimitMs];
    return limitMs - Number(process.hrtime.bigint() - since) / 1e6;
  };
  const watch = (): void => {
    const left = msLeft();
    if (left <= 0) limit.abort();
    else timer = setTimeout(watch, Math.min(Math.ceil(left), timeLimitMs));
  };
  let timer = setTimeout(watch, timeLimitMs);
  try {
    return await pool.run({ ...task, begun }, { signal: limit.signal });
  } catch (error) {
    if (limit.signal.aborted) return 'too-slow';
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return 'too-large';
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function todayInBeijing(): string {
  return new Date(Date.now() + 8 * HOUR_MS).toISOString().slice(0, 10);
}
