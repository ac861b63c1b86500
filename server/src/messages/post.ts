import { createHmac } from 'node:crypto';
import type { channelConfigs, channelSecrets } from '@zhengdun/contract';
import { z } from 'zod';
import type { Egress } from '../kernel/egress/index.ts';
import { post, postSigned } from '../kernel/web/index.ts';
import type { Outcome, Parcel } from './parcel.ts';

/** A parcel for a server that is spoken to by HTTP. */
export interface Posting {
  readonly egress: Egress;
  readonly parcel: Parcel;
}

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

/** A system of the unit, signed. `to` is the name under which the person signs in. */
export function postToWebhook(
  { egress, parcel }: Posting,
  { url }: z.infer<typeof channelConfigs.webhook>,
  { secret = '' }: z.infer<typeof channelSecrets.webhook>,
): Promise<Outcome> {
  const { id, text, count, address, now } = parcel;
  return postSigned(egress, { url, secret, id, now, body: { id, to: address, text, count } });
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
