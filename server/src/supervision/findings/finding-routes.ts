import {
  appealSchema,
  askDelaySchema,
  assigneeListSchema,
  assignFindingsSchema,
  changedSchema,
  commentOnFindingSchema,
  decidePleaSchema,
  doneSchema,
  findingFilterSchema,
  findingListSchema,
  findingQuerySchema,
  findingViewSchema,
  recheckAnswerSchema,
  watchSchema,
} from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../../kernel/http/index.ts';
import type { SupervisionTools } from '../tools.ts';
import { askRecheck } from './ask-recheck.ts';
import { assignFindings, readAssignees } from './assign-findings.ts';
import { commentOnFinding } from './comment-on-finding.ts';
import { decidePlea } from './decide-plea.ts';
import { exportFindings } from './export-findings.ts';
import { appeal, askDelay } from './plead.ts';
import { readFinding } from './read-finding.ts';
import { type Reading, readFindings } from './read-findings.ts';
import { watchFinding } from './watch-finding.ts';

const params = z.object({ id: z.uuid() });
const READ = { permission: 'finding.read' } as const;
const ASSIGN = { permission: 'finding.assign' } as const;
const MEND = { permission: 'finding.mend' } as const;
const COMMENT = { permission: 'finding.comment' } as const;
const DECIDE = { permission: 'finding.decide' } as const;
const ANSWER = { 200: doneSchema };
const DONE = { done: true } as const;

/** Routes of 问题整改. */
export function addFindingRoutes(http: Http, tools: SupervisionTools): void {
  addReading(http, tools);
  addAssigning(http, tools);
  addMending(http, tools);
  addCommenting(http, tools);
  addDeciding(http, tools);
}

function addReading(http: Http, { db, now }: SupervisionTools): void {
  const readingOf = (request: FastifyRequest): Reading => ({
    actor: actorOf(request),
    lang: languageOf(request),
    now: now(),
  });
  http.get(
    '/api/findings',
    { config: READ, schema: { querystring: findingQuerySchema, response: { 200: findingListSchema } } },
    async (request) => readFindings(db, readingOf(request), request.query),
  );
  http.get(
    '/api/findings/export.xlsx',
    { config: READ, schema: { querystring: findingFilterSchema } },
    async (request, reply) => {
      const reading = readingOf(request);
      const file = await exportFindings(db, reading, request.query);
      return sendFile(reply, { name: reading.lang === 'zh' ? '问题清单.xlsx' : 'findings.xlsx', ...file });
    },
  );
  http.get(
    '/api/findings/:id',
    { config: READ, schema: { params, response: { 200: findingViewSchema } } },
    async (request) => readFinding(db, readingOf(request), request.params.id),
  );
}

function addAssigning(http: Http, tools: SupervisionTools): void {
  http.get(
    '/api/findings/assignees',
    {
      config: ASSIGN,
      schema: { querystring: z.object({ unit: z.uuid() }), response: { 200: assigneeListSchema } },
    },
    async (request) => ({ rows: await readAssignees(tools, callerOf(request), request.query.unit) }),
  );
  http.post(
    '/api/findings/assign',
    { config: ASSIGN, schema: { body: assignFindingsSchema, response: { 200: changedSchema } } },
    async (request) => ({ changed: await assignFindings(tools, callerOf(request), request.body) }),
  );
}

function addMending(http: Http, tools: SupervisionTools): void {
  http.post(
    '/api/findings/:id/recheck',
    { config: MEND, schema: { params, response: { 202: recheckAnswerSchema } } },
    async (request, reply) =>
      reply.code(202).send({ checkId: await askRecheck(tools, callerOf(request), request.params.id) }),
  );
  http.post(
    '/api/findings/:id/delay',
    { config: MEND, schema: { params, body: askDelaySchema, response: ANSWER } },
    async (request) => {
      await askDelay(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/findings/:id/appeal',
    { config: MEND, schema: { params, body: appealSchema, response: ANSWER } },
    async (request) => {
      await appeal(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
}

function addCommenting(http: Http, tools: SupervisionTools): void {
  http.post(
    '/api/findings/:id/comments',
    { config: COMMENT, schema: { params, body: commentOnFindingSchema, response: ANSWER } },
    async (request) => {
      await commentOnFinding(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
}

function addDeciding(http: Http, tools: SupervisionTools): void {
  http.post(
    '/api/findings/:id/decide',
    { config: DECIDE, schema: { params, body: decidePleaSchema, response: ANSWER } },
    async (request) => {
      await decidePlea(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/findings/:id/watch',
    { config: DECIDE, schema: { params, body: watchSchema, response: ANSWER } },
    async (request) => {
      await watchFinding(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
}
