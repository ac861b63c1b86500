import type { CheckedUnit, Summary } from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { claimUntold, findUntold, type KeptVerdict, markTold, verdictsOf } from './telling.repo.ts';

/** A finished check of a live site, as other modules are told of it. */
export interface KeptCheck {
  readonly id: string;
  readonly host: string;
  readonly finishedAt: Date;
  /** the unit that it was judged for */
  readonly unit: CheckedUnit;
  readonly pagesOpened: number;
  /** it looked whether a closed site is closed, and at nothing else */
  readonly closed: boolean;
  readonly summary: Summary;
  readonly verdicts: readonly KeptVerdict[];
}

/**
 * What the house does with kept checks: within one transaction that sees every unit, and that also marks them as told.
 * The oldest come first. A check may be told again (it was judged again, or its application was registered later), and
 * an older one after a newer.
 */
export type Told = (trx: Transaction, checks: readonly KeptCheck[]) => Promise<void>;

export interface TellTools {
  readonly db: Database;
  readonly told: Told;
  readonly log: Log;
}

/** Checks of one transaction. */
const BATCH = 200;
/** Where a check fails to be told, the others go on: those that would not go together are told one by one. */
const ALONE = 1;

/**
 * Tells every kept check that was not told yet, whoever carried it out: a job, the command line, or a program that died
 * in between. Any number of programs may do so at once. A fault is logged; its check is tried again by the next call.
 */
export async function tellChecks(tools: TellTools): Promise<void> {
  const failed = new Set<string>();
  let size = BATCH;
  for (;;) {
    const page = { limit: size, without: [...failed] };
    const ids = await withinScope(tools.db, EVERYTHING, (trx) => findUntold(trx, page));
    if (ids.length === 0) return;
    try {
      const told = await withinScope(tools.db, EVERYTHING, (trx) => tellSome(trx, tools.told, ids));
      // Another program has all of them in its hands.
      if (told === 0) return;
    } catch (error) {
      if (size > ALONE) {
        size = ALONE;
        continue;
      }
      for (const id of ids) failed.add(id);
      tools.log.error({ error, check: ids[0] }, 'a check was kept but could not be told on');
    }
  }
}

async function tellSome(trx: Transaction, told: Told, ids: readonly string[]): Promise<number> {
  const checks = await claimUntold(trx, ids);
  const verdicts = Map.groupBy(
    await verdictsOf(
      trx,
      checks.map(({ id }) => id),
    ),
    ({ check_id }) => check_id,
  );
  // A saved page is no look at the site.
  const live = checks.filter(({ snapshot }) => !snapshot);
  if (live.length > 0) {
    await told(
      trx,
      live.map(({ id, host, finished_at, unit, pages_opened, closed, summary }) => ({
        id,
        host,
        finishedAt: finished_at,
        unit,
        pagesOpened: pages_opened,
        closed,
        summary,
        verdicts: (verdicts.get(id) ?? []).map(({ check_id: _, ...verdict }) => verdict),
      })),
    );
  }
  await markTold(
    trx,
    checks.map(({ id }) => id),
  );
  return checks.length;
}

/** How long a check waits at most until it is told, where nobody tells it at once. */
const EVERY_MS = 5_000;

/** Tells in the background what nobody has told, until the signal fires. @param everyMs another pace, for tests */
export async function keepTelling(
  tools: TellTools & { readonly signal: AbortSignal },
  everyMs = EVERY_MS,
): Promise<void> {
  const { log, signal } = tools;
  const fault = 'kept checks could not be told on';
  await keepDoing(() => tellChecks(tools), { everyMs, log, fault, signal });
}
