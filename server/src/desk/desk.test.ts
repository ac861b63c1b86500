import { type Desk, type DeskItem, permissionsOf, ROLE_NAMES, ROLES } from '@zhengdun/contract';
import { sql } from 'kysely';
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
import { identitySetup } from '../identity/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { messagesSetup } from '../messages/index.ts';
import { noteChecks, registrySetup } from '../registry/index.ts';
import {
  addSupervisionRoutes,
  deskNumbers,
  findingItems,
  noteMonth,
  noticeItems,
  takeInChecks,
} from '../supervision/index.ts';
import { addDeskRoutes } from './index.ts';

const database = useTestDatabase();
const jobs = { async send() {}, async work() {}, async stop() {} };
/** A Monday whose year is published. */
const MONDAY = new Date('2026-03-02T02:00:00Z');
let house: IdentityHouse;
let own: string;
let foreign: string;
let planted: DeskItem[] = [];

beforeAll(async () => {
  const { db } = database;
  const now = () => MONDAY;
  house = await identityHouse(db, (http) => {
    addSupervisionRoutes(http, { db, jobs, now });
    addDeskRoutes(http, {
      now,
      items: [
        (reading) => findingItems(db, reading),
        (reading) => noticeItems(db, reading),
        async () => planted,
      ],
      ending: async () => ({ items: [], total: 0 }),
      numbers: (reading) => deskNumbers(db, reading),
      setup: [
        (unit) => registrySetup(db, unit),
        (unit, at) => identitySetup(db, unit, at),
        () => messagesSetup(db),
      ],
    });
  });
  house.clock.now = MONDAY;
  own = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  foreign = await makeUnit(db, { name: '另一市政府', region: '990000/990200/' });
  for (const unitId of [own, foreign]) {
    const { host } = await registerSite(db, { unitId });
    await keepCheck(db, {
      host,
      at: '2026-02-27T02:00:00.000Z',
      verdicts: [
        verdictOf('site-code', 'differ', 'zh'),
        verdictOf('exit-prompt', 'blocked', 'zh'),
        verdictOf('site-place', 'mainland', 'zh'),
      ],
    });
  }
  await tellKept(db, async (trx, checks) => {
    await noteChecks(trx, checks);
    await takeInChecks(trx, checks);
  });
});
afterAll(() => house.http.close());

const deskOf = async (browser: TestBrowser): Promise<Desk> => (await browser.get('/api/desk')).body;

describe('the desk', () => {
  it('tells what waits for the reader, with the act, and nothing of another unit', async () => {
    const { browser: liaison } = await signedIn(house, { unitId: own, grants: [{ role: 'liaison' }] });
    const { browser, id } = await signedIn(house, { unitId: own, grants: [{ role: 'handler' }] });
    const [item, ...others] = (await deskOf(liaison)).items;
    expect(others).toEqual([]);
    expect(item).toMatchObject({ kind: 'assign', title: '2项问题没有指派', act: '指派' });
    const list = (await liaison.get(`/api${item?.link}`)).body;
    expect(list.total).toBe(2);
    expect((await deskOf(browser)).items).toEqual([]);
    const ids = list.rows.map((row: { id: string }) => row.id);
    await liaison.post('/api/findings/assign', { ids: [ids[0]], personId: id, days: 5 });
    const mine = await deskOf(browser);
    expect(mine.items).toMatchObject([
      { kind: 'mend', link: `/findings/${ids[0]}`, dueOn: '2026-03-09', workingDaysLeft: 5, act: '去整改' },
    ]);
    await browser.post(`/api/findings/${ids[0]}/appeal`, { ground: '样例理由' });
    const { browser: supervisor } = await signedIn(house, {
      unitId: own,
      grants: [{ role: 'supervisor', area: 'sector', place: own }],
    });
    expect((await deskOf(supervisor)).items).toMatchObject([{ kind: 'plea', link: `/findings/${ids[0]}` }]);
    const { browser: stranger } = await signedIn(house, { unitId: foreign, grants: [{ role: 'liaison' }] });
    expect((await deskOf(stranger)).items).toMatchObject([{ title: '2项问题没有指派' }]);
  });

  it('shows the own re-checks, however many of others are due before', async () => {
    const unitId = await makeUnit(database.db, { name: '再一市政府', region: '990000/990300/' });
    const { host } = await registerSite(database.db, { unitId });
    await keepCheck(database.db, {
      host,
      at: '2026-02-27T02:00:00.000Z',
      verdicts: [verdictOf('site-code', 'differ', 'zh')],
    });
    await tellKept(database.db, takeInChecks);
    const { browser, id } = await signedIn(house, {
      unitId,
      grants: [{ role: 'liaison' }, { role: 'handler' }],
    });
    const { id: other } = await signedIn(house, { unitId, grants: [{ role: 'handler' }] });
    const finding = (await browser.get('/api/findings')).body.rows[0].id;
    await browser.post('/api/findings/assign', { ids: [finding], personId: id, days: 5 });
    expect(await browser.post(`/api/findings/${finding}/recheck`, {})).toMatchObject({ status: 202 });
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO supervision_finding SELECT (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),
          'rule', 'copy-' || n, 'due_on', '2026-03-03', 'assignee_id', ${other}::text))).*
        FROM supervision_finding f, generate_series(1, 60) AS n WHERE f.id = ${finding}`.execute(trx),
    );
    const { items } = await deskOf(browser);
    expect(items.filter(({ kind }) => kind === 'recheck')).toMatchObject([{ link: `/findings/${finding}` }]);
  });

  it('shows a notice that nobody has signed for, however many newer ones were answered', async () => {
    const unitId = await makeUnit(database.db, { name: '又一市政府', region: '990000/990400/' });
    const { browser, id } = await signedIn(house, { unitId, grants: [{ role: 'liaison' }] });
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO supervision_notice (id, unit_id, region_path, sector_path, outside, title, sender, sent_by,
          delivered_at, due_from, due_on, signed_at, answer, answered_at)
        SELECT gen_random_uuid(), u.id, u.region_path, u.sector_path, false, '样例通知', '样例网信办', ${id},
          ${MONDAY}::timestamptz - n * interval '1 minute', ${MONDAY}, '2026-03-20', done.at, done.answer, done.at
        FROM registry_unit u, generate_series(1, 61) AS n
        LEFT JOIN LATERAL (SELECT ${MONDAY}::timestamptz AS at, '已整改' AS answer WHERE n <= 60) AS done ON true
        WHERE u.id = ${unitId}`.execute(trx),
    );
    const notices = (await deskOf(browser)).items.filter(({ kind }) => kind === 'notice');
    expect(notices.map(({ act }) => act)).toEqual(['签收']);
  });

  it('puts first what is overdue, then what is due first, and last what has no date', async () => {
    const one = (title: string, dueOn?: string): DeskItem => ({
      kind: 'opening',
      title,
      subject: '',
      link: '/',
      act: '',
      ...(dueOn && { dueOn }),
    });
    planted = [
      one('none'),
      one('later', '2026-03-10'),
      one('over', '2026-02-27'),
      one('today', '2026-03-02'),
    ];
    const { browser } = await signedIn(house, { unitId: foreign, grants: [{ role: 'reviewer' }] });
    const { items, total } = await deskOf(browser);
    planted = [];
    expect(items.map(({ title, workingDaysLeft }) => [title, workingDaysLeft])).toEqual([
      ['over', expect.any(Number)],
      ['today', 0],
      ['later', 6],
      ['none', undefined],
    ]);
    expect(items[0]?.workingDaysLeft).toBeLessThan(0);
    expect(total).toBe(4);
  });

  it('counts what is new and how it stands as the lists do, and what it was a month ago', async () => {
    const { browser } = await signedIn(house, { unitId: foreign, grants: [{ role: 'handler' }] });
    await noteMonth(database.db, new Date('2026-02-28T02:00:00Z'));
    const { fresh, standing, before, trend, checkedAt } = await deskOf(browser);
    const since = (await browser.get(`/api/findings?since=${fresh?.since}`)).body;
    expect(fresh?.total).toBe(since.total);
    expect(fresh?.since).toBe('2026-02-23');
    const unmet = (await browser.get('/api/findings?verdict=unmet')).body.total;
    expect(standing).toEqual({ unmet, unknown: 1, met: 1, notApplicable: 0 });
    expect(before).toEqual(standing);
    expect(trend?.at(-1)).toEqual({ month: '2026-03', unmet, unknown: 1 });
    expect(checkedAt).toBe('2026-02-27T02:00:00.000Z');
  });

  it('lists what is to be set up until all of it is done, to who sets up', async () => {
    const unit = await makeUnit(database.db, { name: '新单位', region: '990000/990100/' });
    const { browser } = await signedIn(house, { unitId: unit, grants: [{ role: 'system-admin' }] });
    const setup = (await deskOf(browser)).setup;
    expect(setup?.map(({ step, done }) => [step, done])).toEqual([
      ['unit', false],
      ['application', false],
      ['check', false],
      ['in-charge', false],
      ['messages', false],
      ['second-admin', false],
    ]);
    expect(setup?.[0]?.link).toBe(`/units/${unit}/edit`);
    // Who does what the reader may not is told.
    expect(setup?.[1]).toMatchObject({ step: 'application', roles: expect.arrayContaining(['liaison']) });
    expect(setup?.[1]?.link).toBeUndefined();
    // Whoever is in charge of another region is nobody's second here; whoever of a superior is in charge of this one is.
    const other = { area: 'region', place: '990200' } as const;
    await signedIn(house, { unitId: foreign, grants: [{ role: 'audit-admin', ...other }] });
    expect((await deskOf(browser)).setup?.at(-1)).toMatchObject({ step: 'second-admin', done: false });
    const here = { area: 'region', place: '990100' } as const;
    await signedIn(house, { unitId: own, grants: [{ role: 'security-admin', ...here }] });
    expect((await deskOf(browser)).setup?.at(-1)).toEqual({ step: 'second-admin', done: true });
    const { host } = await registerSite(database.db, { unitId: unit });
    await withinScope(database.db, EVERYTHING, async (trx) => {
      await sql`UPDATE registry_application SET seen_at = now() WHERE hosts[1] = ${host}`.execute(trx);
      await sql`UPDATE registry_unit SET credit_code = '11100000000000001K' WHERE id = ${unit}`.execute(trx);
      await sql`INSERT INTO registry_contact (unit_id, region_path, sector_path, post, name)
        SELECT id, region_path, sector_path, post, '样例' FROM registry_unit,
          unnest(ARRAY['principal', 'in-charge', 'liaison']) AS post WHERE id = ${unit}`.execute(trx);
    });
    // A channel is for all units: whoever administers one of them is told who sets it up.
    expect((await deskOf(browser)).setup?.filter(({ done }) => !done)).toEqual([
      { step: 'messages', done: false, roles: ['system-admin'] },
    ]);
    await sql`INSERT INTO message_channel (kind, enabled, config, secrets, changed_at)
      VALUES ('smtp', true, '{}', '', now())`.execute(database.db);
    expect((await deskOf(browser)).setup).toBeUndefined();
    const { browser: reviewer } = await signedIn(house, { unitId: own, grants: [{ role: 'reviewer' }] });
    expect((await deskOf(reviewer)).setup).toBeUndefined();
  });
});

describe.each(ROLE_NAMES)('%s', (role) => {
  it('has a desk with numbers of the own area, where the role sees findings', async () => {
    const area = ROLES[role].areas.at(-1) ?? 'unit';
    const { browser } = await signedIn(house, { unitId: own, grants: [{ role, area, place: own }] });
    const desk = await deskOf(browser);
    const sees = (permissionsOf(role) as readonly string[]).includes('finding.read');
    expect(desk.fresh?.total).toBe(sees ? 2 : undefined);
    expect(desk.items.every(({ subject }) => !subject.includes('另一市'))).toBe(true);
  });
});

it('is nobody’s without a sign-in', async () => {
  expect((await house.browser().get('/api/desk')).status).toBe(401);
});
