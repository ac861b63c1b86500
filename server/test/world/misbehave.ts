import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import type { Handler } from './sites.ts';

/** Handlers of sites that behave badly. Each stops by itself when the client goes. */

/** A byte now and then, for as long as anybody listens. */
export function slowDrip(everyMs = 50, body = '<'): Handler {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    untilClosed(response, () => response.write(body), everyMs);
  };
}

/** Headers that arrive a byte at a time and never end. */
export function slowHeaders(everyMs = 50): Handler {
  return (request, response) => {
    request.socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
    untilClosed(response, () => request.socket.write('x'), everyMs);
  };
}

/** As many bytes as the client takes. */
export function endlessBody(chunk: Buffer = Buffer.alloc(65_536, '<p>x</p>')): Handler {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const pour = () => {
      while (!response.destroyed && response.write(chunk)) {
        // until the client's window is full
      }
    };
    response.on('drain', pour);
    pour();
  };
}

/** `megabytes` of one character, a thousandth of that on the wire. */
export function gzipBomb(megabytes = 1024): Handler {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
    const gzip = createGzip({ level: 9 });
    const block = Buffer.alloc(1024 * 1024, 'A');
    let left = megabytes;
    const pour = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!gzip.write(block)) return;
      }
      gzip.end();
    };
    gzip.on('drain', pour).on('error', () => {});
    response.on('close', () => gzip.destroy());
    gzip.pipe(response);
    pour();
  };
}

/** Bytes that are no HTTP at all. */
export function garbage(bytes = 4096): Handler {
  return (request) => {
    const noise = Array.from({ length: Math.ceil(bytes / 32) }, (_, index) =>
      createHash('sha256').update(String(index)).digest(),
    );
    request.socket.end(Buffer.concat(noise).subarray(0, bytes));
  };
}

/** Promises `promised` bytes, sends fewer and cuts the line. */
export function abruptClose(promised = 10_000, sent = 100): Handler {
  return (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(promised) });
    response.write('x'.repeat(sent), () => request.socket.destroy());
  };
}

/** Takes the request and says nothing. */
export function neverAnswers(): Handler {
  return () => {};
}

/** Each answer sends the client one step further, for ever. */
export function endlessRedirects(): Handler {
  return (request, response) => {
    const step = Number(/\/(\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
    response.writeHead(302, { location: `/step/${step + 1}` }).end();
  };
}

/** Sends the client back to the page it came for. */
export function redirectLoop(): Handler {
  return (request, response) => void response.writeHead(302, { location: request.url ?? '/' }).end();
}

/** `count` header fields of `size` bytes each. */
export function hugeHeaders(count = 1000, size = 1000): Handler {
  return (request) => {
    const fields = Array.from({ length: count }, (_, index) => `X-Fill-${index}: ${'x'.repeat(size)}\r\n`);
    request.socket.end(`HTTP/1.1 200 OK\r\n${fields.join('')}\r\n`);
  };
}

/** These very bytes instead of an answer that Node would write, then the end of the connection. */
export function rawAnswer(bytes: string | Buffer): Handler {
  return (request) => void request.socket.end(bytes);
}

/** Interim answers (103) and never the true one. */
export function floodOfHints(everyMs = 5): Handler {
  return (request, response) => {
    untilClosed(
      response,
      () => request.socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
      everyMs,
    );
  };
}

function untilClosed(response: ServerResponse, act: () => void, everyMs: number): void {
  const timer = setInterval(act, everyMs);
  response.on('close', () => clearInterval(timer));
  response.socket?.on('close', () => clearInterval(timer));
}
