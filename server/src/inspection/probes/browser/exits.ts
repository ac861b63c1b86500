import { isMailOfUnit } from '../../entrance-links.ts';
import { isOrganHost, isUnder } from '../../organ-hosts.ts';
import type { LinkKind } from '../html/page-facts.ts';
import type { ExitFacts, ExitTrial } from './browser-facts.ts';
import {
  type ClickPace,
  type PlacedExit,
  placedExits,
  type TrialTools,
  tryExit,
  tryWhetherAsked,
} from './exit-trial.ts';
import { holdForms, markShadows, placeLure } from './in-page/exits.ts';
import { missingScripts } from './missing-scripts.ts';
import type { PageSession } from './session.ts';

export interface ExitOptions {
  readonly url: string;
  readonly ownSuffix: string;
  /** time at which clicking ends, as Date.now() */
  readonly deadline: number;
  readonly limits: ClickPace;
  openTab(): Promise<PageSession>;
}

const MAX_TRIALS = 12;
const PER_KIND = 4;
/**
 * Addresses that no organ owns and that hold `gov.cn`: in the query, at the beginning of the host's name, at its end
 * without the dot. Nobody's site is asked for: the guard answers for them.
 */
const LURES = [
  'https://www.example.com/?from=www.example.gov.cn',
  'https://www.gov.cn.example.com/',
  'https://www.zhengdun-examplegov.cn/',
];

/**
 * Proves by clicks whether a visitor is told before leaving for a site that is not an organ's (Art. 15). Each kind
 * of exit is tried; then addresses that only contain `gov.cn` are put in the place of real ones. While clicking,
 * the guard lets nothing through but GET within the site: nobody's site is visited, no form is sent.
 */
export async function clickExits(session: PageSession, options: ExitOptions): Promise<ExitFacts | null> {
  if (!(await openForClicks(session, options.url))) return null;
  const all = await placedExits(session, options.ownSuffix);
  if (!all) return null;
  const missing = missingScripts(session, options.ownSuffix);
  const leaving = all.filter((exit) => leaves(exit.url, options.ownSuffix) && !isMailOfUnit(exit));
  const found = countByKind(leaving);
  const trials: ExitTrial[] = [];
  const tools: TrialTools = { session, options, stands: 'as-loaded' };
  for (const exit of sample(leaving)) {
    if (Date.now() > options.deadline) break;
    const trial = await tryExit(tools, exit);
    if (trial) trials.push(trial);
  }
  const prompting = leaving.find(({ url, kind, frame }) =>
    trials.some(
      (trial) =>
        trial.outcome === 'prompted' &&
        trial.kind === 'a' &&
        kind === 'a' &&
        frame === 0 &&
        !trial.inFrame &&
        trial.url === url,
    ),
  );
  for (const lure of prompting ? LURES : []) {
    if (Date.now() > options.deadline) break;
    const of = { original: prompting?.url ?? '', lure, missing: missing.length };
    const trial = await tryLure(options, of);
    if (trial) trials.push(trial);
  }
  return { found, trials, missingScripts: missing };
}

async function openForClicks(session: PageSession, url: string, initScript = ''): Promise<boolean> {
  session.guard.setMode('read');
  await session.addInitScript(`(${holdForms.toString()})();(${markShadows.toString()})();${initScript}`);
  return (await session.open(url)) === 'page';
}

function leaves(url: string, ownSuffix: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host !== '' && !isUnder(host, ownSuffix) && !isOrganHost(host);
}

function countByKind(exits: readonly PlacedExit[]): Partial<Record<LinkKind, number>> {
  const counts: Partial<Record<LinkKind, number>> = {};
  for (const { kind } of exits) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** A few of each kind: first those that scripts may treat apart, visible ones before hidden ones. */
function sample(exits: readonly PlacedExit[]): PlacedExit[] {
  const chosen: PlacedExit[] = [];
  for (const kind of ['a', 'area', 'option', 'onclick'] as const) {
    const ordered = exits
      .filter((exit) => exit.kind === kind)
      .sort((a, b) => Number(b.visible) - Number(a.visible));
    const manners = firstOfEach(ordered, ({ manner, aside, frame }) => `${frame} ${aside} ${manner}`);
    const hosts = firstOfEach(ordered, ({ url }) => URL.parse(url)?.hostname ?? '');
    chosen.push(...[...new Set([...manners, ...hosts])].slice(0, PER_KIND));
  }
  return chosen.slice(0, MAX_TRIALS);
}

function firstOfEach(exits: readonly PlacedExit[], key: (exit: PlacedExit) => string): PlacedExit[] {
  const seen = new Map<string, PlacedExit>();
  for (const exit of exits) if (!seen.has(key(exit))) seen.set(key(exit), exit);
  return [...seen.values()];
}

/** Puts an address that only contains `gov.cn` in the place of one whose prompt has been seen, and clicks it. */
async function tryLure(
  options: ExitOptions,
  { missing, ...of }: { original: string; lure: string; missing: number },
): Promise<ExitTrial | undefined> {
  await using session = await options.openTab();
  const script = `(${placeLure.toString()})(${JSON.stringify(of)})`;
  if (!(await openForClicks(session, options.url, script))) return undefined;
  // Where scripts lack that came before, an exit that leaves tells nothing about them.
  if (missingScripts(session, options.ownSuffix).length > missing) return undefined;
  const exit = (await placedExits(session, options.ownSuffix))?.find(({ url }) => url === of.lure);
  const trial = exit && (await tryWhetherAsked({ session, options, stands: 'as-loaded' }, exit));
  return trial && { ...trial, lure: true };
}
