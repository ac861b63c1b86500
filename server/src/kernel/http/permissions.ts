import { type PermissionName, ROLES, rolesWith } from '@zhengdun/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Act, Caller } from '../audit/index.ts';
import { HouseError } from '../errors/index.ts';
import { type Actor, mayDo } from '../tenancy/index.ts';
import { type Believes, isForwarded } from './forwarding.ts';

/**
 * Who may call a route.
 * - `loopback`: whoever sits at this machine, without an account; where others are served too, the route's `account`
 * - `public`: everybody, from everywhere
 * - `signing-in`: who has shown one factor, for the routes that finish a sign-in or end it
 * - `signed-in`: every actor
 * - `in-person`: a person at a browser, no token: what is about one's own account
 * - a named permission: who holds it anywhere; the use case narrows it by `scopeOf(actor, permission)`
 */
export type Permission = 'loopback' | 'public' | 'signing-in' | 'signed-in' | 'in-person' | PermissionName;

/** Permissions by which a route is reached before a session is whole. */
const OPEN: readonly Permission[] = ['public', 'signing-in'];

/** Tells who asks; undefined when nobody that is known. May set cookies. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Actor | undefined>;

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission;
    /** what a `loopback` route asks for where others than this machine are served; without it, to sit at this machine */
    account?: Exclude<Permission, 'loopback'>;
    /**
     * Whether the route is a step of getting in: it takes a password, a code, a key or the word of a provider, or asks for
     * one. Such steps are bounded more strictly. Told by every act that is open before a session is whole.
     */
    entry?: boolean;
  }
  interface FastifyRequest {
    /** who asks; always there on routes that are neither `loopback` nor `public`: see `actorOf` */
    actor: Actor | undefined;
  }
}

/**
 * Makes every route name its permission, and every act that is open before a session is whole say whether it is a step of
 * getting in: registering one without it throws, so the program does not start. Holds every request against it. Call it
 * before any route.
 */
export function demandPermissions(
  http: FastifyInstance,
  about: {
    readonly authenticate: Authenticate;
    readonly isExposed: boolean;
    readonly believes: Believes;
  },
): void {
  const { authenticate, isExposed, believes } = about;
  http.decorateRequest('actor', undefined);
  http.addHook('onRoute', (route) => {
    if (!route.config?.permission) {
      throw new Error(`route ${String(route.method)} ${route.url} declares no permission`);
    }
    const { permission, account, entry } = route.config;
    const isOpen = OPEN.some((each) => each === permission || each === account);
    if (isOpen && entry === undefined && [route.method].flat().some(isAct))
      throw new Error(`route ${String(route.method)} ${route.url} does not say whether it is an entry`);
  });
  http.addHook('onRequest', async (request, reply) => {
    const { permission: own, account } = request.routeOptions.config;
    const permission = own === 'loopback' && isExposed && account ? account : own;
    // Without one it is no route but an address that nobody has.
    if (permission === undefined || permission === 'public') return;
    if (permission === 'loopback') {
      refuseUnlessLocal(request, believes);
      return;
    }
    request.actor = await authenticate(request, reply);
    refuseUnless(request.actor, permission);
  });
}

/** The actor of a request whose route demands one. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error('the route of this request demands no actor');
  return request.actor;
}

/** Who acts on a route that may be open without an account, for the audit log. */
export function agentOf(request: FastifyRequest): Pick<Act, 'actor' | 'from'> {
  const { actor, ip } = request;
  const from = { address: ip };
  if (!actor) return { actor: { kind: 'anonymous' }, from };
  return { actor: { kind: actor.kind, id: actor.tokenId ?? actor.id }, from };
}

/** The same with the address that the request came from, for use cases that record what they do. */
export function callerOf(request: FastifyRequest): Caller {
  return { actor: actorOf(request), from: { address: request.ip } };
}

function refuseUnless(
  actor: Actor | undefined,
  permission: Exclude<Permission, 'loopback' | 'public'>,
): void {
  if (!actor) throw new HouseError('not-signed-in', {});
  if (actor.kind === 'token' && ['signing-in', 'in-person'].includes(permission))
    throw new HouseError('not-by-token', {});
  if (permission === 'signing-in') return;
  if (actor.stage !== 'full') throw new HouseError('sign-in-unfinished', {});
  if (permission === 'signed-in' || permission === 'in-person' || mayDo(actor, permission)) return;
  throw notPermitted(permission);
}

/** The refusal of a permission: names the roles that have it. */
function notPermitted(permission: PermissionName): HouseError {
  return new HouseError('not-permitted', { roles: rolesWith(permission).map((role) => ROLES[role].word) });
}

/** Whether a method changes something. */
function isAct(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** What came by a proxy has come from elsewhere, though the proxy is on this machine – and whether or not it is believed. */
function refuseUnlessLocal(request: FastifyRequest, believes: Believes): void {
  const { remoteAddress } = request.socket;
  if (isForwarded(request) || believes(remoteAddress)) throw new HouseError('forwarded-refused', {});
  if (!isLoopback(remoteAddress)) throw new HouseError('host-refused', {});
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
