import { header, type Web, type WebAnswer, type WebRequest, type WebResponse } from './web.ts';

/** One hop of a redirect chain. */
export interface Hop {
  readonly url: string;
  readonly status: number;
  readonly location: string;
  readonly address: string;
  readonly ms: number;
}

export type Followed =
  | { readonly end: 'answer'; readonly hops: readonly Hop[]; readonly answer: WebAnswer }
  | {
      readonly end: 'loop' | 'too-many' | 'bad-location';
      readonly hops: readonly Hop[];
      readonly answer: WebResponse;
    };

const MAX_HOPS = 10;

/**
 * Follows redirects, at most ten, and remembers the way. Cookies that a hop sets are sent to the same host on the
 * later hops: many sites send a visitor without their cookie round in a circle.
 *
 * @throws the signal's reason when it is aborted
 */
export async function follow(web: Web, request: WebRequest): Promise<Followed> {
  const hops: Hop[] = [];
  const seen = new Set<string>();
  const cookies = new Map<string, Map<string, string>>();
  let url = request.url;
  for (;;) {
    const answer = await web.fetch({
      ...request,
      url,
      headers: { ...request.headers, ...cookieHeader(cookies, url) },
    });
    if (!answer.ok || !isRedirect(answer)) return { end: 'answer', hops, answer };
    const location = header(answer, 'location') ?? '';
    const next = URL.parse(location, url);
    hops.push({
      url,
      status: answer.status,
      location: next?.href ?? location.slice(0, 300),
      address: answer.address,
      ms: answer.ms,
    });
    if (!next || !/^https?:$/.test(next.protocol)) return { end: 'bad-location', hops, answer };
    const cookiesChanged = keepCookies(cookies, answer);
    const state = `${next.href} ${JSON.stringify(cookieHeader(cookies, next.href))}`;
    if (seen.has(state) && !cookiesChanged) return { end: 'loop', hops, answer };
    if (hops.length >= MAX_HOPS) return { end: 'too-many', hops, answer };
    seen.add(state);
    next.hash = '';
    url = next.href;
  }
}

function isRedirect(response: WebResponse): boolean {
  return [301, 302, 303, 307, 308].includes(response.status) && header(response, 'location') !== undefined;
}

function cookieHeader(
  cookies: ReadonlyMap<string, ReadonlyMap<string, string>>,
  url: string,
): Record<string, string> {
  const own = cookies.get(new URL(url).hostname);
  return own && own.size > 0
    ? { cookie: Array.from(own, ([name, value]) => `${name}=${value}`).join('; ') }
    : {};
}

/** True when a cookie is new or has another value. */
function keepCookies(cookies: Map<string, Map<string, string>>, response: WebResponse): boolean {
  const host = new URL(response.url).hostname;
  const own = cookies.get(host) ?? new Map<string, string>();
  let changed = false;
  for (const [name, value] of response.headers) {
    const pair = name === 'set-cookie' ? /^\s*([^=;\s]{1,100})=([^;]{0,2000})/.exec(value) : null;
    if (!pair?.[1] || own.size >= 30) continue;
    changed ||= !own.has(pair[1]);
    own.set(pair[1], pair[2] ?? '');
  }
  cookies.set(host, own);
  return changed;
}
