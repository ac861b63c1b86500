import { doneSchema, localDaysSchema, newLocalDaysSchema } from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http } from '../kernel/http/index.ts';
import { readLocalDays } from './read-local-days.ts';
import { removeLocalDay, setLocalDays } from './set-local-days.ts';
import type { CalendarTools } from './tools.ts';

const config = { permission: 'setting.manage' } as const;
const answersDone = { 200: doneSchema };
const done = { done: true } as const;

/** Routes of 地方节假日. */
export function addCalendarRoutes(http: Http, tools: CalendarTools): void {
  http.get('/api/local-days', { config, schema: { response: { 200: localDaysSchema } } }, async (request) =>
    readLocalDays(tools, actorOf(request)),
  );

  http.post(
    '/api/local-days',
    { config, schema: { body: newLocalDaysSchema, response: answersDone } },
    async (request) => {
      await setLocalDays(tools, callerOf(request), request.body);
      return done;
    },
  );

  http.post(
    '/api/local-days/:id/remove',
    { config, schema: { params: z.object({ id: z.uuid() }), response: answersDone } },
    async (request) => {
      await removeLocalDay(tools, callerOf(request), request.params.id);
      return done;
    },
  );
}
