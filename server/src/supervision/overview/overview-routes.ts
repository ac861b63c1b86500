import {
  dueListSchema,
  dueQuerySchema,
  gravestSchema,
  overviewFocusSchema,
  overviewQuerySchema,
  overviewSchema,
  trendSchema,
} from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { actorOf, type Http, languageOf } from '../../kernel/http/index.ts';
import type { Reading } from '../findings/read-findings.ts';
import type { SupervisionTools } from '../tools.ts';
import { readDue } from './read-due.ts';
import { readGravest } from './read-gravest.ts';
import { readOverview } from './read-overview.ts';
import { readTrend } from './read-standing.ts';

const config = { permission: 'overview.read' } as const;

/** Routes of 监督总览. */
export function addOverviewRoutes(http: Http, { db, now }: SupervisionTools): void {
  const readingOf = (request: FastifyRequest): Reading => ({
    actor: actorOf(request),
    lang: languageOf(request),
    now: now(),
  });
  http.get(
    '/api/overview',
    { config, schema: { querystring: overviewQuerySchema, response: { 200: overviewSchema } } },
    async (request) => readOverview(db, readingOf(request), request.query),
  );
  http.get(
    '/api/overview/due',
    { config, schema: { querystring: dueQuerySchema, response: { 200: dueListSchema } } },
    async (request) => readDue(db, readingOf(request), request.query),
  );
  http.get(
    '/api/overview/gravest',
    { config, schema: { querystring: overviewFocusSchema, response: { 200: gravestSchema } } },
    async (request) => ({
      rows: await readGravest(db, readingOf(request), request.query),
      asOf: now().toISOString(),
    }),
  );
  http.get(
    '/api/overview/trend',
    { config, schema: { querystring: overviewFocusSchema, response: { 200: trendSchema } } },
    async (request) => ({
      months: await readTrend(db, readingOf(request), request.query),
      asOf: now().toISOString(),
    }),
  );
}
