import type { Evidence } from '@zhengdun/contract';
import { plainText } from '../../../kernel/plain-text.ts';
import {
  FOLLOW_WORDS,
  type FollowCode,
  type Followed,
  follow,
  type Hop,
  type Web,
  type WebAnswer,
  type WebCode,
  type WebResponse,
} from '../../../kernel/web/index.ts';
import type { Observation } from '../../observation.ts';
import { noAnswer, SAVED_PAGE } from '../../unseen.ts';
import { onwardFrom } from './onward.ts';

/** How a site answers at the address that was asked for. */
export interface HttpFacts {
  readonly host: string;
  /** the page that is judged as the home page, after redirects */
  readonly home: {
    readonly url: string;
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly ms: number;
  };
}

/** `http://host/` and `https://host/`: what happens at either door. */
export interface DoorsFacts {
  readonly plain: DoorFacts;
  readonly secure: DoorFacts;
}

export interface DoorFacts {
  readonly asked: string;
  readonly hops: readonly Hop[];
  /** where it ends */
  readonly url: string;
  /** status of the last answer, or null where none came */
  readonly status: number | null;
  readonly code?: WebCode | FollowCode;
  /** the encrypted address to which its page sends a browser by itself: a refresh, a script */
  readonly onward?: string;
  /** names in lower case; only those that a rule reads */
  readonly headers: readonly (readonly [string, string])[];
  readonly ms: number;
}

/** What the http probe found, and the home page's bytes for the html probe. */
export interface HttpLook {
  readonly http: Observation<HttpFacts>;
  readonly doors: Observation<DoorsFacts>;
  readonly home?: WebResponse;
}

export interface HttpTarget {
  /** address that was asked for */
  readonly url: URL;
  readonly userAgent: string;
  /** a saved page has no doors */
  readonly snapshot: boolean;
  readonly signal?: AbortSignal | undefined;
}

const KEPT_HEADERS = new Set([
  'server',
  'strict-transport-security',
  'content-security-policy',
  'x-frame-options',
  'location',
  'content-type',
  'x-powered-by',
  'retry-after',
]);

/**
 * Opens both doors of a site and the asked page. Redirects are followed and remembered; nothing is judged. Where the
 * ways meet, the page is fetched once. `blocked` where no page came, also because redirects have no end.
 *
 * @throws the signal's reason when it is aborted
 */
export async function lookHttp(web: Web, target: HttpTarget): Promise<HttpLook> {
  const at = new Date().toISOString();
  const started = performance.now();
  const once = fetchOnce(web);
  const ask = (url: string): Promise<Followed> =>
    follow(once, { url, headers: requestHeaders(target.userAgent), signal: target.signal });
  const { secureUrl, plainUrl } = doorsOf(target.url);
  const doors = target.snapshot ? undefined : await Promise.all([ask(secureUrl), ask(plainUrl)]);
  const asked = await askedPage(target, doors, ask);
  const ms = Math.round(performance.now() - started);
  const told: HttpLook = {
    http: { at, ms, ...noAnswer('bad-address') },
    doors: doors ? doorsSeen(doors, { at, ms, secureUrl, plainUrl }) : { at, ms, ...SAVED_PAGE },
  };
  const home = asked.answer;
  if (!home.ok) return { ...told, http: { at, ms, ...noAnswer(home.code) } };
  if (asked.end !== 'answer')
    return { ...told, http: { outcome: 'blocked', at, ms, detail: FOLLOW_WORDS[asked.end] } };
  const facts: HttpFacts = {
    host: target.url.hostname,
    home: { url: home.url, status: home.status, headers: keptHeaders(home), ms: home.ms },
  };
  const evidence: Evidence[] = [
    {
      kind: 'page',
      url: plainText(home.url, 500),
      at,
      excerpt: `HTTP ${home.status}`,
      bytes: home.body.length,
    },
  ];
  return { ...told, http: { outcome: 'seen', at, ms, facts, evidence }, home };
}

/** Doors of which neither answers tell nothing of encryption: the site was not reached. */
function doorsSeen(
  [secure, plain]: readonly [Followed, Followed],
  of: { at: string; ms: number; secureUrl: string; plainUrl: string },
): Observation<DoorsFacts> {
  const { at, ms } = of;
  if (!secure.answer.ok && !plain.answer.ok) return { at, ms, ...noAnswer(secure.answer.code) };
  const facts = { secure: door(of.secureUrl, secure), plain: door(of.plainUrl, plain) };
  return { outcome: 'seen', at, ms, facts, evidence: [] };
}

/** A port that was given belongs to the scheme that was given; the other door stands at its own port. */
function doorsOf(url: URL): { secureUrl: string; plainUrl: string } {
  const isPlain = url.protocol === 'http:';
  return {
    secureUrl: `https://${isPlain ? url.hostname : url.host}/`,
    plainUrl: `http://${isPlain ? url.host : url.hostname}/`,
  };
}

/** Headers of our requests. The name of the program is always told; nobody is impersonated. */
export function requestHeaders(userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'accept-language': 'zh-CN,zh;q=0.9',
    'accept-encoding': 'gzip, deflate, br',
  };
}

/** The page to judge: the one that was asked for; for a bare host whichever door opens, the secure one first. */
async function askedPage(
  target: HttpTarget,
  doors: readonly [secure: Followed, plain: Followed] | undefined,
  ask: (url: string) => Promise<Followed>,
): Promise<Followed> {
  const isRoot = target.url.pathname === '/' && target.url.search === '';
  if (!isRoot || !doors) return ask(target.url.href);
  const [secure, plain] = doors;
  const wanted = target.url.protocol === 'http:' ? [plain, secure] : [secure, plain];
  return (
    wanted.find(({ answer, end }) => end === 'answer' && answer.ok && answer.status < 400) ??
    wanted.find(({ answer, end }) => end === 'answer' && answer.ok) ??
    wanted.find(({ answer }) => answer.ok) ??
    secure
  );
}

/** The same request, with the same cookies, is sent once; whoever asks again gets the same answer. */
function fetchOnce(web: Web): Web {
  const asked = new Map<string, Promise<WebAnswer>>();
  return {
    fetch(request) {
      const key = `${request.url} ${request.headers?.cookie ?? ''}`;
      const answer = asked.get(key) ?? web.fetch(request);
      asked.set(key, answer);
      return answer;
    },
  };
}

function door(asked: string, followed: Followed): DoorFacts {
  const { hops, answer, end } = followed;
  return {
    asked,
    hops: hops.map((hop) => ({
      ...hop,
      url: plainText(hop.url, 500),
      location: plainText(hop.location, 500),
    })),
    url: plainText(answer.url, 500),
    status: answer.ok ? answer.status : null,
    headers: answer.ok ? keptHeaders(answer) : [],
    ms: hops.reduce((total, hop) => total + hop.ms, answer.ok ? answer.ms : 0),
    ...(end === 'answer' ? !answer.ok && { code: answer.code } : { code: end }),
    ...onwardOf(answer),
  };
}

function onwardOf(answer: WebAnswer): { onward?: string } {
  if (!answer.ok || answer.status !== 200 || !answer.url.startsWith('http:')) return {};
  const onward = onwardFrom(answer.body, answer.url);
  return onward === undefined ? {} : { onward: plainText(onward, 500) };
}

function keptHeaders(response: WebResponse): (readonly [string, string])[] {
  return response.headers
    .filter(([name]) => KEPT_HEADERS.has(name))
    .map(([name, value]) => [name, plainText(value)] as const);
}
