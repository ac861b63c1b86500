import type { Browser } from 'playwright-core';
import { isOrganHost, isUnder } from '../../organ-hosts.ts';
import type { LinkKind } from '../html/page-facts.ts';
import type { ExitFacts, ExitTrial } from './browser-facts.ts';
import { tryExit } from './exit-trial.ts';
import type { Guard } from './guard.ts';
import { type FoundExit, findExits, placeLure } from './in-page/exits.ts';
import { openSession, type PageSession } from './session.ts';

export interface ExitOptions {
  readonly url: string;
  readonly ownSuffix: string;
  readonly userAgent: string;
  /** for all clicks together, ms */
  readonly budgetMs: number;
  openGuard(): Promise<Guard>;
}

const MAX_FOUND = 1_500;
const MAX_TRIALS = 10;
const PER_KIND = 3;
/** Hosts that no organ owns and that hold `gov.cn`: in the address's query, in the name's beginning. */
const LURES = ['https://www.example.com/?from=gov.cn', 'https://gov.cn.example.com/'];

/**
 * Proves by clicks whether a visitor is told before leaving for a site that is not an organ's (Art. 15). Each kind
 * of exit is tried; then addresses that only contain `gov.cn` are put in the place of real ones. While clicking,
 * the guard lets nothing through but GET within the site: nobody's site is visited, no form is sent.
 */
export async function clickExits(browser: Browser, options: ExitOptions): Promise<ExitFacts | null> {
  const deadline = Date.now() + options.budgetMs;
  const first = await openForClicks(browser, options);
  if (!first) return null;
  await using session = first;
  const all = await session.ask(findExits, MAX_FOUND);
  if (!all) return null;
  const leaving = all.filter(({ url }) => leaves(url, options.ownSuffix));
  const found = countByKind(leaving);
  const trials: ExitTrial[] = [];
  const tools = { session, options, deadline, fresh: true };
  for (const exit of sample(leaving)) {
    if (Date.now() > deadline) break;
    const trial = await tryExit(tools, exit);
    if (trial) trials.push(trial);
  }
  const prompting = leaving.find(({ url, kind }) =>
    trials.some(
      (trial) => trial.outcome === 'prompted' && trial.kind === 'a' && kind === 'a' && trial.url === url,
    ),
  );
  for (const lure of prompting ? LURES : []) {
    const trial =
      Date.now() < deadline &&
      (await tryLure(browser, options, { original: prompting?.url ?? '', lure, deadline }));
    if (trial) trials.push(trial);
  }
  return { found, trials };
}

async function openForClicks(
  browser: Browser,
  options: ExitOptions,
  initScript?: string,
): Promise<PageSession | undefined> {
  const guard = await options.openGuard();
  const session = await openSession(browser, guard, {
    userAgent: options.userAgent,
    ...(initScript && { initScript }),
  });
  if (await session.open(options.url)) return session;
  await session[Symbol.asyncDispose]();
  return undefined;
}

function leaves(url: string, ownSuffix: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host !== '' && !isUnder(host, ownSuffix) && !isOrganHost(host);
}

function countByKind(exits: readonly FoundExit[]): Partial<Record<LinkKind, number>> {
  const counts: Partial<Record<LinkKind, number>> = {};
  for (const { kind } of exits) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** A few of each kind, visible ones first, no host twice in a kind. */
function sample(exits: readonly FoundExit[]): FoundExit[] {
  const chosen: FoundExit[] = [];
  for (const kind of ['a', 'area', 'option', 'onclick'] as const) {
    const hosts = new Set<string>();
    const ordered = exits
      .filter((exit) => exit.kind === kind)
      .sort((a, b) => Number(b.visible) - Number(a.visible));
    for (const exit of ordered) {
      const host = URL.parse(exit.url)?.hostname ?? '';
      if (hosts.size >= PER_KIND || hosts.has(host)) continue;
      hosts.add(host);
      chosen.push(exit);
    }
  }
  return chosen.slice(0, MAX_TRIALS);
}

/** Puts an address that only contains `gov.cn` in the place of one whose prompt has been seen, and clicks it. */
async function tryLure(
  browser: Browser,
  options: ExitOptions,
  of: { original: string; lure: string; deadline: number },
): Promise<ExitTrial | undefined> {
  const script = `(${placeLure.toString()})(${JSON.stringify({ original: of.original, lure: of.lure })})`;
  const opened = await openForClicks(browser, options, script);
  if (!opened) return undefined;
  await using session = opened;
  const exit = ((await session.ask(findExits, MAX_FOUND)) ?? []).find(({ url }) => url === of.lure);
  const trial = exit && (await tryExit({ session, options, deadline: of.deadline, fresh: true }, exit));
  return trial && { ...trial, lure: true };
}
