import {
  checkListQuerySchema,
  checkListSchema,
  checkRequestSchema,
  checkRowSchema,
  checkViewSchema,
  destructionSchema,
  guessSchema,
  keptObjectSchema,
  REPORT_FORMS,
  unitCorrectionSchema,
} from '@zhengdun/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Database } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { agentOf, callerOf, type Http, languageOf, sendFile } from '../kernel/http/index.ts';
import type { Jobs } from '../kernel/jobs/index.ts';
import { type Actor, type Belonging, EVERYTHING, type Scope, scopeOf } from '../kernel/tenancy/index.ts';
import { correctUnit } from './checks/correct-unit.ts';
import { findEvidence } from './checks/evidence.repo.ts';
import { parseAddress } from './checks/parse-address.ts';
import { guessUnit, readCheck, readChecks } from './checks/read-checks.ts';
import { requestCheck } from './checks/request-check.ts';
import { destroyEvidence, evidenceDestroyed, readEvidence, withDestroyed } from './destroy-evidence.ts';
import type { EvidenceStore, KeptEvidenceStore } from './evidence.ts';
import { renderReport } from './render-report.ts';
import type { GivenUnit } from './unit-guess.ts';

export interface InspectionRoutes {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly evidence: EvidenceStore & Pick<KeptEvidenceStore, 'destroy'>;
  readonly readings: Readonly<Record<string, 'a' | 'b'>>;
  /**
   * whose check it is when this actor, or whoever sits at the machine, asks for one of that host; throws where it is
   * another unit's alone
   */
  readonly owner: (actor: Actor | undefined, host: string) => Promise<CheckOwner | undefined>;
}

interface CheckOwner {
  readonly belonging: Belonging;
  /** what is registered of the unit, where the host is */
  readonly unit?: Required<GivenUnit>;
}

/** Without an account where only this machine is served; elsewhere for those who may check. */
const config = { permission: 'loopback', account: 'check.start' } as const;
const idSchema = z.object({ id: z.uuid() });
const digestSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Where others than this machine are served, checks are seen by units; whoever sits at the machine sees all of them. */
function scopeIn({ actor }: FastifyRequest): Scope {
  return actor ? scopeOf(actor, 'check.start') : EVERYTHING;
}

/** As the register has it; nothing of what is another unit's alone. */
async function ownerIfOwn(
  tools: InspectionRoutes,
  actor: Actor | undefined,
  host: string,
): Promise<CheckOwner | undefined> {
  try {
    return await tools.owner(actor, host);
  } catch (error) {
    if (error instanceof HouseError && error.code === 'check-of-another-unit') return undefined;
    throw error;
  }
}

/** Routes of 网站检查 and 检查结果. */
export function addInspectionRoutes(http: Http, tools: InspectionRoutes): void {
  const { db, jobs, evidence } = tools;

  http.post(
    '/api/checks',
    { config, schema: { body: checkRequestSchema, response: { 202: checkRowSchema } } },
    async (request, reply) => {
      const { actor, body } = request;
      const address = parseAddress(body.address);
      const owner = address.ok ? await tools.owner(actor, address.url.hostname) : undefined;
      const id = await requestCheck(db, jobs, {
        ...body,
        unitName: body.unitName ?? owner?.unit?.name,
        unitKind: body.unitKind ?? owner?.unit?.kind,
        unitLevel: body.unitLevel ?? owner?.unit?.level,
        belonging: owner?.belonging,
        lang: languageOf(request),
      });
      // Whoever has asked sees what was asked, also where the address is registered beyond their scope.
      return reply.code(202).send(await readCheck(db, id, { lang: languageOf(request), scope: EVERYTHING }));
    },
  );

  http.get(
    '/api/checks',
    { config, schema: { querystring: checkListQuerySchema, response: { 200: checkListSchema } } },
    async (request) => readChecks(db, request.query, scopeIn(request)),
  );

  http.get(
    '/api/checks/:id',
    { config, schema: { params: idSchema, response: { 200: checkViewSchema } } },
    async (request) =>
      readCheck(db, request.params.id, { lang: languageOf(request), scope: scopeIn(request) }),
  );

  http.post(
    '/api/checks/:id/unit',
    {
      config,
      schema: { params: idSchema, body: unitCorrectionSchema, response: { 200: checkViewSchema } },
    },
    async (request) => {
      const scope = scopeIn(request);
      await correctUnit(tools, request.params.id, { ...request.body, by: agentOf(request), scope });
      return readCheck(db, request.params.id, { lang: languageOf(request), scope });
    },
  );

  http.get(
    '/api/checks/:id/report.:form',
    { config, schema: { params: idSchema.extend({ form: z.enum(REPORT_FORMS) }) } },
    async (request, reply) => {
      const { id, form } = request.params;
      const { result } = await readCheck(db, id, { lang: languageOf(request), scope: scopeIn(request) });
      if (!result) throw new HouseError('check-unfinished', {});
      const { name, mediaType, bytes } = await renderReport(await withDestroyed(db, result), form, evidence);
      const isText = mediaType.startsWith('text/');
      return sendFile(reply, { name, mediaType: isText ? `${mediaType}; charset=utf-8` : mediaType, bytes });
    },
  );

  http.get(
    '/api/guess',
    {
      config,
      schema: { querystring: z.object({ address: z.string().max(2_000) }), response: { 200: guessSchema } },
    },
    async (request) => {
      const { actor, query } = request;
      const address = parseAddress(query.address);
      const owner = address.ok ? await ownerIfOwn(tools, actor, address.url.hostname) : undefined;
      return guessUnit(query.address, { given: owner?.unit, lang: languageOf(request) });
    },
  );

  http.get(
    '/api/evidence/:sha256',
    // Who knows the digest has seen the page that shows the picture: findings of others' checks too.
    {
      config: { ...config, account: 'signed-in' },
      schema: { params: digestSchema },
    },
    async (request, reply) => {
      const { sha256 } = request.params;
      const known = await findEvidence(db, sha256);
      if (known?.destruction) throw evidenceDestroyed(known);
      const bytes = known?.mediaType === 'image/jpeg' ? await evidence.read(sha256) : undefined;
      if (!bytes) throw new HouseError('evidence-unknown', {});
      return (
        reply
          .header('content-type', 'image/jpeg')
          // No copy outlives its destruction in a browser.
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(bytes))
      );
    },
  );

  http.get(
    '/api/evidence/:sha256/about',
    {
      config: { ...config, account: 'signed-in' },
      schema: { params: digestSchema, response: { 200: keptObjectSchema } },
    },
    async (request) => readEvidence(db, request.params.sha256),
  );

  http.post(
    '/api/evidence/:sha256/destroy',
    {
      config: { permission: 'document.destroy' },
      schema: { params: digestSchema, body: destructionSchema, response: { 200: keptObjectSchema } },
    },
    async (request) => {
      const { sha256 } = request.params;
      await destroyEvidence(tools, callerOf(request), { sha256, ...request.body });
      return readEvidence(db, sha256);
    },
  );
}
