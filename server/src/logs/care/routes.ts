import { join } from 'node:path';
import { logArchiveQuerySchema, logArchiveSchema, logTasksSchema } from '@zhengdun/contract';
import { z } from 'zod';
import { callerOf, type Http, sendFile } from '../../kernel/http/index.ts';
import { askForTask } from './ask-task.ts';
import { openHeldFiles, readArchive, readCheckpoint, readEntry, readVerifiers } from './read-archive.ts';
import { readTasks } from './read-tasks.ts';
import type { CareTools } from './tools.ts';

const VERIFY = { permission: 'log-archive.verify' } as const;
const PLAIN = 'text/plain; charset=utf-8';

/** Routes of the archive of logs: 完整性. */
export function addArchiveRoutes(http: Http, base: CareTools): void {
  const tools = { ...base, held: openHeldFiles(join(base.data, 'logs')) };
  http.get(
    '/api/logs/archive',
    { config: VERIFY, schema: { querystring: logArchiveQuerySchema, response: { 200: logArchiveSchema } } },
    async (request) => readArchive(tools, request.query),
  );
  http.post(
    '/api/logs/archive/verify',
    { config: VERIFY, schema: { response: { 202: logTasksSchema } } },
    async (request, reply) => {
      await askForTask(tools, callerOf(request), 'verify');
      return reply.code(202).send(await readTasks(tools, 'verify', undefined));
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
  http.get('/api/logs/archive/verifiers.txt', { config: VERIFY }, async (_, reply) =>
    sendFile(reply, { name: 'verifiers.txt', mediaType: PLAIN, bytes: await readVerifiers(tools) }),
  );
  http.get(
    '/api/logs/archive/entries/:entry.json',
    { config: VERIFY, schema: { params: z.object({ entry: z.coerce.number().int().min(1).max(1e12) }) } },
    async (request, reply) => {
      const { entry } = request.params;
      const bytes = await readEntry(tools, entry);
      return sendFile(reply, { name: `${entry}.json`, mediaType: 'application/json', bytes });
    },
  );
}
