import {
  doneSchema,
  logArchiveQuerySchema,
  logArchiveSchema,
  logHoldInputSchema,
  logHoldLiftSchema,
  logRetentionChangeSchema,
  logRetentionSchema,
  logTasksSchema,
} from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HouseError } from '../../kernel/errors/index.ts';
import { actorOf, callerOf, type Http, sendFile } from '../../kernel/http/index.ts';
import { askForTask } from './ask-task.ts';
import { readArchive, readCheckpoint, readEntry, readHeadsNote, readVerifiers } from './read-archive.ts';
import { readRetention } from './read-retention.ts';
import { readTasks } from './read-tasks.ts';
import { openSealed, type SealedReader } from './sealed.ts';
import {
  demandLongEnough,
  demandWholeArchive,
  liftHold,
  registerHold,
  setRetention,
} from './set-retention.ts';
import type { CareTools } from './tools.ts';

const VERIFY = { permission: 'log-archive.verify' } as const;
const MANAGE = { permission: 'log-archive.manage' } as const;
const DONE = { done: true } as const;
const PLAIN = 'text/plain; charset=utf-8';

interface ArchiveTools extends CareTools {
  /** asks for the second factor once more */
  confirm(asked: { request: FastifyRequest; reply: FastifyReply }, code: string): Promise<void>;
}

/** Routes of the archive of logs: 完整性, 保存与备份. */
export function addArchiveRoutes(http: Http, base: ArchiveTools): void {
  const tools = { ...base, sealed: openSealed(base) };
  addRetentionRoutes(http, tools);
  http.get(
    '/api/logs/archive',
    { config: VERIFY, schema: { querystring: logArchiveQuerySchema, response: { 200: logArchiveSchema } } },
    async (request) => readArchive(tools, actorOf(request), request.query),
  );
  http.post(
    '/api/logs/archive/verify',
    { config: VERIFY, schema: { response: { 202: logTasksSchema } } },
    async (request, reply) => {
      await askForTask(tools, callerOf(request), 'verify');
      return reply.code(202).send(await readTasks(tools, 'verify', undefined));
    },
  );
  http.post(
    '/api/logs/archive/stamp',
    { config: MANAGE, schema: { response: { 202: logTasksSchema } } },
    async (request, reply) => {
      demandWholeArchive(actorOf(request));
      if (tools.stamps.place === undefined || tools.common) throw new HouseError('logs-tsa-unset', {});
      await askForTask(tools, callerOf(request), 'stamp');
      return reply.code(202).send(await readTasks(tools, 'stamp', undefined));
    },
  );
  http.get(
    '/api/logs/archive/checkpoints/:sha256.note',
    { config: VERIFY, schema: { params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) } },
    async (request, reply) => {
      const { sha256: id } = request.params;
      const bytes = await readCheckpoint(tools, id);
      return sendFile(reply, { name: `head-${id.slice(0, 8)}.note`, mediaType: PLAIN, bytes });
    },
  );
  http.get('/api/logs/archive/heads.note', { config: VERIFY }, async (_, reply) =>
    sendFile(reply, { name: 'heads.note', mediaType: PLAIN, bytes: await readHeadsNote(tools) }),
  );
  http.get('/api/logs/archive/verifiers.txt', { config: VERIFY }, async (_, reply) =>
    sendFile(reply, { name: 'verifiers.txt', mediaType: PLAIN, bytes: await readVerifiers(tools) }),
  );
  http.get(
    '/api/logs/archive/entries/:entry.json',
    {
      config: VERIFY,
      schema: {
        params: z.object({ entry: z.coerce.number().int().min(1).max(1e12) }),
        querystring: z.object({ collector: z.string().max(40).optional() }),
      },
    },
    async (request, reply) => {
      const { entry } = request.params;
      const { collector } = request.query;
      const bytes = await readEntry(tools, { entry, collector });
      const name = collector === undefined ? `${entry}.json` : `${collector}-${entry}.json`;
      return sendFile(reply, { name, mediaType: 'application/json', bytes });
    },
  );
}

function addRetentionRoutes(http: Http, tools: ArchiveTools & { readonly sealed: SealedReader }): void {
  http.get(
    '/api/logs/archive/retention',
    { config: VERIFY, schema: { response: { 200: logRetentionSchema } } },
    async (request) => readRetention(tools, actorOf(request)),
  );
  http.post(
    '/api/logs/archive/retention',
    { config: MANAGE, schema: { body: logRetentionChangeSchema, response: { 200: doneSchema } } },
    async (request, reply) => {
      const { code, ...change } = request.body;
      demandWholeArchive(actorOf(request));
      demandLongEnough(change.days);
      await tools.confirm({ request, reply }, code);
      await setRetention(tools, callerOf(request), change);
      return DONE;
    },
  );
  http.post(
    '/api/logs/archive/holds',
    { config: MANAGE, schema: { body: logHoldInputSchema, response: { 200: doneSchema } } },
    async (request) => {
      demandWholeArchive(actorOf(request));
      await registerHold(tools, callerOf(request), request.body);
      return DONE;
    },
  );
  http.post(
    '/api/logs/archive/holds/:hold/lift',
    {
      config: MANAGE,
      schema: {
        params: z.object({ hold: z.string().max(60) }),
        body: logHoldLiftSchema,
        response: { 200: doneSchema },
      },
    },
    async (request, reply) => {
      demandWholeArchive(actorOf(request));
      await tools.confirm({ request, reply }, request.body.code);
      await liftHold(tools, callerOf(request), request.params.hold);
      return DONE;
    },
  );
  for (const work of ['backup', 'drill'] as const)
    http.post(
      `/api/logs/archive/${work}`,
      { config: MANAGE, schema: { response: { 202: logTasksSchema } } },
      async (request, reply) => {
        demandWholeArchive(actorOf(request));
        if (tools.backup.place === undefined) throw new HouseError('logs-backup-unset', {});
        await askForTask(tools, callerOf(request), work);
        return reply.code(202).send(await readTasks(tools, work, undefined));
      },
    );
}
