import { Readable } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { DialError, dial, dialTls, type Egress } from '../egress/index.ts';
import type { Web, WebAnswer, WebCode, WebRefusal, WebRequest, WebResponse } from './web.ts';

const DEFAULT_MAX_BYTES = 5_000_000;
const DEFAULT_TIMEOUT_MS = 20_000;
const CONNECT_TIMEOUT_MS = 8_000;
/** A body may arrive in more bytes than it is worth decoded; beyond this factor the sender plays with us. */
const WIRE_FACTOR = 4;

export interface NetworkWeb extends Web, AsyncDisposable {}

/**
 * Pages from the network. Every connection goes through `dial`, so addresses are checked at the moment of
 * connecting, for redirects and for what a browser asks as well. Certificates are not judged here: an expired one
 * must not hide the page behind it (the tls probe judges).
 */
export function openNetworkWeb(egress: Egress): NetworkWeb {
  const addresses = new Map<string, string>();
  const agent = new Agent({
    connect: (options, callback) => {
      void connect(egress, options, addresses).then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      );
    },
    connections: 6,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    maxHeaderSize: 64 * 1024,
    bodyTimeout: 0,
    headersTimeout: 0,
  });
  return {
    fetch: (request) => exchange(agent, addresses, request),
    async [Symbol.asyncDispose]() {
      await agent.destroy();
    },
  };
}

interface ConnectOptions {
  readonly hostname: string;
  readonly protocol: string;
  readonly port: string;
}

async function connect(egress: Egress, options: ConnectOptions, addresses: Map<string, string>) {
  const secure = options.protocol === 'https:';
  const port = options.port === '' ? (secure ? 443 : 80) : Number(options.port);
  const target = { ...egress, host: options.hostname, port, connectTimeoutMs: CONNECT_TIMEOUT_MS };
  const dialled = secure
    ? await dialTls({ ...target, alpn: ['http/1.1'], minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' })
    : await dial(target);
  if (!dialled.ok) throw new DialError(dialled);
  addresses.set(options.hostname, dialled.address);
  return dialled.socket;
}

async function exchange(
  agent: Agent,
  addresses: ReadonlyMap<string, string>,
  request: WebRequest,
): Promise<WebAnswer> {
  const url = URL.parse(request.url);
  if (!url || !/^https?:$/.test(url.protocol)) return { ok: false, url: request.url, code: 'bad-address' };
  const started = performance.now();
  const deadline = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  try {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
      headers: { ...request.headers },
      body: request.body ? Buffer.from(request.body) : null,
      signal,
      responseHeaders: 'raw',
    });
    const headMs = elapsed(started);
    const headers = pairs(response.headers as unknown as (string | Buffer)[]);
    const body = await readBody(response.body, headers, {
      maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES,
      signal,
    });
    request.signal?.throwIfAborted();
    const { hostname } = url;
    return {
      ok: true,
      url: url.href,
      status: response.statusCode,
      headers,
      ...body,
      address: addresses.get(hostname) ?? addresses.get(hostname.replace(/^\[|\]$/g, '')) ?? '',
      headMs,
      ms: elapsed(started),
    };
  } catch (error) {
    request.signal?.throwIfAborted();
    return refusal(url.href, error);
  }
}

function elapsed(started: number): number {
  return Math.round(performance.now() - started);
}

function pairs(raw: readonly (string | Buffer)[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    headers.push([String(raw[i]).toLowerCase(), latin1(raw[i + 1])]);
  }
  return headers;
}

/** Header values are bytes; Chinese servers send UTF-8 in them. */
function latin1(value: string | Buffer | undefined): string {
  return typeof value === 'string' ? value : Buffer.from(value ?? '').toString('utf8');
}

type Body = Pick<WebResponse, 'body' | 'cut' | 'fault'>;

async function readBody(
  stream: Readable,
  headers: readonly (readonly [string, string])[],
  limits: { maxBytes: number; signal: AbortSignal },
): Promise<Body> {
  const codings = (headers.find(([name]) => name === 'content-encoding')?.[1] ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const wire = await collect(
    stream,
    codings.length > 0 ? limits.maxBytes * WIRE_FACTOR : limits.maxBytes,
    limits.signal,
  );
  if (codings.length === 0 || wire.body.length === 0) return wire;
  if (codings.length > 2) return { body: new Uint8Array(), cut: true, fault: 'bad-encoding' };
  let decoded: Body = wire;
  for (const coding of codings.reverse()) {
    const decoder = decoderFor(coding, decoded.body);
    if (!decoder) return { ...wire, fault: 'bad-encoding' };
    const step = await collect(
      Readable.from([Buffer.from(decoded.body)]).compose(decoder),
      limits.maxBytes,
      limits.signal,
    );
    const fault = decoded.fault ?? (step.fault === 'broken-off' ? 'bad-encoding' : step.fault);
    decoded = { body: step.body, cut: decoded.cut || step.cut, ...(fault && { fault }) };
  }
  return decoded;
}

function decoderFor(coding: string, body: Uint8Array) {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      // Half of the servers send raw deflate under this name: a zlib head has 8 in its low nibble.
      return ((body[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      return undefined;
  }
}

/** Reads at most `maxBytes`; a stream that ends badly gives what came. */
async function collect(stream: Readable, maxBytes: number, signal: AbortSignal): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) {
        stream.destroy();
        return { body: Buffer.concat(chunks).subarray(0, maxBytes), cut: true, fault: 'too-large' };
      }
    }
    return { body: Buffer.concat(chunks), cut: false };
  } catch {
    stream.destroy();
    const fault = signal.aborted ? 'too-slow' : 'broken-off';
    return { body: Buffer.concat(chunks), cut: true, fault };
  }
}

function refusal(url: string, error: unknown): WebRefusal {
  if (error instanceof DialError) {
    const { code, detail } = error.refusal;
    return { ok: false, url, code, ...(detail !== undefined && { detail }) };
  }
  const { name = '', code = name, cause } = error as Error & { code?: string };
  if (cause instanceof DialError) return refusal(url, cause);
  const known: Record<string, WebCode> = {
    TimeoutError: 'response-timeout',
    AbortError: 'response-timeout',
    UND_ERR_ABORTED: 'response-timeout',
    UND_ERR_HEADERS_TIMEOUT: 'response-timeout',
    UND_ERR_HEADERS_OVERFLOW: 'header-too-large',
    HPE_HEADER_OVERFLOW: 'header-too-large',
    UND_ERR_SOCKET: 'reset',
    ECONNRESET: 'reset',
    EPIPE: 'reset',
  };
  const found = known[code] ?? known[name];
  if (found) return { ok: false, url, code: found, detail: code };
  if (/^HPE_|^UND_ERR_/.test(code)) return { ok: false, url, code: 'bad-response', detail: code };
  throw error;
}
