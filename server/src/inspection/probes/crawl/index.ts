import { pause } from '../../../kernel/pause.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import { follow, header, type Web } from '../../../kernel/web/index.ts';
import type { Observation } from '../../observation.ts';
import type { PageFacts } from '../html/page-facts.ts';
import type { PageReader } from '../html/page-reader.ts';
import { requestHeaders } from '../http/index.ts';
import { type Frontier, openFrontier } from './frontier.ts';
import { type Robots, readRobots } from './robots.ts';

/** What a bounded walk through a site found. The home page itself is not among the pages. */
export interface CrawlFacts {
  readonly pages: readonly PageFacts[];
  readonly failures: readonly {
    readonly url: string;
    readonly status: number | null;
    /** `HTTP` with a status, a code of `WEB_WORDS` or `FOLLOW_WORDS`, or the reader's */
    readonly reason: string;
  }[];
  readonly robots: { readonly found: boolean; readonly skipped: number };
  /** why the walk ended */
  readonly ended: 'all-seen' | 'page-limit' | 'time-limit' | 'rate-limited' | 'robots-unreachable';
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
  /** between the starts of two requests, ms, unless robots.txt asks for more. Default 120 */
  readonly paceMs?: number;
  /** addresses that led to the home page: they are not asked for again */
  readonly opened: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** told after each page, with the number of pages tried so far */
  readonly progress?: ((opened: number) => void) | undefined;
}

const AT_ONCE = 2;
const PACE_MS = 120;
/** So many pages that robots.txt keeps from us are counted; then the site is taken at its word. */
const MAX_SKIPPED = 300;
const MAX_BYTES = 3_000_000;

/**
 * Walks through columns and items of the site, a few pages of each, as robots.txt allows and as slowly as it asks.
 * Stops when the site says that it is too much (429, 503 with Retry-After). No page is asked for twice.
 *
 * @throws the signal's reason when it is aborted
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
  for (const url of target.opened) frontier.claim(new URL(url));
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
  if (robots.state === 'unreachable') walk.ended = 'robots-unreachable';
  await Promise.all(Array.from({ length: AT_ONCE }, () => walkOn(walk)));
  const facts: CrawlFacts = {
    pages: walk.pages,
    failures: walk.failures,
    robots: { found: robots.state === 'found', skipped: walk.skipped },
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
    const url = walk.frontier.next();
    if (url === undefined) return;
    if (!walk.robots.allows(url)) {
      if (++walk.skipped >= MAX_SKIPPED) return;
      // Asking the rules costs time, and others wait for theirs.
      await pause(0, walk.target.signal);
      continue;
    }
    if (walk.opened >= walk.target.maxPages) {
      walk.ended = 'page-limit';
      return;
    }
    walk.opened++;
    const inTime = await keepPace(walk);
    if (walk.ended === 'rate-limited') return;
    if (!inTime) {
      walk.ended = 'time-limit';
      return;
    }
    await openPage(walk, url);
    walk.target.progress?.(walk.pages.length + walk.failures.length);
  }
}

/** Waits for the next moment at which the site may be asked; false where that lies beyond the end of the walk. */
async function keepPace(walk: Walk): Promise<boolean> {
  const now = performance.now();
  const start = Math.max(now, walk.nextStart);
  walk.nextStart = start + Math.max(walk.target.paceMs ?? PACE_MS, walk.robots.delayMs);
  if (start - walk.started > walk.target.timeLimitMs) return false;
  if (start > now) await pause(start - now, walk.target.signal);
  return true;
}

async function openPage(walk: Walk, url: string): Promise<void> {
  const request = {
    url,
    headers: requestHeaders(walk.target.userAgent),
    maxBytes: MAX_BYTES,
    timeoutMs: 15_000,
    signal: walk.target.signal,
  };
  // A page of another site, or one that was read before, is not what this address holds.
  const { answer, end } = await follow(walk.web, request, (next) => mayGo(walk, url, next));
  if (end === 'elsewhere') return;
  const shown = plainText(url, 500);
  if (!answer.ok) {
    walk.failures.push({ url: shown, status: null, reason: answer.code });
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
  if (!/html/i.test(header(answer, 'content-type') ?? 'text/html')) return;
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

/** The same address under the other scheme, or with the site's cookie, is still the same page. */
function mayGo({ frontier, robots }: Walk, asked: string, next: URL): boolean {
  const { host, pathname, search } = new URL(asked);
  if (next.host === host && next.pathname === pathname && next.search === search) return true;
  return frontier.claim(next) && robots.allows(next.href);
}
