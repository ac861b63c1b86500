import { shippedRules } from '../../../screening/engine.ts';
import type { PageFacts } from './page-facts.ts';
import type { Begun } from './page-reader.ts';
import { type RawPage, type ReadOptions, readPage } from './read-page.ts';

// Made ready before the thread takes a page: the time is none of the page's.
shippedRules();

/** Entry of the worker thread behind openPageReader. */
export function work(task: { raw: RawPage; options: ReadOptions; begun: Begun }): PageFacts {
  Atomics.store(task.begun, 0, process.hrtime.bigint());
  return readPage(task.raw, task.options);
}
