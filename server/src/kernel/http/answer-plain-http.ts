import { createServer } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { Exposure } from './exposure.ts';
import { hostnameOf, refuseForeignName } from './guards.ts';

/** First byte of a TLS connection: a handshake record. */
const HANDSHAKE = 0x16;
/** Whoever connects and says nothing is let go after so long. */
const SILENCE_MS = 20_000;

/**
 * Answers plain HTTP that comes to a port of TLS: readers are sent to the same address by TLS, everything else is told
 * that this port speaks HTTPS. Nothing is read of a request but where it wants to go.
 */
export function answerPlainHttp(server: Server, exposure: Exposure): void {
  const plain = createServer((request, reply) => {
    const { host } = request.headers;
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    reply.setHeader('connection', 'close');
    if (isReading && host && isOurs(host, exposure)) {
      reply.writeHead(308, { location: `https://${host}${request.url ?? '/'}` }).end();
      return;
    }
    reply
      .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
      .end('本端口只提供加密访问（HTTPS）。This port speaks HTTPS only.\n');
  });
  const secure = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const stop = (): void => void socket.destroy();
    const timer = setTimeout(stop, SILENCE_MS);
    socket.once('error', stop);
    socket.once('close', () => clearTimeout(timer));
    socket.once('data', (chunk: Buffer) => {
      clearTimeout(timer);
      socket.pause();
      socket.off('error', stop);
      socket.unshift(chunk);
      if (chunk[0] === HANDSHAKE) {
        // TLS takes what was put back, and reads on by itself.
        for (const listener of secure) listener.call(server, socket);
        return;
      }
      plain.emit('connection', socket);
      socket.resume();
    });
  });
}

function isOurs(host: string, exposure: Exposure): boolean {
  try {
    refuseForeignName(hostnameOf(host), exposure);
    return true;
  } catch {
    return false;
  }
}
