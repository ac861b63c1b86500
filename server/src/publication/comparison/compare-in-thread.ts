import { Piscina } from 'piscina';
import type { RawPage } from '../../inspection/index.ts';
import type { ShownRepost } from '../reposts/repost-marks.ts';
import type { PageComparison } from './compare-page.ts';
import type { PageLink } from './file-links.ts';

/** A page as it came, and what was approved. */
export interface ComparisonTask {
  readonly title: string;
  readonly text: string;
  readonly page: RawPage;
  /** names of attachments */
  readonly files: readonly string[];
  /** the page is that of a repost, which has to show these */
  readonly repost?: ShownRepost;
}

export interface ThreadComparison extends PageComparison {
  /** the page bears what may be the mark of a state secret */
  readonly sealed: boolean;
  /** that a reader sees; none of a sealed page */
  readonly links: readonly PageLink[];
  /** names of those attachments that a script may give */
  readonly scripted: readonly string[];
}

const LIMITS = { maxOldGenerationSizeMb: 600, maxYoungGenerationSizeMb: 32 };
const TIME_LIMIT_MS = 60_000;
/** The next page of a round finds the thread ready; its program takes seconds to load on a busy machine. */
const IDLE_MS = 5_000;
let pool: Piscina<ComparisonTask, ThreadComparison> | undefined;

/** Compares in a thread of its own: a page that takes too long or eats the memory costs that, not the program. */
export async function compareInThread(
  task: ComparisonTask,
): Promise<ThreadComparison | 'too-slow' | 'too-large'> {
  pool ??= new Piscina({
    filename: new URL('./compare-worker.ts', import.meta.url).href,
    name: 'work',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: LIMITS,
  });
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    return await pool.run(task, { signal });
  } catch (error) {
    if (signal.aborted) return 'too-slow';
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return 'too-large';
    throw error;
  }
}
