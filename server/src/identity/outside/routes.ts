import {
  bindPersonSchema,
  confirmedSchema,
  doneSchema,
  outsideBeginSchema,
  outsideBindPasswordSchema,
  outsideGoSchema,
  outsideOutcomeSchema,
  outsidePasswordSchema,
  outsideReturnedSchema,
  outsideWaysSchema,
  ownOutsideSchema,
  personOutsideSchema,
} from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, type Http } from '../../kernel/http/index.ts';
import { sessionOf, viewSession } from '../sign-in/authenticate.ts';
import { browserOf, setSessionCookie } from '../sign-in/cookies.ts';
import { confirmAgain } from '../sign-in/take-code.ts';
import { askedBy, type Browser, type IdentityTools } from '../tools.ts';
import { askDirectory, signInByDirectory } from './ask-directory.ts';
import {
  adoptShown,
  bindOwn,
  bindPerson,
  readOwnOutside,
  readPersonOutside,
  unbindOwn,
  unbindPerson,
  viewOf,
} from './bindings.ts';
import type { Entry } from './enter-by-assertion.ts';
import { beginJourney, finishJourney, signInByJourney } from './journeys.ts';
import { listProviders } from './provider.repo.ts';
import { addProviderRoutes, returnUrlOf } from './provider-routes.ts';

const open = { permission: 'public' } as const;
const entry = { permission: 'public', entry: true } as const;
const own = { permission: 'in-person' } as const;
const manage = { permission: 'person.manage' } as const;
const params = z.object({ id: z.uuid() });
const done = { done: true } as const;
const answersDone = { 200: doneSchema };
const answersGo = { 200: outsideGoSchema };
const outcome = { 200: outsideOutcomeSchema };

/** Routes of outside identities: signing in by them, binding them, and setting providers up. */
export function addOutsideRoutes(http: Http, tools: IdentityTools): void {
  addProviderRoutes(http, tools);

  http.get(
    '/api/session/outside',
    { config: open, schema: { response: { 200: outsideWaysSchema } } },
    async () => ({
      rows: (await listProviders(tools.db, { enabled: true })).map(viewOf),
    }),
  );

  http.post(
    '/api/session/outside/:id/begin',
    { config: entry, schema: { params, body: outsideBeginSchema, response: answersGo } },
    async (request, reply) => {
      const travel = travelOf(request, reply, request.params.id);
      return { url: await beginJourney(askedBy(tools, request), travel, request.body.returnTo) };
    },
  );

  http.post(
    '/api/session/outside/:id/finish',
    { config: entry, schema: { params, body: outsideReturnedSchema, response: outcome } },
    async (request, reply) => {
      const browser = browserOf(request, reply, tools.secure);
      const travel = { providerId: request.params.id, browser };
      return tell(reply, browser, await signInByJourney(askedBy(tools, request), travel, request.body.query));
    },
  );

  http.post(
    '/api/session/outside/:id/password',
    { config: entry, schema: { params, body: outsidePasswordSchema, response: outcome } },
    async (request, reply) => {
      const browser = browserOf(request, reply, tools.secure);
      const about = { providerId: request.params.id, browser };
      return tell(reply, browser, await signInByDirectory(askedBy(tools, request), about, request.body));
    },
  );

  http.get(
    '/api/me/outside',
    { config: own, schema: { response: { 200: ownOutsideSchema } } },
    async (request, reply) =>
      readOwnOutside(tools, {
        session: sessionOf(request),
        browser: browserOf(request, reply, tools.secure),
      }),
  );

  http.post(
    '/api/me/outside/:id/begin',
    { config: own, schema: { params, body: confirmedSchema, response: answersGo } },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      const { personId } = sessionOf(request);
      const travel = { ...travelOf(request, reply, request.params.id), personId };
      return { url: await beginJourney(askedBy(tools, request), travel) };
    },
  );

  http.post(
    '/api/me/outside/:id/finish',
    { config: own, schema: { params, body: outsideReturnedSchema, response: answersDone } },
    async (request, reply) => {
      const { personId } = sessionOf(request);
      const travel = { ...travelOf(request, reply, request.params.id), personId };
      const act = askedBy(tools, request);
      await bindOwn(act, personId, await finishJourney(act, travel, request.body.query));
      return done;
    },
  );

  http.post(
    '/api/me/outside/:id/password',
    { config: own, schema: { params, body: outsideBindPasswordSchema, response: answersDone } },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      const { personId } = sessionOf(request);
      const about = {
        providerId: request.params.id,
        browser: browserOf(request, reply, tools.secure),
        personId,
      };
      const act = askedBy(tools, request);
      await bindOwn(act, personId, await askDirectory(act, about, request.body));
      return done;
    },
  );

  http.post(
    '/api/me/outside/shown/:id/adopt',
    { config: own, schema: { params, response: answersDone } },
    async (request, reply) => {
      const about = { session: sessionOf(request), browser: browserOf(request, reply, tools.secure) };
      await adoptShown(askedBy(tools, request), about, request.params.id);
      return done;
    },
  );

  http.post(
    '/api/me/outside/bindings/:id/remove',
    { config: own, schema: { params, response: answersDone } },
    async (request) => {
      await unbindOwn(askedBy(tools, request), sessionOf(request).personId, request.params.id);
      return done;
    },
  );

  http.get(
    '/api/people/:id/outside',
    { config: manage, schema: { params, response: { 200: personOutsideSchema } } },
    async (request) => readPersonOutside(tools, actorOf(request), request.params.id),
  );

  http.post(
    '/api/people/:id/outside',
    { config: manage, schema: { params, body: bindPersonSchema, response: answersDone } },
    async (request, reply) => {
      const { code, ...given } = request.body;
      await confirmAgain(tools, { request, reply }, code);
      await bindPerson(askedBy(tools, request), actorOf(request), { ...given, personId: request.params.id });
      return done;
    },
  );

  http.post(
    '/api/people/:id/outside/:binding/remove',
    {
      config: manage,
      schema: { params: params.extend({ binding: z.uuid() }), body: confirmedSchema, response: answersDone },
    },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      const { id: personId, binding: bindingId } = request.params;
      await unbindPerson(askedBy(tools, request), actorOf(request), { personId, bindingId });
      return done;
    },
  );

  function travelOf(request: FastifyRequest, reply: FastifyReply, providerId: string) {
    return {
      providerId,
      returnUrl: returnUrlOf(request, providerId),
      browser: browserOf(request, reply, tools.secure),
    };
  }

  /** Hands the session to the browser, or says that no account is bound. */
  async function tell(reply: FastifyReply, browser: Browser, entry: Entry) {
    if ('unbound' in entry) return { outcome: 'unbound' as const, name: entry.unbound.name };
    const { token, returnTo } = entry;
    setSessionCookie(reply, token, tools.secure);
    const session = await viewSession(tools, { token, deviceDigest: browser.deviceDigest });
    return { outcome: 'entered' as const, session, ...(returnTo !== undefined && { returnTo }) };
  }
}
