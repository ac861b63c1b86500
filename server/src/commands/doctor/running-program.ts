import { request as askPlain } from 'node:http';
import { request as askSecure } from 'node:https';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** A server of ours that answers on this machine. */
export interface RunningProgram {
  readonly version: string;
  readonly url: string;
}

const healthSchema = z.object({ status: z.literal('ok'), version: z.string().max(40), database: z.string() });
const WAIT_MS = 1_500;
const LONGEST_ANSWER = 10_000;

/**
 * The server of ours that listens on a port of this machine; undefined where something else does, or where it does not
 * answer within 1.5 seconds.
 *
 * @param listen address of the settings; where that is every address, loopback is asked
 */
export async function findProgram(listen: string, port: number): Promise<RunningProgram | undefined> {
  const host = addressToAsk(listen);
  for (const scheme of ['http', 'https'] as const) {
    const url = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/`;
    const health = healthSchema.safeParse(await ask(`${url}api/health`));
    if (health.success) return { version: health.data.version, url };
  }
  return undefined;
}

function addressToAsk(listen: string): string {
  const address = ipaddr.process(listen);
  if (address.range() !== 'unspecified') return listen;
  return address.kind() === 'ipv6' ? '::1' : '127.0.0.1';
}

/** What an address answers, read as JSON; undefined where it is none. The certificate is mostly our own: it is not asked. */
function ask(url: string): Promise<unknown> {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? askSecure : askPlain;
    const request = send(
      url,
      { rejectUnauthorized: false, signal: AbortSignal.timeout(WAIT_MS) },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
          if (text.length > LONGEST_ANSWER) request.destroy();
        });
        answer.on('end', () => resolve(readJson(text)));
        answer.on('close', () => resolve(undefined));
      },
    );
    request.on('error', () => resolve(undefined));
    request.end();
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
