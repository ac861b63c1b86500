import {
  doneSchema,
  LOG_EXPORT_FORMS,
  logAnswerSchema,
  logQuestionSchema,
  logSavedInputSchema,
  logSavedSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../../kernel/http/index.ts';
import { type AskTools, askLogs, exportLogs } from './ask-logs.ts';
import { forgetSearch, readSaved, saveSearch } from './saved-searches.ts';

const READ = { permission: 'log.read' } as const;
const DONE = { done: true } as const;

/** Routes of searching kept logs. */
export function addSearchRoutes(http: Http, tools: AskTools): void {
  http.get(
    '/api/logs/search',
    { config: READ, schema: { querystring: logQuestionSchema, response: { 200: logAnswerSchema } } },
    async (request) => askLogs(tools, callerOf(request), request.query),
  );
  http.get(
    '/api/logs/export.:form',
    {
      config: READ,
      schema: { params: z.object({ form: z.enum(LOG_EXPORT_FORMS) }), querystring: logQuestionSchema },
    },
    async (request, reply) => {
      const about = { input: request.query, form: request.params.form, lang: languageOf(request) };
      return sendFile(reply, await exportLogs(tools, callerOf(request), about));
    },
  );
  http.get(
    '/api/logs/searches',
    { config: READ, schema: { response: { 200: logSavedSchema } } },
    async (request) => readSaved(tools, actorOf(request)),
  );
  http.post(
    '/api/logs/searches',
    { config: READ, schema: { body: logSavedInputSchema, response: { 200: doneSchema } } },
    async (request) => {
      await saveSearch(tools, actorOf(request), request.body);
      return DONE;
    },
  );
  http.post(
    '/api/logs/searches/:id/forget',
    { config: READ, schema: { params: z.object({ id: z.uuid() }), response: { 200: doneSchema } } },
    async (request) => {
      await forgetSearch(tools, actorOf(request), request.params.id);
      return DONE;
    },
  );
}
