import {
  allowedSourcesSchema,
  doneSchema,
  importReportSchema,
  importRequestSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http, languageOf } from '../../kernel/http/index.ts';
import { readSentRows } from '../../kernel/sheet/index.ts';
import type { PublicationTools } from '../tools.ts';
import { importAllowedSources, readAllowedSources } from './allowed-sources.ts';
import { seeSource } from './see-source.ts';

const params = z.object({ id: z.uuid() });
const READ = { permission: 'publication.read' } as const;
/** In base64: a list of some megabytes holds far more sites than anybody reposts from. */
const BODY_LIMIT = 11_000_000;

/** Routes of 转载: the source of an item, and what a unit may take from. */
export function addRepostRoutes(http: Http, tools: PublicationTools): void {
  http.post(
    '/api/publications/:id/source',
    { config: { permission: 'publication.write' }, schema: { params, response: { 200: doneSchema } } },
    async (request) => {
      await seeSource(tools, callerOf(request), request.params.id);
      return { done: true } as const;
    },
  );
  http.get(
    '/api/units/:id/repost-sources',
    { config: READ, schema: { params, response: { 200: allowedSourcesSchema } } },
    async (request) => readAllowedSources(tools, actorOf(request), request.params.id),
  );
  http.post(
    '/api/units/:id/repost-sources',
    {
      config: { permission: 'publication.manage' },
      bodyLimit: BODY_LIMIT,
      schema: { params, body: importRequestSchema, response: { 200: importReportSchema } },
    },
    async (request) => {
      const lang = languageOf(request);
      const { name, content, dryRun } = request.body;
      const rows = await readSentRows(Buffer.from(content, 'base64'), name, lang);
      return importAllowedSources(tools, callerOf(request), { unit: request.params.id, rows, dryRun, lang });
    },
  );
}
