import type { SessionView } from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../kernel/database/index.ts';
import { type Actor, EVERYTHING, scopesOf, withinScope } from '../../kernel/tenancy/index.ts';
import { type GrantRecord, grantsOf, lastEnd } from '../grants/grant.repo.ts';
import { readColumnChoices } from '../people/column-choice.ts';
import { isClaimed } from '../people/person.repo.ts';
import { authenticateToken, bearerOf } from '../tokens/authenticate-token.ts';
import type { IdentityTools } from '../tools.ts';
import { clearSessionCookie, readCookie } from './cookies.ts';
import { readFactors } from './factors.ts';
import { digestOf } from './secrets.ts';
import { endSessions, findLiveSession, type SessionRecord, touchSession } from './session.repo.ts';

/** An act is noted at most so often: a page's many requests write once. */
const TOUCH_MS = 15_000;

const sessions = new WeakMap<FastifyRequest, SessionRecord>();

/** The session of a request that `authenticate` has found an actor for. */
export function sessionOf(request: FastifyRequest): SessionRecord {
  const session = sessions.get(request);
  if (!session) throw new Error('this request has no session');
  return session;
}

/**
 * Tells who asks by a token, or by the two cookies, and keeps the session alive. What the actor may is read from the grants that
 * hold at this moment: an ended grant is worth nothing from the next request on.
 */
export async function authenticate(
  tools: IdentityTools,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Actor | undefined> {
  const bearer = bearerOf(request);
  if (bearer !== undefined) return authenticateToken(tools, request, bearer);
  const cookies = cookiesOf(request, tools.secure);
  if (!cookies) return undefined;
  const found = await withinScope(tools.db, EVERYTHING, async (trx) => {
    const live = await findLive(trx, tools, cookies);
    const now = tools.now();
    if (live && now.getTime() - live.session.lastAt.getTime() > TOUCH_MS) {
      await touchSession(trx, live.session.id, now);
    }
    return live;
  });
  if (!found) {
    clearSessionCookie(reply, tools.secure);
    return undefined;
  }
  const { session, grants } = found;
  sessions.set(request, session);
  return {
    id: session.personId,
    kind: 'person',
    unitId: session.unitId,
    stage: session.stage,
    scopes: scopesOf(grants),
  };
}

/** The view of who is signed in, for a page; does not keep the session alive. */
export async function readSession(tools: IdentityTools, request: FastifyRequest): Promise<SessionView> {
  return viewSession(tools, cookiesOf(request, tools.secure));
}

/** @param cookies of the browser, or of the answer that is being made */
export async function viewSession(
  tools: IdentityTools,
  cookies: { token: string; deviceDigest: string } | undefined,
): Promise<SessionView> {
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    const live = cookies && (await findLive(trx, tools, cookies));
    const nobody = {
      roles: [],
      permissions: [],
      idleMinutes: tools.idleMinutes,
      ...(tools.screenMark && { screenMark: true }),
      newDevices: 0,
      ...(tools.secure && { checksNeedAccount: true }),
      ...(tools.demo && { demo: true }),
    };
    if (!live) return { stage: 'none', claimed: await isClaimed(trx), ...nobody };
    const { session, grants } = live;
    const view = { ...nobody, claimed: true, stage: session.stage, endsAt: session.endsAt.toISOString() };
    if (session.stage === 'second-factor')
      return { ...view, factors: await factorsOf(trx, session.personId) };
    if (session.stage !== 'full') return view;
    const end = lastEnd(grants);
    return {
      ...view,
      person: await personOf(trx, session.personId),
      roles: [...new Set(grants.map(({ role }) => role))],
      permissions: [...scopesOf(grants).keys()],
      ...(end && { grantsEndAt: end.toISOString() }),
      newDevices: await countNewDevices(trx, session.personId),
      columns: await readColumnChoices(trx, session.personId),
    };
  });
}

/** A session lives on its own clock, and that of whoever is not 在编 only as long as a grant holds. */
async function findLive(
  trx: Transaction,
  tools: IdentityTools,
  cookies: { token: string; deviceDigest: string },
): Promise<{ session: SessionRecord; grants: readonly GrantRecord[] } | undefined> {
  const session = await findLiveSession(trx, tools, cookies);
  if (!session) return undefined;
  const grants = await grantsOf(trx, session.personId, tools.now());
  if (session.stage === 'full' && !session.established && grants.length === 0) {
    await endSessions(trx, session.personId);
    return undefined;
  }
  return { session, grants };
}

async function personOf(trx: Transaction, id: string): Promise<NonNullable<SessionView['person']>> {
  const row = await trx
    .selectFrom('identity_person as p')
    .innerJoin('registry_unit as u', 'u.id', 'p.unit_id')
    .select(['p.id', 'p.name', 'p.login_name', 'u.name as unit_name'])
    .where('p.id', '=', id)
    .executeTakeFirstOrThrow();
  return { id: row.id, name: row.name, loginName: row.login_name, unitName: row.unit_name };
}

/** Which second factors somebody has who has shown the first. */
async function factorsOf(trx: Transaction, personId: string): Promise<NonNullable<SessionView['factors']>> {
  const { codesSince, passkeys } = await readFactors(trx, personId);
  return [...(codesSince ? (['code'] as const) : []), ...(passkeys > 0 ? (['passkey'] as const) : [])];
}

async function countNewDevices(trx: Transaction, personId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('identity_device')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

function cookiesOf(
  request: FastifyRequest,
  secure: boolean,
): { token: string; deviceDigest: string } | undefined {
  const token = readCookie(request, 'session', secure);
  const device = readCookie(request, 'device', secure);
  return token && device ? { token, deviceDigest: digestOf(device) } : undefined;
}
