import type { PageFacts } from '../src/inspection/probes/html/page-facts.ts';
import type { Begun } from '../src/inspection/probes/html/page-reader.ts';
import { type RawPage, type ReadOptions, readPage } from '../src/inspection/probes/html/read-page.ts';

/** A page worker for which some pages are too much: `hang` never ends, `eat` takes all memory, `fail` is our own bug. */
export function work(task: { raw: RawPage; options: ReadOptions; begun: Begun }): PageFacts {
  Atomics.store(task.begun, 0, process.hrtime.bigint());
  const body = Buffer.from(task.raw.body).toString();
  const eaten: unknown[] = [];
  while (body === 'hang') eaten.length = 0;
  while (body === 'eat') eaten.push(new Array(100_000).fill(eaten.length));
  if (body === 'fail') throw new TypeError('a bug of ours');
  return readPage(task.raw, task.options);
}
