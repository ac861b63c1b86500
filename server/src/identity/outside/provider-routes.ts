import {
  confirmedSchema,
  doneSchema,
  providerIdSchema,
  providerSetSchema,
  providerSwitchSchema,
  providersSchema,
  providerTestedSchema,
} from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, callerOf, type Http } from '../../kernel/http/index.ts';
import { confirmAgain } from '../sign-in/take-code.ts';
import type { IdentityTools } from '../tools.ts';
import { readProviders, setProvider, switchProvider, takeAwayProvider, testProvider } from './providers.ts';

const config = { permission: 'setting.manage' } as const;
const params = z.object({ id: z.uuid() });
const done = { done: true } as const;
const answersDone = { 200: doneSchema };
const answersId = { 200: providerIdSchema };

/** Routes of 身份源. What changes one asks for the second factor once more. */
export function addProviderRoutes(http: Http, tools: IdentityTools): void {
  http.get(
    '/api/identity-providers',
    { config, schema: { response: { 200: providersSchema } } },
    async (request) => readProviders(tools, actorOf(request), (id) => returnUrlOf(request, id)),
  );

  http.post(
    '/api/identity-providers',
    { config, schema: { body: providerSetSchema, response: answersId } },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      return {
        id: await setProvider(tools, callerOf(request), { input: request.body.provider, isNew: true }),
      };
    },
  );

  http.post(
    '/api/identity-providers/:id',
    { config, schema: { params, body: providerSetSchema, response: answersId } },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      const { id } = request.params;
      return {
        id: await setProvider(tools, callerOf(request), { id, input: request.body.provider, isNew: false }),
      };
    },
  );

  http.post(
    '/api/identity-providers/:id/enabled',
    { config, schema: { params, body: providerSwitchSchema, response: answersDone } },
    async (request, reply) => {
      const { code, enabled } = request.body;
      await confirmAgain(tools, { request, reply }, code);
      await switchProvider(tools, callerOf(request), { id: request.params.id, enabled });
      return done;
    },
  );

  http.post(
    '/api/identity-providers/:id/remove',
    { config, schema: { params, body: confirmedSchema, response: answersDone } },
    async (request, reply) => {
      await confirmAgain(tools, { request, reply }, request.body.code);
      await takeAwayProvider(tools, callerOf(request), request.params.id);
      return done;
    },
  );

  http.post(
    '/api/identity-providers/:id/test',
    { config, schema: { params, response: { 200: providerTestedSchema } } },
    async (request) => {
      const { id } = request.params;
      const fault = await testProvider(tools, callerOf(request), { id, returnUrl: returnUrlOf(request, id) });
      return { ...(fault && { fault }) };
    },
  );
}

/** Where a provider sends browsers back: a page of the console, each provider its own, so that none is taken for another. */
export function returnUrlOf(
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
  id: string,
): string {
  return `${protocol}://${host}/sign-in/return/${id}`;
}
