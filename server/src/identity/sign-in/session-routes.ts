import {
  claimSchema,
  linkPasswordSchema,
  linkSchema,
  linkViewSchema,
  secondFactorSchema,
  sessionViewSchema,
  signInSchema,
} from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Http } from '../../kernel/http/index.ts';
import { endOwnSession } from '../people/account.ts';
import { askedBy, type Browser, type IdentityTools } from '../tools.ts';
import { readSession, sessionOf, viewSession } from './authenticate.ts';
import { claim } from './claim.ts';
import { browserOf, clearSessionCookie, setSessionCookie } from './cookies.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { signIn } from './sign-in.ts';
import { readLink, usePersonLink } from './use-link.ts';

const open = { permission: 'public' } as const;
const entry = { permission: 'public', entry: true } as const;
const half = { permission: 'signing-in', entry: true } as const;
const leaving = { permission: 'signing-in', entry: false } as const;
const view = { 200: sessionViewSchema };

/** Routes of 登录 and 首位管理员. */
export function addSessionRoutes(http: Http, tools: IdentityTools, onClaimed: () => void): void {
  /** Carries out what gives a token, hands the token to the browser, and answers with the view of the session. */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (browser: Browser) => Promise<string>,
  ) {
    const browser = browserOf(request, reply, tools.secure);
    const token = await act(browser);
    setSessionCookie(reply, token, tools.secure);
    return viewSession(tools, { token, deviceDigest: browser.deviceDigest });
  }

  http.get('/api/session', { config: open, schema: { response: view } }, async (request) =>
    readSession(tools, request),
  );

  http.post(
    '/api/session',
    { config: entry, schema: { body: signInSchema, response: view } },
    async (request, reply) =>
      enter(request, reply, (browser) => signIn(askedBy(tools, request), request.body, browser)),
  );

  http.post(
    '/api/session/second-factor',
    { config: half, schema: { body: secondFactorSchema, response: view } },
    async (request, reply) =>
      enter(request, reply, (browser) =>
        finishSignIn(askedBy(tools, request), { session: sessionOf(request), browser }, request.body.code),
      ),
  );

  // Asking is an act: the session lives on. The view of GET is not.
  http.post(
    '/api/session/alive',
    { config: { permission: 'in-person' }, schema: { response: view } },
    async (request) => readSession(tools, request),
  );

  http.post('/api/session/end', { config: leaving, schema: { response: view } }, async (request, reply) => {
    const session = sessionOf(request);
    await endOwnSession(askedBy(tools, request), session, session.id);
    clearSessionCookie(reply, tools.secure);
    return viewSession(tools, undefined);
  });

  http.post(
    '/api/link',
    { config: entry, schema: { body: linkSchema, response: { 200: linkViewSchema } } },
    async (request) => readLink(tools, request.body.token, request.ip),
  );

  http.post(
    '/api/link/password',
    { config: entry, schema: { body: linkPasswordSchema, response: view } },
    async (request, reply) =>
      enter(request, reply, (browser) => usePersonLink(askedBy(tools, request), request.body, browser)),
  );

  http.post(
    '/api/claim',
    { config: entry, schema: { body: claimSchema, response: view } },
    async (request, reply) => {
      const session = await enter(request, reply, (browser) =>
        claim(askedBy(tools, request), request.body, browser),
      );
      onClaimed();
      return session;
    },
  );
}
