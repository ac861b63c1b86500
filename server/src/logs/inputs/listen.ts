import { createSocket } from 'node:dgram';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp, isIP, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import type { LogEndpoint as Endpoint, LogScheme as Scheme } from '../../kernel/config/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { receiveBulk } from './receive-bulk.ts';
import { DATAGRAM_BUFFER, droppedByKernel, receiveDatagrams } from './receive-datagrams.ts';
import { receiveRelp } from './receive-relp.ts';
import { type Counters, noCounts, type Reception, receiveStream } from './receive-stream.ts';

export interface TlsMeans {
  /** PEM */
  readonly key: string;
  readonly cert: string;
  /** PEM; where it is given, senders must show a certificate of it (RFC 5425) */
  readonly clientCa?: string | undefined;
}

export interface Listening {
  readonly endpoint: Endpoint;
  readonly port: number;
  counters(): Promise<Counters>;
  /** no new senders; those who are there are cut off */
  close(): Promise<void>;
}

/** More connections than this are refused, before anything is read of them. */
const MOST_CONNECTIONS = 15_000;
const MOST_REQUESTS = 500;
const REQUEST_MS = 60_000;
/** Connections that do not end by themselves when the program does are cut off after so long. */
const LAST_WORDS_MS = 1_000;
const BACKLOG = 4_096;

/** @throws HouseError `logs-cannot-listen` */
export async function listenAt(
  endpoint: Endpoint,
  about: Pick<Reception, 'intake' | 'origins'> & { readonly tls: () => Promise<TlsMeans> },
): Promise<Listening> {
  const counters = noCounts();
  const reception: Reception = { intake: about.intake, origins: about.origins, counters };
  try {
    if (endpoint.scheme === 'udp') return await listenForDatagrams(endpoint, reception);
    return await listenForStreams(endpoint, { reception, tls: about.tls });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new HouseError('logs-cannot-listen', { place: placeOf(endpoint), detail: code }, { cause: error });
  }
}

export function placeOf({ scheme, host, port }: Endpoint): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function listenForStreams(
  endpoint: Endpoint,
  about: { readonly reception: Reception; readonly tls: () => Promise<TlsMeans> },
): Promise<Listening> {
  const { scheme, host, port } = endpoint;
  const { reception } = about;
  const sockets = new Set<Socket>();
  const isEncrypted = scheme === 'tls' || scheme === 'relps' || scheme === 'https';
  const means = isEncrypted ? await about.tls() : undefined;
  const options = means && {
    key: means.key,
    cert: means.cert,
    minVersion: 'TLSv1.2' as const,
    ...(means.clientCa !== undefined && { ca: means.clientCa, requestCert: true, rejectUnauthorized: true }),
  };
  const handler = handlerOf(scheme, reception);
  let server: Server;
  if (scheme === 'http' || scheme === 'https') {
    const bulk = handler as RequestListener;
    const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, keepAliveTimeout: REQUEST_MS };
    server = options ? createHttps({ ...limits, ...options }, bulk) : createHttp(limits, bulk);
    server.maxConnections = MOST_REQUESTS;
  } else {
    const stream = handler as (socket: Socket) => void;
    server = options ? createTls({ ...options, handshakeTimeout: 30_000 }, stream) : createTcp(stream);
    server.maxConnections = MOST_CONNECTIONS;
  }
  const know = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  server.on('connection', know);
  server.on('secureConnection', know);
  // A sender that speaks no TLS is its own matter.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: BACKLOG }, resolve);
  });
  server.on('error', () => undefined);
  return {
    endpoint,
    port: (server.address() as AddressInfo).port,
    counters: async () => ({ ...reception.counters }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      // Whoever reads sees that we end, and stops; what is under way until then is kept.
      for (const socket of sockets) socket.end();
      const cutOff = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, LAST_WORDS_MS);
      await closed;
      // What they held is handed over when they close, and that is behind the server's own end.
      while (sockets.size > 0) await new Promise((resolve) => setImmediate(resolve));
      clearTimeout(cutOff);
    },
  };
}

function handlerOf(scheme: Scheme, reception: Reception) {
  if (scheme === 'http' || scheme === 'https') return receiveBulk(reception);
  if (scheme === 'relp' || scheme === 'relps') return (socket: Socket) => receiveRelp(socket, reception);
  const way = scheme === 'tls' ? ('syslog-tls' as const) : ('syslog-tcp' as const);
  return (socket: Socket) => receiveStream(socket, way, reception);
}

async function listenForDatagrams(endpoint: Endpoint, reception: Reception): Promise<Listening> {
  const { host, port } = endpoint;
  const socket = createSocket({ type: isIP(host) === 6 ? 'udp6' : 'udp4', recvBufferSize: DATAGRAM_BUFFER });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: host, port }, resolve);
  });
  socket.on('error', () => undefined);
  const own = socket.address().port;
  receiveDatagrams(socket, reception);
  return {
    endpoint,
    port: own,
    counters: async () => ({ ...reception.counters, droppedByKernel: await droppedByKernel(own) }),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
