import { createHmac } from 'node:crypto';
import type { MessageFault } from '@zhengdun/contract';
import type { Egress } from '../egress/index.ts';
import { openNetworkWeb } from './network-web.ts';
import type { WebCode } from './web.ts';

/**
 * What came of handing something to another system. `doubtful`: it went out and nothing came back, so it may have
 * arrived. `lasting`: the same attempt would fail again.
 */
export type Posted =
  | { readonly result: 'sent' }
  | { readonly result: 'not-sent'; readonly fault: MessageFault; readonly lasting: boolean }
  | { readonly result: 'doubtful'; readonly fault: MessageFault };

const TIMEOUT_MS = 20_000;
/** An answer says yes or no. */
const ANSWER_BYTES = 64 * 1024;

interface Post {
  readonly url: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** whether the body of a 2xx answer says yes */
  readonly accepts: (answer: string) => boolean;
}

/** One attempt, to a server whose certificate is trusted. It ends within half a minute. */
export async function post(egress: Egress, { url, type, body, headers, accepts }: Post): Promise<Posted> {
  await using web = openNetworkWeb(egress, { verified: true });
  const answer = await web.fetch({
    url,
    method: 'POST',
    headers: { ...headers, 'content-type': `${type}; charset=utf-8` },
    body: Buffer.from(body),
    maxBytes: ANSWER_BYTES,
    timeoutMs: TIMEOUT_MS,
  });
  if (!answer.ok) return refusalOf(answer.code);
  const { status } = answer;
  if (status >= 200 && status < 300) {
    if (accepts(Buffer.from(answer.body).toString('utf8'))) return { result: 'sent' };
    return { result: 'not-sent', fault: 'refused', lasting: false };
  }
  const fault = status === 401 || status === 403 ? 'sign-in-refused' : 'refused';
  return { result: 'not-sent', fault, lasting: status < 500 && status !== 408 && status !== 429 };
}

/**
 * Hands JSON to a system that knows a secret. The signature is HMAC-SHA256 over `<timestamp>.<body>` in hex, the timestamp
 * in seconds; the id is the same whenever the same is handed over again, so that the other side takes it once.
 */
export function postSigned(
  egress: Egress,
  about: {
    readonly url: string;
    readonly secret: string;
    readonly id: string;
    readonly body: object;
    readonly now: Date;
  },
): Promise<Posted> {
  const { url, secret, id, now } = about;
  const body = JSON.stringify(about.body);
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return post(egress, {
    url,
    type: 'application/json',
    body,
    headers: {
      'idempotency-key': id,
      'x-zhengdun-timestamp': timestamp,
      'x-zhengdun-signature': `sha256=${signature}`,
    },
    accepts: () => true,
  });
}

/** Before there is a connection nothing has gone out; after that nobody knows. */
const BEFORE: Partial<Record<WebCode, MessageFault>> = {
  'address-refused': 'address-refused',
  'port-refused': 'address-refused',
  'bad-address': 'not-reached',
  'no-such-name': 'not-reached',
  'no-address': 'not-reached',
  'resolver-failed': 'not-reached',
  'connect-refused': 'not-reached',
  'connect-timeout': 'not-reached',
  unreachable: 'not-reached',
  'handshake-timeout': 'untrusted',
  'handshake-refused': 'untrusted',
};

/** What a refusal of connecting, or silence afterwards, means for what was to be handed over. */
export function refusalOf(code: WebCode): Posted {
  const fault = BEFORE[code];
  if (fault === undefined) return { result: 'doubtful', fault: 'no-answer' };
  return { result: 'not-sent', fault, lasting: fault === 'address-refused' };
}
