import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeFolderDurably } from '../../kernel/durable-file.ts';
import type { Log } from '../../kernel/log.ts';
import { holdAlone } from '../hold-alone.ts';
import { answerCheckpoint, type Witness, type WitnessAnswer } from './answer-checkpoint.ts';

/** A proof of 63 hashes and a note of 64 KB. */
const MOST_BYTES = 96 * 1024;
const MOST_CONNECTIONS = 200;
const MOST_MS = 20_000;

/**
 * Answers archives that ask for a cosignature, by HTTP on this machine; TLS is the business of what stands before it. Who asks is
 * known by the signature on the head alone, as the protocol has it.
 *
 * @throws HouseError `logs-busy`
 */
export async function serveWitness(
  witness: Witness,
  about: {
    readonly host: string;
    readonly port: number;
    readonly log: Log;
    /** an archive contradicts what was cosigned */
    readonly onRewritten?: () => void;
  },
): Promise<{ readonly port: number } & AsyncDisposable> {
  const { log } = about;
  await makeFolderDurably(witness.folder);
  const release = await holdAlone(witness.folder);
  let before: Promise<unknown> = Promise.resolve();

  /** One after the other: what was seen last must not change between the look and the note. */
  function inTurn(body: string): Promise<WitnessAnswer> {
    const answer = before.then(() => answerCheckpoint(witness, body));
    before = answer.catch(() => undefined);
    return answer;
  }

  async function answer(
    request: IncomingMessage,
  ): Promise<Omit<WitnessAnswer, 'status'> & { status: number }> {
    if (request.method !== 'POST' || !request.url?.endsWith('/add-checkpoint'))
      return { status: 404, body: 'POST add-checkpoint\n', type: 'text/plain; charset=utf-8' };
    const body = await bodyOf(request);
    if (body === undefined) return { status: 413, body: 'too much\n', type: 'text/plain; charset=utf-8' };
    const told = await inTurn(body);
    if (told.isRewritten) {
      log.error({}, 'an archive of logs contradicts the head that was cosigned');
      about.onRewritten?.();
    }
    return told;
  }

  const server = createServer({ requestTimeout: MOST_MS, headersTimeout: MOST_MS }, (request, reply) => {
    answer(request).then(
      ({ status, body, type }) => reply.writeHead(status, { 'content-type': type }).end(body),
      (error: unknown) => {
        log.error({ error }, 'a cosignature could not be given');
        reply.writeHead(500).end();
      },
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  try {
    server.listen(about.port, about.host);
    await once(server, 'listening');
  } catch (error) {
    await release();
    throw error;
  }
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await before;
      await release();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
