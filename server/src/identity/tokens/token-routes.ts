import {
  doneSchema,
  newTokenSchema,
  ownTokensSchema,
  tokenMadeSchema,
  tokensQuerySchema,
  tokensSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, type Http } from '../../kernel/http/index.ts';
import { confirmAgain } from '../sign-in/take-code.ts';
import { askedBy, type IdentityTools } from '../tools.ts';
import { makeToken, readOwnTokens, readTokens, revokeOwnToken, revokeToken } from './tokens.ts';

const done = { done: true } as const;
const params = z.object({ id: z.uuid() });
const own = { permission: 'in-person' } as const;
const others = { permission: 'session.end' } as const;

/** Routes of 访问令牌: one's own, and those of the people whom a security administrator answers for. */
export function addTokenRoutes(http: Http, tools: IdentityTools): void {
  http.get(
    '/api/me/tokens',
    { config: own, schema: { response: { 200: ownTokensSchema } } },
    async (request) => readOwnTokens(tools, actorOf(request)),
  );

  http.post(
    '/api/me/tokens',
    { config: own, schema: { body: newTokenSchema, response: { 200: tokenMadeSchema } } },
    async (request, reply) => {
      const { code, ...input } = request.body;
      await confirmAgain(tools, { request, reply }, code);
      return makeToken(askedBy(tools, request), actorOf(request), input);
    },
  );

  http.post(
    '/api/me/tokens/:id/revoke',
    { config: own, schema: { params, response: { 200: doneSchema } } },
    async (request) => {
      await revokeOwnToken(askedBy(tools, request), actorOf(request), request.params.id);
      return done;
    },
  );

  http.get(
    '/api/tokens',
    { config: others, schema: { querystring: tokensQuerySchema, response: { 200: tokensSchema } } },
    async (request) => readTokens(tools, actorOf(request), request.query),
  );

  http.post(
    '/api/tokens/:id/revoke',
    { config: others, schema: { params, response: { 200: doneSchema } } },
    async (request) => {
      await revokeToken(askedBy(tools, request), actorOf(request), request.params.id);
      return done;
    },
  );
}
