import { z } from 'zod';
import type { LocalText } from '../local-text.ts';
import { codeSchema, sessionViewSchema } from './identity.ts';

/** 外部身份: who may say who somebody is besides ourselves. Paths are below `/api`. */

/**
 * Ways of asking an outside provider. `manner`: the browser is sent there, the name and password are typed here, or a line is
 * signed by the key of a certificate.
 */
export const OUTSIDE_KINDS = {
  oidc: { word: { zh: '统一身份认证（OIDC）', en: 'OpenID Connect' }, manner: 'redirect' },
  cas: { word: { zh: '单点登录（CAS 3.0）', en: 'CAS 3.0' }, manner: 'redirect' },
  ldap: { word: { zh: '目录服务（LDAP）', en: 'LDAP directory' }, manner: 'password' },
  'network-identity': {
    word: { zh: '国家网络身份认证公共服务（网号、网证）', en: 'national network-identity service' },
    manner: 'redirect',
  },
  certificate: {
    word: { zh: '电子认证证书（UKey等）', en: 'certificates of a certification authority' },
    manner: 'signature',
  },
} as const satisfies Record<string, { word: LocalText; manner: 'redirect' | 'password' | 'signature' }>;
export type OutsideKind = keyof typeof OUTSIDE_KINDS;
export const OUTSIDE_KIND_NAMES = Object.keys(OUTSIDE_KINDS) as OutsideKind[];

/** Why a provider could not say who somebody is; the same set for trying a provider out. Each with its cure. */
export const OUTSIDE_FAULT_WORDS = {
  'not-reached': {
    zh: '连接不上身份源，请核对地址、端口和网络',
    en: 'the provider cannot be reached: look at address, port and network',
  },
  'address-refused': {
    zh: '身份源是内网地址，未列入允许的网段，请在 ZHENGDUN_ALLOW_NETWORKS 中加入该网段',
    en: 'the provider has a private address: add its network to ZHENGDUN_ALLOW_NETWORKS',
  },
  untrusted: {
    zh: '身份源的证书未通过核验，请核对证书的名称和期限；自建证书机构的根证书请加入 ZHENGDUN_CA',
    en: 'the certificate was not trusted: look at its name and dates; add the root of an own authority to ZHENGDUN_CA',
  },
  'no-answer': {
    zh: '身份源在规定时间内没有答复，请稍后再试或查看其运行情况',
    en: 'the provider gave no answer in time: try later, or look at how it runs',
  },
  'answer-wrong': {
    zh: '身份源的答复不符合协议或过大，请核对地址和接口版本',
    en: 'the answer does not follow the protocol or is too large: look at address and version',
  },
  'issuer-differs': {
    zh: '身份源自称的签发者与登记的地址不一致，请按其公布的签发者（issuer）填写',
    en: 'the provider names another issuer than the one registered: give the issuer that it publishes',
  },
  unfit: {
    zh: '身份源不支持授权码方式或 PKCE（S256），请在身份源启用',
    en: 'the provider lacks the code flow or PKCE (S256): have it switched on there',
  },
  'client-refused': {
    zh: '身份源不接受本系统的编号、密钥或返回地址，请核对登记的内容',
    en: 'the provider does not accept our client id, secret or return address: compare what is registered there',
  },
  'service-refused': {
    zh: '目录服务不接受查询账号或其口令，请核对',
    en: 'the directory refused the account by which it is searched, or its password',
  },
  'base-missing': {
    zh: '目录服务中没有这个查询起点，或查询账号看不到它，请核对起点 DN',
    en: 'the directory has no such search base, or its account may not see it',
  },
  'filter-wrong': {
    zh: '目录服务不接受查询条件，请核对条件的写法',
    en: 'the directory does not accept the search filter',
  },
  several: {
    zh: '查询条件匹配到多人，不能确定是谁，请收紧查询条件',
    en: 'the filter matches several people: narrow it',
  },
  'subject-missing': {
    zh: '身份源没有给出可用的人员标识，请核对标识字段',
    en: 'the provider gave no usable identifier: look at the field it is taken from',
  },
  refused: {
    zh: '认证已取消，或凭据已失效，请重新登录',
    en: 'it was cancelled, or the proof has run out: sign in again',
  },
  'proof-wrong': {
    zh: '身份源给出的凭据未通过核验（签名、时间、对象或一次性标记不符），请核对双方时间后重新登录',
    en: 'the proof does not hold (signature, time, audience or one-time mark): compare the clocks and sign in again',
  },
  'authority-wrong': {
    zh: '所填的签发机构证书或中间证书不能使用，请核对是否为机构证书、是否完整',
    en: 'the certificates of the authority cannot be used: see that they are whole, and of authorities',
  },
  'certificate-untrusted': {
    zh: '证书不是由所设机构签发，或不在有效期内，请换用正确的证书',
    en: 'the certificate is not of the authority that is set, or its time is over: take another one',
  },
  'certificate-revoked': {
    zh: '证书已被签发机构吊销，请换用新的证书',
    en: 'the certificate was revoked by its authority: take a new one',
  },
  'list-wrong': {
    zh: '吊销列表不能使用：地址不对、已过期，或不是签发机构的完整列表，请核对地址',
    en: 'the revocation list cannot be used – address, time, issuer, or only a part of one: look at the address',
  },
} as const satisfies Record<string, LocalText>;
export type OutsideFaultCode = keyof typeof OUTSIDE_FAULT_WORDS;
const fault = z.enum(Object.keys(OUTSIDE_FAULT_WORDS) as [OutsideFaultCode, ...OutsideFaultCode[]]);

export const LDAP_SECURITY_WORDS = {
  ldaps: { zh: '全程加密（LDAPS）', en: 'TLS from the start (LDAPS)' },
  starttls: { zh: '连接后加密（StartTLS）', en: 'StartTLS' },
} as const satisfies Record<string, LocalText>;

/** Modes of the network-identity service that a browser can go through; face images are not taken. */
export const NETWORK_IDENTITY_MODE_WORDS = {
  credential: { zh: '网证', en: 'credential' },
  'credential-password': { zh: '网证＋口令', en: 'credential and password' },
} as const satisfies Record<string, LocalText>;

const https = z.url({ protocol: /^https$/, hostname: /.+/ }).max(500);
const text = z.string().trim().min(1).max(200);
const secret = z.string().min(1).max(1_000);
/** certificates in PEM, one after the other */
const pem = z.string().trim().max(3_500).startsWith('-----BEGIN CERTIFICATE-----');
const attribute = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/);
const fieldPath = z
  .string()
  .trim()
  .regex(/^[A-Za-z_]\w{0,40}(\.[A-Za-z_]\w{0,40}){0,3}$/);
/** values by which an assertion says that two factors were used; empty: it is never believed */
const marks = z.array(z.string().trim().min(1).max(200)).max(10).default([]);

/** Every parenthesis of a filter is closed, and none before it was opened. */
function isBalanced(filter: string): boolean {
  let depth = 0;
  for (const letter of filter) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** What is no secret of each kind. */
export const outsideConfigs = {
  oidc: z.object({
    /** issuer, as the provider publishes it */
    issuer: https,
    clientId: text,
    scope: z
      .string()
      .trim()
      .regex(/^openid( [\x21-\x7e]{1,60}){0,8}$/)
      .default('openid'),
    /** members of `amr`, or values of `acr` */
    twoFactorMarks: marks,
  }),
  cas: z.object({
    /** prefix, e.g. `https://sso.example/cas` */
    url: https,
    /** attribute whose value says how somebody was recognised */
    twoFactorAttribute: attribute.default('authnContextClass'),
    twoFactorMarks: marks,
  }),
  ldap: z.object({
    host: z.string().trim().min(1).max(253),
    port: z.int().min(1).max(65_535).default(636),
    security: z.enum(['ldaps', 'starttls']),
    /** account by which people are looked for */
    bindDn: z.string().trim().min(1).max(400),
    baseDn: z.string().trim().min(1).max(400),
    /** RFC 4515; `{name}` stands for what was typed, escaped */
    filter: z
      .string()
      .trim()
      .max(400)
      .regex(/^\([^{}]*=\{name\}[^{}]*\)$/)
      .refine(isBalanced)
      .default('(uid={name})'),
    /** attribute that never changes and is nobody else's */
    subjectAttribute: attribute.default('entryUUID'),
  }),
  'network-identity': z.object({
    /** page that calls up the national App, as the access organisation was given it */
    startUrl: https,
    /** address at which credentials are verified */
    checkUrl: https,
    orgCode: text,
    appId: text,
    appName: text,
    mode: z.enum(['credential', 'credential-password']),
    /** code of the mode in requests */
    authMode: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9]{1,10}$/),
    /** header by which requests are authorised: `Authorization: Bearer {secret}` */
    header: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{1,60}: ?[\x21-\x7e][\x20-\x7e]{0,300}$/)
      .optional(),
    /** where in the answer the result stands, and what it says when it is passed */
    resultField: fieldPath.default('data.authResult'),
    passValue: text.default('通过'),
    /** where the 网络身份应用标识 stands, by which the person is known */
    subjectField: fieldPath.default('data.appIdentifier'),
    /** whether credential and password count as two factors */
    twoFactors: z.boolean().default(false),
  }),
  certificate: z.object({
    /** the one that is trusted */
    authority: pem,
    /** those between it and the certificates of people */
    between: pem.optional(),
    /** list of revoked certificates, of the authority that issues to people */
    listUrl: z
      .url({ protocol: /^https?$/, hostname: /.+/ })
      .max(500)
      .optional(),
  }),
} as const;

/** Passwords and keys. What is left out stays as it is. */
export const outsideSecrets = {
  oidc: z.object({ clientSecret: secret.optional() }),
  cas: z.object({}),
  ldap: z.object({ bindPassword: secret.optional() }),
  'network-identity': z.object({ key: secret.optional() }),
  certificate: z.object({}),
} as const;

function input<Kind extends OutsideKind>(kind: Kind) {
  return z.object({
    kind: z.literal(kind),
    /** as the button on the sign-in page says it */
    name: z.string().trim().min(1).max(40),
    enabled: z.boolean(),
    config: outsideConfigs[kind],
    secrets: outsideSecrets[kind],
  });
}

export const providerInputSchema = z.discriminatedUnion('kind', [
  input('oidc'),
  input('cas'),
  input('ldap'),
  input('network-identity'),
  input('certificate'),
]);
export type ProviderInput = z.infer<typeof providerInputSchema>;

/** `POST /identity-providers`, and with an id `POST /identity-providers/:id`: needs the second factor once more. */
export const providerSetSchema = z.object({ provider: providerInputSchema, code: codeSchema });
export const providerIdSchema = z.object({ id: z.uuid() });
/** `POST /identity-providers/:id/enabled` */
export const providerSwitchSchema = z.object({ enabled: z.boolean(), code: codeSchema });
/** Acts that ask for the second factor once more and for nothing else. */
export const confirmedSchema = z.object({ code: codeSchema });

/** `GET /identity-providers`: secrets are named and never shown. */
export const providersSchema = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(OUTSIDE_KIND_NAMES),
      name: z.string(),
      enabled: z.boolean(),
      config: z.record(z.string(), z.json()),
      secrets: z.array(z.string()),
      /** people who are bound to it */
      bindings: z.int(),
      changedAt: z.iso.datetime(),
      /** address to which it sends browsers back: to be registered there */
      returnUrl: z.string().optional(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type Providers = z.infer<typeof providersSchema>;
export type ProviderRow = Providers['rows'][number];

/** `POST /identity-providers/:id/test` */
export const providerTestedSchema = z.object({ fault: fault.optional() });

/** `GET /session/outside`: the ways that are on. */
export const outsideWaysSchema = z.object({
  rows: z.array(z.object({ id: z.uuid(), kind: z.enum(OUTSIDE_KIND_NAMES), name: z.string() })),
});
export type OutsideWays = z.infer<typeof outsideWaysSchema>;

/** A page of this console and nothing else: an absolute path, no host. */
export const insidePathSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/);

/** `POST /session/outside/:id/begin`: where to send the browser. */
export const outsideBeginSchema = z.object({ returnTo: insidePathSchema.optional() });
export const outsideGoSchema = z.object({ url: z.string() });

/** `POST /session/outside/:id/finish`, `POST /me/outside/:id/finish`: what stood behind `?` of the return address. */
export const outsideReturnedSchema = z.object({ query: z.string().max(8_000) });
/** `POST /session/outside/:id/password`: name and password of a directory. */
export const outsidePasswordSchema = z.object({
  loginName: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(500),
});
/** `POST /me/outside/:id/password`: the same for binding, with the second factor once more. */
export const outsideBindPasswordSchema = outsidePasswordSchema.extend({ code: codeSchema });

/**
 * What came of it: `entered` with the view of the session (which may wait for our second factor), or `unbound`: the
 * provider knows the person, and no account here is bound to that.
 */
export const outsideOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('entered'), session: sessionViewSchema, returnTo: z.string().optional() }),
  z.object({ outcome: z.literal('unbound'), name: z.string() }),
]);
export type OutsideOutcome = z.infer<typeof outsideOutcomeSchema>;

const bindingSchema = z.object({
  id: z.uuid(),
  providerName: z.string(),
  /** what the provider calls the person */
  label: z.string(),
  boundAt: z.iso.datetime(),
  boundBy: z.enum(['self', 'administrator']),
  lastUsedAt: z.iso.datetime().optional(),
  /** the address of the provider has changed since: it must be bound anew */
  stale: z.boolean(),
});
export type OutsideBinding = z.infer<typeof bindingSchema>;

/** `GET /me/outside` */
export const ownOutsideSchema = z.object({
  bindings: z.array(bindingSchema),
  /** ways that are on and not bound yet */
  free: outsideWaysSchema.shape.rows,
  /** an identity that this browser has just shown and that no account is bound to */
  shown: z.object({ id: z.uuid(), providerName: z.string(), label: z.string() }).optional(),
});
export type OwnOutside = z.infer<typeof ownOutsideSchema>;

/** `GET /people/:id/outside` */
export const personOutsideSchema = z.object({
  bindings: z.array(bindingSchema),
  free: outsideWaysSchema.shape.rows,
});
/** `POST /people/:id/outside`: the administrator binds; `subject` as the provider gives it. */
export const bindPersonSchema = z.object({
  providerId: z.uuid(),
  subject: z.string().trim().min(1).max(255),
  code: codeSchema,
});
