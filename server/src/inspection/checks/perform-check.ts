import type { CheckStep, CheckVerdict, LocalText } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { newIncident } from '../../kernel/incident.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { InspectionEvents } from '../inspect-site.ts';
import type { Inspector } from '../inspector.ts';
import type { TakenLink } from '../probes/links/index.ts';
import type { KeptRecords } from '../site-view.ts';
import { type CheckTurn, findCheck, giveBack, saveFailure, saveProgress, startCheck } from './check.repo.ts';
import { requestOf } from './check-order.ts';
import { judgedOn } from './judge-again.ts';
import { withRecords } from './judge-records.ts';
import { withTaken } from './judge-taken.ts';
import { type Keeping, keepTurn } from './keep-result.ts';

export interface PerformTools extends Keeping {
  readonly inspector: Inspector;
  readonly log: Log;
  /** choices between readings */
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  /** exit links of a site that the register knows to be in other hands */
  readonly takenLinks?: (host: string) => Promise<readonly TakenLink[]>;
  /** what is on record of the application whose main host it is; undefined: nothing */
  readonly records?: (host: string) => Promise<KeptRecords | undefined>;
  /** fires when the program ends */
  readonly signal?: AbortSignal | undefined;
}

/** Progress is written at most so often: a row a second, not one an event. */
const PROGRESS_MS = 700;

/** A check that was begun so often, and whose programs were all killed, is taken for what killed them. */
const MOST_STARTS = 5;

const GIVEN_UP: LocalText = {
  zh: `检测开始了${MOST_STARTS}次，程序每次都在途中被强行中止（例如内存不足），不再重试。请查看服务器内存和系统日志，再重新检测。`,
  en: `The check was begun ${MOST_STARTS} times, and each time its program was killed on the way (for want of memory, say); it is not tried again. Look at the memory and the system log of the server, then check again.`,
};

/**
 * Carries out a check that was asked for on a page. Idempotent: a finished check is left alone, one whose program
 * was killed is done from the beginning, but not without end. What another program has taken over meanwhile is left to that one.
 */
export async function performCheck(tools: PerformTools, id: string): Promise<void> {
  const { db, inspector, readings, signal, log } = tools;
  const inAll = <T>(work: (trx: Transaction) => Promise<T>) => withinScope(db, EVERYTHING, work);
  const turn = await inAll((trx) => startCheck(trx, id));
  if (!turn) return;
  const check = await inAll((trx) => findCheck(trx, id));
  if (!check) return;
  if (turn.starts > MOST_STARTS) {
    log.error({ check: id, url: check.url }, 'a check is given up: all programs that began it were killed');
    return inAll((trx) => saveFailure(trx, turn, GIVEN_UP));
  }
  const progress = progressWriter(db, turn);
  try {
    const request = requestOf(check.request, { id, url: new URL(check.url) });
    const seen = await inspector.inspect({ ...request, readings, signal }, progress.events);
    const taken = (await tools.takenLinks?.(check.host)) ?? [];
    const records = await tools.records?.(check.host);
    const known = taken.length > 0 ? withTaken(seen.observations, taken) : seen.observations;
    const learnt = records ? withRecords(known, records) : known;
    const inspected = judgedOn(seen, { ...request, readings }, learnt);
    await progress.close();
    if (!(await keepTurn(tools, inspected, turn))) {
      log.warn(
        { check: id },
        'this program was taken for dead: another one has taken its check, the result is dropped',
      );
    }
  } catch (error) {
    await progress.close();
    // The program ends: the job goes back into the queue, and the check is done anew by whoever takes it.
    if (signal?.aborted) {
      await inAll((trx) => giveBack(trx, turn));
      throw error;
    }
    const incident = newIncident();
    log.error({ error, incident, check: id }, 'a check broke off');
    const failure: LocalText = {
      zh: `程序自身出错，检测没有完成。事件编号 ${incident}，凭它可在日志中查到原因。请重新检测。`,
      en: `The program itself failed and the check was not completed. The log tells why under the incident number ${incident}. Check again.`,
    };
    await inAll((trx) => saveFailure(trx, turn, failure));
  }
}

function progressWriter(db: Database, turn: CheckTurn): { events: InspectionEvents; close(): Promise<void> } {
  let steps: readonly CheckStep[] = [];
  const early: CheckVerdict[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // Progress is a courtesy: a row that cannot be written now is written with the next one.
      writing = withinScope(db, EVERYTHING, (trx) => saveProgress(trx, turn, { steps, early })).catch(
        () => undefined,
      );
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
