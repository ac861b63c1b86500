import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../kernel/config/index.ts';
import type { Database } from '../kernel/database/index.ts';
import type { EgressPolicy } from '../kernel/egress/index.ts';
import type { Jobs, QueueOptions } from '../kernel/jobs/index.ts';
import { keepDoing } from '../kernel/keep-doing.ts';
import type { Log } from '../kernel/log.ts';
import { openSealedFolder } from '../kernel/objects/index.ts';
import { pause } from '../kernel/pause.ts';
import { installationSecret } from '../kernel/secret.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { openChecks } from './checks/check.repo.ts';
import { performCheck } from './checks/perform-check.ts';
import { CHECK_QUEUE, type CheckJob, SCHEDULED_QUEUE, sendCheck } from './checks/request-check.ts';
import { type Told, tellChecks } from './checks/tell-checks.ts';
import { finishDestroying } from './destroy-evidence.ts';
import type { EvidenceStore, KeptEvidenceStore } from './evidence.ts';
import { type Inspector, openInspector } from './inspector.ts';
import type { TakenLink } from './probes/links/index.ts';

/** Queues of this module. A check has eight minutes; then its program is taken for dead. */
export const INSPECTION_QUEUES: Readonly<Record<string, QueueOptions>> = {
  [CHECK_QUEUE]: { expireSeconds: 600, retries: 2 },
  [SCHEDULED_QUEUE]: { expireSeconds: 600, retries: 2 },
};

/** Checks that were asked for on a page, at the same time in one process. */
const CHECKS_AT_ONCE = 3;
/** Checks on a schedule, besides. */
const SCHEDULED_AT_ONCE = 2;
/** Browser looks at the same time: most of one is waiting for the page to come to rest. */
const BROWSERS_PER_CPU = 3;

/** Several servers on one database need the same objects and the same secret. */
export function openEvidence(dataDirectory: string): KeptEvidenceStore {
  let known: Buffer | undefined;
  const master = (): Buffer => {
    known ??= Buffer.from(installationSecret(dataDirectory, 'evidence'), 'hex');
    return known;
  };
  const store = openSealedFolder(join(dataDirectory, 'objects'), master);
  return {
    keep: async (bytes, mediaType) => ({ ...(await store.keep(bytes)), mediaType }),
    read: (sha256) => store.read(sha256),
    look: (sha256) => store.look(sha256),
    destroy: (sha256) => store.destroy(sha256),
    sealOld: (signal) => store.sealOld(signal),
  };
}

/**
 * Encrypts what versions before have kept as it was, and destroys what an order has named and is there still. What is not
 * done when the program ends is done by the next one.
 */
export async function careForEvidence(tools: {
  readonly db: Database;
  readonly evidence: Pick<KeptEvidenceStore, 'sealOld' | 'destroy'>;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { evidence, log, signal } = tools;
  try {
    const objects = await evidence.sealOld(signal);
    await finishDestroying(tools);
    if (objects > 0) log.info({ objects }, 'evidence of an older version was encrypted');
  } catch (error) {
    if (!signal.aborted) log.error({ error }, 'evidence could not be encrypted or destroyed');
  }
}

/** What the settings say about outgoing connections. Overrides come from the command line only. */
export function policyOf(config: Pick<Config, 'allowNetworks' | 'extraCa' | 'resolvers'>): EgressPolicy {
  return {
    allowPrivate: false,
    allowNetworks: config.allowNetworks,
    overrides: [],
    extraCa: config.extraCa,
    resolvers: config.resolvers,
  };
}

export function openConfiguredInspector(
  config: Config,
  options: { readonly policy: EgressPolicy; readonly evidence: EvidenceStore; readonly browsers?: number },
): Promise<Inspector> {
  return openInspector({
    policy: options.policy,
    dataDirectory: config.data,
    chromium: config.chromium,
    browsers: options.browsers ?? availableParallelism() * BROWSERS_PER_CPU,
    salt: installationSecret(config.data, 'digest-salt'),
    contact: config.contact,
    probeAddress: config.probeAddress,
    evidence: options.evidence,
  });
}

export interface WorkTools {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly inspector: Inspector;
  readonly evidence: EvidenceStore;
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  readonly log: Log;
  /** is told every check after it was kept */
  readonly told: Told;
  /** exit links of a site that the register knows to be in other hands */
  readonly takenLinks?: (host: string) => Promise<readonly TakenLink[]>;
  /** fires when the program ends: running checks break off and wait for the next program */
  readonly signal: AbortSignal;
}

/** How long a check waits at most that is written down and whose job nobody has put in. */
const LEFT_MS = 30_000;

/** Takes checks out of the queue; first puts in those that a killed program left behind. */
export async function workOnChecks(tools: WorkTools): Promise<void> {
  await sendLeft(tools);
  const work = async ({ id }: CheckJob): Promise<void> => {
    await performCheck(tools, id);
    await tellChecks(tools);
  };
  await tools.jobs.work(CHECK_QUEUE, CHECKS_AT_ONCE, work);
  await tools.jobs.work(SCHEDULED_QUEUE, SCHEDULED_AT_ONCE, work);
}

/**
 * Goes on putting in what is left behind, until the signal fires: another program may be killed between the check and its
 * job, and a job whose programs are killed too often is given up by the queue. A job that stands in the queue, or is
 * worked on, is not put in again.
 *
 * @param everyMs another pace, for tests
 */
export async function keepSendingChecks(
  tools: Pick<WorkTools, 'db' | 'jobs' | 'log' | 'signal'>,
  everyMs = LEFT_MS,
): Promise<void> {
  const { log, signal } = tools;
  await pause(everyMs, signal).catch(() => undefined);
  const fault = 'checks that were left behind could not be put in';
  await keepDoing(() => sendLeft(tools), { everyMs, log, fault, signal });
}

async function sendLeft({ db, jobs }: Pick<WorkTools, 'db' | 'jobs'>): Promise<void> {
  const open = await withinScope(db, EVERYTHING, (trx) => openChecks(trx));
  for (const { id, by } of open) await sendCheck(jobs, id, by);
}
