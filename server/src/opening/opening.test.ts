import { randomUUID } from 'node:crypto';
import {
  type Desk,
  OPENING_PAPER_WORDS,
  OPENING_STEPS,
  type OpeningField,
  type OpeningView,
  ROLE_NAMES,
  ROLES,
  type RoleName,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../test/identity-house.ts';
import { unzip } from '../../test/unzip.ts';
import { addDeskRoutes } from '../desk/index.ts';
import { addDays, type Day, dayOf, momentOf } from '../kernel/clock/index.ts';
import { EVERYTHING, PROGRAM, withinScope } from '../kernel/tenancy/index.ts';
import { addOpeningRoutes, openingItems, remindOfOpenings } from './index.ts';
import { printPaper } from './print-paper.ts';

const database = useTestDatabase();
const CITY = '990000/990100/';
const routes: { method: string; url: string; permission: string }[] = [];
let house: IdentityHouse;
let unit: string;
let otherUnit: string;
let handler: TestBrowser;
let handlerId: string;
let leader: TestBrowser;
let supervisor: TestBrowser;
let ownSupervisor: TestBrowser;
let today: string;

beforeAll(async () => {
  house = await identityHouse(database.db, (http) => {
    const now = () => house.clock.now;
    const tools = { db: database.db, readings: {}, now };
    addOpeningRoutes(http, tools);
    addDeskRoutes(http, {
      now,
      items: [(reading) => openingItems(tools, reading)],
      ending: async () => ({ items: [], total: 0 }),
      numbers: async () => ({}),
      setup: [],
    });
  });
  routes.push(...house.routes.filter(({ url }) => /openings|names/.test(url)));
  unit = await makeUnit(database.db, { name: '样例局', region: CITY });
  otherUnit = await makeUnit(database.db, { name: '另一局', region: '990000/990200/' });
  const office = await makeUnit(database.db, { name: '样例市网信办', region: CITY });
  const handling = await signedIn(house, { unitId: unit, grants: [{ role: 'handler' }] });
  handler = handling.browser;
  handlerId = handling.id;
  leader = (await signedIn(house, { unitId: unit, grants: [{ role: 'leader' }] })).browser;
  const region = [{ role: 'supervisor', area: 'region', place: '990100' } as const];
  supervisor = (await signedIn(house, { unitId: office, grants: region })).browser;
  ownSupervisor = (await signedIn(house, { unitId: unit, grants: region })).browser;
  today = dayOf(house.clock.now);
});
afterAll(() => house.http.close());

const FORM: Partial<Record<OpeningField, string>> = {
  leader: '甲',
  contact: '乙',
  phone: '0990-0000000',
  postal: '样例路1号',
  name: '样例局网站',
  nature: 'portal',
  government: 'no',
  purpose: '公开信息、提供服务',
  domain: 'ylj.yangli.gov.cn',
  operator: '样例公司',
  accessProvider: '样例接入公司',
  location: 'mainland',
  mlpsLevel: '2',
  plannedOn: '2026-12-31',
};

async function begin(fields: Partial<typeof FORM> = {}, kind = 'website'): Promise<string> {
  const { status, body } = await handler.post('/api/openings', { unitId: unit, kind });
  expect(status).toBe(201);
  await handler.post(`/api/openings/${body.id}/draft`, { fields: { ...FORM, ...fields } });
  return body.id;
}

/** Who has been told of something outside of the console. */
const told = (matter: string) =>
  database.db.selectFrom('message_matter').selectAll().where('matter', '=', matter).execute();

/** How often somebody who opens applications was reminded, after looking on that day. */
async function remindedOn(day: Day): Promise<number> {
  await remindOfOpenings({ db: database.db, now: () => momentOf(day, '10:00') });
  const rows = await told('opening-step');
  expect(rows.every(({ person_id }) => person_id === handlerId)).toBe(true);
  return rows.length;
}

async function view(id: string, who = handler): Promise<OpeningView> {
  return (await who.get(`/api/openings/${id}`)).body;
}

async function granted(fields: Partial<typeof FORM> = {}, kind = 'website'): Promise<string> {
  const id = await begin(fields, kind);
  expect((await handler.post(`/api/openings/${id}/submit`, {})).body.error).toBeUndefined();
  await supervisor.post(`/api/openings/${id}/accept`);
  const { body } = await supervisor.post(`/api/openings/${id}/decision`, { decision: 'grant' });
  expect(body).toMatchObject({ state: 'granted' });
  return id;
}

const record = (id: string, step: string, more: object = {}) =>
  handler.post(`/api/openings/${id}/steps/${step}`, { number: `${step}-1`, doneOn: today, ...more });

describe('a case', () => {
  it('is kept as it is typed, says what is missing, and is refused until that is there', async () => {
    const { body } = await handler.post('/api/openings', { unitId: unit, kind: 'website' });
    const fresh = await view(body.id);
    expect(fresh.form).toEqual({ name: '样例局网站' });
    expect(fresh.sources).toEqual({ name: 'suggestion' });
    const typed = { phone: '打这个 电话', plannedOn: '明年', domain: '不是 域名', host: 'x' };
    const { body: saved } = await handler.post(`/api/openings/${body.id}/draft`, { fields: typed });
    expect(saved.form).toEqual({
      name: '样例局网站',
      phone: '打这个 电话',
      plannedOn: '明年',
      domain: '不是 域名',
    });
    const problems = Object.fromEntries(
      (saved as OpeningView).problems.map(({ field, text }) => [field, text]),
    );
    expect(problems).toMatchObject({ leader: '请填写分管负责人', nature: '请在网站类型中选择一项' });
    expect(Object.keys(problems)).toEqual(expect.arrayContaining(['phone', 'plannedOn', 'domain']));
    const refused = await handler.post(`/api/openings/${body.id}/submit`, {});
    expect(refused).toMatchObject({ status: 400, code: 'opening-incomplete' });
    expect((await view(body.id)).state).toBe('draft');
    await handler.post(`/api/openings/${body.id}/withdraw`);
    expect((await handler.post(`/api/openings/${body.id}/draft`, { fields: {} })).code).toBe(
      'opening-state-refused',
    );
  });

  it('goes through review, outside steps and going online into the register, and is done with the police', async () => {
    const id = await granted();
    // Who decides was told that it had come in, and who asked that it was decided; nobody of what they did themselves.
    const of = async (matter: string) =>
      (await told(matter)).filter(({ key }) => key === id).map(({ person_id }) => person_id === handlerId);
    expect([await of('opening-submitted'), await of('opening-decided')]).toEqual([[false], [true]]);
    expect((await record(id, 'icp')).body.error.message).toContain('机构编制部门开办审核');
    expect((await record(id, 'review')).code).toBe('opening-step-foreign');
    expect((await record(id, 'budget', { number: '' })).code).toBe('opening-number-missing');
    expect((await record(id, 'budget', { doneOn: '2999-01-01' })).code).toBe('opening-day-wrong');
    await keepsScan(id);
    for (const step of ['budget', 'establishment-review', 'domain', 'mark', 'icp', 'assessment'])
      expect((await record(id, step)).status).toBe(200);
    const { body: online } = await record(id, 'online', { number: '' });
    expect(online).toMatchObject({ state: 'granted', next: 'police' });
    expect(online.steps.find(({ step }: { step: string }) => step === 'icp').confirmation).toBe('awaiting');
    expect(online.dueOn > today).toBe(true);
    const application = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('registry_application')
        .selectAll()
        .where('id', '=', online.applicationId)
        .executeTakeFirstOrThrow(),
    );
    expect(application).toMatchObject({
      name: '样例局网站',
      state: 'running',
      flags: ['portal'],
      hosts: ['ylj.yangli.gov.cn'],
      mlps_level: 2,
      opened_on: today,
    });
    expect((await record(id, 'online')).code).toBe('opening-online-already');
    // The filing is due: people of the unit are reminded once as it comes near, and once when it is late.
    for (const [days, told] of [
      [-8, 0],
      [-7, 1],
      [-1, 1],
      [1, 2],
      [3, 2],
    ] as const)
      expect([days, await remindedOn(addDays(online.dueOn, days))]).toEqual([days, told]);
    const { body: done } = await record(id, 'police', { number: '样公网安备00000000000000号' });
    expect(done.next).toBeUndefined();
    expect(done.dueOn).toBeUndefined();
    const filings = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('registry_filing')
        .select('kind')
        .where('application_id', '=', online.applicationId)
        .orderBy('kind')
        .execute(),
    );
    expect(filings.map(({ kind }) => kind)).toEqual(['domain', 'icp', 'mark', 'police']);
    expect((await handler.get('/api/openings?show=mine')).body.rows).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    await refusesSecondPortal();
    await closePortal(application.id);
  });

  /** The scan of a receipt is a document of the unit itself; what was recorded shows it again. */
  async function keepsScan(id: string): Promise<void> {
    const [own, foreign] = await Promise.all([document(unit), document(otherUnit)]);
    expect((await record(id, 'budget', { documentId: foreign })).code).toBe('documents-not-at-hand');
    const { body } = await record(id, 'budget', { documentId: own });
    expect(body.steps.find(({ step }: { step: string }) => step === 'budget').record).toMatchObject({
      number: 'budget-1',
      doneOn: today,
      document: { id: own, name: '回执.pdf' },
    });
  }

  /** A document of a unit, as it was handed in. */
  async function document(of: string): Promise<string> {
    const id = randomUUID();
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO assurance_document (id, unit_id, region_path, sector_path, name, kind, bytes, sha256, sm3,
          sealed_sha256, kept_by)
        SELECT ${id}, id, region_path, sector_path, '回执.pdf', 'pdf', 9, repeat('a', 64), repeat('b', 64),
          repeat('c', 64), ${handlerId} FROM registry_unit WHERE id = ${of}`.execute(trx),
    );
    return id;
  }

  /** 一个党政机关最多开设一个门户网站: at submission, and once more by the database where something slipped in between. */
  async function refusesSecondPortal() {
    const id = await begin({ name: '样例局门户网站', domain: 'ylj2.yangli.gov.cn' });
    const refused = await handler.post(`/api/openings/${id}/submit`, {});
    expect(refused).toMatchObject({ status: 409, code: 'opening-against-rule' });
    expect(refused.body.error.message).toContain('第四条第一款：一个党政机关最多开设一个门户网站。');
    const forced = withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE opening_case SET state = 'granted', submitted_by = 'a', decided_by = 'b', decided_on = now()
        WHERE id = ${id}`.execute(trx),
    );
    await expect(forced).rejects.toMatchObject({ constraint: 'opening_one_portal' });
    expect((await leader.post(`/api/openings/${id}/override`, overrideOf('second-portal'))).code).toBe(
      'opening-no-override',
    );
    await handler.post(`/api/openings/${id}/withdraw`);
  }

  async function closePortal(id: string) {
    await withinScope(database.db, EVERYTHING, (trx) =>
      trx.updateTable('registry_application').set({ state: 'closed' }).where('id', '=', id).execute(),
    );
  }

  it('waits on the desk of whoever has the next act, which is named verb first', async () => {
    const id = await begin({ nature: 'topic', name: '样例局工作台专题网', domain: 'gzt.yangli.gov.cn' });
    const act = async (who: TestBrowser, lang = 'zh'): Promise<string | undefined> => {
      const { items } = (await who.get(`/api/desk?lang=${lang}`)).body as Desk;
      return items.find(({ link }) => link === `/openings/${id}`)?.act;
    };
    expect([await act(handler), await act(handler, 'en')]).toEqual([
      '填报并提交',
      'Fill it in and submit it',
    ]);
    expect(await act(supervisor)).toBeUndefined();
    await handler.post(`/api/openings/${id}/submit`, {});
    expect([await act(handler), await act(supervisor)]).toEqual([undefined, '受理']);
    await supervisor.post(`/api/openings/${id}/accept`, {});
    expect(await act(supervisor)).toBe('审查');
    const items = [{ field: 'purpose', note: '请写明服务对象' }];
    await supervisor.post(`/api/openings/${id}/decision`, { decision: 'return', items });
    expect([await act(handler), await act(supervisor)]).toEqual(['补正并提交', undefined]);
  });

  it('of two portals granted side by side only one is', async () => {
    const ids = [await begin({ domain: 'p1.gov.cn' }), await begin({ domain: 'p2.gov.cn' })];
    for (const id of ids) {
      expect((await handler.post(`/api/openings/${id}/submit`, {})).status).toBe(200);
      await supervisor.post(`/api/openings/${id}/accept`);
    }
    const answers = await Promise.all(
      ids.map((id) => supervisor.post(`/api/openings/${id}/decision`, { decision: 'grant' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refusedId = ids[answers.findIndex(({ status }) => status === 409)];
    await supervisor.post(`/api/openings/${refusedId}/decision`, {
      decision: 'refuse',
      ground: '已有门户网站',
      obligation: 'A4.4-one-portal',
    });
    const refused = await view(refusedId ?? '');
    expect(refused.state).toBe('refused');
    expect(refused.events.at(-1)?.text).toContain('第四条第一款');
    await expect(
      withinScope(database.db, EVERYTHING, (trx) =>
        sql`UPDATE opening_case SET state = 'granted' WHERE id = ${refusedId}`.execute(trx),
      ),
    ).rejects.toMatchObject({ constraint: 'opening_decided' });
  });

  it('is returned once for everything, and a second time only for what is still open or was changed', async () => {
    const id = await begin({ nature: 'topic', name: '样例局专题网', domain: 'zt.yangli.gov.cn' });
    await handler.post(`/api/openings/${id}/submit`, {});
    await supervisor.post(`/api/openings/${id}/accept`);
    const items = [{ field: 'purpose', note: '写明服务对象' }];
    const decide = (body: object) => supervisor.post(`/api/openings/${id}/decision`, body);
    const { body: returned } = await decide({ decision: 'return', items });
    expect(returned).toMatchObject({ state: 'returned', toMend: [{ ...items[0], changed: false }] });
    expect((await handler.post(`/api/openings/${id}/submit`, {})).code).toBe('opening-items-left');
    await handler.post(`/api/openings/${id}/draft`, { fields: { purpose: '面向企业', postal: '样例路2号' } });
    expect((await view(id)).toMend).toMatchObject([{ changed: true }]);
    await handler.post(`/api/openings/${id}/submit`, { mended: ['purpose'] });
    await supervisor.post(`/api/openings/${id}/accept`);
    const late = await decide({ decision: 'return', items: [{ field: 'operator', note: '写全称' }] });
    expect(late).toMatchObject({ status: 409, code: 'opening-not-told-at-once' });
    const again = { decision: 'return', items: [{ field: 'postal', note: '写到门牌' }, ...items] };
    expect((await decide(again)).body.state).toBe('returned');
  });

  it('of a township needs its leader, whose approval in writing is recorded', async () => {
    await setLevel('township');
    const id = await begin({ nature: 'topic', name: '样例局网', domain: 'xz.yangli.gov.cn' });
    const needs = await handler.post(`/api/openings/${id}/submit`, {});
    expect(needs).toMatchObject({ status: 409, code: 'opening-needs-approval' });
    expect(needs.body.error.message).toContain('第十条第二款');
    // From then on it waits on the leader's desk, and once all is approved no more.
    const onDesk = async () =>
      (await leader.get('/api/openings?show=mine')).body.rows.map((row: { id: string }) => row.id);
    expect(await onDesk()).toEqual([id]);
    expect((await handler.post(`/api/openings/${id}/override`, overrideOf('own-site-below'))).status).toBe(
      403,
    );
    expect((await leader.post(`/api/openings/${id}/override`, overrideOf('icp'))).code).toBe(
      'opening-no-override',
    );
    const approved = await leader.post(`/api/openings/${id}/override`, overrideOf('own-site-below'));
    expect(approved.body.obstacles).toMatchObject([{ code: 'own-site-below', overridden: true }]);
    expect(await onDesk()).toEqual([]);
    // What is changed afterwards is not what was approved.
    const rename = (name: string) => handler.post(`/api/openings/${id}/draft`, { fields: { name } });
    await rename('阳光网');
    await leader.post(`/api/openings/${id}/override`, overrideOf('name-form'));
    expect((await rename('月光网')).body.obstacles).toMatchObject([
      { code: 'own-site-below', overridden: true },
      { code: 'name-form', overridden: false },
    ]);
    expect((await handler.post(`/api/openings/${id}/submit`, {})).code).toBe('opening-needs-approval');
    await rename('样例局网');
    expect((await handler.post(`/api/openings/${id}/submit`, {})).status).toBe(200);
    const acts = await withinScope(database.db, EVERYTHING, (trx) =>
      sql<{ act: string }>`SELECT act FROM audit_record WHERE object_id = ${id} ORDER BY at`.execute(trx),
    );
    expect(acts.rows.map(({ act }) => act)).toEqual([
      'opening-overridden',
      'opening-overridden',
      'opening-submitted',
    ]);
    await setLevel('county');
  });

  it('is never decided by people of its own unit', async () => {
    const id = await begin({ nature: 'topic', name: '样例局二网', domain: 'own.yangli.gov.cn' });
    await handler.post(`/api/openings/${id}/submit`, {});
    expect((await ownSupervisor.post(`/api/openings/${id}/accept`)).code).toBe('opening-own-case');
    expect((await view(id, ownSupervisor)).acts).toMatchObject({ accept: false, decide: false });
    expect((await view(id, supervisor)).acts).toMatchObject({ accept: true, fill: false, record: false });
    expect((await ownSupervisor.get('/api/openings?show=mine')).body.rows).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    expect((await supervisor.get('/api/openings?show=mine')).body.rows).toContainEqual(
      expect.objectContaining({ id, unit: { id: unit, name: '样例局' } }),
    );
  });

  it('prints a paper for each authority', async () => {
    const id = await begin({ nature: 'topic', postal: '' });
    for (const paper of ['establishment', 'telecom', 'police'] as const) {
      expect((await handler.get(`/api/openings/${id}/papers/${paper}`)).status).toBe(200);
      const actor = { ...PROGRAM, id: 'somebody' };
      const tools = { db: database.db, readings: {}, now: () => house.clock.now };
      const { name, bytes } = await printPaper(tools, actor, { id, paper, lang: 'zh' });
      expect(name).toBe(`${OPENING_PAPER_WORDS[paper].zh}-样例局网站.docx`);
      const text = unzip(Buffer.from(bytes)).get('word/document.xml')?.toString() ?? '';
      expect(text).toContain('ylj.yangli.gov.cn');
      expect(text).toContain('【待填写】');
      expect(text.includes('样例接入公司')).toBe(paper !== 'establishment');
    }
    const account = await begin({ name: '样例局' }, 'account');
    expect((await handler.get(`/api/openings/${account}/papers/police`)).code).toBe('opening-paper-foreign');
  });

  it('gets advice on names while they are typed', async () => {
    const ask = (more: string) => handler.get(`/api/names/advice?unitId=${unit}&kind=website${more}`);
    const { body } = await ask(`&name=${encodeURIComponent('阳光网')}&domain=abc.com`);
    expect(body.names[0]).toEqual({ name: '样例局网站', form: 'entity' });
    expect(body.form).toBe('other');
    expect(body.obstacles.map(({ code }: { code: string }) => code)).toEqual(['organ-suffix', 'name-form']);
    expect((await handler.get(`/api/names/advice?unitId=${otherUnit}&kind=website`)).code).toBe(
      'unit-unknown',
    );
  });
});

function overrideOf(subject: string) {
  return { subject, ground: '确有需要', paper: '样发〔2026〕1号' };
}

async function setLevel(level: 'township' | 'county') {
  await withinScope(database.db, EVERYTHING, (trx) =>
    trx.updateTable('registry_unit').set({ level }).where('id', '=', unit).execute(),
  );
}

describe('every route of opening', () => {
  const BODIES: Record<string, object> = {
    '/api/openings/:id/draft': { fields: {} },
    '/api/openings/:id/submit': {},
    '/api/openings/:id/decision': { decision: 'grant' },
    '/api/openings/:id/override': overrideOf('own-site-below'),
    '/api/openings/:id/steps/:step': { doneOn: '2026-01-05', number: '1' },
  };

  function requestOf({ url }: { url: string }, target: { unit: string; id: string }) {
    const path = url
      .replace(':id', target.id)
      .replace(':step', OPENING_STEPS[0] ?? '')
      .replace(':paper', 'police');
    if (url === '/api/openings') return { path, body: { unitId: target.unit, kind: 'account' } };
    if (url === '/api/names/advice') return { path: `${path}?unitId=${target.unit}&kind=account`, body: {} };
    return { path, body: BODIES[url] };
  }

  it('is open to the roles of its permission in their own unit, and to nobody in a foreign one', async () => {
    const foreignHandler = await signedIn(house, { unitId: otherUnit, grants: [{ role: 'handler' }] });
    const { body } = await foreignHandler.browser.post('/api/openings', {
      unitId: otherUnit,
      kind: 'website',
    });
    const own = { unit, id: await begin({ nature: 'topic' }) };
    const foreign = { unit: otherUnit, id: body.id as string };
    for (const role of ROLE_NAMES) {
      const area = ROLES[role].areas.at(-1) ?? 'unit';
      const { browser } = await signedIn(house, {
        unitId: unit,
        grants: [{ role, area, place: placeOf(area) }],
      });
      for (const route of routes) {
        const { permission, method, url } = route;
        const holds = (ROLES[role as RoleName].permissions as readonly string[]).includes(permission);
        const ask = async (target: { unit: string; id: string }) => {
          const { path, body: payload } = requestOf(route, target);
          return browser.ask(method as 'GET', path, method === 'POST' ? payload : undefined);
        };
        const told = (status: number) => ({ role, url, method, status });
        const abroad = await ask(foreign);
        if (url === '/api/openings' && method === 'GET' && holds) {
          expect(JSON.stringify(abroad.body)).not.toContain(foreign.id);
          continue;
        }
        expect(told(abroad.status)).toEqual(told(holds ? 404 : 403));
        const here = await ask(own);
        // 409 and 400: what the case refuses to whoever may ask.
        if (holds) expect([200, 201, 400, 409, 403]).toContain(here.status);
        if (holds) expect(here.code).not.toBe('not-permitted');
        else expect(told(here.status)).toEqual(told(403));
        if (url.endsWith('/withdraw') && holds) own.id = await begin({ nature: 'topic' });
      }
    }
    expect(routes.length).toBe(12);
  });

  function placeOf(area: string): string {
    return area === 'region' ? '990100' : unit;
  }
});
