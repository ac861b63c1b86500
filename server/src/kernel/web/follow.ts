import {
  type FollowCode,
  header,
  type Web,
  type WebAnswer,
  type WebRequest,
  type WebResponse,
} from './web.ts';

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
      /** `elsewhere`: the next address is one to which the caller does not want to go */
      readonly end: FollowCode;
      readonly hops: readonly Hop[];
      /** the redirect that was not followed */
      readonly answer: WebResponse;
    };

const MAX_HOPS = 10;
/** Characters. Longer ones are answered with 414 by most servers, and nobody would type them. */
const MAX_LOCATION = 4_000;
const DEFAULT_TIMEOUT_MS = 20_000;

/**
 * Follows redirects, at most ten, and remembers the way. Cookies that a hop sets are sent to the same host on the
 * later hops: many sites send a visitor without their cookie round in a circle. The whole way has the request's
 * `timeoutMs`.
 *
 * @param mayGo asked before each hop; false ends the way
 * @throws the signal's reason when it is aborted
 */
export async function follow(
  web: Web,
  request: WebRequest,
  mayGo: (next: URL) => boolean = () => true,
): Promise<Followed> {
  const ends = performance.now() + (request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const hops: Hop[] = [];
  const cookies = openCookies();
  const seen = new Set([`${request.url} ${cookies.state()}`]);
  let url = request.url;
  for (;;) {
    const answer = await web.fetch({
      ...request,
      url,
      headers: { ...request.headers, ...cookies.headerFor(url) },
      timeoutMs: Math.max(1, Math.round(ends - performance.now())),
    });
    if (!answer.ok || !isRedirect(answer)) return { end: 'answer', hops, answer };
    const location = header(answer, 'location') ?? '';
    const next = location.length > MAX_LOCATION ? null : URL.parse(location, url);
    if (next) Object.assign(next, { hash: '', username: '', password: '' });
    hops.push({
      url,
      status: answer.status,
      location: next?.href ?? location.slice(0, 300),
      address: answer.address,
      ms: answer.ms,
    });
    if (!next || !/^https?:$/.test(next.protocol)) return { end: 'bad-location', hops, answer };
    cookies.keep(answer);
    const state = `${next.href} ${cookies.state()}`;
    if (seen.has(state)) return { end: 'loop', hops, answer };
    if (hops.length > MAX_HOPS) return { end: 'too-many', hops, answer };
    if (!mayGo(next)) return { end: 'elsewhere', hops, answer };
    seen.add(state);
    url = next.href;
  }
}

function isRedirect(response: WebResponse): boolean {
  return [301, 302, 303, 307, 308].includes(response.status) && header(response, 'location') !== undefined;
}

interface Cookies {
  keep(response: WebResponse): void;
  headerFor(url: string): Record<string, string>;
  /** equal texts for equal cookies */
  state(): string;
}

const MAX_COOKIES = 30;
/** Bytes of all cookies for one host: a whole request head must stay below what servers take, usually 8 KB. */
const MAX_COOKIE_BYTES = 6_000;

/** Cookies by exact host, for the length of one way. Those marked Secure stay off plain connections. */
function openCookies(): Cookies {
  const byHost = new Map<string, Map<string, { value: string; secure: boolean }>>();
  return {
    keep(response) {
      const { hostname } = new URL(response.url);
      const own = byHost.get(hostname) ?? new Map<string, { value: string; secure: boolean }>();
      byHost.set(hostname, own);
      for (const [name, line] of response.headers) {
        const pair = name === 'set-cookie' ? /^\s*([^=;\s]{1,100})=([^;]{0,2000})/.exec(line) : null;
        if (!pair?.[1]) continue;
        if (/;\s*max-age\s*=\s*(0|-\d+)\s*(;|$)/i.test(line)) own.delete(pair[1]);
        else if (fits(own, pair[1], pair[2] ?? ''))
          own.set(pair[1], { value: pair[2] ?? '', secure: /;\s*secure\s*(;|$)/i.test(line) });
      }
    },
    headerFor(url): Record<string, string> {
      const { hostname, protocol } = new URL(url);
      const sent = [...(byHost.get(hostname) ?? [])].filter(
        ([, { secure }]) => !secure || protocol === 'https:',
      );
      if (sent.length === 0) return {};
      return { cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; ') };
    },
    state: () =>
      [...byHost]
        .flatMap(([host, own]) => [...own].map(([name, { value }]) => `${host} ${name}=${value}`))
        .sort()
        .join('; '),
  };
}

function fits(own: ReadonlyMap<string, { value: string }>, name: string, value: string): boolean {
  const others = [...own].filter(([other]) => other !== name);
  const bytes = others.reduce((sum, [other, kept]) => sum + other.length + kept.value.length + 3, 0);
  return others.length < MAX_COOKIES && bytes + name.length + value.length <= MAX_COOKIE_BYTES;
}
