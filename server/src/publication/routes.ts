import {
  archiveQuerySchema,
  archiveSearchSchema,
  attachmentSchema,
  attachmentUploadSchema,
  commentInputSchema,
  createdSchema,
  DOCUMENT_LIMIT,
  differenceQuerySchema,
  differenceSchema,
  doneSchema,
  itemCalendarQuerySchema,
  itemCalendarSchema,
  itemDecisionInputSchema,
  itemGroundSchema,
  itemListSchema,
  itemNumbersQuerySchema,
  itemNumbersSchema,
  itemQuerySchema,
  itemReadingsSchema,
  itemVersionInputSchema,
  itemVersionSchema,
  itemViewSchema,
  newItemSchema,
  ofVersionSchema,
  paperDecisionInputSchema,
  publishSchema,
  releaseSchema,
  secretFindingInputSchema,
  secretStopListSchema,
  workflowInputSchema,
  workflowViewSchema,
} from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HouseError } from '../kernel/errors/index.ts';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../kernel/http/index.ts';
import { makeArchive } from './archive/make-archive.ts';
import { keepAttachment, takeAttachment } from './attachments.ts';
import { comparePublished } from './comparison/compare-published.ts';
import { readCalendar, readNumbers } from './numbers/read-numbers.ts';
import { addItemFileRoute, addOutletRoutes } from './outlets/routes.ts';
import { correctItem, dropItem, publishItem, withdrawItem } from './publish-item.ts';
import { readDifference, readItem, readVersion } from './read-item.ts';
import { readItems } from './read-items.ts';
import { readAgain, readReadings } from './readings/read-again.ts';
import { addRepostRoutes } from './reposts/routes.ts';
import { resolveComment, writeComment } from './review/comments.ts';
import { decideItem, registerPaperDecision } from './review/decide-item.ts';
import { readWorkflow, setWorkflow } from './review/workflow.ts';
import { releaseHit } from './screening/release-hit.ts';
import { searchArchive } from './search/search-archive.ts';
import { judgeStop, readStops } from './secrecy/judge-stops.ts';
import { recallItem, submitItem } from './submit-item.ts';
import type { PublicationTools } from './tools.ts';
import type { Reading } from './version-view.ts';
import { addWordListRoutes } from './word-lists/routes.ts';
import { beginItem, writeVersion } from './write-item.ts';

const params = z.object({ id: z.uuid() });
const READ = { permission: 'publication.read' } as const;
const WRITE = { permission: 'publication.write' } as const;
const REVIEW = { permission: 'publication.review' } as const;
const SECRET = { permission: 'secret.read' } as const;
const ANSWERED = { 200: doneSchema };
const DONE = { done: true } as const;
/** Far more than a text may have, so that whoever pasted too much is told how much it is. */
const WRITING_LIMIT = 10_000_000;
const wroteSchema = z.object({ version: z.int() });

/** Routes of 信息发布. */
export function addPublicationRoutes(http: Http, tools: PublicationTools): void {
  addReading(http, tools);
  addArchive(http, tools);
  addWriting(http, tools);
  addAttachments(http, tools);
  addReviewing(http, tools);
  addSecretStops(http, tools);
  addPublishing(http, tools);
  addWorkflows(http, tools);
  addOutletRoutes(http, tools);
  addRepostRoutes(http, tools);
  addWordListRoutes(http, tools);
}

function readingOf(request: FastifyRequest): Reading {
  return { actor: actorOf(request), lang: languageOf(request) };
}

function addReading(http: Http, tools: PublicationTools): void {
  http.get(
    '/api/publications',
    { config: READ, schema: { querystring: itemQuerySchema, response: { 200: itemListSchema } } },
    async (request) => readItems(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/publications/numbers',
    { config: READ, schema: { querystring: itemNumbersQuerySchema, response: { 200: itemNumbersSchema } } },
    async (request) => readNumbers(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/publications/archive',
    { config: READ, schema: { querystring: archiveQuerySchema, response: { 200: archiveSearchSchema } } },
    async (request) => searchArchive(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/publications/calendar',
    { config: READ, schema: { querystring: itemCalendarQuerySchema, response: { 200: itemCalendarSchema } } },
    async (request) => readCalendar(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/publications/:id',
    { config: READ, schema: { params, response: { 200: itemViewSchema } } },
    async (request) => readItem(tools, readingOf(request), request.params.id),
  );
  http.get(
    '/api/publications/:id/versions/:version',
    {
      config: READ,
      schema: {
        params: params.extend({ version: z.coerce.number().int().min(1) }),
        response: { 200: itemVersionSchema },
      },
    },
    async (request) => readVersion(tools, readingOf(request), request.params),
  );
  http.get(
    '/api/publications/:id/differences',
    {
      config: READ,
      schema: { params, querystring: differenceQuerySchema, response: { 200: differenceSchema } },
    },
    async (request) => readDifference(tools, readingOf(request), { ...request.params, ...request.query }),
  );
}

function addArchive(http: Http, tools: PublicationTools): void {
  http.get(
    '/api/publications/:id/archive.zip',
    { config: READ, schema: { params } },
    async (request, reply) => {
      const { name, stream } = await makeArchive(tools, callerOf(request), request.params.id);
      return sendFile(reply, { name, mediaType: 'application/zip', bytes: stream });
    },
  );
}

function addWriting(http: Http, tools: PublicationTools): void {
  http.post(
    '/api/publications',
    {
      config: WRITE,
      bodyLimit: WRITING_LIMIT,
      schema: { body: newItemSchema, response: { 201: createdSchema } },
    },
    async (request, reply) =>
      reply.code(201).send({ id: await beginItem(tools, callerOf(request), request.body) }),
  );
  http.post(
    '/api/publications/:id/versions',
    {
      config: WRITE,
      bodyLimit: WRITING_LIMIT,
      schema: { params, body: itemVersionInputSchema, response: { 200: wroteSchema } },
    },
    async (request) => {
      const about = { ...request.params, input: request.body };
      return { version: await writeVersion(tools, callerOf(request), about) };
    },
  );
  http.post(
    '/api/publications/:id/submit',
    { config: WRITE, schema: { params, body: ofVersionSchema, response: ANSWERED } },
    async (request) => {
      await submitItem(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/publications/:id/recall',
    { config: WRITE, schema: { params, body: ofVersionSchema, response: ANSWERED } },
    async (request) => {
      await recallItem(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
}

/** @throws HouseError `media-type-refused` */
function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new HouseError('media-type-refused', {});
}

/** Files come as they are, not as JSON: 20 MB in base64 would be 27 in memory, twice. */
function addAttachments(http: Http, tools: PublicationTools): void {
  http.register(async (within) => {
    const raw = within as unknown as Http;
    raw.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    raw.post(
      '/api/publications/:id/attachments',
      {
        config: WRITE,
        bodyLimit: DOCUMENT_LIMIT,
        schema: { params, querystring: attachmentUploadSchema, response: { 201: attachmentSchema } },
      },
      async (request, reply) => {
        const file = { ...request.params, ...request.query, bytes: bytesOf(request.body) };
        return reply.code(201).send(await keepAttachment(tools, callerOf(request), file));
      },
    );
    addItemFileRoute(raw, tools, bytesOf);
  });
  http.get(
    '/api/publications/:id/readings',
    { config: READ, schema: { params, response: { 200: itemReadingsSchema } } },
    async (request) => readReadings(tools, readingOf(request), request.params.id),
  );
  http.post(
    '/api/publications/:id/attachments/:document/read',
    { config: WRITE, schema: { params: params.extend({ document: z.uuid() }), response: ANSWERED } },
    async (request) => {
      await readAgain(tools, callerOf(request), request.params);
      return DONE;
    },
  );
  http.get(
    '/api/publications/:id/attachments/:document',
    { config: READ, schema: { params: params.extend({ document: z.uuid() }) } },
    async (request, reply) => sendFile(reply, await takeAttachment(tools, callerOf(request), request.params)),
  );
}

function addReviewing(http: Http, tools: PublicationTools): void {
  http.post(
    '/api/publications/:id/decide',
    { config: REVIEW, schema: { params, body: itemDecisionInputSchema, response: ANSWERED } },
    async (request) => {
      await decideItem(tools, callerOf(request), { ...request.params, input: request.body });
      return DONE;
    },
  );
  http.post(
    '/api/publications/:id/paper-decision',
    { config: WRITE, schema: { params, body: paperDecisionInputSchema, response: ANSWERED } },
    async (request) => {
      await registerPaperDecision(tools, callerOf(request), { ...request.params, input: request.body });
      return DONE;
    },
  );
  http.post(
    '/api/publications/:id/comments',
    { config: REVIEW, schema: { params, body: commentInputSchema, response: { 201: createdSchema } } },
    async (request, reply) => {
      const about = { ...request.params, input: request.body };
      return reply.code(201).send({ id: await writeComment(tools, callerOf(request), about) });
    },
  );
  http.post(
    '/api/publications/:id/comments/:comment/resolve',
    { config: WRITE, schema: { params: params.extend({ comment: z.uuid() }), response: ANSWERED } },
    async (request) => {
      await resolveComment(tools, callerOf(request), request.params);
      return DONE;
    },
  );
  const release = { params: params.extend({ hit: z.uuid() }), body: releaseSchema, response: ANSWERED };
  http.post(
    '/api/publications/:id/hits/:hit/release',
    { config: REVIEW, schema: release },
    async (request) => {
      const about = { ...request.params, ...request.body, secret: false };
      await releaseHit(tools, callerOf(request), about);
      return DONE;
    },
  );
  http.post(
    '/api/publications/:id/secret-hits/:hit/release',
    { config: SECRET, schema: release },
    async (request) => {
      const about = { ...request.params, ...request.body, secret: true };
      await releaseHit(tools, callerOf(request), about);
      return DONE;
    },
  );
}

function addSecretStops(http: Http, tools: PublicationTools): void {
  http.get(
    '/api/publications/secret-stops',
    { config: SECRET, schema: { response: { 200: secretStopListSchema } } },
    async (request) => readStops(tools, actorOf(request)),
  );
  http.post(
    '/api/publications/secret-stops/:id/finding',
    { config: SECRET, schema: { params, body: secretFindingInputSchema, response: ANSWERED } },
    async (request) => {
      await judgeStop(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
}

function addPublishing(http: Http, tools: PublicationTools): void {
  http.post(
    '/api/publications/:id/publish',
    { config: WRITE, schema: { params, body: publishSchema, response: ANSWERED } },
    async (request) => {
      await publishItem(tools, callerOf(request), { ...request.params, input: request.body });
      return DONE;
    },
  );
  http.post(
    '/api/publications/:id/compare',
    { config: WRITE, schema: { params, response: ANSWERED } },
    async (request) => {
      await comparePublished(tools, callerOf(request), request.params.id);
      return DONE;
    },
  );
  const grounded = { params, body: itemGroundSchema, response: ANSWERED };
  for (const [name, act] of [
    ['correct', correctItem],
    ['withdraw', withdrawItem],
    ['drop', dropItem],
  ] as const)
    http.post(`/api/publications/:id/${name}`, { config: WRITE, schema: grounded }, async (request) => {
      await act(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    });
}

function addWorkflows(http: Http, tools: PublicationTools): void {
  http.get(
    '/api/units/:id/review-workflow',
    { config: READ, schema: { params, response: { 200: workflowViewSchema } } },
    async (request) => readWorkflow(tools, actorOf(request), request.params.id),
  );
  http.post(
    '/api/units/:id/review-workflow',
    {
      config: { permission: 'publication.manage' },
      schema: { params, body: workflowInputSchema, response: ANSWERED },
    },
    async (request) => {
      await setWorkflow(tools, callerOf(request), { unit: request.params.id, input: request.body });
      return DONE;
    },
  );
}
