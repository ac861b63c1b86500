import { z } from 'zod';
import { textExitSchema } from '../links/links.ts';
import type { LocalText } from '../local-text.ts';
import { MESSAGE_FAULT_WORDS } from '../messages.ts';
import { attachmentSchema, itemInputSchema, publishSchema } from './publication.ts';
import { ITEM_EVENT_WORDS, ITEM_KINDS, ITEM_MARKS, ITEM_STATES, type ItemEvent } from './words.ts';

/** 发布去向: where the items of an application go, and what content systems say to the server. Paths are below `/api`. */

export const OUTLET_KIND_WORDS = {
  system: { zh: '内容管理系统', en: 'content system' },
  folder: { zh: '静态网页（服务器文件夹）', en: 'static pages in a folder' },
  s3: { zh: '静态网页（对象存储）', en: 'static pages in object storage' },
  sftp: { zh: '静态网页（SFTP）', en: 'static pages by SFTP' },
} as const satisfies Record<string, LocalText>;
export type OutletKind = keyof typeof OUTLET_KIND_WORDS;
export const OUTLET_KINDS = Object.keys(OUTLET_KIND_WORDS) as [OutletKind, ...OutletKind[]];

/** Something that an outlet is to be told of or to do. */
export const DELIVERY_STATE_WORDS = {
  waiting: { zh: '待送', en: 'waiting' },
  sending: { zh: '正在送', en: 'on its way' },
  sent: { zh: '已送达', en: 'arrived' },
  failed: { zh: '没有送达', en: 'did not arrive' },
} as const satisfies Record<string, LocalText>;
export type DeliveryState = keyof typeof DELIVERY_STATE_WORDS;
const DELIVERY_STATES = Object.keys(DELIVERY_STATE_WORDS) as [DeliveryState, ...DeliveryState[]];

/** Why an outlet was not told, or a page not put there. */
export const OUTLET_FAULT_WORDS = {
  ...MESSAGE_FAULT_WORDS,
  'no-answer': { zh: '已发出但没有得到答复', en: 'it went out and nothing came back' },
  refused: { zh: '对方没有接受', en: 'it was not taken' },
  'folder-missing': {
    zh: '没有存放网页的文件夹，请系统管理员设定 ZHENGDUN_SITES 并建立该文件夹',
    en: 'there is no folder for pages: have the system administrator set ZHENGDUN_SITES and make it',
  },
  'folder-refused': {
    zh: '不能写入存放网页的文件夹，请系统管理员核对权限和链接',
    en: 'the folder for pages cannot be written to: have its rights and links looked at',
  },
  'no-space': { zh: '磁盘已满', en: 'the disk is full' },
  'bucket-missing': { zh: '没有这个存储桶', en: 'there is no such bucket' },
  'host-key-differs': {
    zh: '对方的主机密钥与登记的指纹不一致，没有登录；请向对方管理员核实，不要直接改成新的指纹',
    en: 'its host key is not the one that was entered, and nothing was sent: ask whoever runs it before the fingerprint is changed',
  },
  'key-unreadable': {
    zh: '登录用的私钥读不出来，请粘贴不带口令的整个私钥文件',
    en: 'the private key cannot be read: paste the whole file, without a passphrase',
  },
  'remote-folder-missing': {
    zh: '对方没有这个文件夹，请先建立',
    en: 'there is no such folder on the other side: have it made first',
  },
  'remote-folder-refused': {
    zh: '对方不许写入这个文件夹，请核对账号的权限',
    en: 'the other side does not let it write into this folder: have its rights looked at',
  },
  'rename-refused': {
    zh: '对方不支持整个替换文件（posix-rename），网页不能更新，请更换 SFTP 服务或者改用其他去向',
    en: 'the other side cannot replace a file as a whole (posix-rename), so pages cannot be brought up to date: use another server or outlet',
  },
  'not-as-approved': {
    zh: '保存的内容与批准时的摘要不一致，没有发出',
    en: 'what is kept is not what was approved, and nothing was put there',
  },
  destroyed: { zh: '内容已按保密要求销毁', en: 'its content was destroyed on an order' },
} as const satisfies Record<string, LocalText>;
export type OutletFault = keyof typeof OUTLET_FAULT_WORDS;
const FAULTS = Object.keys(OUTLET_FAULT_WORDS) as [OutletFault, ...OutletFault[]];
const EVENTS = Object.keys(ITEM_EVENT_WORDS) as [ItemEvent, ...ItemEvent[]];

const url = z.url({ protocol: /^https?$/, hostname: /.+/ }).max(1_000);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const named = z.object({ id: z.uuid(), name: z.string() });
const version = z.int().min(1);
const text = (limit: number) => z.string().trim().min(1).max(limit);

const secret = z.string().trim().min(1).max(200);
/** Of a site whose pages are made here: where they are seen, and what their tags say (网页标签规范). */
const site = {
  url: url.refine((address) => address.endsWith('/')),
  /** 网站标识码 */
  siteIdCode: z
    .string()
    .regex(/^(\d{10}|bm\d{8})$/)
    .optional(),
  columnName: text(60),
  /** 栏目类别, several with a full-width comma between them */
  columnType: text(60),
  columnDescription: text(200).optional(),
  columnKeywords: text(200).optional(),
};

/** What is no secret of each kind. */
export const outletConfigs = {
  /** where the system is told of what happens to its items */
  system: z.object({ url }),
  /** below the folder that the operator has set aside */
  folder: z.object({ ...site, folder: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/) }),
  s3: z.object({
    ...site,
    endpoint: url,
    region: z.string().regex(/^[a-z0-9-]{1,40}$/),
    bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    prefix: z
      .string()
      .regex(/^([A-Za-z0-9_-]{1,60}\/){0,4}$/)
      .default(''),
  }),
  sftp: z.object({
    ...site,
    host: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}$/),
    port: z.int().min(1).max(65_535).default(22),
    user: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}$/),
    /** absolute, without steps upwards */
    folder: z
      .string()
      .max(400)
      .regex(/^(?:\/(?!\.{1,2}(?:\/|$))[^/\0\n]{1,100}){1,20}$/),
    /** as `ssh-keygen -lf` prints it */
    hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/),
  }),
} as const;

/** What an outlet is given to sign in with. */
export const outletSecrets = {
  s3: z.object({ accessKey: secret, secretKey: secret }),
  /** one of both; the key without a passphrase */
  sftp: z.object({
    password: secret.optional(),
    privateKey: z.string().trim().min(1).max(16_000).optional(),
  }),
} as const;

const outlet = { name: text(60), enabled: z.boolean() };
export const outletInputSchema = z.discriminatedUnion('kind', [
  z.object({ ...outlet, kind: z.literal('system'), config: outletConfigs.system }),
  z.object({ ...outlet, kind: z.literal('folder'), config: outletConfigs.folder }),
  z.object({
    ...outlet,
    kind: z.literal('s3'),
    config: outletConfigs.s3,
    /** what is left out stays as it is */
    secrets: outletSecrets.s3.partial().default({}),
  }),
  z.object({
    ...outlet,
    kind: z.literal('sftp'),
    config: outletConfigs.sftp,
    /** what is left out stays as it is; a key that is given takes the place of a password, and the other way round */
    secrets: outletSecrets.sftp.default({}),
  }),
]);
export type OutletInput = z.infer<typeof outletInputSchema>;
/** `POST /publications/outlets` */
export const newOutletSchema = z.object({ applicationId: z.uuid(), outlet: outletInputSchema });
export type NewOutlet = z.infer<typeof newOutletSchema>;
/** The secret that signs what a content system is told: shown this once. */
export const outletMadeSchema = z.object({ id: z.uuid(), secret: z.string().optional() });
export const outletSecretSchema = z.object({ secret: z.string() });

/** `GET /publications/outlets?unit=` */
export const outletQuerySchema = z.object({ unit: z.uuid().optional() });
export const deliverySchema = z.object({
  id: z.uuid(),
  item: z.object({ id: z.uuid(), title: z.string() }),
  event: z.enum([...EVENTS, 'due']),
  version,
  state: z.enum(DELIVERY_STATES),
  tries: z.int(),
  madeAt: z.iso.datetime(),
  /** of `waiting`: when it is tried next */
  nextAt: z.iso.datetime().optional(),
  fault: z.enum(FAULTS).optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;
export const outletSchema = z.object({
  id: z.uuid(),
  application: named,
  unit: named,
  name: z.string(),
  enabled: z.boolean(),
  kind: z.enum(OUTLET_KINDS),
  config: z.record(z.string(), z.json()),
  /** names of the secrets that are kept */
  secrets: z.array(z.string()),
  lastSentAt: z.iso.datetime().optional(),
  lastFault: z.object({ at: z.iso.datetime(), fault: z.enum(FAULTS) }).optional(),
  /** what has not arrived, the oldest first, and after it what has arrived last; at most 20 */
  deliveries: z.array(deliverySchema),
  may: z.object({ manage: z.boolean() }),
});
export type Outlet = z.infer<typeof outletSchema>;
export const outletListSchema = z.object({
  rows: z.array(outletSchema),
  may: z.object({ manage: z.boolean() }),
  asOf: z.iso.datetime(),
});
export type OutletList = z.infer<typeof outletListSchema>;
/** `POST /publications/outlets/:id/test`: tells the system of nothing, at once. */
export const outletTestedSchema = z.object({ sent: z.boolean(), fault: z.enum(FAULTS).optional() });

/** The number of an item in its content system. */
const reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$/);

/** `POST /publications/files?applicationId=&name=`: the bytes as they are, `application/octet-stream`. */
export const itemFileQuerySchema = z.object({ applicationId: z.uuid(), name: z.string().min(1).max(400) });
/** Header of `POST /publications/hand-in`: the same key with the same content is the same handing-in. */
export const idempotencyKeySchema = z.looseObject({
  'idempotency-key': z.string().regex(/^[A-Za-z0-9._:/-]{8,100}$/),
});
/**
 * `POST /publications/hand-in`: an item as it stands in a content system. The first one under a reference begins an item,
 * a later one is its next version.
 */
export const handInSchema = itemInputSchema.extend({
  applicationId: z.uuid(),
  reference,
  kind: z.enum(ITEM_KINDS),
  /** of `POST /publications/files`, in their order */
  attachments: itemInputSchema.shape.attachments.default([]),
  urgent: z.boolean().default(false),
  /** who wrote it there, as reviewers are told */
  editor: text(60).optional(),
  /** to be reviewed at once */
  submit: z.boolean().default(true),
  /** why it is corrected, where it was public before */
  ground: text(2_000).optional(),
});
export type HandIn = z.infer<typeof handInSchema>;

const approvedFile = attachmentSchema.omit({ destroyed: true }).extend({
  /** below the address of the server; answers once `ready` is true */
  path: z.string(),
});
/** What is approved: digests that the decisions are about, and where the bytes are fetched. */
export const approvedSchema = z.object({
  version,
  title: z.string(),
  /** canonical JSON (RFC 8785) with the digests of everything; the digests are of its bytes */
  manifest: z.string(),
  manifestSha256: digest,
  manifestSm3: digest,
  /** its time has come: the bytes are given out */
  ready: z.boolean(),
  text: approvedFile,
  attachments: z.array(approvedFile),
});
export type Approved = z.infer<typeof approvedSchema>;
/** `GET /publications/:id/status` and `GET /publications/status?applicationId=&reference=` */
export const itemStatusSchema = z.object({
  id: z.uuid(),
  reference: z.string().optional(),
  applicationId: z.uuid(),
  state: z.enum(ITEM_STATES),
  version,
  marks: z.array(z.enum(ITEM_MARKS)),
  since: z.iso.datetime(),
  publishAt: z.iso.datetime().optional(),
  /** why it was returned */
  ground: z.string().optional(),
  /** links of its newest text that leave for other sites, by their lines; those that are `open` are to be decided about */
  exits: z.array(textExitSchema),
  /** missing: nothing of it is approved */
  approved: approvedSchema.optional(),
  published: z
    .object({ version, at: z.iso.datetime(), url: publishSchema.shape.url, live: z.boolean() })
    .optional(),
  asOf: z.iso.datetime(),
});
export type ItemStatus = z.infer<typeof itemStatusSchema>;
export const statusQuerySchema = z.object({ applicationId: z.uuid(), reference });

/**
 * What a content system is told: never a word of the item. Signed as every webhook of the house is. `delivery` stays the same
 * when it is told again.
 */
export const outletEventSchema = z.object({
  delivery: z.uuid(),
  /** `due`: it was approved, and its time of publication has come; `test` is about no item */
  event: z.enum([...EVENTS, 'due', 'test']),
  at: z.iso.datetime(),
  application: z.uuid(),
  item: z.uuid().optional(),
  reference: z.string().optional(),
  version: version.optional(),
  /** after it happened; what it is now is told by `GET /publications/:id/status` */
  state: z.enum(ITEM_STATES).optional(),
});
export type OutletEvent = z.infer<typeof outletEventSchema>;
