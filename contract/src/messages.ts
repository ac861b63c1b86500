import { z } from 'zod';
import type { LocalText } from './local-text.ts';

/** 消息设置: what console and server say to each other. Paths are below `/api`. */

/** Ways in which a person is told outside of the console. `address`: what a person gives for it. */
export const CHANNELS = {
  smtp: { word: { zh: '电子邮件', en: 'e-mail' }, address: 'mail' },
  sms: { word: { zh: '短信', en: 'text message' }, address: 'mobile' },
  wecom: { word: { zh: '企业微信群机器人', en: 'WeCom robot' }, address: 'mobile' },
  dingtalk: { word: { zh: '钉钉群机器人', en: 'DingTalk robot' }, address: 'mobile' },
  webhook: { word: { zh: '本单位系统接口', en: 'webhook' }, address: 'none' },
} as const satisfies Record<string, { word: LocalText; address: 'mail' | 'mobile' | 'none' }>;
export type ChannelKind = keyof typeof CHANNELS;
export const CHANNEL_KINDS = Object.keys(CHANNELS) as ChannelKind[];

/** All that ever leaves the house. */
export const MESSAGE_TEXT = '您有{count}条待办，请登录政盾查看。';

export const PACE_WORDS = {
  soon: { zh: '有待办就通知，10分钟内的合并', en: 'soon, what comes within ten minutes together' },
  daily: { zh: '每天上午9时通知一次', en: 'once a day at nine' },
} as const satisfies Record<string, LocalText>;
export type Pace = keyof typeof PACE_WORDS;

/** Why a message did not go out, or may not have arrived. */
export const MESSAGE_FAULT_WORDS = {
  'not-reached': { zh: '连接不上对方服务器', en: 'the server cannot be reached' },
  'address-refused': {
    zh: '对方是内网地址，未列入允许的网段',
    en: 'the server has a private address that is not among the allowed networks',
  },
  untrusted: {
    zh: '加密连接未能建立，请核对对方证书',
    en: 'no trusted connection came about; look at its certificate',
  },
  'sign-in-refused': { zh: '对方不接受账号或口令', en: 'the account or its password was refused' },
  'recipient-refused': { zh: '对方不接受这个接收地址', en: 'the recipient was refused' },
  refused: { zh: '对方拒绝了消息', en: 'the message was refused' },
  'no-answer': {
    zh: '已发出但没有得到答复，可能已送达，不再重发',
    en: 'it went out and nothing came back: it may have arrived and is not sent again',
  },
  'no-channel': { zh: '通知方式已停用或更改', en: 'the channel was switched off or changed' },
} as const satisfies Record<string, LocalText>;
export type MessageFault = keyof typeof MESSAGE_FAULT_WORDS;
const fault = z.enum(Object.keys(MESSAGE_FAULT_WORDS) as [MessageFault, ...MessageFault[]]);

export const mailAddressSchema = z.email().max(200);
export const mobileSchema = z.string().regex(/^1\d{10}$/);

const url = z.url({ protocol: /^https?$/, hostname: /.+/ }).max(1_000);
const secret = z.string().trim().min(1).max(1_000);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const SMTP_SECURITY_WORDS = {
  tls: { zh: '全程加密（SMTPS）', en: 'TLS from the start (SMTPS)' },
  starttls: { zh: '连接后加密（STARTTLS）', en: 'STARTTLS' },
  none: { zh: '不加密，仅限内网', en: 'none, inside only' },
} as const satisfies Record<string, LocalText>;
export type SmtpSecurity = keyof typeof SMTP_SECURITY_WORDS;

export const SMS_FORM_WORDS = {
  json: { zh: 'JSON', en: 'JSON' },
  form: { zh: '表单', en: 'form' },
} as const satisfies Record<string, LocalText>;

/** What is no secret of each channel. In templates `{phone}`, `{text}`, `{count}`, `{id}` and `{secret}` are filled in. */
export const channelConfigs = {
  smtp: z.object({
    host: z.string().trim().min(1).max(253),
    port: z.int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().trim().max(200).optional(),
    from: mailAddressSchema,
  }),
  sms: z.object({
    url,
    form: z.enum(['json', 'form']),
    body: z.string().trim().min(1).max(4_000),
    /** `Authorization: Bearer {secret}` */
    header: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,60}: ?[\x21-\x7e][\x20-\x7e]{0,300}$/)
      .optional(),
    /** what the answer must hold besides a status of 2xx */
    expect: z.string().max(200).optional(),
  }),
  webhook: z.object({ url }),
  wecom: z.object({}),
  dingtalk: z.object({}),
} as const;

/** Passwords and keys; the addresses of robots are keys too. What is left out stays as it is. */
export const channelSecrets = {
  smtp: z.object({ password: secret.optional() }),
  sms: z.object({ secret: secret.optional() }),
  webhook: z.object({ secret: secret.optional() }),
  wecom: z.object({ url: url.optional() }),
  dingtalk: z.object({ url: url.optional(), secret: secret.optional() }),
} as const;

function input<Kind extends ChannelKind>(kind: Kind) {
  return z.object({
    kind: z.literal(kind),
    enabled: z.boolean(),
    config: channelConfigs[kind],
    secrets: channelSecrets[kind],
  });
}

/** `POST /messages/channels` */
export const channelInputSchema = z.discriminatedUnion('kind', [
  input('smtp'),
  input('sms'),
  input('wecom'),
  input('dingtalk'),
  input('webhook'),
]);
export type ChannelInput = z.infer<typeof channelInputSchema>;

/** `GET /messages/channels`: those that were set up. Secrets are named and never shown. */
export const channelsSchema = z.object({
  rows: z.array(
    z.object({
      kind: z.enum(CHANNEL_KINDS),
      enabled: z.boolean(),
      config: z.record(z.string(), z.json()),
      /** names of the secrets that are kept */
      secrets: z.array(z.string()),
      lastSentAt: z.iso.datetime().optional(),
      lastFault: z.object({ at: z.iso.datetime(), fault }).optional(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type Channels = z.infer<typeof channelsSchema>;

/** `POST /messages/channels/test`: sends the message of no matters at once. */
export const channelTestSchema = z.object({
  kind: z.enum(CHANNEL_KINDS),
  address: z.string().trim().max(200).optional(),
});
export type ChannelTest = z.infer<typeof channelTestSchema>;
export const channelTestedSchema = z.object({ sent: z.boolean(), fault: fault.optional() });

/** `POST /messages/choice`; without a channel nothing is sent. */
export const messageChoiceSchema = z.object({
  channel: z.enum(CHANNEL_KINDS).optional(),
  address: z.string().trim().max(200).optional(),
  pace: z.enum(['soon', 'daily']).default('soon'),
  /** hours of Beijing in which nothing is sent; both or none, and they may pass midnight */
  quietFrom: time.optional(),
  quietTo: time.optional(),
});
export type MessageChoice = z.infer<typeof messageChoiceSchema>;

/** `GET /messages/choice`: one's own choice, and the channels that there are. */
export const messageChoiceViewSchema = messageChoiceSchema.extend({
  channels: z.array(z.enum(CHANNEL_KINDS)),
});
export type MessageChoiceView = z.infer<typeof messageChoiceViewSchema>;
