import { createHmac } from 'node:crypto';
import type { channelConfigs, channelSecrets, MessageFault } from '@zhengdun/contract';
import { z } from 'zod';
import type { Egress } from '../kernel/egress/index.ts';
import { openNetworkWeb, type WebCode } from '../kernel/web/index.ts';
import type { Outcome, Parcel } from './parcel.ts';

/** A parcel for a server that is spoken to by HTTP. */
export interface Posting {
  readonly egress: Egress;
  readonly parcel: Parcel;
}

const TIMEOUT_MS = 20_000;
/** An answer says yes or no. */
const ANSWER_BYTES = 64 * 1024;

/** An SMS gateway of any make: its request is a template. */
export function postToSms(
  posting: Posting,
  { url, form, body, header, expect }: z.infer<typeof channelConfigs.sms>,
  { secret = '' }: z.infer<typeof channelSecrets.sms>,
): Promise<Outcome> {
  const { address, text, count, id } = posting.parcel;
  const values = { phone: address, text, count: String(count), id, secret };
  const quote = form === 'json' ? (value: string) => JSON.stringify(value).slice(1, -1) : encodeURIComponent;
  const [name, value] = header?.split(/: ?(.*)/s) ?? [];
  return post(posting.egress, {
    url,
    type: form === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    body: fill(body, values, quote),
    headers: name && value ? { [name.toLowerCase()]: fill(value, values, (each) => each) } : {},
    accepts: (answer) => expect === undefined || answer.includes(expect),
  });
}

/**
 * A system of the unit. The signature is HMAC-SHA256 over `<timestamp>.<body>` in hex, the timestamp in seconds; the id
 * is the same when the message is tried again. `to` is the name under which the person signs in.
 */
export function postToWebhook(
  { egress, parcel }: Posting,
  { url }: z.infer<typeof channelConfigs.webhook>,
  { secret = '' }: z.infer<typeof channelSecrets.webhook>,
): Promise<Outcome> {
  const { id, text, count, address, now } = parcel;
  const body = JSON.stringify({ id, to: address, text, count });
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

/** A robot of a WeCom group, which calls the person by their mobile number. */
export function postToWeCom(
  { egress, parcel: { text, address } }: Posting,
  { url = '' }: z.infer<typeof channelSecrets.wecom>,
): Promise<Outcome> {
  const body = { msgtype: 'text', text: { content: text, mentioned_mobile_list: [address] } };
  return post(egress, { ...ROBOT, url, body: JSON.stringify(body) });
}

/** A robot of a DingTalk group with a signed address (加签). */
export function postToDingTalk(
  { egress, parcel: { text, address, now } }: Posting,
  { url = '', secret }: z.infer<typeof channelSecrets.dingtalk>,
): Promise<Outcome> {
  const signed = new URL(url);
  if (secret) {
    const timestamp = String(now.getTime());
    signed.searchParams.set('timestamp', timestamp);
    signed.searchParams.set(
      'sign',
      createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
    );
  }
  const body = {
    msgtype: 'text',
    text: { content: `@${address} ${text}` },
    at: { atMobiles: [address], isAtAll: false },
  };
  return post(egress, { ...ROBOT, url: signed.href, body: JSON.stringify(body) });
}

const robotAnswerSchema = z.object({ errcode: z.number() });

/** Both kinds of robots answer 200 and say in the body what they think. */
const ROBOT = {
  type: 'application/json',
  headers: {},
  accepts: (answer: string) => {
    const read = robotAnswerSchema.safeParse(parseJson(answer));
    return read.success && read.data.errcode === 0;
  },
} as const;

interface Request {
  readonly url: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** whether the body of a 2xx answer says yes */
  readonly accepts: (answer: string) => boolean;
}

async function post(egress: Egress, { url, type, body, headers, accepts }: Request): Promise<Outcome> {
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

/** What a refusal of connecting, or silence afterwards, means for a message. */
export function refusalOf(code: WebCode): Outcome {
  const fault = BEFORE[code];
  if (fault === undefined) return { result: 'doubtful', fault: 'no-answer' };
  return { result: 'not-sent', fault, lasting: fault === 'address-refused' };
}

function fill(
  template: string,
  values: Readonly<Record<string, string>>,
  quote: (value: string) => string,
): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : quote(value);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
