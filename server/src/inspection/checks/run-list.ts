import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { CheckResult, CheckStep } from '@zhengdun/contract';
import { HOUR_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { VERSION } from '../../kernel/version.ts';
import type { Inspector } from '../inspector.ts';
import type { SharedLinks } from '../probes/links/shared-links.ts';
import { type Begin, beginInTurn } from './begin-in-turn.ts';
import { findCheck } from './check.repo.ts';
import { type CheckOrder, requestOf } from './check-order.ts';
import { type Keeping, keepResult } from './keep-result.ts';
import { type Knocks, knockAhead } from './knock-ahead.ts';
import { claimListRun, closeListRun, type ListEntryKey, openListRun } from './list-run.repo.ts';
import type { ListedSite } from './read-list.ts';

export interface ListRun {
  readonly sites: readonly ListedSite[];
  /** what holds for every site; a row's own unit goes before */
  readonly order: Omit<CheckOrder, 'address'>;
  /** whatever else changes the results: two runs with the same value are the same run */
  readonly conditions: unknown;
  /** sites at the same time */
  readonly concurrency: number;
  /** begin anew even when a run was broken off */
  readonly anew: boolean;
}

export interface ListTools extends Keeping {
  readonly inspector: Inspector;
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  readonly signal: AbortSignal;
}

export interface ListEvents {
  /** so many sites were done by a run that was broken off; their results are told next */
  resumed(done: number, startedAt: Date): void;
  steps(site: ListedSite, steps: readonly CheckStep[]): void;
  /** awaited: the run goes no faster than its results are taken */
  checked(site: ListedSite, result: CheckResult): Promise<void>;
  /** our own fault; the run goes on with the other sites */
  failed(site: ListedSite, error: unknown): void;
}

/** A look mostly waits for the site, out of courtesy; a look with a browser mostly works. */
const SITES_PER_CPU = { plain: 128, browser: 4 };
/** One process asks all of them: more at once would only need more memory. */
const MOST_SITES_AT_ONCE = 256;

/** How many sites of a list are checked at the same time, unless somebody says otherwise. */
export function sitesAtOnce({ browser }: { readonly browser: boolean }): number {
  const wished = availableParallelism() * (browser ? SITES_PER_CPU.browser : SITES_PER_CPU.plain);
  return Math.min(wished, MOST_SITES_AT_ONCE);
}

/** A run that was broken off longer ago begins anew: its results are no longer those of one day. */
const RESUMED_WITHIN_MS = 7 * 24 * HOUR_MS;

/**
 * Checks the sites of a list. Each result is committed before it is told, so a killed run, started again with the
 * same list and conditions, goes on where it stopped.
 *
 * @throws HouseError `list-run-elsewhere` when another program is at the same run; the signal's reason when it fires
 */
export async function runList(tools: ListTools, run: ListRun, events: ListEvents): Promise<void> {
  const runId = runIdOf(run);
  await using sharedLinks = tools.inspector.openSharedLinks();
  const shared: Shared = { runId, sharedLinks, begin: beginInTurn() };
  const work = (): Promise<void> => workOnList(tools, { ...run, ...shared }, events);
  if (!(await claimListRun(tools.db, runId, work))) throw new HouseError('list-run-elsewhere', {});
}

/** What the checks of one run have in common. */
interface Shared {
  readonly runId: string;
  readonly sharedLinks: SharedLinks;
  readonly begin: Begin;
}

type NamedRun = ListRun & Shared;

async function workOnList(tools: ListTools, run: NamedRun, events: ListEvents): Promise<void> {
  const { db, signal } = tools;
  const { runId } = run;
  if (run.anew) await closeListRun(db, runId);
  const { startedAt, done } = await openListRun(db, runId, {
    notBefore: new Date(Date.now() - RESUMED_WITHIN_MS),
  });
  const waiting = run.sites.filter(({ line }) => !done.has(line));
  if (done.size > 0) {
    events.resumed(run.sites.length - waiting.length, startedAt);
    for (const site of run.sites) {
      const result = await resultOf(tools, done.get(site.line));
      if (result) await events.checked(site, result);
      signal.throwIfAborted();
    }
  }
  let failed = false;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const concurrency = Math.min(run.concurrency, waiting.length);
  // No further ahead than checks go at a time: what was seen at the door is to be of the same minute as the rest.
  using knocks = knockAhead(waiting.slice(concurrency), ({ url }) => tools.inspector.knock(url, either), {
    ahead: concurrency,
  });
  const queue = waiting.values();
  const worker = async (): Promise<void> => {
    for (const site of queue) {
      either.throwIfAborted();
      const result = await checkSite({ ...tools, signal: either }, { run, site, events, knocks }).catch(
        (error: unknown) => {
          either.throwIfAborted();
          failed = true;
          events.failed(site, error);
        },
      );
      if (result) await events.checked(site, result);
    }
  };
  const workers = Array.from({ length: concurrency }, () => worker().catch((error) => stop.abort(error)));
  await Promise.all(workers);
  either.throwIfAborted();
  // Sites that we failed on are tried again by the next run.
  if (!failed) await closeListRun(db, runId);
}

async function checkSite(
  tools: ListTools,
  of: { run: NamedRun; site: ListedSite; events: ListEvents; knocks: Knocks<ListedSite> },
): Promise<CheckResult> {
  const { run, site, events } = of;
  const { inspector, readings, signal } = tools;
  const order: CheckOrder = {
    ...run.order,
    address: site.address,
    unitName: site.unitName ?? run.order.unitName,
    unitKind: site.unitKind ?? run.order.unitKind,
    unitLevel: site.unitLevel ?? run.order.unitLevel,
  };
  const request = {
    ...requestOf(order, { url: site.url }),
    readings,
    signal,
    sharedLinks: run.sharedLinks,
    firstLook: of.knocks.take(site),
  };
  const inspected = await run.begin((answered) =>
    inspector.inspect(request, {
      steps(steps) {
        if (hasAnswered(steps)) answered();
        events.steps(site, steps);
      },
    }),
  );
  const entry: ListEntryKey = { runId: run.runId, line: site.line };
  return keepResult(tools, inspected, { order, entry });
}

/** Whether the first page came, or will not come. */
function hasAnswered(steps: readonly CheckStep[]): boolean {
  return steps.some(({ step, state }) => step === 'http' && state !== 'waiting' && state !== 'running');
}

async function resultOf({ db }: ListTools, checkId: string | undefined): Promise<CheckResult | undefined> {
  if (checkId === undefined) return undefined;
  const check = await withinScope(db, EVERYTHING, (trx) => findCheck(trx, checkId));
  return check?.result ?? undefined;
}

function runIdOf({ sites, order, conditions }: ListRun): string {
  const rows = sites.map(({ line, url, unitName, unitKind, unitLevel }) => [
    line,
    url.href,
    unitName,
    unitKind,
    unitLevel,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([VERSION, rows, order, conditions]))
    .digest('hex');
}
