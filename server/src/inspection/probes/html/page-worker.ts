import type { MessagePort } from 'node:worker_threads';
import { shippedRules } from '../../../screening/engine.ts';
import type { PageFacts } from './page-facts.ts';
import { type RawPage, type ReadOptions, readPage } from './read-page.ts';

// Made ready before the thread takes a page: the time is none of the page's.
shippedRules();

/** Entry of the worker thread behind openPageReader. */
export function work(task: { raw: RawPage; options: ReadOptions; begun: MessagePort }): PageFacts {
  task.begun.postMessage('begun');
  return readPage(task.raw, task.options);
}
