import { setTimeout as sleep } from 'node:timers/promises';

export { work } from '../src/inspection/probes/html/page-worker.ts';

/** A page worker that takes its time to load, as every one does on a busy machine. */
await sleep(3_000);
