import { isOrganHost, isUnder } from '../../organ-hosts.ts';
import type { ReadableScript } from './readable-script.ts';

/** Counters, maps and sharing buttons that stand on many pages in good faith. From general knowledge. */
const KNOWN_HOSTS = [
  'baidu.com',
  'bdimg.com',
  'bdstatic.com',
  'cnzz.com',
  'umeng.com',
  '51.la',
  'qq.com',
  'gtimg.cn',
  'weibo.com',
  'sina.com.cn',
  'sinajs.cn',
  'jiathis.com',
  'qhimg.com',
  'qhres.com',
  'qihucdn.com',
  'so.com',
  'sogou.com',
  'doubleclick.net',
  'google-analytics.com',
  'googletagmanager.com',
  'trs.cn',
  'trs.com.cn',
  'gridsum.com',
  'gridsumdissector.com',
];

/** True for an address that leads to the host of somebody else: not the site's own, no organ's, no well-known service. */
export function isForeignAddress(address: string, base: string, domain: string): boolean {
  const host = hostOf(address, base);
  return (
    host !== '' &&
    !isUnder(host, domain) &&
    !isOrganHost(host) &&
    !KNOWN_HOSTS.some((known) => isUnder(host, known))
  );
}

export function hostOf(address: string, base: string): string {
  const url = address === '' ? null : URL.parse(address, base);
  return url && /^https?:$/.test(url.protocol) ? url.hostname : '';
}

/** Search engines as such scripts name them; their browsers and apps are no search engines. */
const ENGINE =
  /baidu(?!box|browser|hi\b)|sogou(?!mobile|mse|browser)|\bsoso\b|so\.com|haosou|\b360spider|\bbing\b|google|yahoo|yisou|\bsm\.cn/gi;
const GOES =
  /\blocation(?:\s*\.\s*href)?\s*=\s*["'`]((?:https?:)?\/\/[^"'`\s]{3,300})|\blocation\s*\.\s*(?:replace|assign)\s*\(\s*["'`]((?:https?:)?\/\/[^"'`\s]{3,300})/gi;
/** Code that decides by a name stands so near. */
const NEAR = 600;
const MAX_PLACES = 20;

/** Visitors who come from a search engine are sent elsewhere. */
export function switchesByReferrer(
  { text, disguised }: ReadableScript,
  isForeign: (address: string) => boolean,
): boolean {
  for (const part of placesOf(text, /\breferrer\b/g)) {
    if (!part.match(ENGINE)) continue;
    if (targetsIn(part).some(isForeign)) return true;
  }
  // Names in an array: which stands where cannot be seen, but all of them are there.
  const engines = new Set(disguised.match(ENGINE)?.map((name) => name.toLowerCase()));
  return (
    disguised.includes('referrer') &&
    engines.size >= 2 &&
    (disguised.match(/https?:\/\/[\w.-]{4,100}/g) ?? []).slice(0, MAX_PLACES).some(isForeign)
  );
}

const SPIDER = /baidu(?!box|browser|hi\b)|spider|sogou(?!mobile|mse|browser)|yisou|googlebot|bingbot/i;
const TITLE_SET = /\bdocument\s*\.\s*title\s*=/;

/** Spiders of search engines are shown another title or page than people. */
export function switchesBySpider({ text }: ReadableScript, isForeign: (address: string) => boolean): boolean {
  for (const part of placesOf(text, /\buserAgent\b/g)) {
    const at = part.search(SPIDER);
    if (at === -1 || at > 200) continue;
    const then = part.slice(at, at + 300);
    if (TITLE_SET.test(then.slice(0, 160))) return true;
    if ([...targetsIn(then), ...loadedBy(then)].some(isForeign)) return true;
  }
  // The test of a regular expression stands before its text: /baiduspider/.test(navigator.userAgent)
  for (const part of placesOf(
    text,
    /(?:spider|googlebot|bingbot|yisou)[^\n;{}]{0,60}\.\s*test\s*\(\s*(?:window\.)?navigator\s*\.\s*userAgent/gi,
  )) {
    const then = part.slice(0, 360);
    if (TITLE_SET.test(then) || [...targetsIn(then), ...loadedBy(then)].some(isForeign)) return true;
  }
  return false;
}

function* placesOf(text: string, pattern: RegExp): Generator<string> {
  let seen = 0;
  for (const match of text.matchAll(pattern)) {
    if (++seen > MAX_PLACES) return;
    yield text.slice(Math.max(0, match.index - 120), match.index + NEAR);
  }
}

function targetsIn(script: string): string[] {
  return Array.from(script.matchAll(GOES), (match) => match[1] ?? match[2] ?? '').slice(0, MAX_PLACES);
}

/** Addresses of scripts that a script writes into the page or adds to it. */
export function loadedBy(script: string): string[] {
  const found = script.matchAll(
    /<script\b[^>]{0,200}?\bsrc\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]{3,300})|\.\s*src\s*=\s*["']((?:https?:)?\/\/[^"'\s]{3,300})/gi,
  );
  return Array.from(found, (match) => match[1] ?? match[2] ?? '').slice(0, MAX_PLACES);
}
