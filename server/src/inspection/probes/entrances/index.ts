import {
  FOLLOW_WORDS,
  follow,
  header,
  WEB_WORDS,
  type Web,
  type WebResponse,
} from '../../../kernel/web/index.ts';
import type { EntranceLink } from '../../entrance-links.ts';
import type { Observation } from '../../observation.ts';
import type { PageFacts } from '../html/page-facts.ts';
import type { PageReader } from '../html/page-reader.ts';
import { requestHeaders } from '../http/index.ts';

/**
 * How an entrance answers somebody from outside. `login`: it asks for a password. `opens`: a page comes, without a
 * field for a password in its source. `refused`: it answers that it is not for us. `silent`: nothing answers.
 */
export type EntranceAnswer = 'login' | 'opens' | 'refused' | 'silent';

export interface TriedEntrance extends EntranceLink {
  readonly answer: EntranceAnswer;
  readonly status: number | null;
  /** the network's or the server's answer */
  readonly detail: { readonly zh: string; readonly en: string };
}

export interface EntrancesFacts {
  readonly tried: readonly TriedEntrance[];
  /** those beyond the limit were not opened */
  readonly found: number;
}

const MAX_ENTRANCES = 8;
const MAX_BYTES = 400_000;

/**
 * Opens each entrance once, as a visitor does who clicks on it. Nothing is filled in, nothing is sent. A page that
 * was already read is not asked for again. Ends early where the site asks to slow down (429).
 *
 * @throws the signal's reason when it is aborted
 */
export async function tryEntrances(
  web: Web,
  reader: PageReader,
  target: {
    readonly links: readonly EntranceLink[];
    /** pages of the site that were read before */
    readonly known: readonly PageFacts[];
    readonly userAgent: string;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Observation<EntrancesFacts>> {
  const at = new Date().toISOString();
  const started = performance.now();
  const tried: TriedEntrance[] = [];
  for (const link of target.links.slice(0, MAX_ENTRANCES)) {
    const known = target.known.find(({ url }) => url === link.url);
    if (known) {
      tried.push({ ...link, ...tellPage(known, known.status) });
      continue;
    }
    const { answer, end } = await follow(web, {
      url: link.url,
      headers: requestHeaders(target.userAgent),
      maxBytes: MAX_BYTES,
      timeoutMs: 10_000,
      signal: target.signal,
    });
    if (!answer.ok) tried.push({ ...link, answer: 'silent', status: null, detail: WEB_WORDS[answer.code] });
    else if (end !== 'answer')
      tried.push({ ...link, answer: 'silent', status: answer.status, detail: FOLLOW_WORDS[end] });
    else tried.push({ ...link, ...(await readAnswer(reader, answer)) });
    if (answer.ok && answer.status === 429) break;
  }
  const ms = Math.round(performance.now() - started);
  return { outcome: 'seen', at, ms, facts: { tried, found: target.links.length }, evidence: [] };
}

type Told = Pick<TriedEntrance, 'answer' | 'status' | 'detail'>;

async function readAnswer(reader: PageReader, response: WebResponse): Promise<Told> {
  const { status } = response;
  const detail = serverAnswered(status);
  // 401 is the browser's own box for name and password.
  if (status === 401) return { answer: 'login', status, detail };
  if (status >= 400) return { answer: 'refused', status, detail };
  const contentType = header(response, 'content-type');
  const facts = await reader.read({
    url: response.url,
    status,
    body: response.body,
    cut: response.cut,
    ...(contentType !== undefined && { contentType }),
  });
  return typeof facts === 'string' ? { answer: 'opens', status, detail } : tellPage(facts, status);
}

function tellPage(page: PageFacts, status: number): Told {
  const asks = page.forms.some(({ hasPassword }) => hasPassword);
  return { answer: asks ? 'login' : 'opens', status, detail: serverAnswered(status) };
}

function serverAnswered(status: number): TriedEntrance['detail'] {
  return { zh: `服务器返回${status}`, en: `the server answered ${status}` };
}
