import robotsParser from 'robots-parser';
import { plainText } from '../../../kernel/plain-text.ts';
import { follow, header, WEB_WORDS, type Web } from '../../../kernel/web/index.ts';
import type { Observation } from '../../observation.ts';
import type { PageFacts } from '../html/page-facts.ts';
import type { PageReader } from '../html/page-reader.ts';
import { requestHeaders } from '../http/index.ts';
import { type Frontier, openFrontier } from './frontier.ts';

/** What a bounded walk through a site found. The home page itself is not among the pages. */
export interface CrawlFacts {
  readonly pages: readonly PageFacts[];
  readonly failures: readonly {
    readonly url: string;
    readonly status: number | null;
    readonly reason: string;
  }[];
  readonly robots: { readonly found: boolean; readonly skipped: number };
  /** why the walk ended */
  readonly ended: 'all-seen' | 'page-limit' | 'time-limit' | 'rate-limited';
  /** seconds the site asked to wait, with `rate-limited` */
  readonly retryAfter?: string;
}

export interface CrawlTarget {
  readonly home: PageFacts;
  readonly userAgent: string;
  /** the name by which robots.txt knows us */
  readonly robotName: string;
  /** pages besides the home page */
  readonly maxPages: number;
  readonly timeLimitMs: number;
  /** addresses to open first, e.g. the page that was asked for */
  readonly first: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

const AT_ONCE = 2;
/** Between the starts of two requests to the site, ms. */
const PACE_MS = 120;
const MAX_BYTES = 3_000_000;

/**
 * Walks through columns and items of the site, a few pages of each, as robots.txt allows. Stops when the site says
 * that it is too much (429, 503 with Retry-After).
 */
export async function walkSite(
  web: Web,
  reader: PageReader,
  target: CrawlTarget,
): Promise<Observation<CrawlFacts>> {
  const at = new Date().toISOString();
  const started = performance.now();
  const origin = new URL(target.home.url).origin;
  const robots = await readRobots(web, origin, target);
  const frontier = openFrontier(target.home.url);
  for (const url of target.first) frontier.add([{ kind: 'a', url, text: '', line: 1 }]);
  frontier.add(target.home.links);
  const walk: Walk = {
    web,
    reader,
    target,
    robots,
    frontier,
    pages: [],
    failures: [],
    skipped: 0,
    opened: 0,
    started,
    nextStart: 0,
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => walkOn(walk)));
  const facts: CrawlFacts = {
    pages: walk.pages,
    failures: walk.failures,
    robots: { found: robots.found, skipped: walk.skipped },
    ended: walk.ended ?? 'all-seen',
    ...(walk.retryAfter !== undefined && { retryAfter: walk.retryAfter }),
  };
  return { outcome: 'seen', at, ms: Math.round(performance.now() - started), facts, evidence: [] };
}

interface Walk {
  readonly web: Web;
  readonly reader: PageReader;
  readonly target: CrawlTarget;
  readonly robots: Robots;
  readonly frontier: Frontier;
  readonly pages: PageFacts[];
  readonly failures: { url: string; status: number | null; reason: string }[];
  readonly started: number;
  skipped: number;
  opened: number;
  nextStart: number;
  ended?: CrawlFacts['ended'];
  retryAfter?: string;
}

async function walkOn(walk: Walk): Promise<void> {
  for (;;) {
    walk.target.signal?.throwIfAborted();
    if (walk.ended) return;
    if (walk.opened >= walk.target.maxPages) {
      walk.ended = 'page-limit';
      return;
    }
    if (performance.now() - walk.started > walk.target.timeLimitMs) {
      walk.ended = 'time-limit';
      return;
    }
    const url = walk.frontier.next();
    if (url === undefined) return;
    if (!walk.robots.allows(url)) {
      walk.skipped++;
      continue;
    }
    walk.opened++;
    await keepPace(walk);
    await openPage(walk, url);
  }
}

async function keepPace(walk: Walk): Promise<void> {
  const now = performance.now();
  const start = Math.max(now, walk.nextStart);
  walk.nextStart = start + PACE_MS;
  if (start > now) await new Promise((resolve) => setTimeout(resolve, start - now));
}

async function openPage(walk: Walk, url: string): Promise<void> {
  const { answer, end } = await follow(walk.web, {
    url,
    headers: requestHeaders(walk.target.userAgent),
    maxBytes: MAX_BYTES,
    timeoutMs: 15_000,
    signal: walk.target.signal,
  });
  const shown = plainText(url, 500);
  if (!answer.ok) {
    walk.failures.push({ url: shown, status: null, reason: WEB_WORDS[answer.code].zh });
    return;
  }
  if (answer.status === 429 || (answer.status === 503 && header(answer, 'retry-after'))) {
    walk.ended = 'rate-limited';
    walk.retryAfter = plainText(header(answer, 'retry-after') ?? '', 40);
    return;
  }
  if (answer.status >= 400 || end !== 'answer') {
    walk.failures.push({
      url: shown,
      status: answer.status,
      reason: end === 'answer' ? `HTTP ${answer.status}` : end,
    });
    return;
  }
  if (
    !/html/i.test(header(answer, 'content-type') ?? 'text/html') ||
    new URL(answer.url).origin !== new URL(walk.target.home.url).origin
  )
    return;
  const contentType = header(answer, 'content-type');
  const facts = await walk.reader.read({
    url: answer.url,
    status: answer.status,
    body: answer.body,
    cut: answer.cut,
    ...(contentType !== undefined && { contentType }),
  });
  if (typeof facts === 'string') {
    walk.failures.push({ url: shown, status: answer.status, reason: facts });
    return;
  }
  walk.pages.push(facts);
  walk.frontier.add(facts.links);
}

interface Robots {
  readonly found: boolean;
  allows(url: string): boolean;
}

async function readRobots(web: Web, origin: string, target: CrawlTarget): Promise<Robots> {
  const { answer } = await follow(web, {
    url: `${origin}/robots.txt`,
    headers: requestHeaders(target.userAgent),
    maxBytes: 200_000,
    timeoutMs: 8_000,
    signal: target.signal,
  });
  const isText = answer.ok && answer.status === 200 && !/html/i.test(header(answer, 'content-type') ?? '');
  if (!isText) return { found: false, allows: () => true };
  // The package's types claim an ES module; what is loaded is the function itself.
  const parse = robotsParser as unknown as typeof robotsParser.default;
  const robots = parse(`${origin}/robots.txt`, new TextDecoder().decode(answer.body));
  return { found: true, allows: (url) => robots.isAllowed(url, target.robotName) !== false };
}
