import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ERRORS, HouseError } from '../../kernel/errors/index.ts';
import { PASSING } from '../spool-state.ts';
import type { Origin } from './declared.ts';
import type { Reception } from './receive-stream.ts';
import { splitLines } from './split-lines.ts';

export const BULK_PATH = '/api/logs/lines';
/** Of a batch, as it is sent and as it is unpacked. A batch is kept whole or not at all, so it is whole in memory. */
const MOST_SENT = 8 * 1024 * 1024;
export const MOST_UNPACKED = 16 * 1024 * 1024;
/** An empty line is an event too, and takes more than its byte. */
const MOST_LINES = 200_000;
/** Batches that are being received at the same time: with their sizes this bounds what they take in memory. */
const MOST_AT_ONCE = 8;
const RETRY_SECONDS = 5;
const BATCH_ID = /^[\w.:-]{1,128}$/;

interface Accepted {
  readonly accepted: number;
  /** the batch was here before, and was not taken in again */
  readonly again: boolean;
}

/**
 * Lines by HTTP: `POST /api/logs/lines` with a source's key, one line an event – JSON or anything else –, gzip allowed. The answer
 * comes after they are on disk. A batch with an `X-Batch-Id` that was taken in before is answered as it was then.
 */
export function receiveBulk({ intake, origins, counters }: Reception): RequestListener {
  const running = new Map<string, Promise<number>>();
  let atOnce = 0;

  async function accept(request: IncomingMessage): Promise<Accepted> {
    if (request.url?.split('?')[0] !== BULK_PATH) throw new HouseError('not-found', { path: BULK_PATH });
    if (request.method !== 'POST') throw new HouseError('logs-bulk-method', {});
    const [, key = ''] = /^Bearer ([\w.~+/-]{20,200})$/i.exec(request.headers.authorization ?? '') ?? [];
    const origin = origins().byKey(key);
    if (!origin) throw new HouseError('logs-key-unknown', {});
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'gzip' && encoding !== 'identity') throw new HouseError('logs-bulk-encoding', {});
    const id = request.headers['x-batch-id'];
    if (id !== undefined && (typeof id !== 'string' || !BATCH_ID.test(id)))
      throw new HouseError('logs-batch-id', {});
    if (Number(request.headers['content-length'] ?? 0) > MOST_SENT)
      throw new HouseError('logs-bulk-too-large', { limit: mib(MOST_SENT), unpacked: mib(MOST_UNPACKED) });
    if (intake.isBehind() || atOnce >= MOST_AT_ONCE)
      throw new HouseError('logs-bulk-behind', { seconds: RETRY_SECONDS });
    atOnce += 1;
    try {
      const lines = await readLines(request, encoding === 'gzip');
      return await keepOnce(lines, origin, id);
    } finally {
      atOnce -= 1;
    }
  }

  async function keepOnce(
    lines: readonly Buffer[],
    origin: Origin,
    id: string | undefined,
  ): Promise<Accepted> {
    const receivedAt = Date.now();
    const events = lines.map((raw) => ({ raw, receivedAt, ...origin }));
    if (id === undefined) {
      await intake.takeOrRefuse(events);
      counters.events += events.length;
      return { accepted: events.length, again: false };
    }
    const name = `${PASSING}${origin.source}/${id}`;
    const known = intake.state.note(name);
    if (known !== undefined) return { accepted: Number(known), again: true };
    const same = running.get(name);
    if (same) return { accepted: await same, again: true };
    const kept = intake
      .takeOrRefuse(events, [{ name, text: String(events.length) }])
      .then(() => events.length)
      .finally(() => running.delete(name));
    running.set(name, kept);
    counters.events += await kept;
    return { accepted: events.length, again: false };
  }

  return (request, response) => {
    accept(request).then(
      (accepted) => answer(response, 200, accepted),
      (error: unknown) => refuse(request, response, error),
    );
  };
}

/** @throws HouseError `logs-bulk-too-large`, `logs-bulk-unreadable` */
async function readLines(request: IncomingMessage, isPacked: boolean): Promise<Buffer[]> {
  const tooLarge = () =>
    new HouseError('logs-bulk-too-large', { limit: mib(MOST_SENT), unpacked: mib(MOST_UNPACKED) });
  const splitter = splitLines();
  const lines: Buffer[] = [];
  let sent = 0;
  let unpacked = 0;
  async function* bounded(): AsyncGenerator<Buffer> {
    // The request outlives its reading: there is an answer to be given.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      sent += chunk.length;
      if (sent > MOST_SENT) throw tooLarge();
      yield chunk;
    }
  }
  try {
    for await (const chunk of isPacked ? unpack(bounded()) : bounded()) {
      unpacked += chunk.length;
      for (const line of splitter.push(chunk)) lines.push(line);
      if (unpacked > MOST_UNPACKED || lines.length > MOST_LINES) throw tooLarge();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof HouseError || code === undefined) throw error;
    throw new HouseError('logs-bulk-unreadable', {}, { cause: error });
  }
  return [...lines, ...splitter.end()];
}

/** Unpacked piece by piece: a bomb goes off after `MOST_UNPACKED` bytes and no later. */
function unpack(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  // What goes wrong is thrown where the bytes are read.
  pipeline(Readable.from(packed), gunzip).catch(() => undefined);
  return gunzip;
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known: HouseError = error instanceof HouseError ? error : new HouseError('logs-bulk-stopped', {});
  const zh = !/^en\b/i.test(request.headers['accept-language'] ?? '');
  // What is left of the body is not waited for.
  response.setHeader('connection', 'close');
  if (['logs-bulk-behind', 'logs-disk-full', 'logs-store-behind'].includes(known.code))
    response.setHeader('retry-after', RETRY_SECONDS);
  answer(response, ERRORS[known.code].status, {
    error: { code: known.code, message: known.words(zh ? 'zh' : 'en') },
  });
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

const mib = (bytes: number) => `${bytes / 1024 / 1024} MiB`;
