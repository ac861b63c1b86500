import type { MessagePort } from 'node:worker_threads';
import type { PageFacts } from './page-facts.ts';
import { type RawPage, type ReadOptions, readPage } from './read-page.ts';
import { readyForSensitive } from './sensitive.ts';

readyForSensitive();

/** Entry of the worker thread behind openPageReader. */
export function work(task: { raw: RawPage; options: ReadOptions; begun: MessagePort }): PageFacts {
  task.begun.postMessage('begun');
  return readPage(task.raw, task.options);
}
