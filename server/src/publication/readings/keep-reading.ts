import type { Jobs, QueueOptions } from '../../kernel/jobs/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import { pause } from '../../kernel/pause.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { PublicationTools } from '../tools.ts';
import { performReading, type ReadingTools } from './perform-reading.ts';
import { openReadings } from './reading.repo.ts';

const READING_QUEUE = 'publication-reading';

/** A document has ten minutes, and waits for the one before it; then its program is taken for dead. */
export const PUBLICATION_QUEUES: Readonly<Record<string, QueueOptions>> = {
  [READING_QUEUE]: { expireSeconds: 1_500, retries: 2 },
};

/** Reading pictures keeps two processors and a gigabyte busy. */
const AT_ONCE = 1;
/** How long a file waits at most whose job nobody has put in. */
const LEFT_MS = 30_000;

interface ReadingJob {
  readonly id: string;
}

/** Puts the job of a file into the queue, after the transaction that asked for it. */
export async function sendReading({ jobs }: Pick<PublicationTools, 'jobs'>, id: string): Promise<void> {
  await jobs?.send(READING_QUEUE, { id } satisfies ReadingJob, id);
}

type WorkTools = ReadingTools & { readonly jobs: Jobs; readonly signal: AbortSignal };

/** Takes files out of the queue and reads them. */
export async function workOnReadings(tools: WorkTools): Promise<void> {
  await sendLeft(tools);
  await tools.jobs.work(READING_QUEUE, AT_ONCE, ({ id }: ReadingJob) => performReading(tools, id));
}

/**
 * Puts in, until the signal fires, what was asked for and has no job: a program was killed between the two, or too often. A job
 * that stands in the queue is not put in again.
 *
 * @param everyMs another pace, for tests
 */
export async function keepSendingReadings(
  tools: Pick<WorkTools, 'db' | 'jobs' | 'log' | 'signal'>,
  everyMs = LEFT_MS,
): Promise<void> {
  const { log, signal } = tools;
  await pause(everyMs, signal).catch(() => undefined);
  const fault = 'attachments that were left unread could not be put in';
  await keepDoing(() => sendLeft(tools), { everyMs, log, fault, signal });
}

async function sendLeft({ db, jobs }: Pick<WorkTools, 'db' | 'jobs'>): Promise<void> {
  const open = await withinScope(db, EVERYTHING, (trx) => openReadings(trx));
  for (const id of open) await sendReading({ jobs }, id);
}
