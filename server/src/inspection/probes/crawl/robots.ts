import robotsParser from 'robots-parser';
import { HOUR_MS } from '../../../kernel/durations.ts';
import { follow, header, type Web } from '../../../kernel/web/index.ts';
import { requestHeaders } from '../http/index.ts';

/** What a site's robots.txt (RFC 9309) says to us. */
export interface Robots {
  /** `unreachable`: the server failed or kept silent; RFC 9309 §2.3.1.4 then forbids everything */
  readonly state: 'found' | 'none' | 'unreachable';
  /** between two requests, as `Crawl-delay` asks; 0 where it asks for nothing */
  readonly delayMs: number;
  allows(url: string): boolean;
}

export interface RobotsRequest {
  readonly userAgent: string;
  /** the name by which robots.txt knows us */
  readonly robotName: string;
  readonly signal?: AbortSignal | undefined;
}

/** RFC 9309 §2.5 wants at least 500 KiB to be read. */
const MAX_BYTES = 512 * 1024;
/** The cost of a look grows with rules × length of a rule × length of an address: all three are bounded. */
const MAX_RULES = 1_000;
const MAX_RULE = 300;
const MAX_ADDRESS = 600;

/** Asks for `/robots.txt` once, redirects followed. */
export async function readRobots(web: Web, origin: string, request: RobotsRequest): Promise<Robots> {
  const { answer, end } = await follow(web, {
    url: `${origin}/robots.txt`,
    headers: requestHeaders(request.userAgent),
    maxBytes: MAX_BYTES,
    timeoutMs: 8_000,
    signal: request.signal,
  });
  if (!answer.ok || answer.status >= 500 || answer.status === 429)
    return { state: 'unreachable', delayMs: 0, allows: () => false };
  const isText = !/html/i.test(header(answer, 'content-type') ?? '') && !/^\s*</.test(latin1(answer.body));
  if (end !== 'answer' || answer.status !== 200 || !isText)
    return { state: 'none', delayMs: 0, allows: () => true };
  return parseRobots(new TextDecoder().decode(answer.body), origin, request.robotName);
}

/** Reads the text of a robots.txt. Whatever scheme an address has, it is the same site's. */
export function parseRobots(text: string, origin: string, robotName: string): Robots {
  // The package's types claim an ES module; what is loaded is the function itself.
  const parse = robotsParser as unknown as typeof robotsParser.default;
  const file = `${origin}/robots.txt`;
  const rules = parse(file, bounded(text));
  const delay = Number(rules.getCrawlDelay(robotName) ?? 0);
  return {
    state: 'found',
    delayMs: delay > 0 ? Math.min(delay * 1000, MAX_DELAY_MS) : 0,
    allows(url) {
      const { pathname, search } = new URL(url);
      const path = pathname + search;
      return path.length <= MAX_ADDRESS && rules.isAllowed(origin + path, robotName) !== false;
    },
  };
}

/** Longer than any walk lasts. */
const MAX_DELAY_MS = HOUR_MS;

/** Only lines that say something, each rule cut: a cut rule forbids more than the whole, never less. */
function bounded(text: string): string {
  const lines: string[] = [];
  let rules = 0;
  for (const [, field = '', value = ''] of text.matchAll(
    /^[ \t\ufeff]*(user-agent|allow|disallow|crawl-delay)[ \t]*:[ \t]*([^#\r\n]*)/gim,
  )) {
    const isRule = /^(dis)?allow$/i.test(field);
    if (isRule && ++rules > MAX_RULES) break;
    if (/^allow$/i.test(field) && value.length > MAX_RULE) continue;
    lines.push(`${field}: ${value.slice(0, MAX_RULE)}`);
  }
  return lines.join('\n');
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 200)).toString('latin1');
}
