import {
  applicationInputSchema,
  applicationListSchema,
  applicationQuerySchema,
  applicationViewSchema,
  certificateFileSchema,
  certificateViewSchema,
  changeListSchema,
  checkListSchema,
  createdSchema,
  localRegionSchema,
  newApplicationSchema,
  newUnitSchema,
  platformListSchema,
  regionListSchema,
  regionQuerySchema,
  regionSchema,
  shortListQuestionSchema,
  shortListSchema,
  takeOverSchema,
  unitInputSchema,
  unitListSchema,
  unitMoveSchema,
  unitQuerySchema,
  unitViewSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import type { Database } from '../kernel/database/index.ts';
import { actorOf, type Http, languageOf } from '../kernel/http/index.ts';
import { answerShortList } from './applications/answer-short-list.ts';
import { readApplicationChecks } from './applications/read-application-checks.ts';
import {
  readApplication,
  readApplicationChanges,
  readApplications,
  readPlatforms,
} from './applications/read-applications.ts';
import { readIdentityCertificate } from './applications/read-identity-certificate.ts';
import { changeApplication, registerApplication } from './applications/save-application.ts';
import { takeOverCheck } from './applications/take-over-check.ts';
import { addLocalRegion, readRegions } from './regions/regions.ts';
import { addSheetRoutes } from './sheets/sheet-routes.ts';
import { changeUnit } from './units/change-unit.ts';
import { moveUnit } from './units/move-unit.ts';
import { readUnit, readUnitChanges, readUnits } from './units/read-units.ts';
import { registerUnit } from './units/register-unit.ts';

const idSchema = z.object({ id: z.uuid() });
const READ_UNIT = { permission: 'unit.read' } as const;
const MANAGE_UNIT = { permission: 'unit.manage' } as const;
const READ = { permission: 'application.read' } as const;
const MANAGE = { permission: 'application.manage' } as const;

/**
 * Routes of 单位 and 应用台账.
 *
 * @param tools.identityRoots PEM of those who issue identity certificates; without them none is verified
 */
export function addRegistryRoutes(
  http: Http,
  { db, identityRoots = [] }: { readonly db: Database; readonly identityRoots?: readonly string[] },
): void {
  addSheetRoutes(http, db);
  addRegions(http, db);
  addUnits(http, db);
  addApplications(http, db);
  http.post(
    '/api/short-list',
    {
      config: { permission: 'signed-in' },
      schema: { body: shortListQuestionSchema, response: { 200: shortListSchema } },
    },
    async (request) => answerShortList(request.body, languageOf(request)),
  );
  http.post(
    '/api/certificates/read',
    {
      config: MANAGE,
      bodyLimit: 512 * 1024,
      schema: { body: certificateFileSchema, response: { 200: certificateViewSchema } },
    },
    async ({ body }) => readIdentityCertificate(body.text, { roots: identityRoots, at: new Date() }),
  );
}

function addRegions(http: Http, db: Database): void {
  http.get(
    '/api/regions',
    {
      config: { permission: 'signed-in' },
      schema: { querystring: regionQuerySchema, response: { 200: regionListSchema } },
    },
    async ({ query }) => ({ rows: await readRegions(db, query) }),
  );
  http.post(
    '/api/regions',
    {
      config: { permission: 'region.manage' },
      schema: { body: localRegionSchema, response: { 201: regionSchema } },
    },
    async (request, reply) => reply.code(201).send(await addLocalRegion(db, actorOf(request), request.body)),
  );
}

function addUnits(http: Http, db: Database): void {
  http.get(
    '/api/units',
    { config: READ_UNIT, schema: { querystring: unitQuerySchema, response: { 200: unitListSchema } } },
    async (request) => readUnits(db, actorOf(request), request.query),
  );
  http.post(
    '/api/units',
    { config: MANAGE_UNIT, schema: { body: newUnitSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await registerUnit(db, actorOf(request), request.body) }),
  );
  http.get(
    '/api/units/:id',
    { config: READ_UNIT, schema: { params: idSchema, response: { 200: unitViewSchema } } },
    async (request) => readUnit(db, actorOf(request), request.params.id),
  );
  http.post(
    '/api/units/:id',
    {
      config: MANAGE_UNIT,
      schema: { params: idSchema, body: unitInputSchema, response: { 200: createdSchema } },
    },
    async (request) => {
      const { id } = request.params;
      await changeUnit(db, actorOf(request), { id, input: request.body });
      return { id };
    },
  );
  http.post(
    '/api/units/:id/move',
    {
      config: MANAGE_UNIT,
      schema: { params: idSchema, body: unitMoveSchema, response: { 200: createdSchema } },
    },
    async (request) => {
      const { id } = request.params;
      await moveUnit(db, actorOf(request), { id, move: request.body });
      return { id };
    },
  );
  http.get(
    '/api/units/:id/changes',
    { config: READ_UNIT, schema: { params: idSchema, response: { 200: changeListSchema } } },
    async (request) => readUnitChanges(db, actorOf(request), request.params.id),
  );
}

function addApplications(http: Http, db: Database): void {
  http.get(
    '/api/applications',
    {
      config: READ,
      schema: { querystring: applicationQuerySchema, response: { 200: applicationListSchema } },
    },
    async (request) => readApplications(db, actorOf(request), request.query),
  );
  http.post(
    '/api/applications',
    { config: MANAGE, schema: { body: newApplicationSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await registerApplication(db, actorOf(request), request.body) }),
  );
  http.post(
    '/api/applications/from-check',
    { config: MANAGE, schema: { body: takeOverSchema, response: { 201: createdSchema } } },
    async (request, reply) =>
      reply.code(201).send({ id: await takeOverCheck(db, actorOf(request), request.body) }),
  );
  http.get(
    '/api/applications/:id',
    { config: READ, schema: { params: idSchema, response: { 200: applicationViewSchema } } },
    async (request) =>
      readApplication(db, actorOf(request), { id: request.params.id, lang: languageOf(request) }),
  );
  http.post(
    '/api/applications/:id',
    {
      config: MANAGE,
      schema: { params: idSchema, body: applicationInputSchema, response: { 200: createdSchema } },
    },
    async (request) => {
      const { id } = request.params;
      await changeApplication(db, actorOf(request), { id, input: request.body });
      return { id };
    },
  );
  http.get(
    '/api/applications/:id/changes',
    { config: READ, schema: { params: idSchema, response: { 200: changeListSchema } } },
    async (request) => readApplicationChanges(db, actorOf(request), request.params.id),
  );
  http.get(
    '/api/applications/:id/checks',
    { config: READ, schema: { params: idSchema, response: { 200: checkListSchema } } },
    async (request) => readApplicationChecks(db, actorOf(request), request.params.id),
  );
  http.get(
    '/api/platforms',
    {
      config: READ,
      schema: {
        querystring: z.object({ search: z.string().trim().max(60).optional() }),
        response: { 200: platformListSchema },
      },
    },
    async ({ query }) => ({ rows: await readPlatforms(db, query.search) }),
  );
}
