import { gzipSync } from 'node:zlib';
import type { CheckResult, CheckStep, CheckVerdict } from '@zhengdun/contract';
import type { Database } from '../kernel/database/index.ts';
import { newIncident } from '../kernel/incident.ts';
import type { Log } from '../kernel/log.ts';
import {
  findCheck,
  findPrevious,
  saveEvidence,
  saveFailure,
  saveProgress,
  saveResult,
  startCheck,
} from './check.repo.ts';
import type { CheckOrder } from './check-order.ts';
import { compareResults } from './compare.ts';
import type { EvidenceStore } from './evidence.ts';
import type { InspectionEvents } from './inspect-site.ts';
import type { InspectionRequest, Inspector } from './inspector.ts';

export interface PerformTools {
  readonly db: Database;
  readonly inspector: Inspector;
  readonly evidence: EvidenceStore;
  readonly log: Log;
  /** choices between readings */
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  /** fires when the program ends */
  readonly signal?: AbortSignal | undefined;
}

/** Progress is written at most so often: a row a second, not one an event. */
const PROGRESS_MS = 700;

/**
 * Carries out a check that was asked for on a page. Idempotent: a finished check is left alone, one whose program
 * was killed is done from the beginning.
 */
export async function performCheck(tools: PerformTools, id: string): Promise<void> {
  const { db, log } = tools;
  if (!(await startCheck(db, id))) return;
  const check = await findCheck(db, id);
  if (!check) return;
  const progress = progressWriter(db, id);
  try {
    const { url, request: order } = check;
    await inspectAndSave(tools, { id, url: new URL(url), order, signal: tools.signal }, progress.events);
  } catch (error) {
    // The program ends: the job goes back into the queue, and the check is done anew by whoever takes it.
    if (tools.signal?.aborted) throw error;
    const incident = newIncident();
    log.error({ error, incident, check: id }, 'a check broke off');
    await saveFailure(db, id, {
      zh: `程序自身出错，检测没有完成。事件编号 ${incident}，凭它可在日志中查到原因。请重新检测。`,
      en: `The program itself failed and the check was not completed. The log tells why under the incident number ${incident}. Check again.`,
    });
  } finally {
    await progress.close();
  }
}

export interface CheckToRun {
  readonly id: string;
  readonly url: URL;
  readonly order: CheckOrder;
  readonly snapshot?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Inspects, compares with the check before, and writes the result. Returns after it is committed. */
export async function inspectAndSave(
  tools: PerformTools,
  check: CheckToRun,
  events?: InspectionEvents,
): Promise<CheckResult> {
  const { db, inspector, evidence, readings } = tools;
  const { result, observations } = await inspector.inspect({ ...requestOf(check), readings }, events);
  const kept = await evidence.keep(gzipSync(JSON.stringify(observations)), 'application/gzip');
  for (const { sha256, sm3, mediaType, bytes } of result.verdicts.flatMap((verdict) => verdict.evidence)) {
    if (sha256 && sm3 && mediaType && bytes !== undefined)
      await saveEvidence(db, { sha256, sm3, mediaType, bytes });
  }
  await saveEvidence(db, kept);
  const previous = await findPrevious(db, {
    id: check.id,
    url: check.url.href,
    before: new Date(result.startedAt),
  });
  const complete = previous ? { ...result, comparison: compareResults(result, previous) } : result;
  await db
    .transaction()
    .execute((transaction) =>
      saveResult(transaction, check.id, { result: complete, observations: kept.sha256 }),
    );
  return complete;
}

/** What an order means for the inspector. */
export function requestOf({
  id,
  url,
  order,
  snapshot,
  signal,
}: CheckToRun): Omit<InspectionRequest, 'readings'> {
  return {
    id,
    url,
    snapshot,
    maxPages: order.pages,
    browser: order.browser,
    unit: { name: order.unitName, kind: order.unitKind, level: order.unitLevel },
    basis: order.basis,
    lang: order.lang,
    signal,
  };
}

function progressWriter(db: Database, id: string): { events: InspectionEvents; close(): Promise<void> } {
  let steps: readonly CheckStep[] = [];
  const early: CheckVerdict[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // Progress is a courtesy: a row that cannot be written now is written with the next one.
      writing = saveProgress(db, id, { steps, early }).catch(() => undefined);
    }, PROGRESS_MS);
  };
  return {
    events: {
      steps(now) {
        steps = now;
        write();
      },
      verdict(verdict) {
        early.push(verdict);
        write();
      },
    },
    async close() {
      clearTimeout(timer);
      await writing;
    },
  };
}
