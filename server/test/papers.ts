import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApplicationInput, RoleName } from '@zhengdun/contract';
import { addAssuranceRoutes, openVault, type Vault } from '../src/assurance/index.ts';
import type { Database } from '../src/kernel/database/index.ts';
import { createHttp, type Http } from '../src/kernel/http/index.ts';
import { silentLog } from '../src/kernel/log.ts';
import {
  type Actor,
  EVERYTHING,
  PROGRAM,
  type Scope,
  scopesOf,
  withinScope,
} from '../src/kernel/tenancy/index.ts';
import { readPublicationRecords } from '../src/publication/index.ts';
import { registerApplication } from '../src/registry/applications/save-application.ts';
import { makeUnit } from './identity-house.ts';

export { moveUnit } from '../src/registry/units/move-unit.ts';

/** A small file that begins as a PDF does. */
export const PDF = Buffer.from('%PDF-1.7\n% 样例\n%%EOF\n');

/** The routes of papers on a database, with a clock that goes only when it is told to, and whoever asks. */
export interface PaperHouse {
  readonly http: Http;
  readonly data: string;
  readonly routes: readonly { method: string; url: string; permission: string }[];
  /** a moment of Beijing's 26 November 2026, until it is changed */
  now: Date;
  /** asks as somebody */
  ask(
    who: Actor,
    method: 'GET' | 'POST',
    url: string,
    body?: object | Buffer,
  ): Promise<{
    readonly status: number;
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not worked with
    readonly body: any;
    readonly code: string | undefined;
    readonly bytes: Buffer;
    readonly headers: Readonly<Record<string, unknown>>;
  }>;
  /** hands in a file; @returns its id */
  upload(who: Actor, unit: string, bytes?: Buffer, name?: string): Promise<string>;
  close(): Promise<void>;
}

/** @param addMore routes of other modules that keep documents */
export async function paperHouse(
  db: Database,
  addMore: (http: Http, tools: { readonly vault: Vault; readonly now: () => Date }) => void = () => {},
): Promise<PaperHouse> {
  const data = mkdtempSync(join(tmpdir(), 'zhengdun-papers-'));
  let actor: Actor | undefined;
  const routes: { method: string; url: string; permission: string }[] = [];
  const http = await createHttp({ log: silentLog(), version: '0.1.0', authenticate: async () => actor });
  http.addHook('onRoute', ({ method, url, config }) => {
    if (method !== 'HEAD') routes.push({ method: String(method), url, permission: config?.permission ?? '' });
  });
  const house: PaperHouse = {
    http,
    data,
    routes,
    now: new Date('2026-11-26T02:00:00Z'),
    async ask(who, method, url, body) {
      actor = who;
      const isRaw = Buffer.isBuffer(body);
      const reply = await http.inject({
        method,
        url: `/api${url}`,
        headers: {
          host: '127.0.0.1:8600',
          ...(isRaw && { 'content-type': 'application/octet-stream' }),
        },
        ...(body && { payload: body }),
      });
      const isJson = String(reply.headers['content-type']).startsWith('application/json');
      const answer = isJson ? reply.json() : undefined;
      return {
        status: reply.statusCode,
        body: answer,
        code: answer?.error?.code,
        bytes: reply.rawPayload,
        headers: reply.headers,
      };
    },
    async upload(who, unit, bytes = PDF, name = '证明.pdf') {
      const url = `/documents?unit=${unit}&name=${encodeURIComponent(name)}`;
      const { status, body } = await house.ask(who, 'POST', url, bytes);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body.id;
    },
    async close() {
      await http.close();
      rmSync(data, { recursive: true });
    },
  };
  const tools = { vault: openVault(data), now: () => house.now };
  addAssuranceRoutes(http, { db, ...tools, readings: {}, records: readPublicationRecords });
  addMore(http, tools);
  await http.ready();
  return house;
}

/** Somebody of a unit with a role over it, who stands in the database. */
export async function personWith(
  db: Database,
  about: { readonly unit: string; readonly role: RoleName; readonly scope?: Partial<Scope> },
): Promise<Actor> {
  const id = randomUUID();
  await withinScope(db, EVERYTHING, async (trx) => {
    const unit = await trx
      .selectFrom('registry_unit')
      .select(['region_path', 'sector_path'])
      .where('id', '=', about.unit)
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('identity_person')
      .values({
        id,
        unit_id: about.unit,
        ...unit,
        name: `样例${about.role}`,
        login_name: `p${id.slice(0, 12)}`,
        employment: 'civil-servant',
        employment_confirmed_on: '2026-01-05',
      })
      .execute();
  });
  const scope = { regions: [], sectors: [], units: [about.unit], ...about.scope };
  return {
    id,
    kind: 'person',
    unitId: about.unit,
    stage: 'full',
    scopes: scopesOf([{ role: about.role, scope }]),
  };
}

/** A unit with a writer, a leader and a secrecy officer. */
export async function paperUnit(db: Database, region: string) {
  const unit = await makeUnit(db, { name: `样例局${region}`, region });
  return {
    unit,
    writer: await personWith(db, { unit, role: 'handler' }),
    leader: await personWith(db, { unit, role: 'leader' }),
    secrecy: await personWith(db, { unit, role: 'secrecy-officer' }),
  };
}

/** A website of a unit. @returns its id */
export async function registerSite(
  db: Database,
  unitId: string,
  more: Partial<ApplicationInput> = {},
): Promise<string> {
  const site: ApplicationInput = {
    name: '样例网站',
    kind: 'website',
    state: 'running',
    addresses: [`w${randomUUID().slice(0, 8)}.gov.cn`],
    flags: [],
    isPlatform: false,
    filings: [],
  };
  return registerApplication(db, PROGRAM, { ...site, ...more, unitId });
}
