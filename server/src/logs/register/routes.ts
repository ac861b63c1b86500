import {
  doneSchema,
  logCoverageQuerySchema,
  logCoverageSchema,
  logKeySchema,
  logSourceChangeSchema,
  logSourceInputSchema,
  logSourceMadeSchema,
  logSourceQuerySchema,
  logSourcesSchema,
  logSourceViewSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http } from '../../kernel/http/index.ts';
import { readCoverage } from './read-coverage.ts';
import { readSource, readSources } from './read-sources.ts';
import type { Places, RegisterTools } from './tools.ts';
import { changeSource, declareSource, endSource, renewKey } from './work-on-source.ts';

const params = z.object({ id: z.uuid() });
const READ = { permission: 'log-source.read' } as const;
const MANAGE = { permission: 'log.manage' } as const;
const DONE = { done: true } as const;

/** Routes of the sources of logs. */
export function addSourceRoutes(http: Http, tools: RegisterTools & { readonly places: Places }): void {
  http.get(
    '/api/log-sources',
    { config: READ, schema: { querystring: logSourceQuerySchema, response: { 200: logSourcesSchema } } },
    async (request) => readSources(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/log-sources/:id',
    { config: READ, schema: { params, response: { 200: logSourceViewSchema } } },
    async (request) =>
      readSource(tools, { actor: actorOf(request), host: request.hostname }, request.params.id),
  );
  http.get(
    '/api/logs/coverage',
    { config: READ, schema: { querystring: logCoverageQuerySchema, response: { 200: logCoverageSchema } } },
    async (request) => readCoverage(tools, actorOf(request), request.query),
  );
  http.post(
    '/api/log-sources',
    { config: MANAGE, schema: { body: logSourceInputSchema, response: { 201: logSourceMadeSchema } } },
    async (request, reply) =>
      reply.code(201).send(await declareSource(tools, callerOf(request), request.body)),
  );
  http.post(
    '/api/log-sources/:id',
    { config: MANAGE, schema: { params, body: logSourceChangeSchema, response: { 200: doneSchema } } },
    async (request) => {
      await changeSource(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/log-sources/:id/end',
    { config: MANAGE, schema: { params, response: { 200: doneSchema } } },
    async (request) => {
      await endSource(tools, callerOf(request), request.params.id);
      return DONE;
    },
  );
  http.post(
    '/api/log-sources/:id/key',
    { config: MANAGE, schema: { params, response: { 200: logKeySchema } } },
    async (request) => renewKey(tools, callerOf(request), request.params.id),
  );
}
