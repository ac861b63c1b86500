import {
  doneSchema,
  employmentSchema,
  grantGivenSchema,
  newGrantSchema,
  newPersonSchema,
  peopleQuerySchema,
  peopleSchema,
  personLinkSchema,
  personViewSchema,
  placesSchema,
  smallUnitInputSchema,
  smallUnitSchema,
} from '@zhengdun/contract';
import { z } from 'zod';
import { actorOf, callerOf, type Http } from '../../kernel/http/index.ts';
import { endGrant, giveGrant } from '../grants/grants.ts';
import { beginSmallUnit, endSmallUnit, readSmallUnit } from '../grants/small-unit.ts';
import { askedBy, type IdentityTools } from '../tools.ts';
import { addPerson, confirmEmployment, endSessionsOf, renewPersonLink, resetPerson } from './people.ts';
import { readPeople, readPerson, readPlaces } from './read-people.ts';

const done = { done: true } as const;
const params = z.object({ id: z.uuid() });
const answersDone = { 200: doneSchema };
const answersLink = { 200: personLinkSchema };

/** Routes of 人员 and 授权. */
export function addPeopleRoutes(http: Http, tools: IdentityTools): void {
  http.get(
    '/api/people',
    {
      config: { permission: 'person.read' },
      schema: { querystring: peopleQuerySchema, response: { 200: peopleSchema } },
    },
    async (request) => readPeople(tools, actorOf(request), request.query),
  );

  http.get(
    '/api/people/:id',
    { config: { permission: 'person.read' }, schema: { params, response: { 200: personViewSchema } } },
    async (request) => readPerson(tools, actorOf(request), request.params.id),
  );

  http.get(
    '/api/places',
    {
      config: { permission: 'unit.read' },
      schema: {
        querystring: z.object({ q: z.string().trim().max(60).default('') }),
        response: { 200: placesSchema },
      },
    },
    async (request) => readPlaces(tools, actorOf(request), request.query.q),
  );

  http.post(
    '/api/people',
    { config: { permission: 'person.manage' }, schema: { body: newPersonSchema, response: answersLink } },
    async (request) => addPerson(askedBy(tools, request), actorOf(request), request.body),
  );

  http.post(
    '/api/people/:id/link',
    { config: { permission: 'person.manage' }, schema: { params, response: answersLink } },
    async (request) => renewPersonLink(askedBy(tools, request), actorOf(request), request.params.id),
  );

  http.post(
    '/api/people/:id/reset',
    { config: { permission: 'session.end' }, schema: { params, response: answersLink } },
    async (request) => resetPerson(askedBy(tools, request), actorOf(request), request.params.id),
  );

  http.post(
    '/api/people/:id/sessions/end',
    { config: { permission: 'session.end' }, schema: { params, response: answersDone } },
    async (request) => {
      await endSessionsOf(askedBy(tools, request), actorOf(request), request.params.id);
      return done;
    },
  );

  http.post(
    '/api/people/:id/employment',
    {
      config: { permission: 'employment.confirm' },
      schema: { params, body: employmentSchema, response: answersDone },
    },
    async (request) => {
      await confirmEmployment(askedBy(tools, request), actorOf(request), {
        ...request.body,
        personId: request.params.id,
      });
      return done;
    },
  );

  http.get(
    '/api/units/:id/small-unit',
    { config: { permission: 'grant.read' }, schema: { params, response: { 200: smallUnitSchema } } },
    async (request) => readSmallUnit(tools, actorOf(request), request.params.id),
  );

  http.post(
    '/api/units/:id/small-unit',
    {
      config: { permission: 'grant.give' },
      schema: { params, body: smallUnitInputSchema, response: answersDone },
    },
    async (request) => {
      await beginSmallUnit(tools, callerOf(request), { ...request.body, unitId: request.params.id });
      return done;
    },
  );

  http.post(
    '/api/units/:id/small-unit/end',
    { config: { permission: 'grant.give' }, schema: { params, response: answersDone } },
    async (request) => {
      await endSmallUnit(tools, callerOf(request), request.params.id);
      return done;
    },
  );

  http.post(
    '/api/grants',
    {
      config: { permission: 'grant.give' },
      schema: { body: newGrantSchema, response: { 200: grantGivenSchema } },
    },
    async (request) => ({ id: await giveGrant(askedBy(tools, request), actorOf(request), request.body) }),
  );

  http.post(
    '/api/grants/:id/end',
    { config: { permission: 'grant.give' }, schema: { params, response: answersDone } },
    async (request) => {
      await endGrant(askedBy(tools, request), actorOf(request), request.params.id);
      return done;
    },
  );
}
