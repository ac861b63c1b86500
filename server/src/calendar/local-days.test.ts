import { ROLE_NAMES, ROLES } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../test/check-results.ts';
import { useTestDatabase } from '../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../test/identity-house.ts';
import { keepCheck, registerSite, tellKept } from '../../test/kept-checks.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { addSupervisionRoutes, takeInChecks } from '../supervision/index.ts';
import { addCalendarRoutes } from './index.ts';

const database = useTestDatabase();
const jobs = { async send() {}, async work() {}, async stop() {} };
/** A Monday whose year is published; a term of five working days ends on the Monday after. */
const MONDAY = new Date('2026-03-02T02:00:00Z');
let house: IdentityHouse;
let unit: string;
let elsewhere: string;
let admin: TestBrowser;
let supervisor: TestBrowser;

beforeAll(async () => {
  const { db } = database;
  const now = () => MONDAY;
  house = await identityHouse(db, (http) => {
    addCalendarRoutes(http, { db, now });
    addSupervisionRoutes(http, { db, jobs, now });
  });
  house.clock.now = MONDAY;
  unit = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  elsewhere = await makeUnit(db, { name: '另一市政府', region: '990000/990200/' });
  const as = async (role: 'system-admin' | 'supervisor', place: string) =>
    (await signedIn(house, { unitId: unit, grants: [{ role, area: 'region', place }] })).browser;
  admin = await as('system-admin', '990100');
  supervisor = await as('supervisor', '');
});
afterAll(() => house.http.close());

const holiday = (more: object = {}) => ({
  region: '990100',
  from: '2026-03-05',
  to: '2026-03-06',
  working: false,
  name: '样例节',
  ground: '样例省人民政府办公厅 样政办〔2026〕1号',
  ...more,
});
const enter = (more: object = {}, by = admin) => by.post('/api/local-days', holiday(more));
const list = async () => (await admin.get('/api/local-days')).body;

async function finding(unitId: string): Promise<string> {
  const { db } = database;
  const { host } = await registerSite(db, { unitId });
  await keepCheck(db, {
    host,
    verdicts: [verdictOf('site-code', 'differ', 'zh')],
    at: '2026-03-01T00:00:00Z',
  });
  await tellKept(db, takeInChecks);
  const { rows } = (await supervisor.get(`/api/findings?unit=${unitId}&sort=found`)).body;
  return rows.at(0).id;
}

describe('地方节假日', () => {
  it('count in the terms that are set afterwards for units of the place, and in no others', async () => {
    const before = await finding(unit);
    const sent = await supervisor.post('/api/notices', { findings: [before], days: 5, demand: '' });
    expect(sent.status).toBe(201);
    const notice = () => supervisor.get(`/api/notices/${sent.body.id}`);
    expect((await notice()).body.term).toMatchObject({ dueOn: '2026-03-09', workingDaysLeft: 5 });
    expect(await enter()).toMatchObject({ status: 200 });
    // A Saturday that is worked for it.
    expect(await enter({ from: '2026-03-07', to: '2026-03-07', working: true })).toMatchObject({
      status: 200,
    });
    expect((await notice()).body.term).toMatchObject({ dueOn: '2026-03-09', workingDaysLeft: 4 });
    const draft = async (unitId: string) => {
      const id = await finding(unitId);
      return (await supervisor.get(`/api/notices/draft?findings=${id}&days=5`)).body;
    };
    const here = await draft(unit);
    expect(here.term).toMatchObject({ dueOn: '2026-03-10', workingDaysLeft: 5 });
    expect(here.freeDays).toEqual([
      { day: '2026-03-05', name: '样例节' },
      { day: '2026-03-06', name: '样例节' },
      { day: '2026-03-08' },
    ]);
    expect((await draft(elsewhere)).term).toMatchObject({ dueOn: '2026-03-09' });
  });

  it('are entered once, from today on, with name and ground, for a region that is managed whole', async () => {
    const april = { from: '2026-04-20', to: '2026-04-21' };
    expect(await enter(april)).toMatchObject({ status: 200 });
    expect((await enter({ from: '2026-04-19', to: '2026-04-20' })).code).toBe('local-day-known');
    expect((await list()).rows.filter(({ day }: { day: string }) => day === '2026-04-19')).toEqual([]);
    for (const wrong of [
      { from: '2026-03-01', to: '2026-03-01' },
      { from: '2026-05-08', to: '2026-05-07' },
      { from: '2026-05-01', to: '2026-06-01' },
    ])
      expect((await enter(wrong)).code).toBe('local-days-wrong');
    expect((await enter({ ground: ' ' })).code).toBe('input-invalid');
    for (const region of ['990200', '990000', 'nowhere'])
      expect((await enter({ ...april, region })).code).toBe('place-unknown');
  });

  it('are taken back before they come; both stand in the audit log', async () => {
    await enter({ from: '2026-05-20', to: '2026-05-20' });
    const row = (await list()).rows.find(({ day }: { day: string }) => day === '2026-05-20');
    expect(row).toMatchObject({ name: '样例节', mayRemove: true, region: { code: '990100' } });
    expect((await admin.post(`/api/local-days/${row.id}/remove`)).status).toBe(200);
    expect((await admin.post(`/api/local-days/${row.id}/remove`)).code).toBe('local-day-unknown');
    expect(await enter({ from: '2026-05-20', to: '2026-05-20' })).toMatchObject({ status: 200 });
    const acts = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('audit_record')
        .select('act')
        .where('act', 'in', ['local-days-set', 'local-day-removed'])
        .execute(),
    );
    expect(acts.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['local-days-set', 'local-day-removed']),
    );
  });

  it('are open to the roles of the matrix', async () => {
    for (const role of ROLE_NAMES) {
      const area = ROLES[role].areas.at(-1) ?? 'unit';
      const { browser } = await signedIn(house, { unitId: unit, grants: [{ role, area, place: unit }] });
      const may = (ROLES[role].permissions as readonly string[]).includes('setting.manage');
      const read = (await browser.get('/api/local-days')).status;
      expect({ role, read }).toEqual({ role, read: may ? 200 : 403 });
      // Nobody of one unit sets what holds for a whole region.
      expect((await enter({}, browser)).code).toBe(may ? 'place-unknown' : 'not-permitted');
    }
  });
});
