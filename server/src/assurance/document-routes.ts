import { DOCUMENT_LIMIT, destructionSchema, documentSchema, documentUploadSchema } from '@zhengdun/contract';
import { z } from 'zod';
import { HouseError } from '../kernel/errors/index.ts';
import { actorOf, callerOf, type Http, sendFile } from '../kernel/http/index.ts';
import { destroyDocument, keepDocument, readDocument, takeDocument } from './documents.ts';
import type { AssuranceTools } from './tools.ts';

const idSchema = z.object({ id: z.uuid() });

/** Documents come as they are, not as JSON: 20 MB in base64 would be 27 in memory, twice. */
export function addDocumentRoutes(http: Http, tools: AssuranceTools): void {
  http.register(async (within) => {
    const raw = within as unknown as Http;
    raw.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    raw.post(
      '/api/documents',
      {
        config: { permission: 'attestation.write' },
        bodyLimit: DOCUMENT_LIMIT,
        schema: { querystring: documentUploadSchema, response: { 201: documentSchema } },
      },
      async (request, reply) => {
        const bytes: unknown = request.body;
        if (!Buffer.isBuffer(bytes)) throw new HouseError('media-type-refused', {});
        const upload = { ...request.query, bytes };
        return reply.code(201).send(await keepDocument(tools, callerOf(request), upload));
      },
    );
  });
  http.get(
    '/api/documents/:id',
    {
      config: { permission: 'paper.read' },
      schema: { params: idSchema, response: { 200: documentSchema } },
    },
    async (request) => readDocument(tools.db, actorOf(request), request.params.id),
  );
  http.get(
    '/api/documents/:id/content',
    { config: { permission: 'paper.read' }, schema: { params: idSchema } },
    async (request, reply) =>
      sendFile(reply, await takeDocument(tools, callerOf(request), request.params.id)),
  );
  http.post(
    '/api/documents/:id/destroy',
    {
      config: { permission: 'document.destroy' },
      schema: { params: idSchema, body: destructionSchema, response: { 200: idSchema } },
    },
    async (request) => {
      const { id } = request.params;
      await destroyDocument(tools, callerOf(request), { id, ...request.body });
      return { id };
    },
  );
}
