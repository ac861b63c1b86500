import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { SelfSigned } from '../../../kernel/self-signed.ts';
import type { Web, WebAnswer, WebResponse } from '../../../kernel/web/index.ts';
import { isUnder } from '../../organ-hosts.ts';

/**
 * What the browser may ask for.
 * `visit`: what any visitor's browser would fetch. `read`: of that only GET. `click`: only GET, only the site itself,
 * no download and no login; a page of another site is not fetched, so that a click shows where it leads without anybody
 * being visited.
 */
export type GuardMode = 'visit' | 'read' | 'click';

/** One request of the browser, and what became of it. */
export interface GuardedRequest {
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly host: string;
  /** a page for a window, a page for a frame, or a part of a page */
  readonly purpose: 'page' | 'frame' | 'part';
  readonly outcome:
    | 'answered'
    | 'refused'
    /** a page of another site, not fetched */
    | 'stopped'
    | 'foreign-blocked'
    | 'method-blocked'
    | 'download-blocked'
    | 'socket-blocked'
    | 'over-limit'
    | 'login-blocked';
  readonly status?: number;
  readonly code?: string;
}

export interface Guard extends AsyncDisposable {
  readonly proxy: string;
  readonly log: readonly GuardedRequest[];
  /** true while an answer is being fetched */
  busy(): boolean;
  /** @param ownSuffix what is this name or lies under it is the site itself */
  setMode(mode: GuardMode, ownSuffix?: string): void;
  /** a click opens a window of its own: while the mode lasts, pages of other sites are answered with a blank sheet */
  expectWindow(): void;
}

export interface GuardLimits {
  readonly maxRequests: number;
  readonly maxBytes: number;
  readonly maxBytesEach: number;
  readonly timeoutMs: number;
}

const LIMITS: GuardLimits = {
  maxRequests: 1_500,
  maxBytes: 120_000_000,
  maxBytesEach: 12_000_000,
  timeoutMs: 20_000,
};
const SHEET = '<!doctype html><meta charset="utf-8"><title>stopped</title>';
/** Headers that belong to one connection, or that the guard sets itself. */
const HOP_BY_HOP = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade content-length content-encoding alt-svc strict-transport-security'.split(
    ' ',
  ),
);
const LOGIN_PATH = /\/(log-?(in|out|off)|sign-?(in|out|up)|register|sso|cas|oauth2?|auth)\b/i;
const DOWNLOAD_PATH = /\.(zip|rar|7z|t?gz|exe|msi|apk|ipa|dmg|iso|docx?|xlsx?|pptx?|wps|et|ofd|pdf|csv)$/i;
/** What a page is drawn with may lie in any folder. */
const DRAWN_WITH = new Set(['script', 'style', 'image', 'font']);

/**
 * The browser's only way out: a proxy of our own that ends its TLS, so that every request is seen whole – method,
 * address, size – before anything leaves the machine. Addresses are checked by the `web` behind it (dial), so a
 * page cannot reach the inside of our network, by whatever trick of names or redirects. Web sockets are refused.
 */
export async function openGuard(
  web: Web,
  certificate: SelfSigned,
  limits: Partial<GuardLimits> = {},
): Promise<Guard> {
  const bounds = { ...LIMITS, ...limits };
  const log: GuardedRequest[] = [];
  const sockets = new Set<Socket>();
  let mode: GuardMode = 'visit';
  let own = '';
  let windowOpens = false;
  let bytes = 0;
  let open = 0;

  const note = (request: Omit<GuardedRequest, 'at' | 'host'>): void => {
    const host = URL.parse(request.url)?.hostname ?? '';
    if (log.length < bounds.maxRequests * 2) log.push({ at: Date.now(), host, ...request });
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = requestedUrl(request);
    const method = request.method ?? 'GET';
    const purpose = purposeOf(request);
    const told = { method, url, purpose };
    const refuse = (outcome: GuardedRequest['outcome'], status = 403): void => {
      note({ ...told, outcome, status });
      request.resume();
      response.writeHead(status, { 'content-type': 'text/plain', 'access-control-allow-origin': '*' }).end();
    };
    if (mode !== 'visit' && method !== 'GET') return refuse('method-blocked');
    const barred = mode === 'click' && barredFromClicks(request, { url, purpose, own });
    if (barred === 'stopped') {
      // 204 leaves a window with the page that it shows; a new window would never come to show anything.
      const status = windowOpens ? 200 : 204;
      note({ ...told, outcome: 'stopped', status });
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
      response.end(windowOpens ? SHEET : '');
      return;
    }
    if (barred) return refuse(barred);
    if (log.length >= bounds.maxRequests || bytes >= bounds.maxBytes) return refuse('over-limit', 429);
    const answer = await web.fetch({
      url,
      method,
      headers: passedHeaders(request),
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: await bodyOf(request) }),
      maxBytes: Math.min(bounds.maxBytesEach, bounds.maxBytes - bytes),
      timeoutMs: bounds.timeoutMs,
    });
    if (!answer.ok) {
      note({ ...told, outcome: 'refused', code: answer.code });
      // Without an answer the browser reports a network error, as it would without us.
      response.destroy();
      return;
    }
    bytes += answer.body.length;
    if (purpose !== 'part' && isDownload(answer)) return refuse('download-blocked', 204);
    note({ ...told, outcome: 'answered', status: answer.status });
    reply(response, answer);
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    open++;
    handle(request, response)
      .catch(() => response.destroy())
      .finally(() => open--);
  };
  const refuseSocket = (request: IncomingMessage, socket: Socket): void => {
    note({
      method: 'UPGRADE',
      url: requestedUrl(request),
      purpose: 'part',
      outcome: 'socket-blocked',
      status: 403,
    });
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
  };
  const { key, cert } = certificate;
  const inner = createServer(onRequest).on('upgrade', refuseSocket);
  const outer = createServer(onRequest).on('upgrade', refuseSocket);
  outer.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  outer.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    // A page may also speak plain HTTP or junk through CONNECT; only TLS is taken up.
    const secure = new TLSSocket(socket, { isServer: true, key, cert, ALPNProtocols: ['http/1.1'] });
    secure.on('error', () => socket.destroy());
    Object.assign(secure, { authority: request.url ?? '' });
    inner.emit('connection', secure);
  });
  outer.on('clientError', (_, socket) => socket.destroy());
  inner.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    outer.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    proxy: `http://127.0.0.1:${(outer.address() as AddressInfo).port}`,
    log,
    busy: () => open > 0,
    setMode(next, ownSuffix = '') {
      mode = next;
      own = ownSuffix;
      windowOpens = false;
    },
    expectWindow() {
      windowOpens = true;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => outer.close(() => resolve()));
    },
  };
}

function requestedUrl(request: IncomingMessage): string {
  const { authority } = request.socket as Socket & { authority?: string };
  if (authority === undefined) return request.url ?? '';
  const host = authority.replace(/:443$/, '');
  return `https://${host}${request.url ?? '/'}`;
}

/** Chromium tells the purpose of a request only on secure addresses; the other sign stands on every page's request. */
function purposeOf({ headers }: IncomingMessage): GuardedRequest['purpose'] {
  const dest = headers['sec-fetch-dest'];
  if (dest === 'iframe' || dest === 'frame') return 'frame';
  const isPage = headers['sec-fetch-mode'] === 'navigate' || headers['upgrade-insecure-requests'] === '1';
  return isPage ? 'page' : 'part';
}

/** Why a request is not passed on while exits are clicked; undefined when it is. */
function barredFromClicks(
  { headers }: IncomingMessage,
  asked: { url: string; purpose: GuardedRequest['purpose']; own: string },
): 'stopped' | 'foreign-blocked' | 'login-blocked' | 'download-blocked' | undefined {
  const { hostname = '', pathname = '' } = URL.parse(asked.url) ?? {};
  if (!isUnder(hostname, asked.own)) return asked.purpose === 'part' ? 'foreign-blocked' : 'stopped';
  if (DRAWN_WITH.has(String(headers['sec-fetch-dest']))) return undefined;
  if (LOGIN_PATH.test(pathname)) return 'login-blocked';
  return DOWNLOAD_PATH.test(pathname) ? 'download-blocked' : undefined;
}

function passedHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name))
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { ...headers, 'accept-encoding': 'gzip, deflate, br' };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > 1_000_000) throw new RangeError('a request body over one megabyte');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isDownload(answer: WebResponse): boolean {
  const disposition = answer.headers.find(([name]) => name === 'content-disposition')?.[1] ?? '';
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? 'text/html';
  return (
    /^\s*attachment/i.test(disposition) ||
    !/^\s*(text\/|image\/|application\/(xhtml\+xml|xml|json|javascript|pdf))/i.test(type)
  );
}

function reply(response: ServerResponse, answer: WebAnswer & { ok: true }): void {
  const headers = new Map<string, string[]>();
  for (const [name, value] of answer.headers) {
    if (HOP_BY_HOP.has(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      continue;
    headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  response.writeHead(answer.status < 200 ? 502 : answer.status, Object.fromEntries(headers));
  response.end(answer.body);
}
