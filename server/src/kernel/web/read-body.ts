import type { Readable } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import type { WebResponse } from './web.ts';

export type Body = Pick<WebResponse, 'body' | 'cut' | 'fault'>;

export interface BodyLimits {
  /** bytes of the decoded body */
  readonly maxBytes: number;
  /** fires when the time is over */
  readonly signal: AbortSignal;
  /** told when the sender has more than is read, so that the rest can be thrown away */
  leave(stream: Readable): void;
}

/** A body may arrive in more bytes than it is worth decoded; beyond this factor the sender plays with us. */
const WIRE_FACTOR = 4;
/** More codings than these, one over the other, nobody needs. */
const MAX_CODINGS = 2;

/**
 * Reads a body and takes its codings off. Whatever goes wrong, what came until then is given with the fault: never
 * more than `maxBytes`, and never throws.
 *
 * @param codings value of Content-Encoding; several header lines joined by commas
 */
export async function readBody(stream: Readable, codings: string, limits: BodyLimits): Promise<Body> {
  const { maxBytes } = limits;
  const applied = codings
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (applied.length === 0) return collect(stream, limits);
  const wire = await collect(stream, { ...limits, maxBytes: maxBytes * WIRE_FACTOR });
  if (wire.body.length === 0) return wire;
  let decoded = wire;
  for (const coding of applied.length > MAX_CODINGS ? ['?'] : applied.toReversed()) {
    const decoder = decoderFor(coding, decoded.body);
    if (!decoder) {
      const body = decoded.body.subarray(0, maxBytes);
      return { body, cut: decoded.cut || body.length < decoded.body.length, fault: 'bad-encoding' };
    }
    const step = collect(decoder, { ...limits, leave: destroy });
    decoder.end(decoded.body);
    const { body, cut, fault } = await step;
    const told = decoded.fault ?? (fault === 'broken-off' ? 'bad-encoding' : fault);
    decoded = { body, cut: decoded.cut || cut, ...(told && { fault: told }) };
  }
  return decoded;
}

function destroy(stream: Readable): void {
  stream.destroy();
}

/** RFC 9659: a body that needs a window of more than 8 MB is not made for the web, but for our memory. */
const ZSTD_WINDOW_LOG = 23;

/** An input that ends too early gives what it holds. */
const PATIENT = { finishFlush: constants.Z_SYNC_FLUSH };

function decoderFor(coding: string, body: Uint8Array) {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(PATIENT);
    case 'deflate':
      // Half of the servers send raw deflate under this name: a zlib head has 8 in its low nibble.
      return ((body[0] ?? 0) & 0x0f) === 8 ? createInflate(PATIENT) : createInflateRaw(PATIENT);
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return createZstdDecompress({
        finishFlush: constants.ZSTD_e_flush,
        params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
      });
    default:
      return undefined;
  }
}

/** Reads by its events, not by iteration: an iterator throws away what is buffered when a stream breaks off. */
function collect(stream: Readable, { maxBytes, signal, leave }: BodyLimits): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let done = false;
    const finish = (fault?: Body['fault']): void => {
      if (done) return;
      done = true;
      stream.off('data', take);
      const body = Buffer.concat(chunks, Math.min(size, maxBytes));
      resolve(fault ? { body, cut: true, fault } : { body, cut: false });
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) return;
      finish('too-large');
      leave(stream);
    };
    stream.on('data', take);
    stream.once('end', () => finish());
    stream.once('error', () => finish(signal.aborted ? 'too-slow' : 'broken-off'));
    stream.once('close', () => finish(signal.aborted ? 'too-slow' : 'broken-off'));
  });
}
