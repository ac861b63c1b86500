import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { carriesId } from './dns-message.ts';

export interface DnsServer {
  readonly address: string;
  readonly port: number;
}

export interface Exchange {
  readonly server: DnsServer;
  readonly id: number;
  readonly message: Buffer;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Bytes of the response, or why there are none. */
export type ExchangeResult = Buffer | 'timeout' | 'unreachable';

/**
 * Sends one query by UDP and gives the first packet that bears its id. The socket is connected, on a random
 * port of its own: packets from elsewhere never arrive, and a closed port is noticed at once.
 */
export function exchangeByUdp({ server, id, message, timeoutMs, signal }: Exchange): Promise<ExchangeResult> {
  return new Promise((resolve) => {
    const socket = createSocket(server.address.includes(':') ? 'udp6' : 'udp4');
    let done = false;
    const finish = (result: ExchangeResult) => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      // Listeners stay: a socket that is still being bound closes by way of some of them.
      socket.close();
      resolve(result);
    };
    const abort = () => finish('timeout');
    const timer = setTimeout(finish, timeoutMs, 'timeout');
    signal.addEventListener('abort', abort);
    socket.on('error', () => finish('unreachable'));
    socket.on('message', (bytes) => {
      if (carriesId(bytes, id)) finish(bytes);
    });
    socket.on('connect', () => {
      if (!done) socket.send(message);
    });
    socket.connect(server.port, server.address);
  });
}

/** The same by TCP (RFC 7766), for answers that do not fit into a UDP packet. At most 65 535 bytes by its form. */
export function exchangeByTcp({ server, id, message, timeoutMs, signal }: Exchange): Promise<ExchangeResult> {
  return new Promise((resolve) => {
    const socket = connect({ host: server.address, port: server.port });
    let received = Buffer.alloc(0);
    const finish = (result: ExchangeResult) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners().on('error', () => {});
      socket.destroy();
      resolve(result);
    };
    const abort = () => finish('timeout');
    const timer = setTimeout(finish, timeoutMs, 'timeout');
    signal.addEventListener('abort', abort);
    socket.on('error', () => finish('unreachable'));
    socket.on('close', () => finish('unreachable'));
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (received.length < 2) return;
      const end = received.readUInt16BE(0) + 2;
      if (received.length < end) return;
      const answer = received.subarray(2, end);
      finish(carriesId(answer, id) ? answer : 'unreachable');
    });
  });
}
