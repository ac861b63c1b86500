import { randomUUID } from 'node:crypto';
import {
  type NewToken,
  type OwnTokens,
  PERMISSION_WORDS,
  TOKEN_MOST_DAYS,
  TOKEN_PERMISSIONS,
  type TokenMade,
  type Tokens,
  type TokensQuery,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import { addDays, dayOf, momentOf } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, EVERYTHING, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { recordAct } from '../record-act.ts';
import { digestOf, newToken } from '../sign-in/secrets.ts';
import type { ActTools, IdentityTools } from '../tools.ts';
import { TOKEN_PREFIX } from './authenticate-token.ts';
import {
  countLiveTokens,
  insertToken,
  revokeTokens,
  type TokenRecord,
  tokensOf,
  viewToken,
} from './token.repo.ts';

/** Live tokens of one person: more are a sign that nobody keeps them in order. */
const MOST_TOKENS = 20;

/** One's own tokens, and what a new one may be given. */
export async function readOwnTokens(tools: IdentityTools, actor: Actor): Promise<OwnTokens> {
  const rows = await withinScope(tools.db, EVERYTHING, (trx) => tokensOf(trx, actor.id));
  return {
    rows: rows.map((row) => viewToken(row, tools.now())),
    permissions: TOKEN_PERMISSIONS.filter((permission) => mayDo(actor, permission)),
  };
}

/**
 * Makes a token for whoever asks, after the second factor was shown once more. What is given back is seen this once;
 * the database keeps its digest.
 *
 * @throws HouseError `token-beyond-owner`, `token-end-refused`, `token-too-many`
 */
export async function makeToken(
  tools: ActTools,
  actor: Actor,
  input: Omit<NewToken, 'code'>,
): Promise<TokenMade> {
  const beyond = input.permissions.filter(
    (permission) => !TOKEN_PERMISSIONS.includes(permission) || !mayDo(actor, permission),
  );
  if (beyond.length > 0)
    throw new HouseError('token-beyond-owner', { permissions: beyond.map((each) => PERMISSION_WORDS[each]) });
  const now = tools.now();
  const today = dayOf(now);
  if (input.endsOn < today || input.endsOn > addDays(today, TOKEN_MOST_DAYS))
    throw new HouseError('token-end-refused', { days: TOKEN_MOST_DAYS });
  const token = `${TOKEN_PREFIX}${newToken()}`;
  const id = randomUUID();
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    if ((await countLiveTokens(trx, actor.id, now)) >= MOST_TOKENS)
      throw new HouseError('token-too-many', { most: MOST_TOKENS });
    await insertToken(trx, {
      id,
      person_id: actor.id,
      kind: input.kind,
      name: input.name,
      digest: digestOf(token),
      permissions: [...new Set(input.permissions)],
      made_at: now,
      ends_at: momentOf(input.endsOn, '24:00'),
    });
    await recordAct(trx, tools, { act: 'token-made', by: actor.id, on: id, result: 'done' });
  });
  return { id, token };
}

/** Revokes a token of one's own. @throws HouseError `token-unknown` */
export async function revokeOwnToken(tools: ActTools, actor: Actor, id: string): Promise<void> {
  await withinScope(tools.db, EVERYTHING, async (trx) => {
    const own = { id, personId: actor.id };
    const revoked = await revokeTokens(trx, own, { personId: actor.id, now: tools.now() });
    if (revoked.length === 0) throw new HouseError('token-unknown', {});
    await recordAct(trx, tools, { act: 'token-revoked', by: actor.id, on: id, result: 'done' });
  });
}

/** Tokens of the people within reach, the last made first. */
export async function readTokens(tools: IdentityTools, actor: Actor, query: TokensQuery): Promise<Tokens> {
  const now = tools.now();
  const rows = await withinScope(tools.db, scopeOf(actor, 'session.end'), async (trx) => {
    const named = query.q
      ? sql`WHERE strpos(t.name, ${query.q}) > 0 OR strpos(p.name, ${query.q}) > 0
               OR strpos(p.login_name, ${query.q.toLowerCase()}) > 0`
      : sql``;
    return (
      await sql<TokenRecord & { owner_name: string; unit_name: string; total: number }>`
        SELECT t.*, p.name AS owner_name, u.name AS unit_name, count(*) OVER () AS total
          FROM identity_token t JOIN identity_person p ON p.id = t.person_id
          JOIN registry_unit u ON u.id = p.unit_id ${named}
         ORDER BY t.made_at DESC, t.id
         LIMIT ${query.size} OFFSET ${(query.page - 1) * query.size}`.execute(trx)
    ).rows;
  });
  return {
    rows: rows.map((row) => ({
      ...viewToken(row, now),
      owner: { id: row.person_id, name: row.owner_name, unitName: row.unit_name },
    })),
    total: rows[0]?.total ?? 0,
    asOf: now.toISOString(),
  };
}

/** Revokes a token of somebody within reach. @throws HouseError `token-unknown` */
export async function revokeToken(tools: ActTools, actor: Actor, id: string): Promise<void> {
  await withinScope(tools.db, scopeOf(actor, 'session.end'), async (trx) => {
    const [owner] = await revokeTokens(trx, { id }, { personId: actor.id, now: tools.now() });
    if (owner === undefined) throw new HouseError('token-unknown', {});
    await recordAct(trx, tools, { act: 'token-revoked', by: actor.id, on: id, about: owner, result: 'done' });
  });
}
