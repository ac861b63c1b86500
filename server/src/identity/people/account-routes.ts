import {
  accountSchema,
  columnChoiceSchema,
  doneSchema,
  factorOfferSchema,
  holdersQuerySchema,
  holdersSchema,
  passwordChangeSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  sessionViewSchema,
} from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, type Http } from '../../kernel/http/index.ts';
import { sessionOf, viewSession } from '../sign-in/authenticate.ts';
import { browserOf, setSessionCookie } from '../sign-in/cookies.ts';
import { confirmCodes, confirmFactor, offerCodes, offerFactor, removeCodes } from '../sign-in/factor.ts';
import { confirmAgain } from '../sign-in/take-code.ts';
import { askedBy, type IdentityTools } from '../tools.ts';
import {
  changePassword,
  endOwnSession,
  forgetDevice,
  markDevicesSeen,
  readAccount,
  renewRecoveryCodes,
} from './account.ts';
import { chooseColumns } from './column-choice.ts';
import { readHolders } from './read-holders.ts';

const config = { permission: 'in-person' } as const;
const half = { permission: 'signing-in', entry: true } as const;
const done = { done: true } as const;
const idSchema = z.object({ id: z.uuid() });
const answersDone = { 200: doneSchema };

/** Routes of 双因子登记 and 我的账号. */
export function addAccountRoutes(http: Http, tools: IdentityTools): void {
  const aboutOf = (request: FastifyRequest, reply: FastifyReply) => ({
    session: sessionOf(request),
    browser: browserOf(request, reply, tools.secure),
  });

  http.post(
    '/api/me/factor',
    { config: half, schema: { response: { 200: factorOfferSchema } } },
    async (request) => offerFactor(tools, sessionOf(request)),
  );

  http.post(
    '/api/me/factor/confirm',
    {
      config: half,
      schema: {
        body: secondFactorSchema,
        response: { 200: recoveryCodesSchema.extend({ session: sessionViewSchema }) },
      },
    },
    async (request, reply) => {
      const about = aboutOf(request, reply);
      const { token, codes } = await confirmFactor(askedBy(tools, request), about, request.body.code);
      setSessionCookie(reply, token, tools.secure);
      const { deviceDigest } = about.browser;
      return { codes, session: await viewSession(tools, { token, deviceDigest }) };
    },
  );

  http.get(
    '/api/me/holders',
    { config, schema: { querystring: holdersQuerySchema, response: { 200: holdersSchema } } },
    async (request) => readHolders(tools, actorOf(request), request.query.permission),
  );

  http.post(
    '/api/me/codes/offer',
    { config, schema: { body: secondFactorSchema, response: { 200: factorOfferSchema } } },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      return offerCodes(tools, sessionOf(request));
    },
  );

  http.post(
    '/api/me/codes/confirm',
    { config, schema: { body: secondFactorSchema, response: answersDone } },
    async (request, reply) => {
      await confirmCodes(askedBy(tools, request), aboutOf(request, reply), request.body.code);
      return done;
    },
  );

  http.post(
    '/api/me/codes/remove',
    { config, schema: { body: secondFactorSchema, response: answersDone } },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      await removeCodes(askedBy(tools, request), sessionOf(request));
      return done;
    },
  );

  http.get('/api/me', { config, schema: { response: { 200: accountSchema } } }, async (request) =>
    readAccount(tools, sessionOf(request)),
  );

  http.post(
    '/api/me/sessions/:id/end',
    { config, schema: { params: idSchema, response: answersDone } },
    async (request) => {
      await endOwnSession(askedBy(tools, request), sessionOf(request), request.params.id);
      return done;
    },
  );

  http.post('/api/me/devices/seen', { config, schema: { response: answersDone } }, async (request) => {
    await markDevicesSeen(tools, sessionOf(request));
    return done;
  });

  http.post(
    '/api/me/devices/:id/forget',
    { config, schema: { params: idSchema, response: answersDone } },
    async (request) => {
      await forgetDevice(askedBy(tools, request), sessionOf(request), request.params.id);
      return done;
    },
  );

  http.post(
    '/api/me/columns',
    { config, schema: { body: columnChoiceSchema, response: answersDone } },
    async (request) => {
      await chooseColumns(tools, sessionOf(request).personId, request.body);
      return done;
    },
  );

  http.post(
    '/api/me/password',
    { config, schema: { body: passwordChangeSchema, response: answersDone } },
    async (request, reply) => {
      await changePassword(askedBy(tools, request), aboutOf(request, reply), request.body);
      return done;
    },
  );

  http.post(
    '/api/me/recovery-codes',
    {
      config,
      schema: {
        body: z.object({ password: z.string().max(1_000) }),
        response: { 200: recoveryCodesSchema },
      },
    },
    async (request, reply) => ({
      codes: await renewRecoveryCodes(
        askedBy(tools, request),
        aboutOf(request, reply),
        request.body.password,
      ),
    }),
  );
}
