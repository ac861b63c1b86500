import { z } from 'zod';
import type { LocalText } from '../local-text.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { PERMISSIONS, type PermissionName } from '../roles.ts';
import { codeSchema } from './identity.ts';

/** What a token is for. */
export const TOKEN_KIND_WORDS = {
  personal: { zh: '个人令牌', en: 'personal token' },
  service: { zh: '系统令牌', en: 'service token' },
} as const satisfies Record<string, LocalText>;
export type TokenKind = keyof typeof TOKEN_KIND_WORDS;
export const TOKEN_KINDS = Object.keys(TOKEN_KIND_WORDS) as TokenKind[];

/** A token lives for so long at most. */
export const TOKEN_MOST_DAYS = 365;

/**
 * What is done in person only: a token may neither give rights, change how anybody signs in, nor put a person's
 * judgement in a person's place (Art. 13, 25).
 */
const IN_PERSON: readonly PermissionName[] = [
  'opening.decide',
  'opening.override',
  'closing.seal',
  'attestation.sign',
  'exception.approve',
  'finding.decide',
  'publication.review',
  'publication.manage',
  'outlet.manage',
  'secret.read',
  'person.manage',
  'employment.confirm',
  'grant.give',
  'session.end',
  'setting.manage',
];

/** What a token may be given, where its owner has it. */
export const TOKEN_PERMISSIONS: readonly PermissionName[] = PERMISSIONS.filter(
  (permission) => !IN_PERSON.includes(permission),
);

export const tokenSchema = z.object({
  id: z.uuid(),
  kind: z.enum(TOKEN_KINDS),
  name: z.string(),
  permissions: z.array(z.enum(PERMISSIONS)),
  madeAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  lastAt: z.iso.datetime().optional(),
  lastSource: z.string().optional(),
  state: z.enum(['live', 'ended', 'revoked']),
});
export type Token = z.infer<typeof tokenSchema>;

/** `GET /me/tokens`: one's own, and what a new one may be given. */
export const ownTokensSchema = z.object({
  rows: z.array(tokenSchema),
  permissions: z.array(z.enum(PERMISSIONS)),
});
export type OwnTokens = z.infer<typeof ownTokensSchema>;

/** `POST /me/tokens`. The second factor is asked for once more. */
export const newTokenSchema = z.object({
  kind: z.enum(TOKEN_KINDS),
  name: z.string().trim().min(1).max(60),
  permissions: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length),
  /** last day of its life, Beijing time */
  endsOn: z.iso.date(),
  code: codeSchema,
});
export type NewToken = z.infer<typeof newTokenSchema>;

/** The token itself: shown once. */
export const tokenMadeSchema = z.object({ id: z.uuid(), token: z.string() });
export type TokenMade = z.infer<typeof tokenMadeSchema>;

/** `GET /tokens?page=&size=&q=`: of the people within reach. */
export const tokensQuerySchema = z.object({
  ...PAGE_QUERY,
  q: z.string().trim().max(60).default(''),
});
export type TokensQuery = z.infer<typeof tokensQuerySchema>;

export const tokensSchema = z.object({
  rows: z.array(
    tokenSchema.extend({
      owner: z.object({ id: z.uuid(), name: z.string(), unitName: z.string() }),
    }),
  ),
  total: z.int(),
  asOf: z.iso.datetime(),
});
export type Tokens = z.infer<typeof tokensSchema>;
