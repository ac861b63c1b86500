import {
  createdSchema,
  doneSchema,
  newIntervalSchema,
  newPauseSchema,
  scheduleQuerySchema,
  scheduleSchema,
  watchSettingsSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http } from '../kernel/http/index.ts';
import { endPause, pauseWatching } from './pauses.ts';
import { readSchedule } from './read-schedule.ts';
import { readWatchSettings } from './read-settings.ts';
import { setInterval } from './set-interval.ts';
import type { WatchTools } from './tools.ts';

const READ = { permission: 'application.read' } as const;
const PAUSE = { permission: 'watch.pause' } as const;
const answersDone = { 200: doneSchema };
const done = { done: true } as const;

/** Routes of 定期检测. */
export function addWatchRoutes(http: Http, tools: WatchTools): void {
  http.get(
    '/api/watch/schedule',
    { config: READ, schema: { querystring: scheduleQuerySchema, response: { 200: scheduleSchema } } },
    async (request) => readSchedule(tools, actorOf(request), request.query),
  );

  http.get(
    '/api/watch/settings',
    { config: READ, schema: { response: { 200: watchSettingsSchema } } },
    async (request) => readWatchSettings(tools, actorOf(request)),
  );

  http.post(
    '/api/watch/intervals',
    {
      config: { permission: 'setting.manage' },
      schema: { body: newIntervalSchema, response: answersDone },
    },
    async (request) => {
      await setInterval(tools, callerOf(request), request.body);
      return done;
    },
  );

  http.post(
    '/api/watch/pauses',
    { config: PAUSE, schema: { body: newPauseSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await pauseWatching(tools, callerOf(request), request.body) }),
  );

  http.post(
    '/api/watch/pauses/:id/end',
    { config: PAUSE, schema: { params: z.object({ id: z.uuid() }), response: answersDone } },
    async (request) => {
      await endPause(tools, callerOf(request), request.params.id);
      return done;
    },
  );
}
