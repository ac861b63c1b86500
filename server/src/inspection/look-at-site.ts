import type { LocalText, Step, StepState } from '@zhengdun/contract';
import type { Egress } from '../kernel/egress/index.ts';
import { untilAborted } from '../kernel/until-aborted.ts';
import { header, type Web, type WebResponse } from '../kernel/web/index.ts';
import type { EvidenceStore } from './evidence.ts';
import { entrancesOf, exitsOf, namesToLookFor, pagesOf, thirdPartyHosts } from './from-pages.ts';
import type { DnsFacts, Observation, PlaceFacts, TlsFacts } from './observation.ts';
import { isUnder, registrableDomain } from './organ-hosts.ts';
import type { BrowserFacts, BrowserProbe } from './probes/browser/index.ts';
import { sealRendered } from './probes/browser/seal.ts';
import { type CrawlFacts, walkSite } from './probes/crawl/index.ts';
import { lookDns } from './probes/dns/index.ts';
import { tryEntrances } from './probes/entrances/index.ts';
import { lookForExposure } from './probes/exposure/index.ts';
import type { PageFacts } from './probes/html/page-facts.ts';
import type { PageReader } from './probes/html/page-reader.ts';
import { type HttpLook, lookHttp } from './probes/http/index.ts';
import { isWall } from './probes/http/walls.ts';
import { type LinksFacts, triageLinks } from './probes/links/index.ts';
import type { SharedLinks } from './probes/links/shared-links.ts';
import { lookPlace, type PlaceData } from './probes/place/index.ts';
import { lookRecord } from './probes/record/index.ts';
import { lookTls } from './probes/tls/index.ts';
import type { Observations } from './site-view.ts';
import { noAnswer, SAVED_PAGE } from './unseen.ts';

export interface LookTools {
  readonly egress: Egress;
  readonly web: Web;
  readonly reader: PageReader;
  readonly place: PlaceData;
  readonly evidence: EvidenceStore;
  /** null: this run uses no browser */
  readonly browser: BrowserProbe | null;
}

export interface LookTarget {
  readonly url: URL;
  readonly snapshot: boolean;
  /** pages besides the home page */
  readonly maxPages: number;
  readonly maxLinks: number;
  /** shared by the checks of one list */
  readonly sharedLinks?: SharedLinks | undefined;
  /** begun before this check's turn came */
  readonly firstLook?: FirstLook | undefined;
  /** name of the unit, if known */
  readonly unitName?: string | undefined;
  readonly userAgents: { readonly plain: string; readonly browser: string; readonly robot: string };
  readonly signal?: AbortSignal | undefined;
}

/** How a site answers at its doors, asked before its turn in a list. */
export interface FirstLook {
  /** ISO time at which it began */
  readonly since: string;
  readonly look: Promise<HttpLook>;
}

/** Told whenever a step begins or ends, and whenever a probe has seen something. */
export interface LookEvents {
  step(step: Step, state: StepState, told?: { ms?: number; detail?: LocalText }): void;
  observed(observations: Observations): void;
  /** pages opened besides the home page, of at most so many */
  pages?(opened: number, limit: number): void;
}

const LINKS_LIMIT_MS = 90_000;
const CRAWL_LIMIT_MS = 90_000;

/**
 * Sends every probe that the target allows, in the order of what they need from one another; none judges. A signal that
 * fires because the time is over ends the looks that are under way, and they are told as not seen.
 *
 * @throws the signal's reason when it is aborted for another cause
 */
export async function lookAtSite(
  tools: LookTools,
  target: LookTarget,
  events: LookEvents,
): Promise<Observations> {
  const { url, snapshot, signal } = target;
  let observations: Observations = notYet();
  const put = <Name extends keyof Observations>(
    name: Name,
    observation: Observations[Name],
  ): Observations[Name] => {
    observations = { ...observations, [name]: observation };
    events.observed(observations);
    return observation;
  };
  const step = async <Facts>(
    name: Step,
    look: () => Promise<Observation<Facts>>,
  ): Promise<Observation<Facts>> => {
    events.step(name, 'running');
    const observation = await inTime(signal, look);
    const state = (
      { seen: 'done', blocked: 'blocked', 'no-means': 'blocked', 'left-out': 'skipped' } as const
    )[observation.outcome];
    events.step(name, state, {
      ms: observation.ms,
      ...(observation.outcome !== 'seen' && { detail: observation.detail }),
    });
    return observation;
  };
  const context = { ...tools.egress, signal };

  put(
    'dns',
    await step('dns', async () => (snapshot ? savedPage() : lookDns({ host: url.hostname }, context))),
  );
  const tls = step<TlsFacts>('tls', async () =>
    snapshot
      ? savedPage()
      : lookTls(
          { host: url.hostname, port: url.protocol === 'https:' ? Number(url.port || 443) : 443 },
          context,
        ),
  );
  tls.catch(() => undefined);
  let homeBytes: WebResponse | undefined;
  const http = put(
    'http',
    await step('http', async () => {
      const ask = () => lookHttp(tools.web, { url, userAgent: target.userAgents.plain, snapshot, signal });
      const look = await (target.firstLook ? untilAborted(target.firstLook.look, signal) : ask());
      homeBytes = look.home;
      put('doors', look.doors);
      return look.http;
    }),
  );
  const home = put('html', await step('html', () => readHome(tools, homeBytes, http)));
  put('tls', await tls);
  const domain = registrableDomain(url.hostname);
  const source = home.outcome === 'seen' ? home.facts : undefined;

  const walk = async (): Promise<void> => {
    if (!source) return void put('crawl', blockedBy(home));
    const needed = snapshot
      ? savedPage<CrawlFacts>()
      : await inTime(signal, () =>
          walkSite(tools.web, tools.reader, {
            ...crawlTarget(target, source),
            progress: (opened) => events.pages?.(opened, target.maxPages),
          }),
        );
    put('crawl', needed);
  };
  const browse = async (): Promise<void> => {
    const observation = await step('browser', () => browseHome(tools, target, { http, home, domain }));
    put('browser', observation);
    if (home.outcome !== 'seen' && observation.outcome === 'seen')
      put('html', { ...observation, facts: observation.facts.home.facts, evidence: [] });
  };
  const record = async (): Promise<void> => {
    const id = source?.marks.find((mark) => mark.record !== undefined && mark.where === 'page')?.record;
    if (snapshot || !id) put('record', snapshot ? savedPage() : leftOut(NO_RECORD));
    else {
      const order = { userAgent: target.userAgents.plain, signal };
      put('record', await inTime(signal, () => lookRecord(tools.web, id, order)));
    }
  };
  const expose = async (): Promise<void> => {
    if (snapshot || !source) return void put('exposure', snapshot ? savedPage() : blockedBy(home));
    if (askedToSlowDown(observations)) return void put('exposure', blocked(SLOW_DOWN));
    const order = {
      origin: new URL(source.url).origin,
      userAgent: target.userAgents.plain,
      folders: foldersOf(source),
      signal,
    };
    put('exposure', await inTime(signal, () => lookForExposure(tools.web, order)));
  };
  const enter = async (): Promise<void> => {
    const { userAgents, signal } = target;
    const links = entrancesOf(observations, domain);
    if (snapshot || !source) put('entrances', snapshot ? savedPage() : blockedBy(home));
    else if (askedToSlowDown(observations)) put('entrances', blocked(SLOW_DOWN));
    else {
      const known = pagesOf(observations);
      const order = { links, known, userAgent: userAgents.plain, signal };
      put('entrances', await inTime(signal, () => tryEntrances(tools.web, tools.reader, order)));
    }
  };
  // These three share the site's patience, so they follow one another.
  await Promise.all([walk().then(expose).then(enter), browse(), record()]);

  await Promise.all([
    step('place', () => lookPlaces(tools, target, { observations, domain })).then((place) =>
      put('place', place),
    ),
    step<LinksFacts>('links', async () => {
      if (snapshot) return savedPage();
      if (observations.html.outcome !== 'seen') return blockedBy(observations.html);
      const exits = exitsOf(observations, domain);
      return triageLinks(target.sharedLinks?.web ?? tools.web, {
        exits,
        userAgent: target.userAgents.plain,
        maxLinks: target.maxLinks,
        timeLimitMs: LINKS_LIMIT_MS,
        memory: target.sharedLinks?.memory,
        signal,
      });
    }).then((links) => put('links', links)),
  ]);
  return observations;
}

async function inTime<Facts>(
  signal: AbortSignal | undefined,
  look: () => Promise<Observation<Facts>>,
): Promise<Observation<Facts>> {
  try {
    return await look();
  } catch (error) {
    const isOver = signal?.aborted && error === signal.reason && signal.reason?.name === 'TimeoutError';
    if (isOver) return blocked(TIME_IS_OVER);
    throw error;
  }
}

function crawlTarget(target: LookTarget, home: PageFacts) {
  return {
    home,
    userAgent: target.userAgents.plain,
    robotName: target.userAgents.robot,
    maxPages: target.maxPages,
    timeLimitMs: CRAWL_LIMIT_MS,
    opened: [target.url.href],
    signal: target.signal,
  };
}

async function readHome(
  tools: LookTools,
  response: WebResponse | undefined,
  http: Observations['http'],
): Promise<Observation<PageFacts>> {
  const at = new Date().toISOString();
  const started = performance.now();
  if (!response) return http.outcome === 'seen' ? savedPage() : { ...http };
  const kept = notThePage(response);
  if (kept) return { outcome: 'blocked', at, ms: 0, detail: kept };
  const contentType = header(response, 'content-type');
  const facts = await tools.reader.read({
    url: response.url,
    status: response.status,
    body: response.body,
    cut: response.cut,
    ...(contentType !== undefined && { contentType }),
  });
  const ms = Math.round(performance.now() - started);
  if (facts === 'too-slow')
    return {
      outcome: 'blocked',
      at,
      ms,
      detail: {
        zh: '页面过于复杂，未能在限定时间内分析完',
        en: 'the page is too complex to be read in time',
      },
    };
  if (facts === 'too-large')
    return {
      outcome: 'blocked',
      at,
      ms,
      detail: { zh: '页面过大，超出内存限制', en: 'the page is too large for the memory limit' },
    };
  return { outcome: 'seen', at, ms, facts, evidence: [] };
}

/** Why an answer is not the home page that visitors see, so that nothing may be concluded from it. */
function notThePage({ status, body, fault }: WebResponse): LocalText | undefined {
  if (status >= 400) return { zh: `首页返回${status}`, en: `the home page answers ${status}` };
  if (body.length > 0 || fault === undefined) return undefined;
  return {
    zh: '首页内容没有传完整，无法读取',
    en: 'the content of the home page did not arrive in a readable form',
  };
}

/** So many links to its own site has a home page, and no page of a protection wall. */
const LINKS_OF_A_HOME = 10;

/** A wall against programs may open to a browser: then what it rendered counts if it looks like a home page. */
async function browseHome(
  tools: LookTools,
  target: LookTarget,
  of: { http: Observations['http']; home: Observation<PageFacts>; domain: string },
): Promise<Observation<BrowserFacts>> {
  const { http, home, domain } = of;
  if (!tools.browser) return leftOut({ zh: '本次没有使用浏览器', en: 'no browser was used this time' });
  if (http.outcome !== 'seen') return { ...http };
  const atWall = home.outcome !== 'seen' && isWall(http.facts.home.status);
  if (home.outcome !== 'seen' && !atWall) return blockedBy(home);
  const source = home.outcome === 'seen' ? home.facts : undefined;
  const look = await tools.browser.look({
    url: source?.url ?? http.facts.home.url,
    names: source ? namesToLookFor(source, target.unitName) : [target.unitName ?? ''].filter(Boolean),
    ownSuffix: domain,
    sealed: source?.sealed ?? false,
    web: tools.web,
    evidence: tools.evidence,
    reader: tools.reader,
    product: target.userAgents.browser,
    clicks: !atWall,
  });
  if (look.outcome !== 'seen') return look;
  const { links } = look.facts.home.facts;
  const own = links.filter(({ url }) => isUnder(new URL(url).hostname, domain));
  if (atWall && own.length < LINKS_OF_A_HOME) return blockedBy(home);
  const facts = sealRendered(look.facts, source?.sealed ?? false);
  return facts === look.facts ? look : { ...look, facts, evidence: [] };
}

function askedToSlowDown({ crawl }: Observations): boolean {
  return crawl.outcome === 'seen' && crawl.facts.ended === 'rate-limited';
}

async function lookPlaces(
  tools: LookTools,
  target: LookTarget,
  of: { observations: Observations; domain: string },
): Promise<Observation<PlaceFacts>> {
  if (target.snapshot) return savedPage();
  const { dns } = of.observations;
  if (dns.outcome !== 'seen') return blockedBy(dns);
  if (dns.facts.addresses.length === 0)
    return { at: new Date().toISOString(), ms: 0, ...noAnswer(whyNoAddress(dns.facts)) };
  const others = await Promise.all(
    thirdPartyHosts(of.observations, of.domain).map(async (host) => {
      const { addresses } = await tools.egress.resolver.addressesOf(host, { signal: target.signal });
      return { host, role: 'third-party' as const, addresses };
    }),
  );
  const mail = dns.facts.mailHosts.map(({ host, addresses }) => ({ host, role: 'mail' as const, addresses }));
  const own = { host: target.url.hostname, role: 'site' as const, addresses: dns.facts.addresses };
  return lookPlace([own, ...others, ...mail], tools.place);
}

function whyNoAddress({ answers }: DnsFacts): 'no-such-name' | 'no-address' {
  return answers.some(({ status }) => status === 'no-such-name') ? 'no-such-name' : 'no-address';
}

/** Folders in which the page keeps its pictures and downloads. */
function foldersOf(home: PageFacts): string[] {
  const origin = new URL(home.url).origin;
  const folders = home.embedded
    .filter(({ kind, url = '' }) => kind === 'image' && url.startsWith(`${origin}/`))
    .map(({ url = '' }) => new URL(url).pathname.replace(/[^/]*$/, ''))
    .filter((path) => path !== '/');
  return [...new Set(folders)].slice(0, 4);
}

const NO_RECORD: LocalText = { zh: '标识代码没有写明查询记录', en: "the mark's code names no record" };
const NOT_REACHED: LocalText = { zh: '前面的步骤没有完成', en: 'an earlier step was not completed' };

const TIME_IS_OVER: LocalText = {
  zh: '检测时间用完',
  en: 'the time for the check is over',
};
const SLOW_DOWN: LocalText = { zh: '网站要求放慢访问', en: 'the site asked to slow down' };

function leftOut<Facts>(detail: LocalText): Observation<Facts> {
  return { outcome: 'left-out', at: new Date().toISOString(), ms: 0, detail };
}

function blockedBy<Facts>(observation: Observation<unknown>): Observation<Facts> {
  if (observation.outcome === 'seen') return blocked(NOT_REACHED);
  return { ...blocked(observation.detail), ...(observation.cause && { cause: observation.cause }) };
}

function savedPage<Facts>(): Observation<Facts> {
  return { at: new Date().toISOString(), ms: 0, ...SAVED_PAGE };
}

function blocked<Facts>(detail: LocalText): Observation<Facts> {
  return { outcome: 'blocked', at: new Date().toISOString(), ms: 0, detail };
}

function notYet(): Observations {
  const none = leftOut<never>(NOT_REACHED);
  return {
    dns: none,
    http: none,
    doors: none,
    html: none,
    tls: none,
    place: none,
    crawl: none,
    exposure: none,
    entrances: none,
    browser: none,
    links: none,
    record: none,
  };
}
