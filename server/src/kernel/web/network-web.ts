import { constants } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import { BoundedMap } from '../bounded-map.ts';
import { DialError, dial, dialTls, type Egress } from '../egress/index.ts';
import { untilAborted } from '../until-aborted.ts';
import { readBody } from './read-body.ts';
import type { Web, WebAnswer, WebCode, WebRefusal, WebRequest } from './web.ts';

const DEFAULT_MAX_BYTES = 5_000_000;
const DEFAULT_TIMEOUT_MS = 20_000;
const CONNECT_TIMEOUT_MS = 8_000;
/** So many are remembered; who comes again later pays for a whole handshake. */
const MAX_ORIGINS = 2_000;
/** So much of an unwanted rest is taken and thrown away, because a new connection costs both sides more. */
const REST_BYTES = 16_384;
const REST_TIMEOUT_MS = 1_000;

interface WebOptions {
  /** true connects only to servers whose certificate is trusted: for secrets of ours. Default false */
  readonly verified?: boolean;
  /** at the same time; a request waits for one out of its own time. null: as many as are needed. Default 6 */
  readonly connectionsPerHost?: number | null;
}

export interface NetworkWeb extends Web, AsyncDisposable {}

/**
 * Pages from the network. Every connection goes through `dial`, so addresses are checked at the moment of
 * connecting, for redirects and for what a browser asks as well; a connection is used again only for the same scheme,
 * name and port. By default certificates are not judged here: an expired one must not hide the page behind it (the tls
 * probe judges).
 */
export function openNetworkWeb(
  egress: Egress,
  { verified = false, connectionsPerHost = 6 }: WebOptions = {},
): NetworkWeb {
  const addresses = new BoundedMap<string, string>(MAX_ORIGINS);
  const sessions = new BoundedMap<string, Buffer>(MAX_ORIGINS);
  const closing = new AbortController();
  const agent = new Agent({
    connect: (options, callback) => {
      void connect(egress, options, { addresses, sessions, verified, signal: closing.signal }).then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      );
    },
    connections: connectionsPerHost,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    maxHeaderSize: 64 * 1024,
    bodyTimeout: 0,
    headersTimeout: 0,
  });
  return {
    fetch: (request) => exchange(agent, addresses, request),
    async [Symbol.asyncDispose]() {
      closing.abort();
      await agent.destroy();
    },
  };
}

interface Connections {
  /** by origin: the address that was connected to last */
  readonly addresses: Map<string, string>;
  /** by origin: the last TLS session, to be taken up by the next connection */
  readonly sessions: Map<string, Buffer>;
  readonly verified: boolean;
  readonly signal: AbortSignal;
}

interface ConnectOptions {
  readonly hostname: string;
  readonly protocol: string;
  readonly port: string;
}

async function connect(
  egress: Egress,
  { hostname, protocol, port }: ConnectOptions,
  { addresses, sessions, verified, signal }: Connections,
) {
  const secure = protocol === 'https:';
  const target = {
    ...egress,
    host: hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    signal,
  };
  const key = originKey(protocol, hostname, port);
  const dialled = secure
    ? await dialTls({ ...target, ...(verified ? STRICT : LENIENT), session: sessions.get(key) })
    : await dial(target);
  if (!dialled.ok) throw new DialError(dialled);
  addresses.set(key, dialled.address);
  if (secure) dialled.socket.on('session', (session: Buffer) => sessions.set(key, session));
  return dialled.socket;
}

/** What old servers need: obsolete versions and suites, no secure renegotiation (RFC 5746), any certificate. */
const LENIENT = {
  alpn: ['http/1.1'],
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
  unverified: true,
} as const;

/** What we entrust something to. */
const STRICT = { alpn: ['http/1.1'], minVersion: 'TLSv1.2', rejectUnauthorized: true } as const;

function originKey(protocol: string, hostname: string, port: string): string {
  return `${protocol}//${hostname.replace(/^\[|\]$/g, '')} ${port}`;
}

async function exchange(
  agent: Agent,
  addresses: ReadonlyMap<string, string>,
  request: WebRequest,
): Promise<WebAnswer> {
  request.signal?.throwIfAborted();
  const url = URL.parse(request.url);
  if (!url || !/^https?:$/.test(url.protocol)) return { ok: false, url: request.url, code: 'bad-address' };
  const started = performance.now();
  using deadline = openDeadline(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, request.signal);
  const { signal } = deadline;
  try {
    // A request that still waits for its connection does not hear the signal.
    const response = await untilAborted(
      agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
        headers: { ...request.headers },
        body: request.body ? Buffer.from(request.body) : null,
        signal,
        ...(request.idleMs !== undefined && {
          headersTimeout: request.idleMs,
          bodyTimeout: request.idleMs,
        }),
        responseHeaders: 'raw',
      }),
      signal,
    );
    const headMs = elapsed(started);
    const headers = pairs(response.headers as unknown as string[]);
    const codings = headers.filter(([name]) => name === 'content-encoding').map(([, value]) => value);
    const body = await readBody(response.body, codings.join(','), {
      maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES,
      signal,
      leave: dump,
    });
    request.signal?.throwIfAborted();
    return {
      ok: true,
      url: url.href,
      status: response.statusCode,
      headers,
      ...body,
      address: addresses.get(originKey(url.protocol, url.hostname, url.port)) ?? '',
      headMs,
      ms: elapsed(started),
    };
  } catch (error) {
    request.signal?.throwIfAborted();
    return refusal(url.href, signal.aborted ? signal.reason : error);
  }
}

/** Fires after so many milliseconds or with the other signal. Cheaper than AbortSignal.any: its timer ends with it. */
function openDeadline(ms: number, other: AbortSignal | undefined): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too slow', 'TimeoutError')), ms);
  const abort = (): void => controller.abort(other?.reason);
  other?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer);
      other?.removeEventListener('abort', abort);
    },
  };
}

function dump(stream: Readable & { dump?(options: object): Promise<unknown> }): void {
  const signal = AbortSignal.timeout(REST_TIMEOUT_MS);
  stream.dump?.({ limit: REST_BYTES, signal }).catch(() => stream.destroy());
}

function elapsed(started: number): number {
  return Math.round(performance.now() - started);
}

function pairs(raw: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    headers.push([name, headerText(name, raw[i + 1] ?? '')]);
  }
  return headers;
}

/**
 * Header values arrive as bytes, one a character. Chinese servers write UTF-8 into them, and addresses in whatever
 * encoding their pages have: those are asked for with the same bytes, as browsers do. Cookies go back as they came.
 */
function headerText(name: string, value: string): string {
  if (name === 'set-cookie' || !/[\x80-\xff]/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  if (name === 'location')
    return value.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? value : text;
}

const KNOWN: Readonly<Record<string, WebCode>> = {
  TimeoutError: 'response-timeout',
  AbortError: 'response-timeout',
  UND_ERR_ABORTED: 'response-timeout',
  HTTPParserError: 'bad-response',
  UND_ERR_HEADERS_TIMEOUT: 'response-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'header-too-large',
  HPE_HEADER_OVERFLOW: 'header-too-large',
  UND_ERR_SOCKET: 'reset',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

/** What the network or the server did is told; everything else is our own mistake and thrown. */
function refusal(url: string, error: unknown): WebRefusal {
  if (error instanceof DialError) {
    const { code, detail } = error.refusal;
    return { ok: false, url, code, ...(detail !== undefined && { detail }) };
  }
  const { name = '', code: given, cause } = error as Error & { code?: unknown };
  const code = typeof given === 'string' ? given : name;
  if (cause instanceof DialError) return refusal(url, cause);
  const found = KNOWN[code] ?? KNOWN[name];
  if (found) return { ok: false, url, code: found, detail: code };
  // TLS 1.3 tells only after the handshake that it wants a certificate of ours.
  if (/^ERR_SSL_.*CERTIFICATE/.test(code)) return { ok: false, url, code: 'handshake-refused', detail: code };
  if (/^ERR_SSL_|^EPROTO$/.test(code)) return { ok: false, url, code: 'reset', detail: code };
  if (/^HPE_|^UND_ERR_/.test(code)) return { ok: false, url, code: 'bad-response', detail: code };
  throw error;
}
