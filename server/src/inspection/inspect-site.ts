import { randomUUID } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import {
  type Basis,
  type CheckResult,
  type CheckStep,
  type CheckVerdict,
  DISCLAIMER,
  type Lang,
  STEPS,
} from '@zhengdun/contract';
import { OBLIGATIONS, READINGS, rulebookEdition } from '@zhengdun/rulebook';
import { plainText } from '../kernel/plain-text.ts';
import { VERSION } from '../kernel/version.ts';
import { judgeRule, judgeSite } from './judge.ts';
import { type LookTarget, type LookTools, lookAtSite } from './look-at-site.ts';
import { notCheckedWords } from './not-checked.ts';
import { registrableDomain } from './organ-hosts.ts';
import { metaContent } from './probes/html/metas.ts';
import { RULES, rulesFor } from './rules/index.ts';
import { namesOf } from './rules/names.ts';
import type { Observations, SiteView } from './site-view.ts';
import { type GivenUnit, settleUnit } from './unit-guess.ts';

export interface InspectionOrder {
  readonly id?: string;
  readonly target: Omit<LookTarget, 'unitName'>;
  readonly unit: GivenUnit;
  readonly basis: Basis;
  readonly lang: Lang;
  /** our own outgoing address, printed where an operator is asked to let us through */
  readonly probeAddress?: string | undefined;
  /** choices between readings, e.g. `{ R6: 'b' }` */
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  /** the register says that it is closed: rules of a closed site are asked, and no others */
  readonly closed?: boolean | undefined;
}

/** A finished check, with what was seen: observations can be judged again under other facts about the unit. */
export interface Inspected {
  readonly result: CheckResult;
  readonly observations: Observations;
}

/** Told while a check runs. Verdicts come as soon as what they need has been seen. */
export interface InspectionEvents {
  steps?(steps: readonly CheckStep[]): void;
  /** pages opened besides the home page, of at most so many */
  pages?(opened: number, limit: number): void;
  verdict?(verdict: CheckVerdict): void;
}

/** The whole line for one site: probes, observations, rules, verdicts. */
export async function inspectSite(
  tools: LookTools,
  order: InspectionOrder,
  events: InspectionEvents = {},
): Promise<Inspected> {
  const { target, lang } = order;
  const startedAt = target.firstLook?.since ?? new Date().toISOString();
  const steps = new Map<CheckStep['step'], CheckStep>(
    STEPS.map((step) => [step, { step, state: 'waiting' }]),
  );
  const told = new Set<string>();
  const viewOf = (observations: Observations): SiteView => siteView(order, observations, startedAt);
  const observations = await lookAtSite(
    tools,
    { ...target, unitName: order.unit.name },
    {
      step(step, state, { ms, detail } = {}) {
        steps.set(step, {
          step,
          state,
          ...(ms !== undefined && { ms }),
          ...(detail && { detail: detail[lang] }),
        });
        events.steps?.([...steps.values()]);
      },
      pages: (opened, limit) => events.pages?.(opened, limit),
      observed(soFar) {
        if (!events.verdict) return;
        const view = viewOf(soFar);
        for (const rule of rulesFor(order)) {
          if (told.has(rule.id) || !rule.needs.every((name) => soFar[name].outcome === 'seen')) continue;
          if (!isSettled(rule.needs, soFar)) continue;
          told.add(rule.id);
          events.verdict(judgeRule(rule, view, lang));
        }
      },
    },
  );
  const { servers } = tools.egress.resolver;
  const times = { startedAt, finishedAt: new Date().toISOString() };
  return judgeObservations(
    { ...order, ...times, steps: [...steps.values()], resolvers: order.target.snapshot ? [] : servers },
    observations,
  );
}

/** An order that was carried out: how and when, besides what was seen. */
export interface CarriedOut extends InspectionOrder {
  /** ISO times; rules know no other clock than the start */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly steps: readonly CheckStep[];
  /** addresses of the resolvers that were asked */
  readonly resolvers: readonly string[];
}

/** The right half of the line: what the rules conclude of observations, as the result of a check. */
export function judgeObservations(done: CarriedOut, observations: Observations): Inspected {
  const { lang, startedAt, finishedAt } = done;
  const view = siteView(done, observations, startedAt);
  const result: CheckResult = {
    schema: 'zhengdun/check-result/1',
    id: done.id ?? randomUUID(),
    lang,
    tool: { name: 'zhengdun', version: VERSION },
    rulebook: rulebookFacts(),
    target: targetFacts(done, observations, view),
    basis: done.basis,
    startedAt,
    finishedAt,
    steps: [...done.steps],
    conditions: conditionsOf(done, observations),
    ...judgeSite(view, lang),
    disclaimer: DISCLAIMER[lang],
  };
  return { result, observations };
}

/** A verdict is told early only when nothing that is still under way could change it. */
function isSettled(needs: readonly string[], soFar: Observations): boolean {
  return !needs.includes('html') || soFar.browser.outcome === 'seen';
}

/** What rules may look at, built from observations; also for judging old observations again. */
export function siteView(
  order: Pick<InspectionOrder, 'unit' | 'readings' | 'probeAddress' | 'closed'> & {
    readonly target: Pick<LookTarget, 'url' | 'snapshot'>;
  },
  observations: Observations,
  now: string,
): SiteView {
  const { url, snapshot } = order.target;
  const { html, browser } = observations;
  const home =
    browser.outcome === 'seen' ? browser.facts.home.facts : html.outcome === 'seen' ? html.facts : undefined;
  return {
    host: url.hostname,
    url: url.href,
    domain: registrableDomain(url.hostname),
    snapshot,
    unit: settleUnit(order.unit, url.hostname, home),
    closed: order.closed === true,
    observations,
    probeAddress: order.probeAddress,
    readings: Object.fromEntries(READINGS.map(({ id, preset }) => [id, order.readings[id] ?? preset])),
    now,
  };
}

function rulebookFacts(): CheckResult['rulebook'] {
  const decidable = OBLIGATIONS.filter(({ decidedBy }) =>
    decidedBy.some(({ means }) => means === 'probe'),
  ).length;
  return { edition: rulebookEdition, obligations: OBLIGATIONS.length, decidable, checks: RULES.length };
}

function targetFacts(
  { target }: InspectionOrder,
  { html }: Observations,
  view: SiteView,
): CheckResult['target'] {
  const { url, snapshot } = target;
  const named = html.outcome === 'seen' ? metaContent(html.facts.metas, 'SiteName') : undefined;
  // The title of an item is its heading, and no name of the site.
  const title = html.outcome === 'seen' && !html.facts.article ? html.facts.title : '';
  const siteName = named || namesOf(view).siteName || title;
  return {
    url: url.href,
    host: url.hostname,
    displayHost: plainText(domainToUnicode(url.hostname) || url.hostname, 200),
    snapshot,
    ...(html.outcome === 'seen' && { finalUrl: html.facts.url }),
    ...(siteName && { siteName }),
  };
}

function conditionsOf(
  { target, lang, resolvers }: CarriedOut,
  observations: Observations,
): CheckResult['conditions'] {
  const { crawl, links, browser, html } = observations;
  const pages = crawl.outcome === 'seen' ? crawl.facts.pages.length : 0;
  return {
    userAgent: target.userAgents.plain,
    resolvers: [...resolvers],
    pagesOpened: pages + (html.outcome === 'seen' ? 1 : 0),
    pagesLimit: target.maxPages + 1,
    linksChecked: links.outcome === 'seen' ? links.facts.links.length : 0,
    linksFound: links.outcome === 'seen' ? links.facts.found : 0,
    browser: browser.outcome === 'seen' ? browser.facts.browser : null,
    notChecked: notCheckedWords(observations, lang),
  };
}
