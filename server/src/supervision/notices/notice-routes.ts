import {
  answerNoticeSchema,
  askDelaySchema,
  createdSchema,
  decidePleaSchema,
  doneSchema,
  newNoticeSchema,
  noticeDraftQuerySchema,
  noticeDraftSchema,
  noticeListSchema,
  noticeQuerySchema,
  noticeViewSchema,
  outsideNoticeSchema,
  returnNoticeSchema,
} from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DOCX_MEDIA_TYPE } from '../../kernel/docx/index.ts';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../../kernel/http/index.ts';
import type { Reading } from '../findings/read-findings.ts';
import type { SupervisionTools } from '../tools.ts';
import { decideNotice } from './decide-notice.ts';
import { draftNotice } from './draft-notice.ts';
import { answerDocument, noticeDocument } from './notice-documents.ts';
import { readNotice, readNotices } from './read-notices.ts';
import { answerNotice, pleadAboutNotice, signForNotice } from './receive-notice.ts';
import { registerOutsideNotice, sendNotice } from './send-notice.ts';

const params = z.object({ id: z.uuid() });
const READ = { permission: 'notice.read' } as const;
const SEND = { permission: 'notice.send' } as const;
const ANSWER = { permission: 'notice.answer' } as const;
const ANSWERED = { 200: doneSchema };
const DONE = { done: true } as const;

/** Routes of 整改通知. */
export function addNoticeRoutes(http: Http, tools: SupervisionTools): void {
  addDrafting(http, tools);
  addReading(http, tools);
  addReceiving(http, tools);
}

function readingOf(request: FastifyRequest, { now }: SupervisionTools): Reading {
  return { actor: actorOf(request), lang: languageOf(request), now: now() };
}

function addDrafting(http: Http, tools: SupervisionTools): void {
  const { db } = tools;
  http.get(
    '/api/notices/draft',
    {
      config: SEND,
      schema: { querystring: noticeDraftQuerySchema, response: { 200: noticeDraftSchema } },
    },
    async (request) => draftNotice(db, readingOf(request, tools), request.query),
  );
  http.get(
    '/api/notices/draft.docx',
    { config: SEND, schema: { querystring: noticeDraftQuerySchema } },
    async (request, reply) => {
      const reading = readingOf(request, tools);
      const { demand } = request.query;
      const draft = await draftNotice(db, reading, request.query);
      const bytes = await noticeDocument({ ...draft, demand, at: draft.asOf }, reading.lang);
      return sendFile(reply, { name: fileName('notice', reading), mediaType: DOCX_MEDIA_TYPE, bytes });
    },
  );
  http.post(
    '/api/notices',
    { config: SEND, schema: { body: newNoticeSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await sendNotice(tools, callerOf(request), request.body) }),
  );
  http.post(
    '/api/notices/outside',
    { config: ANSWER, schema: { body: outsideNoticeSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await registerOutsideNotice(tools, callerOf(request), request.body) }),
  );
}

function addReading(http: Http, tools: SupervisionTools): void {
  const { db } = tools;
  http.get(
    '/api/notices',
    { config: READ, schema: { querystring: noticeQuerySchema, response: { 200: noticeListSchema } } },
    async (request) => readNotices(db, readingOf(request, tools), request.query),
  );
  http.get(
    '/api/notices/:id',
    { config: READ, schema: { params, response: { 200: noticeViewSchema } } },
    async (request) => readNotice(db, readingOf(request, tools), request.params.id),
  );
  http.get('/api/notices/:id/notice.docx', { config: READ, schema: { params } }, async (request, reply) => {
    const reading = readingOf(request, tools);
    const view = await readNotice(db, reading, request.params.id);
    const bytes = await noticeDocument({ ...view, at: view.deliveredAt }, reading.lang);
    return sendFile(reply, { name: fileName('notice', reading), mediaType: DOCX_MEDIA_TYPE, bytes });
  });
  http.get('/api/notices/:id/answer.docx', { config: READ, schema: { params } }, async (request, reply) => {
    const reading = readingOf(request, tools);
    const view = await readNotice(db, reading, request.params.id);
    const bytes = await answerDocument(view, reading.lang);
    return sendFile(reply, { name: fileName('answer', reading), mediaType: DOCX_MEDIA_TYPE, bytes });
  });
}

function fileName(of: 'notice' | 'answer', { lang }: Reading): string {
  if (lang === 'en') return `${of}.docx`;
  return of === 'notice' ? '整改通知.docx' : '反馈报告.docx';
}

function addReceiving(http: Http, tools: SupervisionTools): void {
  http.post(
    '/api/notices/:id/sign',
    { config: ANSWER, schema: { params, response: ANSWERED } },
    async (request) => {
      await signForNotice(tools, callerOf(request), request.params.id);
      return DONE;
    },
  );
  http.post(
    '/api/notices/:id/return',
    { config: ANSWER, schema: { params, body: returnNoticeSchema, response: ANSWERED } },
    async (request) => {
      const plea = { ...request.params, ...request.body, kind: 'return' } as const;
      await pleadAboutNotice(tools, callerOf(request), plea);
      return DONE;
    },
  );
  http.post(
    '/api/notices/:id/delay',
    { config: ANSWER, schema: { params, body: askDelaySchema, response: ANSWERED } },
    async (request) => {
      const plea = { ...request.params, ...request.body, kind: 'delay' } as const;
      await pleadAboutNotice(tools, callerOf(request), plea);
      return DONE;
    },
  );
  http.post(
    '/api/notices/:id/answer',
    { config: ANSWER, schema: { params, body: answerNoticeSchema, response: ANSWERED } },
    async (request) => {
      await answerNotice(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/notices/:id/decide',
    { config: SEND, schema: { params, body: decidePleaSchema, response: ANSWERED } },
    async (request) => {
      await decideNotice(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
}
