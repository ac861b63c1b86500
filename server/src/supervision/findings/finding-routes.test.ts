import {
  type FindingAct,
  type FindingRow,
  findingFilterSchema,
  type PermissionName,
  permissionsOf,
  ROLE_NAMES,
  ROLES,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../../test/check-results.ts';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { keepCheck, registerSite, tellKept } from '../../../test/kept-checks.ts';
import { readSentRows } from '../../kernel/sheet/index.ts';
import { EVERYTHING, PROGRAM, withinScope } from '../../kernel/tenancy/index.ts';
import { addSupervisionRoutes } from '../index.ts';
import { exportFindings } from './export-findings.ts';
import { takeInChecks } from './take-in-checks.ts';

const database = useTestDatabase();
const sent: string[] = [];
const jobs = {
  async send(_: string, __: object, key: string) {
    sent.push(key);
  },
  async work() {},
  async stop() {},
};
/** A Monday whose year is published. It goes by itself: sessions do not end by a term that is over. */
const MONDAY = '2026-03-02T02:00:00Z';
let now = new Date(MONDAY);
let house: IdentityHouse;
let own: string;
let foreign: string;
const people = new Map<string, { browser: TestBrowser; id: string }>();

beforeAll(async () => {
  house = await identityHouse(database.db, (http) =>
    addSupervisionRoutes(http, { db: database.db, jobs, now: () => now }),
  );
  house.clock.now = new Date(MONDAY);
  own = await makeUnit(database.db, { name: '样例县政府', region: '990000/990100/' });
  foreign = await makeUnit(database.db, { name: '另一市政府', region: '990000/990200/' });
  for (const role of ROLE_NAMES) {
    const area = ROLES[role].areas.at(-1) ?? 'unit';
    people.set(role, await signedIn(house, { unitId: own, grants: [{ role, area, place: own }] }));
  }
  people.set('stranger', await signedIn(house, { unitId: foreign, grants: [{ role: 'liaison' }] }));
});
afterEach(() => {
  now = new Date(MONDAY);
});
afterAll(() => house.http.close());

function by(role: string): TestBrowser {
  const person = people.get(role);
  if (!person) throw new Error(role);
  return person.browser;
}

const SEEN = {
  unmet: () => verdictOf('site-code', 'differ', 'zh'),
  unknown: () => verdictOf('site-code', 'blocked', 'zh'),
  met: () => verdictOf('site-code', 'agree', 'zh'),
} as const;

let minutes = 0;
async function check(host: string, seen: keyof typeof SEEN): Promise<string> {
  minutes += 1;
  const at = new Date(Date.parse('2026-03-01T00:00:00Z') + minutes * 60_000).toISOString();
  const id = await keepCheck(database.db, { host, verdicts: [SEEN[seen]()], at });
  await tellKept(database.db, takeInChecks);
  return id;
}

/** A site of a unit with a finding. */
async function finding(unitId = own) {
  const { id: application, host } = await registerSite(database.db, { unitId });
  await check(host, 'unmet');
  const { id } = await withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('supervision_finding')
      .select('id')
      .where('application_id', '=', application)
      .executeTakeFirstOrThrow(),
  );
  return { id, host, application };
}

const view = async (id: string, role = 'supervisor') => (await by(role).get(`/api/findings/${id}`)).body;
const assign = (ids: string[], more: object = {}, role = 'liaison') =>
  by(role).post('/api/findings/assign', { ids, personId: people.get('handler')?.id, ...more });

/** What people are told outside of the console. */
const matters = (key: string) =>
  database.db.selectFrom('message_matter').select(['person_id', 'matter']).where('key', '=', key).execute();

describe('rectification', () => {
  it('goes from the finding through its person to the check that closes it', async () => {
    const { id, host } = await finding();
    expect(await view(id)).toMatchObject({
      problem: '网站标识码前后不一致',
      obligation: { citation: '第四条第一款' },
      state: 'unassigned',
      marks: [],
      seen: { rule: 'site-code', text: { problem: expect.any(String) } },
      may: ['watch'],
    });
    expect(await assign([id], { days: 5 })).toMatchObject({ status: 200, body: { changed: 1 } });
    expect(await matters(id)).toEqual([{ person_id: people.get('handler')?.id, matter: 'finding-assigned' }]);
    const mine = (await by('handler').get('/api/findings?preset=mine')).body;
    expect(mine.rows.map((row: FindingRow) => row.id)).toContain(id);
    // 5 working days after Monday 2 March.
    expect(await view(id, 'handler')).toMatchObject({
      state: 'mending',
      assignee: { id: people.get('handler')?.id },
      term: { days: 5, dueOn: '2026-03-09', workingDaysLeft: 5 },
      may: ['recheck', 'delay', 'appeal'],
    });
    const asked = await by('handler').post(`/api/findings/${id}/recheck`);
    expect(asked).toMatchObject({ status: 202 });
    expect(sent).toContain(asked.body.checkId);
    expect(await view(id, 'handler')).toMatchObject({ state: 'recheck', recheckId: asked.body.checkId });
    expect((await by('handler').post(`/api/findings/${id}/recheck`)).code).toBe('finding-recheck-running');
    const settling = await check(host, 'met');
    const closed = await view(id, 'handler');
    expect(closed).toMatchObject({ state: 'closed', may: [] });
    expect(closed.term).toBeUndefined();
    expect(closed.history).toMatchObject([
      { event: 'found', to: 'unassigned' },
      {
        event: 'assigned',
        from: 'unassigned',
        to: 'mending',
        dueOn: '2026-03-09',
        other: expect.any(String),
      },
      { event: 'recheck-asked', to: 'recheck', by: expect.any(String) },
      { event: 'settled', from: 'recheck', to: 'closed', checkId: settling },
    ]);
    expect((await by('handler').post(`/api/findings/${id}/appeal`, { ground: '不是问题' })).code).toBe(
      'finding-not-active',
    );
  });

  it('goes back to its person when the check that was asked for still sees it', async () => {
    const { id, host } = await finding();
    await assign([id]);
    await by('operator').post(`/api/findings/${id}/recheck`);
    await check(host, 'unmet');
    expect(await view(id)).toMatchObject({ state: 'mending' });
    // Nothing happened to it; the check that is shown is the newest all the same.
    const newest = await check(host, 'unmet');
    const { checkId, history } = await view(id);
    expect([checkId, history.at(-1).event]).toEqual([newest, 'seen-again']);
  });

  it('is delayed before its date by somebody else than who asks, in working days after the old date', async () => {
    const { id } = await finding();
    const ask = (days: number) =>
      by('handler').post(`/api/findings/${id}/delay`, { days, ground: '等待采购' });
    expect((await ask(3)).code).toBe('finding-term-missing');
    await assign([id], { days: 5 });
    expect(await ask(3)).toMatchObject({ status: 200 });
    expect((await ask(3)).code).toBe('finding-plea-waits');
    expect(await view(id)).toMatchObject({
      marks: ['delay-asked'],
      plea: { kind: 'delay', ground: '等待采购', days: 3 },
      may: ['decide-delay', 'watch'],
    });
    const decide = (decision: object) => by('supervisor').post(`/api/findings/${id}/decide`, decision);
    expect((await decide({ decision: 'refuse' })).code).toBe('refusal-ground-missing');
    expect(await decide({ decision: 'grant' })).toMatchObject({ status: 200 });
    expect(await view(id)).toMatchObject({ marks: [], term: { days: 8, dueOn: '2026-03-12' } });
    expect((await matters(id)).filter(({ matter }) => matter.startsWith('finding-plea'))).toEqual([
      { person_id: people.get('supervisor')?.id, matter: 'finding-plea' },
      { person_id: people.get('handler')?.id, matter: 'finding-plea-decided' },
    ]);
    expect((await decide({ decision: 'grant' })).code).toBe('finding-plea-missing');
    now = new Date('2026-03-13T02:00:00Z');
    expect(await view(id)).toMatchObject({ marks: ['overdue'], term: { workingDaysLeft: -1 } });
    expect((await ask(3)).code).toBe('finding-term-over');
  });

  it('ends in an upheld appeal until the check sees something else', async () => {
    const { id, host } = await finding();
    const ask = () => by('handler').post(`/api/findings/${id}/appeal`, { ground: '标识码由上级统一发放' });
    await ask();
    const refused = { decision: 'refuse', ground: '核对后仍不一致' };
    expect(await by('supervisor').post(`/api/findings/${id}/decide`, refused)).toMatchObject({ status: 200 });
    expect(await view(id)).toMatchObject({ state: 'unassigned', marks: [] });
    await ask();
    await by('supervisor').post(`/api/findings/${id}/decide`, { decision: 'grant' });
    expect(await view(id)).toMatchObject({ state: 'upheld', may: [] });
    await check(host, 'unmet');
    expect(await view(id)).toMatchObject({ state: 'upheld' });
    await check(host, 'unknown');
    expect(await view(id)).toMatchObject({ state: 'unassigned', verdict: 'unknown' });
  });

  it('is decided by nobody on a request of their own', async () => {
    const both = await signedIn(house, {
      unitId: own,
      grants: [{ role: 'handler' }, { role: 'supervisor', area: 'sector', place: own }],
    });
    const { id } = await finding();
    await both.browser.post(`/api/findings/${id}/appeal`, { ground: '不是问题' });
    const answer = await both.browser.post(`/api/findings/${id}/decide`, { decision: 'grant' });
    expect(answer.code).toBe('decision-on-own-request');
    expect((await both.browser.get(`/api/findings/${id}`)).body.may).not.toContain('decide-appeal');
  });

  it('stands under supervision until that is ended', async () => {
    const { id } = await finding();
    const watch = (on: boolean) =>
      by('supervisor').post(`/api/findings/${id}/watch`, { on, ground: '多次反复' });
    expect((await watch(false)).code).toBe('finding-not-watched');
    expect(await watch(true)).toMatchObject({ status: 200 });
    expect((await watch(true)).code).toBe('finding-watched');
    expect(await view(id)).toMatchObject({ marks: ['watched'] });
    expect(await watch(false)).toMatchObject({ status: 200 });
  });

  it('is assigned several at once or not at all, within one unit, to somebody who may mend', async () => {
    const [one, other, theirs] = [await finding(), await finding(), await finding(foreign)];
    expect((await assign([one.id, theirs.id])).code).toBe('finding-unknown');
    expect((await assign([one.id], { personId: people.get('leader')?.id })).code).toBe(
      'finding-assignee-unfit',
    );
    expect(await assign([one.id, other.id])).toMatchObject({ body: { changed: 2 } });
    const { rows } = (await by('liaison').get(`/api/findings/assignees?unit=${own}`)).body;
    expect(rows.map(({ id }: { id: string }) => id)).toContain(people.get('operator')?.id);
    expect(rows.map(({ id }: { id: string }) => id)).not.toContain(people.get('leader')?.id);
  });
});

describe('a comment', () => {
  const say = (id: string, role: string, body: string) =>
    by(role).post(`/api/findings/${id}/comments`, { body });

  it("is read by both sides as it was said, with whoever said it, and is nobody's task", async () => {
    const { id } = await finding();
    const before = await view(id, 'handler');
    expect(before).toMatchObject({ comments: [], mayComment: true });
    expect(await say(id, 'supervisor', '请说明首页何时改版。')).toMatchObject({ status: 200 });
    expect(await say(id, 'handler', '  第一行\n第二行  ')).toMatchObject({ status: 200 });
    for (const role of ['supervisor', 'handler', 'supervision-reader']) {
      const { comments, state, history } = await view(id, role);
      expect(comments).toMatchObject([
        { body: '请说明首页何时改版。', unit: '样例县政府', by: expect.any(String) },
        { body: '第一行\n第二行' },
      ]);
      expect([state, history]).toEqual([before.state, before.history]);
    }
    expect((await view(id, 'supervision-reader')).mayComment).toBe(false);
    expect(await matters(id)).toEqual([]);
  });

  it('is neither changed nor taken back, and the audit log tells that it was made but not what it says', async () => {
    const { id } = await finding();
    await say(id, 'handler', '漏洞位于后台登录页。');
    await expect(
      withinScope(database.db, EVERYTHING, (trx) =>
        trx.updateTable('supervision_finding_comment').set({ body: '改' }).execute(),
      ),
    ).rejects.toThrow();
    await expect(
      withinScope(database.db, EVERYTHING, (trx) => trx.deleteFrom('supervision_finding_comment').execute()),
    ).rejects.toThrow();
    const records = await withinScope(database.db, EVERYTHING, (trx) =>
      trx.selectFrom('audit_record').selectAll().where('act', '=', 'finding-commented').execute(),
    );
    expect(records.filter(({ object_id }) => object_id === id)).toHaveLength(1);
    expect(JSON.stringify(records)).not.toContain('漏洞');
  });

  it('is not empty, and beside two hundred there is no more', async () => {
    const { id } = await finding();
    expect(await say(id, 'handler', '  ')).toMatchObject({ status: 400 });
    await say(id, 'handler', '第一条');
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO supervision_finding_comment
          (finding_id, unit_id, region_path, sector_path, at, actor_id, actor_name, actor_unit, body)
        SELECT finding_id, unit_id, region_path, sector_path, at, actor_id, actor_name, actor_unit, body
        FROM supervision_finding_comment, generate_series(2, 200) WHERE finding_id = ${id}::uuid`.execute(
        trx,
      ),
    );
    expect(await say(id, 'handler', '再一条')).toMatchObject({
      status: 409,
      body: { error: { code: 'finding-comments-full' } },
    });
  });
});

describe('the list', () => {
  it('counts under every preset what it shows there, and files hold the same', async () => {
    const filter = `search=${(await finding()).host}`;
    const { counts } = (await by('leader').get(`/api/findings?${filter}`)).body;
    expect(counts).toMatchObject({ active: 1, all: 1, overdue: 0 });
    const every = (await by('leader').get('/api/findings')).body.counts;
    for (const [preset, count] of Object.entries(every)) {
      const { rows, total } = (await by('leader').get(`/api/findings?preset=${preset}&size=100`)).body;
      expect([preset, rows.length, total]).toEqual([preset, count, count]);
    }
    for (const narrow of ['chapter=2', 'article=4', 'verdict=unmet', 'state=unassigned', `unit=${own}`]) {
      const { rows } = (await by('leader').get(`/api/findings?preset=all&size=100&${narrow}`)).body;
      expect([narrow, rows.length > 0]).toEqual([narrow, true]);
    }
    expect((await by('leader').get('/api/findings?article=29')).body.total).toBe(0);
    expect((await by('leader').get(`/api/findings?${filter.slice(0, -3)}`)).body.total).toBe(1);
  });

  it('goes into a sheet whole, and into the register as it is handed in', async () => {
    const { total } = (await by('leader').get('/api/findings?preset=all')).body;
    for (const [file, before] of [
      ['export', 1],
      ['register', 3],
    ] as const) {
      const reply = await house.http.inject({
        method: 'GET',
        url: `/api/findings/${file}.xlsx?preset=all`,
        remoteAddress: '203.0.113.1',
        headers: {
          host: '127.0.0.1:8600',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0',
          cookie: [...by('leader').cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      });
      expect(reply.statusCode).toBe(200);
      const rows = await readSentRows(reply.rawPayload, 'a.xlsx', 'zh');
      const notes = file === 'register' ? 1 : 0;
      expect(rows.length - before - notes).toBe(total);
      if (file === 'register') expect(rows[2]?.cells).toContain('整改措施');
    }
  });

  it('says in the last row of a sheet where it was cut', async () => {
    await finding();
    await finding();
    const { total } = (await by('leader').get('/api/findings?preset=all')).body;
    const reading = { actor: PROGRAM, lang: 'zh', now: house.clock.now, limit: 1 } as const;
    const filter = findingFilterSchema.parse({ preset: 'all', unit: own });
    const { bytes } = await exportFindings(database.db, reading, filter);
    const rows = await readSentRows(bytes, 'a.xlsx', 'zh');
    expect(rows).toHaveLength(3);
    expect(rows[2]?.cells[0]).toBe(`共${total}项，本表只列前1项，其余${total - 1}项请缩小筛选范围后另行导出`);
  });
});

/** What each route that changes something is sent, right but for whom it is about. */
const BODIES: Readonly<Record<string, (target: { id: string }) => object | undefined>> = {
  '/api/findings/assign': ({ id }) => ({ ids: [id], personId: people.get('handler')?.id }),
  '/api/findings/:id/recheck': () => undefined,
  '/api/findings/:id/delay': () => ({ days: 3, ground: '等待采购' }),
  '/api/findings/:id/appeal': () => ({ ground: '不是问题' }),
  '/api/findings/:id/comments': () => ({ body: '已请运维单位核对。' }),
  '/api/findings/:id/decide': () => ({ decision: 'grant' }),
  '/api/findings/:id/watch': () => ({ on: true, ground: '多次反复' }),
};

describe.each(ROLE_NAMES)('%s', (role) => {
  it('reaches by every route what the matrix gives, in the own unit and in no other', async () => {
    const [mine, theirs] = [await finding(), await finding(foreign)];
    const routes = house.routes.filter(({ url }) => url.startsWith('/api/findings'));
    expect(routes.length).toBeGreaterThan(9);
    for (const { method, url, permission } of routes) {
      const may = (permissionsOf(role) as readonly string[]).includes(permission as PermissionName);
      const ask = async (target: { id: string }, unit: string) =>
        by(role).ask(
          method as 'GET',
          url.replace(':id', target.id).replace('assignees', `assignees?unit=${unit}`),
          BODIES[url]?.(target),
        );
      const there = await ask(theirs, foreign);
      const here = await ask(mine, own);
      if (!may) expect([url, here.status, there.status]).toEqual([url, 403, 403]);
      else {
        // Refused at most for what stands with the finding, never for whose it is.
        expect([url, [200, 202, 409].includes(here.status)]).toEqual([url, true]);
        if (url.includes(':id') || method === 'POST') expect([url, there.status]).toEqual([url, 404]);
      }
    }
    const { rows } = (await by(role).get('/api/findings?preset=all&size=100')).body ?? {};
    expect((rows ?? []).some(({ id }: FindingRow) => id === theirs.id)).toBe(false);
  });
});

const ACTS: readonly FindingAct[] = ['assign', 'recheck', 'delay', 'appeal', 'watch'];
it('offers to nobody what they may not', async () => {
  const { id } = await finding();
  for (const role of ['handler', 'leader', 'supervisor', 'supervision-reader'] as const) {
    const { may } = await view(id, role);
    const has = (permission: PermissionName) =>
      (permissionsOf(role) as readonly string[]).includes(permission);
    expect([role, may.filter((act: FindingAct) => ACTS.includes(act))]).toEqual([
      role,
      [
        ...(has('finding.assign') ? ['assign'] : []),
        ...(has('finding.mend') ? ['recheck', 'appeal'] : []),
        ...(has('finding.decide') ? ['watch'] : []),
      ],
    ]);
  }
});
