import type { LocalText } from '@zhengdun/contract';
import { decodePage } from '../../../kernel/decode.ts';
import { openGate } from '../../../kernel/gate.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import { follow, header, type Web, type WebResponse } from '../../../kernel/web/index.ts';
import type { KeptEvidence } from '../../evidence.ts';
import type { Observation } from '../../observation.ts';
import { registrableDomain } from '../../organ-hosts.ts';
import { requestHeaders } from '../http/index.ts';
import { isWall } from '../http/walls.ts';
import type { LinkDetailCode } from './detail-words.ts';
import type { LinkMemory } from './link-memory.ts';
import { isBlind } from './own-network.ts';
import { pageSign } from './page-signs.ts';

/**
 * What became of the target of a link. `bot-wall` and `no-answer` are neither alive nor dead: nobody but a person
 * with a browser could tell.
 */
export type LinkState =
  | 'alive'
  | 'dead'
  | 'soft-404'
  | 'parked'
  | 'hijacked'
  | 'moved'
  | 'bot-wall'
  | 'no-answer';

export interface TriagedLink {
  readonly url: string;
  readonly host: string;
  /** pages of the site on which it stands, at most three, with the line */
  readonly on: readonly { readonly page: string; readonly line: number; readonly text: string }[];
  readonly state: LinkState;
  readonly status: number | null;
  /** where it ended, when that is another address */
  readonly finalUrl?: string;
  /** what decided: words of the page, a host, `HTTP` with a status, or the network's answer as a code (`linkDetail`) */
  readonly detail: string;
  /** with a link that another check of the same list asked: when, ISO 8601 */
  readonly askedAt?: string;
}

/** An exit link that the register knows to be in other hands, with how it looked before. */
export interface TakenLink {
  readonly url: string;
  /** where it stands; `page` is empty where only an item holds it */
  readonly page: string;
  readonly line: number;
  readonly text: string;
  readonly why: LocalText;
  /** ISO 8601 */
  readonly since: string;
  /** from when all was well last */
  readonly picture?: KeptEvidence & { readonly at: string; readonly title: string };
}

/** What became of an address, wherever it is linked. */
export type LinkLook = Pick<TriagedLink, 'state' | 'status' | 'finalUrl' | 'detail'>;

export interface LinksFacts {
  readonly links: readonly TriagedLink[];
  /** different addresses found; those beyond the limit were not asked */
  readonly found: number;
  /** by the register of exit links; missing: it was not asked */
  readonly taken?: readonly TakenLink[];
}

export interface ExitLink {
  readonly url: string;
  readonly on: TriagedLink['on'];
}

export interface LinksTarget {
  readonly exits: readonly ExitLink[];
  readonly userAgent: string;
  readonly maxLinks: number;
  readonly timeLimitMs: number;
  /** what other checks of the same list found */
  readonly memory?: LinkMemory<LinkLook> | undefined;
  readonly signal?: AbortSignal | undefined;
}

const AT_ONCE = 16;
const PER_HOST = 2;
const MAX_BYTES = 60_000;

/**
 * Asks every exit once, a few at a time, never more than two of one host at once. What the time did not reach is left
 * out.
 *
 * @throws the signal's reason when it is aborted
 */
export async function triageLinks(web: Web, target: LinksTarget): Promise<Observation<LinksFacts>> {
  const at = new Date().toISOString();
  const started = performance.now();
  const links: TriagedLink[] = [];
  const gate = openGate(AT_ONCE);
  const askInTurn = async (exits: Iterable<ExitLink>): Promise<void> => {
    for (const exit of exits) {
      await gate(async () => {
        target.signal?.throwIfAborted();
        if (performance.now() - started <= target.timeLimitMs) links.push(await triage(web, exit, target));
      });
    }
  };
  const byHost = Map.groupBy(target.exits.slice(0, target.maxLinks), ({ url }) => new URL(url).hostname);
  const lanes = [...byHost.values()].flatMap((exits) => {
    const queue = exits.values();
    return Array.from({ length: PER_HOST }, () => askInTurn(queue));
  });
  await Promise.all(lanes);
  const told = isBlind(links) ? links.map(unanswered) : links;
  const facts: LinksFacts = { links: told, found: target.exits.length };
  return { outcome: 'seen', at, ms: Math.round(performance.now() - started), facts, evidence: [] };
}

/** Of a link that our own network does not reach nobody here can tell. */
function unanswered(link: TriagedLink): TriagedLink {
  return { ...link, state: 'no-answer', detail: 'nothing-outside' satisfies LinkDetailCode };
}

async function triage(web: Web, exit: ExitLink, target: LinksTarget): Promise<TriagedLink> {
  const ask = async (): Promise<LinkLook> => (await askLink(web, exit.url, target)).look;
  const { look, askedAt } = target.memory
    ? await target.memory.recall(exit.url, ask)
    : { look: await ask(), askedAt: undefined };
  const url = plainText(exit.url, 500);
  return { url, host: new URL(exit.url).hostname, on: exit.on, ...look, ...(askedAt && { askedAt }) };
}

/** What became of one address, and the page that told, where one came. @throws the signal's reason when it is aborted */
export async function askLink(
  web: Web,
  url: string,
  target: Pick<LinksTarget, 'userAgent' | 'signal'>,
): Promise<{ readonly look: LinkLook; readonly answer?: WebResponse }> {
  const ask = (): ReturnType<typeof follow> =>
    follow(web, {
      url,
      headers: requestHeaders(target.userAgent),
      maxBytes: MAX_BYTES,
      timeoutMs: 12_000,
      signal: target.signal,
    });
  let followed = await ask();
  // A refused or cut connection may be chance; it is asked once more before it is called dead.
  if (!followed.answer.ok && ['connect-refused', 'reset'].includes(followed.answer.code))
    followed = await ask();
  const { answer, end } = followed;
  const told = (state: LinkState, detail: string, response?: WebResponse): LinkLook => ({
    state,
    status: response?.status ?? null,
    detail: plainText(detail, 120),
    ...(response && response.url !== url && { finalUrl: plainText(response.url, 500) }),
  });
  if (!answer.ok) {
    const gone = ['no-such-name', 'no-address', 'connect-refused'].includes(answer.code);
    return { look: told(gone ? 'dead' : 'no-answer', answer.code satisfies LinkDetailCode) };
  }
  if (end !== 'answer') return { look: told('no-answer', end satisfies LinkDetailCode, answer), answer };
  return { look: judgeAnswer(url, answer, told), answer };
}

function judgeAnswer(
  url: string,
  answer: WebResponse,
  told: (state: LinkState, detail: string, response: WebResponse) => LinkLook,
): LinkLook {
  const { status } = answer;
  const type = header(answer, 'content-type') ?? 'text/html';
  const text = /html|plain/i.test(type) ? decodePage(answer.body, type).text : '';
  if (status === 404 || status === 410) return told('dead', `HTTP ${status}`, answer);
  if (isWall(status)) return told('bot-wall', `HTTP ${status}`, answer);
  if (status >= 400) return told('no-answer', `HTTP ${status}`, answer);
  const sign = pageSign(text);
  if (sign) return told(sign.state, sign.words, answer);
  const from = registrableDomain(new URL(url).hostname);
  const to = registrableDomain(new URL(answer.url).hostname);
  if (from !== to) return told('moved', to, answer);
  return told('alive', `HTTP ${status}`, answer);
}
