import { type ChannelKind, channelConfigs, channelSecrets, MESSAGE_TEXT } from '@zhengdun/contract';
import { createResolver, type Egress, type EgressPolicy } from '../kernel/egress/index.ts';
import type { Outcome, Parcel } from './parcel.ts';
import { postToDingTalk, postToSms, postToWebhook, postToWeCom } from './post.ts';
import { sendMail } from './send-mail.ts';

/** A channel with its secrets opened. */
export interface OpenChannel {
  readonly kind: ChannelKind;
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
}

/** The one sentence that leaves the house: how many matters wait, and nothing of them. */
export function textOf(count: number): string {
  return MESSAGE_TEXT.replace('{count}', String(count));
}

/** Makes one attempt. It ends within a minute; what goes wrong outside is an outcome, not an error. */
export async function deliver(policy: EgressPolicy, channel: OpenChannel, parcel: Parcel): Promise<Outcome> {
  using resolver = createResolver({ servers: policy.resolvers });
  // Awaited here: the resolver is closed on leaving.
  return await WAYS[channel.kind]({ egress: { policy, resolver }, ...channel, parcel });
}

type Way = (about: {
  readonly egress: Egress;
  readonly config: unknown;
  readonly secrets: unknown;
  readonly parcel: Parcel;
}) => Promise<Outcome>;

const WAYS: Readonly<Record<ChannelKind, Way>> = {
  smtp: ({ config, secrets, ...rest }) =>
    sendMail({ config: channelConfigs.smtp.parse(config), ...channelSecrets.smtp.parse(secrets), ...rest }),
  sms: ({ config, secrets, ...rest }) =>
    postToSms(rest, channelConfigs.sms.parse(config), channelSecrets.sms.parse(secrets)),
  webhook: ({ config, secrets, ...rest }) =>
    postToWebhook(rest, channelConfigs.webhook.parse(config), channelSecrets.webhook.parse(secrets)),
  wecom: ({ secrets, ...rest }) => postToWeCom(rest, channelSecrets.wecom.parse(secrets)),
  dingtalk: ({ secrets, ...rest }) => postToDingTalk(rest, channelSecrets.dingtalk.parse(secrets)),
};
