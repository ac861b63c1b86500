import {
  codeInsteadSchema,
  doneSchema,
  madePasskeySchema,
  passkeyOfferSchema,
  passkeyQuestionSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  sessionViewSchema,
  shownPasskeySchema,
} from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Http } from '../../kernel/http/index.ts';
import { sessionOf, viewSession } from '../sign-in/authenticate.ts';
import { browserOf, setSessionCookie } from '../sign-in/cookies.ts';
import { confirmAgain } from '../sign-in/take-code.ts';
import { askedBy, type IdentityTools } from '../tools.ts';
import { type Asked, askAnyPasskey, askOwnPasskey } from './ask-passkey.ts';
import {
  offerFirstPasskey,
  offerPasskey,
  removePasskey,
  takeFirstPasskey,
  takeNewPasskey,
} from './own-passkeys.ts';
import { relyingParty } from './relying-party.ts';
import { confirmByPasskey, finishByPasskey, signInByPasskey } from './take-passkey.ts';

const entry = { permission: 'public', entry: true } as const;
const half = { permission: 'signing-in', entry: true } as const;
const own = { permission: 'in-person' } as const;
const done = { done: true } as const;
const asks = { 200: passkeyQuestionSchema };
const offers = { 200: passkeyOfferSchema };
const view = { 200: sessionViewSchema };

/** Routes of 通行密钥: as whole sign-in, as second factor, and one's own. */
export function addPasskeyRoutes(http: Http, tools: IdentityTools): void {
  const askedOf = (request: FastifyRequest, reply: FastifyReply): Asked => ({
    // Before a cookie is set: where there are no passkeys nothing is done.
    party: relyingParty(request, tools.secure),
    browser: browserOf(request, reply, tools.secure),
  });
  /** Hands the token to the browser, and answers with the view of its session. */
  function enter(reply: FastifyReply, { browser }: Asked, token: string) {
    setSessionCookie(reply, token, tools.secure);
    return viewSession(tools, { token, deviceDigest: browser.deviceDigest });
  }

  http.post(
    '/api/session/passkey/question',
    { config: entry, schema: { response: asks } },
    async (request, reply) => askAnyPasskey(tools, askedOf(request, reply)),
  );

  http.post(
    '/api/session/passkey',
    { config: entry, schema: { body: shownPasskeySchema, response: view } },
    async (request, reply) => {
      const asked = askedOf(request, reply);
      return enter(reply, asked, await signInByPasskey(askedBy(tools, request), asked, request.body));
    },
  );

  http.post(
    '/api/session/second-factor/passkey/question',
    { config: half, schema: { response: asks } },
    async (request, reply) =>
      askOwnPasskey(tools, askedOf(request, reply), {
        session: sessionOf(request),
        purpose: 'passkey-second-factor',
      }),
  );

  http.post(
    '/api/session/second-factor/passkey',
    { config: half, schema: { body: shownPasskeySchema, response: view } },
    async (request, reply) => {
      const asked = askedOf(request, reply);
      const about = { session: sessionOf(request), shown: request.body };
      return enter(reply, asked, await finishByPasskey(askedBy(tools, request), asked, about));
    },
  );

  http.post(
    '/api/me/factor/passkey/offer',
    { config: half, schema: { response: offers } },
    async (request, reply) => offerFirstPasskey(tools, askedOf(request, reply), sessionOf(request)),
  );

  http.post(
    '/api/me/factor/passkey',
    {
      config: half,
      schema: {
        body: madePasskeySchema,
        response: { 200: recoveryCodesSchema.extend({ session: sessionViewSchema }) },
      },
    },
    async (request, reply) => {
      const asked = askedOf(request, reply);
      const about = { session: sessionOf(request), made: request.body };
      const { token, codes } = await takeFirstPasskey(askedBy(tools, request), asked, about);
      return { codes, session: await enter(reply, asked, token) };
    },
  );

  http.post(
    '/api/me/passkeys/offer',
    { config: own, schema: { body: secondFactorSchema, response: offers } },
    async (request, reply) => {
      const asked = askedOf(request, reply);
      await confirmAgain(tools, { request, reply }, request.body.code);
      return offerPasskey(tools, asked, sessionOf(request));
    },
  );

  http.post(
    '/api/me/passkeys',
    { config: own, schema: { body: madePasskeySchema, response: { 200: doneSchema } } },
    async (request, reply) => {
      const about = { session: sessionOf(request), made: request.body };
      await takeNewPasskey(askedBy(tools, request), askedOf(request, reply), about);
      return done;
    },
  );

  http.post(
    '/api/me/passkeys/:id/remove',
    {
      config: own,
      schema: { params: z.object({ id: z.uuid() }), body: secondFactorSchema, response: { 200: doneSchema } },
    },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      await removePasskey(askedBy(tools, request), sessionOf(request), request.params.id);
      return done;
    },
  );

  http.post('/api/me/confirm/question', { config: own, schema: { response: asks } }, async (request, reply) =>
    askOwnPasskey(tools, askedOf(request, reply), {
      session: sessionOf(request),
      purpose: 'passkey-confirm',
    }),
  );

  http.post(
    '/api/me/confirm',
    { config: own, schema: { body: shownPasskeySchema, response: { 200: codeInsteadSchema } } },
    async (request, reply) => {
      const about = { session: sessionOf(request), shown: request.body };
      return { code: await confirmByPasskey(askedBy(tools, request), askedOf(request, reply), about) };
    },
  );
}
