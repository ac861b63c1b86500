import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect, rootCertificates, type TLSSocket } from 'node:tls';
import { Client, ResultCodeError } from 'ldapts';
import { dial, dialTls } from '../../kernel/egress/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { faultOfWeb, OutsideFault } from './fault.ts';
import { type Asking, PATIENCE_MS } from './way.ts';

/** What is done in a directory. */
export type Directory = Pick<Client, 'bind' | 'search'>;

/** A directory answers in some KB. */
const MOST_BYTES = 256 * 1024;
const HANDSHAKE_MS = 5_000;
/** For everything that is done in one connection. */
const WHOLE_MS = 25_000;

/**
 * Opens a connection to a directory by the house's own door and with a verified certificate, and closes it afterwards.
 * Before there is TLS nothing is said but the wish for it.
 *
 * @throws OutsideFault
 */
export async function withDirectory<Result>(
  asking: Asking<'ldap'>,
  act: (directory: Directory) => Promise<Result>,
): Promise<Result> {
  const { host, port, security } = asking.config;
  const socket = await connectTo(asking);
  const timer = setTimeout(() => socket.destroy(), WHOLE_MS);
  const client = new Client({
    // The connection is there already: a TLS one, or a plain one that becomes one at once.
    url: `ldap://${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
    createConnection: (() => socket) as never,
    createSecureConnection: ((options: ConnectionOptions) => bounded(connect(options))) as never,
    timeout: PATIENCE_MS,
    connectTimeout: PATIENCE_MS,
  });
  try {
    if (security === 'starttls') await client.startTLS(trust(asking)).catch(untrusted);
    return await act(client);
  } catch (error) {
    throw toFault(error);
  } finally {
    clearTimeout(timer);
    await client.unbind().catch(() => {});
    socket.destroy();
  }
}

async function connectTo({ config: { host, port, security }, egress }: Asking<'ldap'>): Promise<Socket> {
  const options = { ...egress, host, port, ports: 'any', connectTimeoutMs: PATIENCE_MS } as const;
  if (security === 'starttls') {
    const dialled = await dial(options);
    if (!dialled.ok) throw faultOfWeb(dialled.code);
    return dialled.socket;
  }
  const dialled = await dialTls({
    ...options,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    handshakeTimeoutMs: HANDSHAKE_MS,
  });
  if (!dialled.ok) throw faultOfWeb(dialled.code);
  return bounded(dialled.socket);
}

function trust({ config: { host }, egress }: Asking<'ldap'>): ConnectionOptions {
  return {
    ca: [...rootCertificates, ...egress.policy.extraCa],
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    host,
    ...(isIP(host) === 0 && { servername: host }),
  };
}

/** Ends a connection that brings more than a directory has to say. */
function bounded(socket: TLSSocket): TLSSocket {
  let bytes = 0;
  socket.on('data', (data: Buffer) => {
    bytes += data.length;
    if (bytes > MOST_BYTES) socket.destroy(new OutsideFault('answer-wrong'));
  });
  socket.on('error', () => {});
  return socket;
}

function untrusted(error: unknown): never {
  if (error instanceof ResultCodeError) throw new OutsideFault('unfit', { cause: error });
  throw new OutsideFault('untrusted', { cause: error });
}

/** Whatever a directory or its library says that we did not reckon with. */
function toFault(error: unknown): Error {
  if (!(error instanceof Error) || error instanceof OutsideFault) return error as Error;
  if (error instanceof HouseError) return error;
  if (/timeout|timed out/i.test(error.message)) return new OutsideFault('no-answer', { cause: error });
  return new OutsideFault('answer-wrong', { cause: error });
}
