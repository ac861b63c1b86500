import {
  CLOSING_RECORD_FORMS,
  CLOSING_STEPS,
  closingListSchema,
  closingQuerySchema,
  closingRecordSchema,
  closingsBegunSchema,
  closingViewSchema,
  closingWithdrawSchema,
  confirmedSchema,
  newClosingSchema,
  successorListSchema,
  successorQuerySchema,
} from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../kernel/http/index.ts';
import { beginClosing } from './begin-closing.ts';
import { checkClosing } from './check-closing.ts';
import { readClosing, readClosings, readSuccessors, takeRecord } from './read-closings.ts';
import { recordStep } from './record-step.ts';
import { sealClosing } from './seal-closing.ts';
import type { ClosingTools } from './tools.ts';
import { withdrawClosing } from './withdraw-closing.ts';

const idSchema = z.object({ id: z.uuid() });
const READ = { permission: 'closing.read' } as const;
const RECORD = { permission: 'closing.record' } as const;
const ANSWER = { 200: closingViewSchema };

/** What the routes stand on besides the use cases. */
interface ClosingRouteTools extends ClosingTools {
  /** asks for the second factor once more */
  confirm(asked: { request: FastifyRequest; reply: FastifyReply }, code: string): Promise<void>;
}

/** Routes of 变更关停. Every act answers with the case as it is afterwards. */
export function addClosingRoutes(http: Http, tools: ClosingRouteTools): void {
  const caseAfter = (request: FastifyRequest, id: string) =>
    readClosing(tools, callerOf(request), { id, lang: languageOf(request) });
  http.get(
    '/api/closings',
    { config: READ, schema: { querystring: closingQuerySchema, response: { 200: closingListSchema } } },
    async (request) => readClosings(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/closings/successors',
    {
      config: RECORD,
      schema: { querystring: successorQuerySchema, response: { 200: successorListSchema } },
    },
    async (request) => ({ rows: await readSuccessors(tools.db, actorOf(request), request.query.search) }),
  );
  http.get('/api/closings/:id', { config: READ, schema: { params: idSchema, response: ANSWER } }, (request) =>
    caseAfter(request, request.params.id),
  );
  http.get(
    '/api/closings/:id/record/:form',
    { config: READ, schema: { params: idSchema.extend({ form: z.enum(CLOSING_RECORD_FORMS) }) } },
    async (request, reply) => sendFile(reply, await takeRecord(tools, callerOf(request), request.params)),
  );
  http.post(
    '/api/closings',
    { config: RECORD, schema: { body: newClosingSchema, response: { 201: closingsBegunSchema } } },
    async (request, reply) =>
      reply.code(201).send({ ids: await beginClosing(tools, callerOf(request), request.body) }),
  );
  http.post(
    '/api/closings/:id/steps/:step',
    {
      config: RECORD,
      schema: {
        params: idSchema.extend({ step: z.enum(CLOSING_STEPS) }),
        body: closingRecordSchema,
        response: ANSWER,
      },
    },
    async (request) => {
      const { id, step } = request.params;
      await recordStep(tools, callerOf(request), { id, step, record: request.body });
      return caseAfter(request, id);
    },
  );
  http.post(
    '/api/closings/:id/check',
    { config: RECORD, schema: { params: idSchema, response: { 202: idSchema } } },
    async (request, reply) =>
      reply.code(202).send({ id: await checkClosing(tools, callerOf(request), request.params.id) }),
  );
  http.post(
    '/api/closings/:id/seal',
    {
      config: { permission: 'closing.seal' },
      schema: { params: idSchema, body: confirmedSchema, response: ANSWER },
    },
    async (request, reply) => {
      const { id } = request.params;
      await tools.confirm({ request, reply }, request.body.code);
      await sealClosing(tools, callerOf(request), id);
      return caseAfter(request, id);
    },
  );
  http.post(
    '/api/closings/:id/withdraw',
    { config: RECORD, schema: { params: idSchema, body: closingWithdrawSchema, response: ANSWER } },
    async (request) => {
      const { id } = request.params;
      await withdrawClosing(tools, callerOf(request), { id, ground: request.body.ground });
      return caseAfter(request, id);
    },
  );
}
