import {
  createdSchema,
  nameAdviceSchema,
  nameQuerySchema,
  newOpeningSchema,
  OPENING_PAPERS,
  OPENING_STEPS,
  openingDecisionSchema,
  openingDraftSchema,
  openingListSchema,
  openingOverrideSchema,
  openingQuerySchema,
  openingRecordSchema,
  openingSubmitSchema,
  openingViewSchema,
} from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DOCX_MEDIA_TYPE } from '../kernel/docx/index.ts';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../kernel/http/index.ts';
import { beginOpening, saveDraft } from './begin-opening.ts';
import type { OpeningTools } from './case.ts';
import { acceptOpening, decideOpening } from './decide-opening.ts';
import { overrideOpening } from './override-opening.ts';
import { printPaper } from './print-paper.ts';
import { readNameAdvice } from './read-name-advice.ts';
import { readOpening, readOpenings } from './read-openings.ts';
import { recordStep } from './record-step.ts';
import { submitOpening, withdrawOpening } from './submit-opening.ts';

const idSchema = z.object({ id: z.uuid() });
const READ = { permission: 'opening.read' } as const;
const APPLY = { permission: 'opening.apply' } as const;
const DECIDE = { permission: 'opening.decide' } as const;
const OVERRIDE = { permission: 'opening.override' } as const;
const ANSWER = { 200: openingViewSchema };

/** Routes of 开办办理. Every act answers with the case as it is afterwards. */
export function addOpeningRoutes(http: Http, tools: OpeningTools): void {
  const caseAfter = (request: FastifyRequest, id: string) =>
    readOpening(tools, callerOf(request), { id, lang: languageOf(request) });
  addReading(http, tools);
  addFilling(http, tools, caseAfter);
  addDeciding(http, tools, caseAfter);
}

type CaseAfter = (request: FastifyRequest, id: string) => ReturnType<typeof readOpening>;

function addReading(http: Http, tools: OpeningTools): void {
  http.get(
    '/api/openings',
    { config: READ, schema: { querystring: openingQuerySchema, response: { 200: openingListSchema } } },
    async (request) => readOpenings(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/openings/:id',
    { config: READ, schema: { params: idSchema, response: ANSWER } },
    async (request) =>
      readOpening(tools, callerOf(request), { id: request.params.id, lang: languageOf(request) }),
  );
  http.get(
    '/api/openings/:id/papers/:paper',
    { config: READ, schema: { params: idSchema.extend({ paper: z.enum(OPENING_PAPERS) }) } },
    async (request, reply) => {
      const { id, paper } = request.params;
      const file = await printPaper(tools, actorOf(request), { id, paper, lang: languageOf(request) });
      return sendFile(reply, { ...file, mediaType: DOCX_MEDIA_TYPE });
    },
  );
  http.get(
    '/api/names/advice',
    { config: APPLY, schema: { querystring: nameQuerySchema, response: { 200: nameAdviceSchema } } },
    async (request) =>
      readNameAdvice(tools, actorOf(request), { query: request.query, lang: languageOf(request) }),
  );
}

function addFilling(http: Http, tools: OpeningTools, caseAfter: CaseAfter): void {
  http.post(
    '/api/openings',
    { config: APPLY, schema: { body: newOpeningSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await beginOpening(tools, callerOf(request), request.body) }),
  );
  http.post(
    '/api/openings/:id/draft',
    { config: APPLY, schema: { params: idSchema, body: openingDraftSchema, response: ANSWER } },
    async (request) => {
      const { id } = request.params;
      await saveDraft(tools, callerOf(request), { id, fields: request.body.fields });
      return caseAfter(request, id);
    },
  );
  http.post(
    '/api/openings/:id/submit',
    { config: APPLY, schema: { params: idSchema, body: openingSubmitSchema, response: ANSWER } },
    async (request) => {
      const { id } = request.params;
      await submitOpening(tools, callerOf(request), { id, mended: request.body.mended });
      return caseAfter(request, id);
    },
  );
  http.post(
    '/api/openings/:id/withdraw',
    { config: APPLY, schema: { params: idSchema, response: ANSWER } },
    async (request) => {
      const { id } = request.params;
      await withdrawOpening(tools, callerOf(request), id);
      return caseAfter(request, id);
    },
  );
  http.post(
    '/api/openings/:id/steps/:step',
    {
      config: APPLY,
      schema: {
        params: idSchema.extend({ step: z.enum(OPENING_STEPS) }),
        body: openingRecordSchema,
        response: ANSWER,
      },
    },
    async (request) => {
      const { id, step } = request.params;
      await recordStep(tools, callerOf(request), { id, step, record: request.body });
      return caseAfter(request, id);
    },
  );
}

function addDeciding(http: Http, tools: OpeningTools, caseAfter: CaseAfter): void {
  http.post(
    '/api/openings/:id/accept',
    { config: DECIDE, schema: { params: idSchema, response: ANSWER } },
    async (request) => {
      const { id } = request.params;
      await acceptOpening(tools, callerOf(request), id);
      return caseAfter(request, id);
    },
  );
  http.post(
    '/api/openings/:id/decision',
    { config: DECIDE, schema: { params: idSchema, body: openingDecisionSchema, response: ANSWER } },
    async (request) => {
      const { id } = request.params;
      await decideOpening(tools, callerOf(request), { id, input: request.body });
      return caseAfter(request, id);
    },
  );
  http.post(
    '/api/openings/:id/override',
    { config: OVERRIDE, schema: { params: idSchema, body: openingOverrideSchema, response: ANSWER } },
    async (request) => {
      const { id } = request.params;
      await overrideOpening(tools, callerOf(request), { id, input: request.body });
      return caseAfter(request, id);
    },
  );
}
