import { type NoticeRow, type PermissionName, permissionsOf, ROLE_NAMES, ROLES } from '@zhengdun/contract';
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
import { unzip } from '../../../test/unzip.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { takeInChecks } from '../findings/take-in-checks.ts';
import { addSupervisionRoutes } from '../index.ts';

const database = useTestDatabase();
const jobs = { async send() {}, async work() {}, async stop() {} };
/** A Monday whose year is published. */
const MONDAY = '2026-03-02T02:00:00Z';
let now = new Date(MONDAY);
let house: IdentityHouse;
let own: string;
let foreign: string;
const people = new Map<string, TestBrowser>();
/** ids of people by their role */
const ids = new Map<string, string>();

beforeAll(async () => {
  house = await identityHouse(database.db, (http) =>
    addSupervisionRoutes(http, { db: database.db, jobs, now: () => now }),
  );
  house.clock.now = new Date(MONDAY);
  own = await makeUnit(database.db, { name: '样例县政府', region: '990000/990100/' });
  foreign = await makeUnit(database.db, { name: '另一市政府', region: '990000/990200/' });
  for (const role of ROLE_NAMES) {
    const area = ROLES[role].areas.at(-1) ?? 'unit';
    const { browser, id } = await signedIn(house, { unitId: own, grants: [{ role, area, place: own }] });
    people.set(role, browser);
    ids.set(role, id);
  }
  const there = await signedIn(house, {
    unitId: foreign,
    grants: [{ role: 'supervisor', area: 'sector', place: foreign }],
  });
  people.set('foreign supervisor', there.browser);
});
afterEach(() => {
  now = new Date(MONDAY);
});
afterAll(() => house.http.close());

function by(role: string): TestBrowser {
  const browser = people.get(role);
  if (!browser) throw new Error(role);
  return browser;
}

let minutes = 0;
async function check(host: string, code: 'differ' | 'agree'): Promise<void> {
  minutes += 1;
  const at = new Date(Date.parse('2026-03-01T00:00:00Z') + minutes * 60_000).toISOString();
  await keepCheck(database.db, { host, verdicts: [verdictOf('site-code', code, 'zh')], at });
  await tellKept(database.db, takeInChecks);
}

async function finding(unitId = own) {
  const site = await registerSite(database.db, { unitId });
  await check(site.host, 'differ');
  const { id } = await withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('supervision_finding')
      .select('id')
      .where('application_id', '=', site.id)
      .executeTakeFirstOrThrow(),
  );
  return { ...site, application: site.id, id };
}

const send = (findings: readonly string[], more: object = {}, role = 'supervisor') =>
  by(role).post('/api/notices', { findings, days: 5, ...more });

async function sent(more: object = {}) {
  const [one, other] = [await finding(), await finding()];
  const answer = await send([one.id, other.id], more);
  expect(answer.status).toBe(201);
  return { id: answer.body.id as string, one, other };
}

const view = async (id: string, role = 'liaison') => (await by(role).get(`/api/notices/${id}`)).body;
const act = (id: string, name: string, body?: object, role = 'liaison') =>
  by(role).post(`/api/notices/${id}/${name}`, body);

describe('a notice', () => {
  it('is delivered at once, gives its findings their date, and is done when the last of them is closed', async () => {
    const { id, one, other } = await sent({ demand: '请主要负责人督促。' });
    const told = await database.db
      .selectFrom('message_matter')
      .select('person_id')
      .where('key', '=', id)
      .where('matter', '=', 'notice-sent')
      .execute();
    expect(told.map(({ person_id }) => person_id)).toContain(ids.get('liaison'));
    expect(told.map(({ person_id }) => person_id)).not.toContain(ids.get('supervisor'));
    expect(await view(id)).toMatchObject({
      state: 'sent',
      sender: '样例县政府',
      findings: 2,
      settled: 0,
      deliveredAt: now.toISOString(),
      term: { days: 5, dueOn: '2026-03-09' },
      demand: '请主要负责人督促。',
      may: ['sign', 'return', 'delay', 'answer'],
    });
    const its = (await by('liaison').get(`/api/findings/${one.id}`)).body;
    expect(its).toMatchObject({ notice: { id }, term: { dueOn: '2026-03-09' } });
    expect(its.history.at(-1)).toMatchObject({ event: 'noticed', dueOn: '2026-03-09' });
    now = new Date('2026-03-04T02:00:00Z');
    expect(await act(id, 'sign')).toMatchObject({ status: 200 });
    expect((await act(id, 'sign')).code).toBe('notice-signed');
    expect(await view(id)).toMatchObject({ state: 'signed', term: { dueOn: '2026-03-09' } });
    await check(one.host, 'agree');
    expect(await view(id)).toMatchObject({ state: 'signed', settled: 1 });
    await check(other.host, 'agree');
    const done = await view(id);
    expect(done).toMatchObject({ state: 'done', settled: 2, may: ['answer'] });
    expect(done.history.map(({ event }: { event: string }) => event)).toEqual(['sent', 'signed', 'done']);
    expect((await act(id, 'delay', { days: 3, ground: '等待采购' })).code).toBe('notice-not-open');
    expect(await act(id, 'answer', { text: '已全部整改。' })).toMatchObject({ status: 200 });
    expect(await view(id)).toMatchObject({ marks: ['answered'], answer: '已全部整改。' });
  });

  it('is done, too, when what is left was no fault or its application was closed', async () => {
    const { id, one, other } = await sent();
    await by('handler').post(`/api/findings/${one.id}/appeal`, { ground: '标识码由上级统一发放' });
    await by('supervisor').post(`/api/findings/${one.id}/decide`, { decision: 'grant' });
    await other.become('closed');
    expect(await view(id)).toMatchObject({ state: 'done', settled: 2 });
  });

  it('is returned once, with its ground, and decided by the sender', async () => {
    const { id, one } = await sent();
    expect(await act(id, 'return', { ground: '不属于本单位' })).toMatchObject({ status: 200 });
    expect(await view(id, 'supervisor')).toMatchObject({
      marks: ['return-asked'],
      plea: { kind: 'return', ground: '不属于本单位' },
      may: ['decide-return'],
    });
    const refuse = { decision: 'refuse', ground: '该网站登记在你单位' };
    expect(await act(id, 'decide', refuse, 'supervisor')).toMatchObject({ status: 200 });
    expect((await act(id, 'return', { ground: '仍有异议' })).code).toBe('notice-returned');
    const second = await sent();
    await act(second.id, 'return', { ground: '不属于本单位' });
    expect((await act(second.id, 'decide', { decision: 'refuse' }, 'supervisor')).code).toBe(
      'refusal-ground-missing',
    );
    await act(second.id, 'decide', { decision: 'grant' }, 'supervisor');
    expect(await view(second.id)).toMatchObject({ state: 'withdrawn', may: [] });
    const its = (await by('liaison').get(`/api/findings/${second.one.id}`)).body;
    expect([its.term, its.notice]).toEqual([undefined, undefined]);
    expect(its.history.at(-1)).toMatchObject({ event: 'notice-withdrawn' });
    expect((await by('liaison').get(`/api/findings/${one.id}`)).body.notice).toMatchObject({ id });
  });

  it('is delayed before its date, and what is still to be mended with it', async () => {
    const { id, one } = await sent();
    await act(id, 'delay', { days: 3, ground: '等待采购' });
    expect((await act(id, 'decide', { decision: 'grant' }, 'supervisor')).status).toBe(200);
    expect(await view(id)).toMatchObject({ term: { days: 8, dueOn: '2026-03-12' } });
    const its = (await by('liaison').get(`/api/findings/${one.id}`)).body;
    expect(its).toMatchObject({ term: { dueOn: '2026-03-12' } });
    now = new Date('2026-03-16T02:00:00Z');
    expect(await view(id)).toMatchObject({ marks: ['overdue'], term: { workingDaysLeft: -2 } });
    expect((await act(id, 'delay', { days: 3, ground: '等待采购' })).code).toBe('finding-term-over');
    const { rows } = (await by('leader').get('/api/notices?show=overdue')).body;
    expect(rows.map((row: NoticeRow) => row.id)).toContain(id);
  });

  it('is of one unit, of open findings, and of none that stands in another', async () => {
    const { one } = await sent();
    const [fresh, theirs] = [await finding(), await finding(foreign)];
    expect((await send([one.id, fresh.id])).code).toBe('finding-in-notice');
    expect((await send([fresh.id, theirs.id])).code).toBe('finding-unknown');
    await check(fresh.host, 'agree');
    expect((await send([fresh.id])).code).toBe('finding-not-active');
    const days = { ids: [one.id], personId: '', days: 9 };
    const handler = (await by('handler').session()).person?.id;
    const assigned = await by('liaison').post('/api/findings/assign', { ...days, personId: handler });
    expect(assigned.code).toBe('finding-term-by-notice');
  });

  it('is decided by nobody on a request of their own', async () => {
    const both = await signedIn(house, {
      unitId: own,
      grants: [{ role: 'handler' }, { role: 'supervisor', area: 'sector', place: own }],
    });
    const { id } = await sent();
    await both.browser.post(`/api/notices/${id}/return`, { ground: '不属于本单位' });
    const decided = await both.browser.post(`/api/notices/${id}/decide`, { decision: 'grant' });
    expect(decided.code).toBe('decision-on-own-request');
  });
});

describe('a notice from outside', () => {
  const PAPER = {
    sender: '样例省某办公室',
    number: '样例〔2026〕1号',
    title: '关于整改网站问题的通知',
    receivedOn: '2026-02-27',
    dueOn: '2026-03-20',
  };

  it('is registered with its number and its date, and answered; its sender is not here to decide', async () => {
    const { id: one } = await finding();
    const answer = await by('liaison').post('/api/notices/outside', { ...PAPER, findings: [one] });
    expect(answer.status).toBe(201);
    const { id } = answer.body;
    expect(await view(id)).toMatchObject({
      number: PAPER.number,
      sender: PAPER.sender,
      state: 'signed',
      marks: ['outside'],
      term: { dueOn: '2026-03-20' },
      may: ['answer'],
    });
    expect((await by('liaison').get(`/api/findings/${one}`)).body.term).toMatchObject({
      dueOn: '2026-03-20',
    });
    expect((await act(id, 'return', { ground: '不属于本单位' })).code).toBe('notice-from-outside');
    // A delay of one of its findings is counted from the date that the paper gave.
    await by('handler').post(`/api/findings/${one}/delay`, { days: 2, ground: '等待采购' });
    await by('supervisor').post(`/api/findings/${one}/decide`, { decision: 'grant' });
    expect((await by('liaison').get(`/api/findings/${one}`)).body.term).toMatchObject({
      dueOn: '2026-03-24',
    });
  });

  it('has dates that fit each other', async () => {
    const { id } = await finding();
    for (const dates of [{ dueOn: '2026-02-01' }, { receivedOn: '2026-03-09' }]) {
      const answer = await by('liaison').post('/api/notices/outside', { ...PAPER, ...dates, findings: [id] });
      expect(answer.code).toBe('notice-days-wrong');
    }
  });
});

describe('papers and lists', () => {
  it('show before sending the date with the free days on the way, and hold afterwards what was sent', async () => {
    const { id: one } = await finding();
    const draft = (await by('supervisor').get(`/api/notices/draft?findings=${one}&days=5`)).body;
    expect(draft).toMatchObject({ unit: { id: own }, rows: [{ id: one }], term: { dueOn: '2026-03-09' } });
    expect(draft.freeDays.map(({ day }: { day: string }) => day)).toEqual(['2026-03-07', '2026-03-08']);
    const preview = await file('supervisor', `/api/notices/draft.docx?findings=${one}&days=5`);
    expect(preview).toContain('请在2026年3月9日前完成整改');
    const { id } = await sent({ demand: '请主要负责人督促。' });
    await act(id, 'answer', { text: '已报送采购计划。' });
    const notice = await file('liaison', `/api/notices/${id}/notice.docx`);
    expect(notice).toContain('样例县政府：');
    expect(notice).toContain('请主要负责人督促。');
    expect(notice).toContain('网站标识码前后不一致');
    // The measure of this very finding, not what the rulebook advises in general.
    const { seen } = (await by('liaison').get(`/api/findings/${one}`)).body;
    expect(preview).toContain(seen.text.remedy);
    const answer = await file('liaison', `/api/notices/${id}/answer.docx`);
    expect(answer).toContain('尚未办结2项');
    expect(answer).toContain('已报送采购计划。');
  });

  it('are called in the language of the reader, unless the paper came from outside with a title of its own', async () => {
    const { id } = await sent();
    const titleIn = async (language: string) =>
      (await by('supervisor').get(`/api/notices/${id}?lang=${language}`)).body.title;
    expect(await titleIn('zh')).toBe('互联网政务应用安全问题整改通知');
    expect(await titleIn('en')).toBe('Rectification notice');
  });

  it('are found by what they are called in the language of the reader', async () => {
    const { id } = await sent();
    const found = async (search: string, lang: string): Promise<string[]> => {
      const query = new URLSearchParams({ show: 'all', size: '100', search, lang });
      const { rows, total } = (await by('supervisor').get(`/api/notices?${query}`)).body;
      expect(total).toBe(rows.length);
      return rows.map((row: NoticeRow) => row.id);
    };
    expect(await found('rectification NOTICE', 'en')).toContain(id);
    expect(await found('整改通知', 'zh')).toContain(id);
    expect(await found('rectification', 'zh')).toEqual([]);
    expect(await found('no such notice', 'en')).toEqual([]);
  });

  it('count under every heading what they show there', async () => {
    const { counts } = (await by('leader').get('/api/notices')).body;
    for (const [show, count] of Object.entries(counts)) {
      const { rows, total } = (await by('leader').get(`/api/notices?show=${show}&size=100`)).body;
      expect([show, rows.length, total]).toEqual([show, count, count]);
    }
    expect((await by('leader').get('/api/notices?show=all&search=样例〔')).body.total).toBeGreaterThan(0);
  });

  async function file(role: string, url: string): Promise<string> {
    const reply = await house.http.inject({
      method: 'GET',
      url,
      remoteAddress: '203.0.113.1',
      headers: {
        host: '127.0.0.1:8600',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0',
        cookie: [...by(role).cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    expect(reply.statusCode).toBe(200);
    const xml = unzip(reply.rawPayload).get('word/document.xml')?.toString() ?? '';
    return [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
  }
});

describe.each(ROLE_NAMES)('%s', (role) => {
  it('reaches by every route what the matrix gives, in the own unit and in no other', async () => {
    const mine = await sent();
    const theirFinding = await finding(foreign);
    const theirs = (await send([theirFinding.id], {}, 'foreign supervisor')).body.id as string;
    const fresh = await finding();
    const stray = await finding(foreign);
    const bodies: Readonly<Record<string, (finding: string) => object>> = {
      '/api/notices': (one) => ({ findings: [one], days: 5 }),
      '/api/notices/outside': (one) => ({
        findings: [one],
        sender: '样例省',
        number: '1号',
        title: '通知',
        receivedOn: '2026-03-01',
        dueOn: '2026-03-20',
      }),
      '/api/notices/:id/return': () => ({ ground: '不属于本单位' }),
      '/api/notices/:id/delay': () => ({ days: 3, ground: '等待采购' }),
      '/api/notices/:id/answer': () => ({ text: '正在整改。' }),
      '/api/notices/:id/decide': () => ({ decision: 'grant' }),
    };
    const routes = house.routes.filter(({ url }) => url.startsWith('/api/notices'));
    expect(routes.length).toBeGreaterThan(11);
    for (const { method, url, permission } of routes) {
      const may = (permissionsOf(role) as readonly string[]).includes(permission as PermissionName);
      const ask = (notice: string, one: string) =>
        by(role).ask(
          method as 'GET',
          `${url.replace(':id', notice)}${url.includes('draft') ? `?findings=${one}` : ''}`,
          method === 'POST' ? bodies[url]?.(one) : undefined,
        );
      const there = await ask(theirs, stray.id);
      const here = await ask(mine.id, fresh.id);
      if (!may) expect([url, here.status, there.status]).toEqual([url, 403, 403]);
      else {
        expect([url, [200, 201, 409].includes(here.status)]).toEqual([url, true]);
        if (url !== '/api/notices' || method === 'POST') expect([url, there.status]).toEqual([url, 404]);
      }
    }
    const { rows } = (await by(role).get('/api/notices?show=all&size=100')).body ?? {};
    expect((rows ?? []).some(({ id }: NoticeRow) => id === theirs)).toBe(false);
  });
});
