import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ItemView, RoleName, WorkflowInput } from '@zhengdun/contract';
import { sql } from 'kysely';
import { openVault } from '../src/assurance/index.ts';
import { dayOf } from '../src/kernel/clock/index.ts';
import type { Database } from '../src/kernel/database/index.ts';
import { type EgressPolicy, STRICT_POLICY } from '../src/kernel/egress/index.ts';
import { createHttp, type Http } from '../src/kernel/http/index.ts';
import { silentLog } from '../src/kernel/log.ts';
import { type Actor, EVERYTHING, scopesOf, withinScope } from '../src/kernel/tenancy/index.ts';
import { addPublicationRoutes } from '../src/publication/index.ts';
import type { PublicationTools, Screen } from '../src/publication/tools.ts';
import { makeUnit } from './identity-house.ts';
import { registerSite } from './papers.ts';

/** The routes of publishing on a database, and whoever asks. */
export interface PublicationHouse {
  readonly http: Http;
  readonly data: string;
  /** missing: nothing is screened */
  screen: Screen | undefined;
  /** what published pages may be fetched from */
  policy: EgressPolicy;
  /** what the routes stand on, for what works in the background */
  readonly tools: PublicationTools;
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
    readonly message: string;
    readonly bytes: Buffer;
    readonly type: unknown;
  }>;
  close(): Promise<void>;
}

/**
 * @param addMore routes of other modules
 * @param given the folder of the data, where programs share it; missing: one of its own, which goes with it
 */
export async function publicationHouse(
  db: Database,
  addMore: (http: Http, tools: PublicationTools) => unknown = () => undefined,
  given?: string,
): Promise<PublicationHouse> {
  const data = given ?? mkdtempSync(join(tmpdir(), 'zhengdun-publication-'));
  let actor: Actor | undefined;
  const http = await createHttp({ log: silentLog(), version: '0.1.0', authenticate: async () => actor });
  const tools: PublicationTools = {
    db,
    vault: openVault(data),
    data,
    get screen() {
      return house.screen;
    },
    get policy() {
      return house.policy;
    },
    now: () => new Date(),
  };
  const house: PublicationHouse = {
    http,
    data,
    tools,
    screen: undefined,
    policy: STRICT_POLICY,
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
      const { code, message = '' } = answer?.error ?? {};
      return {
        status: reply.statusCode,
        body: answer,
        code,
        message,
        bytes: reply.rawPayload,
        type: reply.headers['content-type'],
      };
    },
    async close() {
      await http.close();
      if (given === undefined) rmSync(data, { recursive: true });
    },
  };
  addPublicationRoutes(http, tools);
  addMore(http, tools);
  await http.ready();
  return house;
}

/** Somebody of a unit with grants that stand in the database. */
export async function staffOf(
  db: Database,
  unit: string,
  about: { readonly roles: readonly RoleName[]; readonly area?: 'unit' | 'sector' },
): Promise<Actor> {
  const id = randomUUID();
  const { roles, area = 'unit' } = about;
  const name = `样例${id.slice(0, 4)}`;
  const sector = await withinScope(db, EVERYTHING, async (trx) => {
    const paths = await trx
      .selectFrom('registry_unit')
      .select(['region_path', 'sector_path'])
      .where('id', '=', unit)
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('identity_person')
      .values({
        id,
        unit_id: unit,
        ...paths,
        name,
        login_name: `p${id.slice(0, 12)}`,
        employment: 'civil-servant',
        employment_confirmed_on: '2026-01-05',
      })
      .execute();
    for (const role of roles)
      await trx
        .insertInto('identity_grant')
        .values({ id: randomUUID(), person_id: id, role, area, place: unit })
        .execute();
    return paths.sector_path;
  });
  const scope = {
    regions: [],
    sectors: area === 'sector' ? [sector] : [],
    units: area === 'unit' ? [unit] : [],
  };
  const scopes = scopesOf(roles.map((role) => ({ role, scope })));
  return { id, kind: 'person', unitId: unit, stage: 'full', scopes };
}

/** A whole entry of a repost (Art. 14). */
export const SAMPLE_REPOST = {
  source: '样例日报',
  organ: false,
  url: 'http://news.example.cn/1.html',
  on: dayOf(new Date()),
  relevance: '与本单位样例管理职责相关',
  assessment: '来源为正规媒体，与本单位掌握的情况一致',
  textRights: 'open',
  pictureRights: 'none',
  rightsNote: '来源网站声明注明出处即可转载',
} as const;

/** A unit with a site, people who write and review, and how it reviews. */
export async function publishingUnit(
  db: Database,
  house: PublicationHouse,
  about: { readonly region: string; readonly below?: string },
) {
  const unit = await makeUnit(db, { name: `样例局${about.region}`, ...about });
  const site = await registerSite(db, unit);
  const [writer, first, second, leader, secrecy] = [
    await staffOf(db, unit, { roles: ['handler'] }),
    await staffOf(db, unit, { roles: ['reviewer'] }),
    await staffOf(db, unit, { roles: ['reviewer'] }),
    await staffOf(db, unit, { roles: ['leader'] }),
    await staffOf(db, unit, { roles: ['secrecy-officer'] }),
  ];
  const flow = async (more: Partial<WorkflowInput> = {}): Promise<void> => {
    const input = { office: '办公室', stages: 2, authorMayReview: false, reviewers: [], ...more };
    const { status, body } = await house.ask(leader, 'POST', `/units/${unit}/review-workflow`, input);
    if (status !== 200) throw new Error(JSON.stringify(body));
  };
  const begin = async (more: object = {}, who = writer): Promise<string> => {
    const item = { title: '关于样例工作的通知', text: '各科室：\n现将样例工作通知如下。', urgent: false };
    const input = { applicationId: site, kind: 'original', ...item, ...more };
    const { status, body } = await house.ask(who, 'POST', '/publications', input);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  };
  const view = async (id: string, who = writer): Promise<ItemView> =>
    (await house.ask(who, 'GET', `/publications/${id}`)).body;
  const act = (who: Actor, id: string, name: string, body: object) =>
    house.ask(who, 'POST', `/publications/${id}/${name}`, body);
  const submit = async (id: string, who = writer) =>
    act(who, id, 'submit', { version: (await view(id)).version });
  /** Decides about what stands there, or about something else. */
  const decide = async (who: Actor, id: string, more: object = {}) => {
    const { current } = await view(id);
    const read = { version: current.version, manifest: current.manifestSha256 };
    return act(who, id, 'decide', { ...read, decision: 'approve', ground: '', ...more });
  };
  const write = async (id: string, more: object = {}, who = writer) => {
    const { current } = await view(id);
    const same = { title: current.title, text: current.text ?? '', urgent: current.urgent };
    const attachments = current.attachments.map((file) => file.id);
    const input = { ...same, attachments, after: current.version, ...more };
    return act(who, id, 'versions', input);
  };
  const attach = async (id: string, bytes: Buffer, name = '附件.pdf') => {
    const url = `/publications/${id}/attachments?name=${encodeURIComponent(name)}`;
    return house.ask(writer, 'POST', url, bytes);
  };
  /** Submitted and passed by as many reviewers as it needs. */
  const approved = async (more: object = {}): Promise<string> => {
    const id = await begin(more);
    await submit(id);
    for (const who of [first, second]) await decide(who, id);
    return id;
  };
  const publish = async (id: string, more: object = {}) => {
    const { version } = await view(id);
    return act(writer, id, 'publish', { version, url: 'https://w.gov.cn/1.html', ...more });
  };
  return {
    ...{ unit, site, writer, first, second, leader, secrecy },
    ...{ flow, begin, view, act, submit, decide, write, attach, approved, publish },
  };
}

/** Asks the database beyond every scope. */
export function everythingOn<T>(db: Database, query: ReturnType<typeof sql>) {
  return withinScope(db, EVERYTHING, (trx) => query.$castTo<T>().execute(trx));
}

/** Who was told of a matter, by a part of its key. */
export async function toldOfMatter(
  db: Database,
  { matter, key }: { readonly matter: string; readonly key: string },
): Promise<string[]> {
  const { rows } = await everythingOn<{ person_id: string }>(
    db,
    sql`SELECT person_id FROM message_matter WHERE matter = ${matter} AND strpos(key, ${key}) > 0`,
  );
  return rows.map(({ person_id }) => person_id);
}
