import {
  doneSchema,
  exitLinkViewSchema,
  linkAcceptSchema,
  linkAssignSchema,
  linkDecisionSchema,
  linkExportSchema,
  linkListSchema,
  linkQuerySchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../kernel/http/index.ts';
import { readLink, readPicture } from './read-link.ts';
import { exportLinks, readLinks } from './read-links.ts';
import type { LinkTools } from './tools.ts';
import { acceptLink, assignLink, decideLink, recheckLink } from './work-on-link.ts';

const params = z.object({ id: z.uuid() });
const READ = { permission: 'link.read' } as const;
const MANAGE = { permission: 'link.manage' } as const;
const ANSWERED = { 200: doneSchema };
const DONE = { done: true } as const;
const FILE = { zh: '外链台账', en: 'exit-links' } as const;

/** Routes of 外链台账. */
export function addLinkRoutes(http: Http, tools: LinkTools): void {
  http.get(
    '/api/links',
    { config: READ, schema: { querystring: linkQuerySchema, response: { 200: linkListSchema } } },
    async (request) => readLinks(tools, actorOf(request), request.query),
  );
  http.get(
    '/api/links/export.xlsx',
    { config: READ, schema: { querystring: linkExportSchema } },
    async (request, reply) => {
      const lang = languageOf(request);
      const file = await exportLinks(tools, actorOf(request), { filter: request.query, lang });
      return sendFile(reply, { name: `${FILE[lang]}.xlsx`, ...file });
    },
  );
  http.get(
    '/api/links/:id',
    { config: READ, schema: { params, response: { 200: exitLinkViewSchema } } },
    async (request) =>
      readLink(tools, { actor: actorOf(request), lang: languageOf(request) }, request.params.id),
  );
  http.get(
    '/api/links/:id/pictures/:sha256',
    {
      config: READ,
      schema: { params: params.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
    },
    async (request, reply) => {
      const bytes = await readPicture(tools, actorOf(request), request.params);
      return reply
        .header('content-type', 'image/jpeg')
        .header('cache-control', 'private, no-cache')
        .send(Buffer.from(bytes));
    },
  );
  http.post(
    '/api/links/:id/decide',
    { config: MANAGE, schema: { params, body: linkDecisionSchema, response: ANSWERED } },
    async (request) => {
      await decideLink(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/links/:id/assign',
    { config: MANAGE, schema: { params, body: linkAssignSchema, response: ANSWERED } },
    async (request) => {
      await assignLink(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/links/:id/accept',
    { config: MANAGE, schema: { params, body: linkAcceptSchema, response: ANSWERED } },
    async (request) => {
      await acceptLink(tools, callerOf(request), { ...request.params, ...request.body });
      return DONE;
    },
  );
  http.post(
    '/api/links/:id/recheck',
    { config: MANAGE, schema: { params, response: ANSWERED } },
    async (request) => {
      await recheckLink(tools, callerOf(request), request.params.id);
      return DONE;
    },
  );
}
