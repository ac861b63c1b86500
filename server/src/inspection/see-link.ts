import { decodePage } from '../kernel/decode.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { dialTls, type Egress } from '../kernel/egress/index.ts';
import { plainText } from '../kernel/plain-text.ts';
import { header, type Web, type WebResponse } from '../kernel/web/index.ts';
import type { CertificateFacts } from './observation.ts';
import type { PageReader } from './probes/html/page-reader.ts';
import { askLink, type LinkLook } from './probes/links/index.ts';
import { sketchOf } from './probes/links/sketch.ts';
import { readCertificate } from './probes/tls/certificate-facts.ts';
import { visibleText } from './probes/visible-text.ts';

/** What became of an address, and what its page looks like, so that another page in its place is noticed. */
export interface LinkSight extends LinkLook {
  /** the site asks to be left alone for so long, milliseconds */
  readonly waitMs?: number;
  /** missing: no page came, or it bears the mark of a state secret, of which nothing is kept */
  readonly page?: LinkPage;
}

export interface LinkPage {
  readonly title: string;
  /** of its text: see sketchOf */
  readonly sketch: string;
  /** characters of its text */
  readonly length: number;
  /** of the host that answered; missing without TLS */
  readonly certificate?: LinkCertificate;
}

export interface LinkCertificate
  extends Pick<
    CertificateFacts,
    'subject' | 'subjectOrganisation' | 'issuer' | 'issuerOrganisation' | 'notAfter'
  > {
  readonly trusted: boolean;
}

export interface SightTools {
  readonly web: Web;
  readonly egress: Egress;
  readonly reader: PageReader;
  readonly userAgent: string;
  readonly signal?: AbortSignal | undefined;
}

const WAIT_LIMIT_MS = 7 * DAY_MS;

/** Asks one exit link once, and describes its page. @throws the signal's reason when it is aborted */
export async function seeLink(tools: SightTools, url: string): Promise<LinkSight> {
  const { look, answer } = await askLink(tools.web, url, tools);
  const waitMs = answer && waitOf(answer, Date.now());
  const isPage = look.state === 'alive' || look.state === 'moved';
  const page = answer && isPage ? await describe(tools, answer) : undefined;
  return { ...look, ...(waitMs !== undefined && { waitMs }), ...(page && { page }) };
}

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3), at most a week; undefined where none is asked for. */
function waitOf(answer: Pick<WebResponse, 'status' | 'headers'>, now: number): number | undefined {
  if (answer.status !== 429 && answer.status !== 503) return undefined;
  const value = answer.headers.find(([name]) => name === 'retry-after')?.[1].trim() ?? '';
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, WAIT_LIMIT_MS) : undefined;
}

async function describe(tools: SightTools, answer: WebResponse): Promise<LinkPage | undefined> {
  const contentType = header(answer, 'content-type');
  const certificate = await certificateOf(tools, new URL(answer.url));
  const of = { ...(certificate && { certificate }) };
  if (!/html|^$/i.test(contentType ?? '')) return { title: '', sketch: '', length: 0, ...of };
  const { url, status, body, cut } = answer;
  const facts = await tools.reader.read({ url, status, body, cut, ...(contentType && { contentType }) });
  if (typeof facts === 'string') return { title: '', sketch: '', length: 0, ...of };
  if (facts.sealed) return undefined;
  const text = visibleText(decodePage(body, contentType ?? 'text/html').text);
  return { title: plainText(facts.title, 200), sketch: sketchOf(text), length: text.length, ...of };
}

async function certificateOf(
  { egress, signal }: SightTools,
  { protocol, hostname, port }: URL,
): Promise<LinkCertificate | undefined> {
  if (protocol !== 'https:') return undefined;
  const dialled = await dialTls({ ...egress, host: hostname, port: Number(port || 443), signal });
  if (!dialled.ok) return undefined;
  const { socket } = dialled;
  try {
    const facts = readCertificate(socket.getPeerCertificate().raw ?? Buffer.alloc(0));
    if (!facts) return undefined;
    const { subject, subjectOrganisation, issuer, issuerOrganisation, notAfter } = facts;
    return {
      subject: plainText(subject, 300),
      ...(subjectOrganisation && { subjectOrganisation: plainText(subjectOrganisation, 200) }),
      issuer: plainText(issuer, 300),
      ...(issuerOrganisation && { issuerOrganisation: plainText(issuerOrganisation, 200) }),
      notAfter,
      trusted: socket.authorized,
    };
  } finally {
    socket.destroy();
  }
}
