import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, type SecureVersion, TLSSocket } from 'node:tls';
import { readServerName } from './client-hello-name.ts';
import type { CertificateWish, IssuedCertificate, TestPki } from './pki.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export interface SiteTls {
  /** a wish for the test PKI, or a ready certificate; by default one for the site's own name */
  readonly certificate?: CertificateWish | IssuedCertificate;
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
  readonly ciphers?: string;
  readonly alpn?: readonly string[];
  /** answers the connection by hand, with the first bytes of the client: no TLS library involved */
  readonly raw?: (socket: Socket, hello: Buffer) => void;
}

export interface Site {
  /** address that the test DNS tells; the connection goes to loopback all the same. By default 127.0.0.1 */
  readonly address?: string;
  /** by path with query; `*` serves every other path. A text is an HTML page */
  readonly pages?: Readonly<Record<string, string | Page | Handler>>;
  /** what plain HTTP does: the same pages, or a redirect to HTTPS, or closing the connection */
  readonly http?: 'serve' | 'redirect' | 'none';
  /** false closes the connection on the first TLS byte */
  readonly tls?: SiteTls | false;
}

export interface SeenRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly secure: boolean;
  readonly headers: IncomingMessage['headers'];
}

/** Virtual hosts behind one HTTP and one HTTPS port of loopback. */
export interface TestSites extends AsyncDisposable {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly requests: SeenRequest[];
  /** connections accepted so far, both ports */
  readonly connections: () => number;
  /** bytes sent so far over all connections, those of TLS as they are on the wire */
  readonly bytesSent: () => number;
  set(host: string, site: Site): void;
  close(): Promise<void>;
}

const MAX_LOG = 100_000;

/** Serves sites by name; the site `*` answers for every other host. Unknown hosts get 404 and a certificate. */
export async function startSites(sites: Readonly<Record<string, Site>>, pki: TestPki): Promise<TestSites> {
  const byHost = new Map(Object.entries(sites));
  const contexts = new Map<string, SecureContext>();
  const issued = new Map<string, IssuedCertificate>();
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;
  let sentBefore = 0;

  const siteOf = (host: string): Site => byHost.get(host) ?? byHost.get('*') ?? {};
  const pages = createHttpServer({ keepAliveTimeout: 5_000, connectionsCheckingInterval: 3_600_000 }, serve);
  pages.on('clientError', (_error, socket) => socket.destroy());
  const plain = createServer((socket) => {
    track(socket);
    pages.emit('connection', socket);
  });
  const secure = createServer((socket) => {
    track(socket);
    greet(socket);
  });

  const tlsOf = (host: string): SiteTls => siteOf(host).tls || {};

  function track(socket: Socket): void {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      sentBefore += socket.bytesWritten;
    });
  }

  function greet(socket: Socket): void {
    let received = Buffer.alloc(0);
    socket.on('data', function collect(bytes) {
      received = Buffer.concat([received, bytes]);
      const name = readServerName(received);
      if (name === undefined) return;
      socket.off('data', collect).pause();
      const host = name ?? '*';
      const { tls } = siteOf(host);
      if (tls === false) socket.destroy();
      else if (tls?.raw) tls.raw(socket.resume(), received);
      else startTls(socket, host, received);
    });
  }

  function startTls(socket: Socket, host: string, received: Buffer): void {
    socket.unshift(received);
    const wrapped = new TLSSocket(socket, {
      isServer: true,
      secureContext: contextOf(host),
      ALPNProtocols: [...(tlsOf(host).alpn ?? ['http/1.1'])],
    });
    wrapped.on('error', () => socket.destroy());
    wrapped.once('secure', () => pages.emit('connection', wrapped));
  }

  function certificateOf(host: string): IssuedCertificate {
    const wish = tlsOf(host).certificate ?? { names: [host === '*' ? 'localhost' : host] };
    if ('keyPem' in wish) return wish;
    const certificate = issued.get(host) ?? pki.issue(wish);
    issued.set(host, certificate);
    return certificate;
  }

  /** Sites that share a certificate share its context too: thousands of sites then cost little memory. */
  function contextOf(host: string): SecureContext {
    const { pem, keyPem, sha256 } = certificateOf(host);
    const { minVersion, maxVersion, ciphers } = tlsOf(host);
    const key = JSON.stringify([sha256, minVersion, maxVersion, ciphers]);
    const context =
      contexts.get(key) ?? createSecureContext({ cert: pem, key: keyPem, minVersion, maxVersion, ciphers });
    contexts.set(key, context);
    return context;
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const isSecure = request.socket instanceof TLSSocket;
    const path = request.url ?? '/';
    if (requests.length < MAX_LOG) {
      requests.push({ host, method: request.method ?? '', path, secure: isSecure, headers: request.headers });
    }
    const site = siteOf(host);
    const page = site.pages?.[path] ?? site.pages?.['*'] ?? NOT_FOUND;
    if (!isSecure && site.http === 'none') request.socket.destroy();
    else if (!isSecure && site.http === 'redirect') send(response, redirectTo(`https://${host}${path}`));
    else if (typeof page === 'function') page(request, response);
    else send(response, typeof page === 'string' ? { body: page } : page);
  }

  await Promise.all([listen(plain), listen(secure)]);
  let closed = false;
  return {
    httpPort: portOf(plain),
    httpsPort: portOf(secure),
    requests,
    connections: () => accepted,
    bytesSent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, sentBefore),
    set(host, site) {
      byHost.set(host, site);
      issued.delete(host);
    },
    close,
    [Symbol.asyncDispose]: close,
  };

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    const gone = [once(plain, 'close'), once(secure, 'close')];
    plain.close();
    secure.close();
    pages.close();
    for (const socket of sockets) socket.destroy();
    await Promise.all(gone);
  }
}

const NOT_FOUND: Page = { status: 404, body: '<!doctype html><title>404</title>' };

export function redirectTo(location: string, status = 301): Page {
  return { status, headers: { location } };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: Page): void {
  const type = { 'content-type': 'text/html; charset=utf-8' };
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...type, ...length, ...headers } as Record<string, string>);
  response.end(body);
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
