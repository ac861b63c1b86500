import {
  createdSchema,
  exceptionDecisionSchema,
  exceptionListSchema,
  expiryFilterSchema,
  expiryListSchema,
  expiryQuerySchema,
  newExceptionSchema,
  newPaperSchema,
  paperInputSchema,
  paperVerdictListSchema,
  paperViewSchema,
  signatureSchema,
  withdrawalSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../kernel/http/index.ts';
import { addDocumentRoutes } from './document-routes.ts';
import { askException, decideException, endException, readApplicationExceptions } from './exceptions.ts';
import { readCalendar, readExpiries } from './read-expiries.ts';
import { readPaper } from './read-paper.ts';
import { readApplicationPapers, readUnitPapers } from './read-paper-verdicts.ts';
import { signPaper } from './sign-paper.ts';
import type { AssuranceTools } from './tools.ts';
import { withdrawPaper } from './withdraw-paper.ts';
import { writePaper, writeVersion } from './write-paper.ts';

const idSchema = z.object({ id: z.uuid() });
const READ = { permission: 'paper.read' } as const;
const WRITE = { permission: 'attestation.write' } as const;
const SIGN = { permission: 'attestation.sign' } as const;
const APPROVE = { permission: 'exception.approve' } as const;

/** Routes of 证明材料, 例外备案 and 即将到期. */
export function addAssuranceRoutes(http: Http, tools: AssuranceTools): void {
  addDocumentRoutes(http, tools);
  addPapers(http, tools);
  addExceptions(http, tools);
  addExpiries(http, tools);
}

function addPapers(http: Http, tools: AssuranceTools): void {
  const list = { params: idSchema, response: { 200: paperVerdictListSchema } };
  http.get('/api/applications/:id/papers', { config: READ, schema: list }, async (request) =>
    readApplicationPapers(tools, actorOf(request), { id: request.params.id, lang: languageOf(request) }),
  );
  http.get('/api/units/:id/papers', { config: READ, schema: list }, async (request) =>
    readUnitPapers(tools, actorOf(request), { id: request.params.id, lang: languageOf(request) }),
  );
  http.post(
    '/api/papers',
    { config: WRITE, schema: { body: newPaperSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await writePaper(tools, callerOf(request), request.body) }),
  );
  http.get(
    '/api/papers/:id',
    { config: READ, schema: { params: idSchema, response: { 200: paperViewSchema } } },
    async (request) =>
      readPaper(tools, actorOf(request), { id: request.params.id, lang: languageOf(request) }),
  );
  http.post(
    '/api/papers/:id/versions',
    { config: WRITE, schema: { params: idSchema, body: paperInputSchema, response: { 200: createdSchema } } },
    async (request) => {
      const { id } = request.params;
      await writeVersion(tools, callerOf(request), { id, input: request.body });
      return { id };
    },
  );
  http.post(
    '/api/papers/:id/sign',
    { config: SIGN, schema: { params: idSchema, body: signatureSchema, response: { 200: createdSchema } } },
    async (request) => {
      const { id } = request.params;
      await signPaper(tools, callerOf(request), { id, version: request.body.version });
      return { id };
    },
  );
  http.post(
    '/api/papers/:id/withdraw',
    { config: WRITE, schema: { params: idSchema, body: withdrawalSchema, response: { 200: createdSchema } } },
    async (request) => {
      const { id } = request.params;
      await withdrawPaper(tools, callerOf(request), { id, ground: request.body.ground });
      return { id };
    },
  );
}

function addExceptions(http: Http, tools: AssuranceTools): void {
  http.get(
    '/api/applications/:id/exceptions',
    { config: READ, schema: { params: idSchema, response: { 200: exceptionListSchema } } },
    async (request) =>
      readApplicationExceptions(tools, actorOf(request), {
        id: request.params.id,
        lang: languageOf(request),
      }),
  );
  http.post(
    '/api/exceptions',
    { config: WRITE, schema: { body: newExceptionSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await askException(tools, callerOf(request), request.body) }),
  );
  http.post(
    '/api/exceptions/:id/decide',
    {
      config: APPROVE,
      schema: { params: idSchema, body: exceptionDecisionSchema, response: { 200: createdSchema } },
    },
    async (request) => {
      const { id } = request.params;
      await decideException(tools, callerOf(request), { id, decision: request.body.decision });
      return { id };
    },
  );
  http.post(
    '/api/exceptions/:id/end',
    { config: APPROVE, schema: { params: idSchema, response: { 200: createdSchema } } },
    async (request) => {
      const { id } = request.params;
      await endException(tools, callerOf(request), id);
      return { id };
    },
  );
}

function addExpiries(http: Http, tools: AssuranceTools): void {
  http.get(
    '/api/expiries',
    { config: READ, schema: { querystring: expiryQuerySchema, response: { 200: expiryListSchema } } },
    async (request) =>
      readExpiries(tools, actorOf(request), { query: request.query, lang: languageOf(request) }),
  );
  http.get(
    '/api/expiries/calendar.ics',
    { config: READ, schema: { querystring: expiryFilterSchema } },
    async (request, reply) => {
      const lang = languageOf(request);
      const bytes = await readCalendar(tools, actorOf(request), { filter: request.query, lang });
      const name = lang === 'zh' ? '即将到期.ics' : 'expiries.ics';
      return sendFile(reply, { name, mediaType: 'text/calendar; charset=utf-8', bytes });
    },
  );
}
