import type { PgBoss } from 'pg-boss';
import type { DatabaseServer } from '../database/index.ts';
import type { Log } from '../log.ts';

export interface QueueOptions {
  /** a job that has not ended after so many seconds is given to somebody else */
  readonly expireSeconds: number;
  /** how often a job that failed is tried again */
  readonly retries: number;
}

/** The queue in the database: any number of programs put in jobs, any number take them out. */
export interface Jobs {
  /** Puts a job in. Jobs of one queue with the same key stand in it once. */
  send(queue: string, data: object, key: string): Promise<void>;
  /** Takes jobs out, `concurrency` at a time. The handler must be idempotent: a killed program's job comes again. */
  work<Data extends object>(
    queue: string,
    concurrency: number,
    handler: (data: Data) => Promise<void>,
  ): Promise<void>;
  /** Takes no more jobs and waits some seconds for the running ones; what runs longer is given to somebody else. */
  stop(): Promise<void>;
}

const CONNECTIONS = 4;
const STOP_MS = 8_000;
/** A new job is told at once; looking besides is for jobs that are tried again or were left by a dead program. */
const POLLING = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 };
/** A program that is silent for so long is taken for dead, and its jobs are given to others. */
const HEARTBEAT_SECONDS = 15;
/** How often one of the programs looks for such. */
const SUPERVISE_SECONDS = 5;

/** Opens the queue as the app role; its tables come with the migrations. */
export async function openJobs(
  server: DatabaseServer,
  options: { readonly queues: Readonly<Record<string, QueueOptions>>; readonly log: Log },
): Promise<Jobs> {
  const boss = new (await import('pg-boss')).PgBoss({
    ...server.connection('app'),
    max: CONNECTIONS,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    schedule: false,
    // Rebuilding indexes needs their owner.
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  } as ConstructorParameters<typeof PgBoss>[0]);
  boss.on('error', (error) => options.log.warn({ error }, 'the job queue met an error'));
  await boss.start();
  for (const [name, { expireSeconds, retries }] of Object.entries(options.queues)) {
    await boss.createQueue(name, {
      policy: 'exclusive',
      expireInSeconds: expireSeconds,
      retryLimit: retries,
      retryDelay: 2,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      notify: true,
    });
  }
  return {
    async send(queue, data, key) {
      await boss.send(queue, data, { singletonKey: key });
    },
    async work(queue, concurrency, handler) {
      await boss.work(queue, { ...POLLING, localConcurrency: concurrency }, async ([job]) => {
        if (job) await handler(job.data as Parameters<typeof handler>[0]);
      });
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}
