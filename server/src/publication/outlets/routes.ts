import {
  attachmentSchema,
  DOCUMENT_LIMIT,
  doneSchema,
  handInSchema,
  idempotencyKeySchema,
  itemFileQuerySchema,
  itemStatusSchema,
  newOutletSchema,
  outletInputSchema,
  outletListSchema,
  outletMadeSchema,
  outletQuerySchema,
  outletSecretSchema,
  outletTestedSchema,
  statusQuerySchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http, sendFile } from '../../kernel/http/index.ts';
import { keepItemFile } from '../attachments.ts';
import type { PublicationTools } from '../tools.ts';
import { handIn } from './hand-in.ts';
import {
  addOutlet,
  changeOutlet,
  dropOutlet,
  readOutlets,
  renewSecret,
  sendAgain,
  testOutlet,
} from './outlets.ts';
import { readStatus, takeApproved } from './read-status.ts';

const params = z.object({ id: z.uuid() });
const READ = { permission: 'publication.read' } as const;
const WRITE = { permission: 'publication.write' } as const;
const MANAGE = { permission: 'outlet.manage' } as const;
/** Far more than a text may have, so that a system that sends too much is told how much it is. */
const WRITING_LIMIT = 10_000_000;
const ANSWERED = { 200: doneSchema };
const DONE = { done: true } as const;

/** Routes of 发布去向, and those that content systems call. */
export function addOutletRoutes(http: Http, tools: PublicationTools): void {
  addSystemRoutes(http, tools);
  http.get(
    '/api/publications/outlets',
    { config: READ, schema: { querystring: outletQuerySchema, response: { 200: outletListSchema } } },
    async (request) => readOutlets(tools, actorOf(request), request.query),
  );
  http.post(
    '/api/publications/outlets',
    { config: MANAGE, schema: { body: newOutletSchema, response: { 201: outletMadeSchema } } },
    async (request, reply) => reply.code(201).send(await addOutlet(tools, callerOf(request), request.body)),
  );
  http.post(
    '/api/publications/outlets/:id',
    { config: MANAGE, schema: { params, body: outletInputSchema, response: ANSWERED } },
    async (request) => {
      await changeOutlet(tools, callerOf(request), { ...request.params, outlet: request.body });
      return DONE;
    },
  );
  http.post(
    '/api/publications/outlets/:id/secret',
    { config: MANAGE, schema: { params, response: { 200: outletSecretSchema } } },
    async (request) => renewSecret(tools, callerOf(request), request.params.id),
  );
  http.post(
    '/api/publications/outlets/:id/test',
    { config: MANAGE, schema: { params, response: { 200: outletTestedSchema } } },
    async (request) => testOutlet(tools, callerOf(request), request.params.id),
  );
  http.post(
    '/api/publications/outlets/:id/remove',
    { config: MANAGE, schema: { params, response: ANSWERED } },
    async (request) => {
      await dropOutlet(tools, callerOf(request), request.params.id);
      return DONE;
    },
  );
  http.post(
    '/api/publications/deliveries/:id/again',
    { config: MANAGE, schema: { params, response: ANSWERED } },
    async (request) => {
      await sendAgain(tools, callerOf(request), request.params.id);
      return DONE;
    },
  );
}

function addSystemRoutes(http: Http, tools: PublicationTools): void {
  http.post(
    '/api/publications/hand-in',
    {
      config: WRITE,
      bodyLimit: WRITING_LIMIT,
      schema: { headers: idempotencyKeySchema, body: handInSchema, response: { 200: itemStatusSchema } },
    },
    async (request) => {
      const { 'idempotency-key': key } = request.headers;
      const id = await handIn(tools, callerOf(request), { key, input: request.body });
      return readStatus(tools, actorOf(request), { id });
    },
  );
  http.get(
    '/api/publications/status',
    { config: READ, schema: { querystring: statusQuerySchema, response: { 200: itemStatusSchema } } },
    async (request) => readStatus(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/publications/:id/status',
    { config: READ, schema: { params, response: { 200: itemStatusSchema } } },
    async (request) => readStatus(tools, actorOf(request), request.params),
  );
  http.get(
    '/api/publications/:id/approved/:document',
    { config: READ, schema: { params: params.extend({ document: z.uuid() }) } },
    async (request, reply) => {
      const { file, bytes, mediaType } = await takeApproved(tools, callerOf(request), request.params);
      reply.header('content-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
      reply.header('x-zhengdun-sm3', file.sm3);
      return sendFile(reply, { name: file.name, mediaType, bytes });
    },
  );
}

/** Of the scope in which files come as they are. */
export function addItemFileRoute(
  http: Http,
  tools: PublicationTools,
  bytesOf: (body: unknown) => Buffer,
): void {
  http.post(
    '/api/publications/files',
    {
      config: WRITE,
      bodyLimit: DOCUMENT_LIMIT,
      schema: { querystring: itemFileQuerySchema, response: { 201: attachmentSchema } },
    },
    async (request, reply) => {
      const file = { ...request.query, bytes: bytesOf(request.body) };
      return reply.code(201).send(await keepItemFile(tools, callerOf(request), file));
    },
  );
}
