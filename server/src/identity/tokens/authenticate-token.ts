import type { PermissionName } from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, EVERYTHING, type Scope, scopesOf, withinScope } from '../../kernel/tenancy/index.ts';
import { grantsOf } from '../grants/grant.repo.ts';
import { recordAct } from '../record-act.ts';
import { takeAttempt } from '../sign-in/failures.ts';
import { digestOf } from '../sign-in/secrets.ts';
import { askedBy, type IdentityTools } from '../tools.ts';
import { findToken, touchToken } from './token.repo.ts';

/** Tokens begin so: a scanner of repositories knows one that was left there. */
export const TOKEN_PREFIX = 'zhengdun_';
const TOKEN = new RegExp(`^${TOKEN_PREFIX}[A-Za-z0-9_-]{43}$`);
/** A use is noted at most so often. */
const TOUCH_MS = 60_000;

/** What stands behind `Authorization: Bearer`; undefined when a request shows no token. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
}

/**
 * Tells who asks by a token. It reaches what its owner reaches at this moment, cut down to the permissions that it was
 * given. A token that is none counts as a failure of where it comes from; one that has ended is told so and not
 * counted, so that a forgotten program does not keep its office from signing in.
 *
 * @throws HouseError `token-refused`, `token-ended`, `too-many-attempts`
 */
export async function authenticateToken(
  tools: IdentityTools,
  request: FastifyRequest,
  bearer: string,
): Promise<Actor> {
  const now = tools.now();
  const source = request.ip.slice(0, 60);
  const actor = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const token = TOKEN.test(bearer) ? await findToken(trx, digestOf(bearer)) : undefined;
    if (!token) return 'unknown';
    const grants = await grantsOf(trx, token.person_id, now);
    const hasEnded = token.revoked_at !== null || token.ends_at <= now || token.closed_at !== null;
    if (hasEnded || (!token.on_establishment && grants.length === 0)) return 'ended';
    if (!token.last_at || now.getTime() - token.last_at.getTime() > TOUCH_MS)
      await touchToken(trx, token.id, { at: now, source });
    return {
      id: token.person_id,
      kind: 'token',
      tokenId: token.id,
      unitId: token.unit_id,
      stage: 'full',
      scopes: onlyThese(scopesOf(grants), token.permissions),
    } satisfies Actor;
  });
  if (actor === 'ended') throw new HouseError('token-ended', {});
  if (actor !== 'unknown') return actor;
  await takeAttempt(tools, { account: undefined, source });
  await tools.db
    .transaction()
    .execute((trx) =>
      recordAct(trx, askedBy(tools, request), { act: 'token-refused', by: undefined, result: 'refused' }),
    );
  throw new HouseError('token-refused', {});
}

function onlyThese(
  scopes: ReadonlyMap<PermissionName, Scope>,
  permissions: readonly PermissionName[],
): ReadonlyMap<PermissionName, Scope> {
  return new Map([...scopes].filter(([permission]) => permissions.includes(permission)));
}
