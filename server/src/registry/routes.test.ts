import { randomUUID } from 'node:crypto';
import type { ApplicationInput, PermissionName } from '@zhengdun/contract';
import { permissionsOf, ROLE_NAMES, type RoleName } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { actorWithin, putRegions, REGIONS } from '../../test/registry.ts';
import { createHttp, type Http } from '../kernel/http/index.ts';
import { silentLog } from '../kernel/log.ts';
import { type Actor, EVERYTHING, PROGRAM, scopesOf, withinScope } from '../kernel/tenancy/index.ts';
import { updateLatestChecks } from './applications/application.repo.ts';
import { addRegistryRoutes } from './routes.ts';
import { moveUnit } from './units/move-unit.ts';
import { registerUnit } from './units/register-unit.ts';

const database = useTestDatabase();
const routes: { method: string; url: string; permission: string }[] = [];
let http: Http;
let county: string;
let otherCity: string;
let actor: Actor;

beforeAll(async () => {
  await putRegions(database.db);
  const unit = { kind: 'organ' as const, level: 'county' as const, contacts: [] };
  const { db } = database;
  county = await registerUnit(db, PROGRAM, { ...unit, name: '样例县政府', regionCode: REGIONS.county.code });
  otherCity = await registerUnit(db, PROGRAM, {
    ...unit,
    name: '另一市政府',
    regionCode: REGIONS.otherCity.code,
  });
  http = await createHttp({ log: silentLog(), version: '0.1.0', authenticate: async () => actor });
  http.addHook('onRoute', ({ method, url, config }) => {
    if (method !== 'HEAD')
      routes.push({ method: String(method), url, permission: String(config?.permission) });
  });
  addRegistryRoutes(http, { db: database.db });
});
afterAll(() => http.close());

const here = actorWithin({ regions: [REGIONS.county.path] });

async function ask(who: Actor, method: 'GET' | 'POST', url: string, body?: object) {
  actor = who;
  const reply = await http.inject({
    method,
    url: `/api${url}`,
    headers: { host: '127.0.0.1:8600' },
    ...(body && { payload: body }),
  });
  const isJson = String(reply.headers['content-type']).startsWith('application/json');
  return { status: reply.statusCode, body: isJson ? reply.json() : undefined, reply };
}

function site(name: string, more: Partial<ApplicationInput> = {}): ApplicationInput {
  const host = `w${randomUUID().slice(0, 8)}.gov.cn`;
  return {
    name,
    kind: 'website',
    state: 'running',
    addresses: [host],
    flags: [],
    isPlatform: false,
    filings: [],
    ...more,
  };
}

async function register(
  name: string,
  more: Partial<ApplicationInput> = {},
  unitId = county,
): Promise<string> {
  const { status, body } = await ask(PROGRAM, 'POST', '/applications', { ...site(name, more), unitId });
  expect(status).toBe(201);
  return body.id;
}

describe('an application', () => {
  it('is registered with all its facts, which come back with the duties that depend on them', async () => {
    const id = await register('登记网站', {
      addresses: ['ｗｗｗ.dengji。gov.cn', 'https://m.dengji.gov.cn/a'],
      flags: ['portal', 'reposts'],
      mlpsLevel: 2,
      filings: [{ kind: 'icp', number: '某ICP备00000000号', filedOn: '2024-07-01' }],
    });
    const { status, body } = await ask(here, 'GET', `/applications/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: '登记网站',
      unit: { name: '样例县政府', regionName: '样例县' },
      flags: ['portal', 'reposts'],
      filings: [{ kind: 'icp', filedOn: '2024-07-01' }],
    });
    expect(body.checked).toBeUndefined();
    expect(
      body.fieldDuties.find(({ field }: { field: string }) => field === 'icp').obligations,
    ).toMatchObject([{ id: 'A4.2-icp-filing', citation: '第四条第一款' }]);
    expect((await ask(here, 'GET', '/applications?show=all&search=dengji')).body.total).toBe(1);
    expect((await ask(here, 'GET', '/applications?show=all&search=登记')).body.total).toBe(1);
    expect((await ask(here, 'GET', '/applications?show=all&search=样例')).body.total).toBeGreaterThan(0);
    expect((await ask(here, 'GET', '/applications?show=all&search=_%25')).body.total).toBe(0);
  });

  it('changes with its history and along the states that there are', async () => {
    const input = site('状态网站', { state: 'draft' });
    const id = await register('状态网站', input);
    const become = (state: string) => ask(here, 'POST', `/applications/${id}`, { ...input, state });
    expect((await become('changing')).body.error.code).toBe('application-state-refused');
    for (const state of ['running', 'changing', 'closed', 'running'])
      expect((await become(state)).status).toBe(200);
    const { body } = await ask(here, 'GET', `/applications/${id}/changes`);
    expect(
      body.rows.map(({ fields }: { fields: { after: string }[] }) => fields[0]?.after).slice(0, 4),
    ).toEqual(['运行', '已关停', '变更中', '运行']);
    expect(
      (await ask(here, 'POST', `/applications/${id}`, { ...input, state: 'running', addresses: ['无'] })).body
        .error.code,
    ).toBe('host-name-wrong');
  });

  it('runs on a platform that others see, in no circle, and the platform stays while it is used', async () => {
    const platform = site('市级平台', { isPlatform: true });
    const hostId = await register('市级平台', platform, otherCity);
    const own = site('县里栏目', { kind: 'column', hostId });
    const id = await register('县里栏目', own);
    expect((await ask(here, 'GET', `/applications/${id}`)).body.host).toMatchObject({
      name: '市级平台',
      unitName: '另一市政府',
    });
    // The county sees that it is there, and nothing of it.
    expect((await ask(here, 'GET', `/applications/${hostId}`)).body.error.code).toBe('application-unknown');
    const withdrawn = await ask(PROGRAM, 'POST', `/applications/${hostId}`, {
      ...platform,
      isPlatform: false,
    });
    expect(withdrawn.body.error).toMatchObject({ code: 'platform-in-use' });
    await ask(here, 'POST', `/applications/${id}`, { ...own, isPlatform: true });
    const circle = await ask(PROGRAM, 'POST', `/applications/${hostId}`, { ...platform, hostId: id });
    expect(circle.body.error.code).toBe('platform-cycle');
    let top = await register('第1层', site('第1层', { isPlatform: true }), otherCity);
    for (let level = 2; level <= 9; level += 1) {
      const name = `第${level}层`;
      top = await register(name, site(name, { isPlatform: true, hostId: top }), otherCity);
    }
    const deep = await ask(PROGRAM, 'POST', `/applications/${hostId}`, { ...platform, hostId: top });
    expect(deep.body.error.code).toBe('platform-too-deep');
    const strange = await ask(here, 'POST', '/applications', {
      ...site('x', { hostId: randomUUID() }),
      unitId: county,
    });
    expect(strange.body.error.code).toBe('platform-unknown');
  });

  it('goes along when its unit moves, with filings and history', async () => {
    const unit = {
      kind: 'organ' as const,
      level: 'county-department' as const,
      contacts: [],
      regionCode: REGIONS.county.code,
    };
    const unitId = await registerUnit(database.db, PROGRAM, { ...unit, name: '要搬的局' });
    const id = await register('要搬的网站', { filings: [{ kind: 'mark', number: 'x' }] }, unitId);
    const to = { superiorId: otherCity, regionCode: REGIONS.district.code };
    await moveUnit(database.db, PROGRAM, { id: unitId, move: to });
    const paths = await withinScope(database.db, EVERYTHING, async (trx) => {
      const { rows } = await sql<{ paths: string }>`
        SELECT region_path || sector_path AS paths FROM registry_application WHERE id = ${id}
        UNION SELECT region_path || sector_path FROM registry_filing WHERE application_id = ${id}
        UNION SELECT region_path || sector_path FROM registry_change WHERE application_id = ${id}`.execute(
        trx,
      );
      return rows.map((row) => row.paths);
    });
    expect(paths).toEqual([`${REGIONS.district.path}${otherCity}/${unitId}/`]);
  });

  it('shows the newest check of its main host, and a default list holds what has problems', async () => {
    const input = site('有问题的网站');
    const id = await register('有问题的网站', input);
    const at = new Date('2026-11-20T00:00:00Z');
    const host = input.addresses[0] ?? '';
    const note = (more: object) =>
      withinScope(database.db, EVERYTHING, async (trx) => {
        await sql`INSERT INTO inspection_check (id, state, url, host, request, unit)
          VALUES ('11111111-1111-4111-8111-111111111111', 'waiting', 'https://x/', ${host}, '{}', '{"from":{"kind":"none","level":"none"}}')
          ON CONFLICT DO NOTHING`.execute(trx);
        const seen = { at, unmet: 3, unknown: 1, seen: true };
        await updateLatestChecks(trx, [
          { host, id: '11111111-1111-4111-8111-111111111111', ...seen, ...more },
        ]);
      });
    await note({});
    await note({ at: new Date('2026-11-19T00:00:00Z'), unmet: 9 });
    const { body } = await ask(here, 'GET', '/applications');
    expect(body.rows).toMatchObject([{ id, checked: { unmet: 3, unknown: 1, at: at.toISOString() } }]);
    expect(body.registered).toBeGreaterThanOrEqual(1);
    expect((await ask(here, 'GET', `/applications/${id}/checks`)).body.total).toBe(1);
    await note({ at: new Date('2026-11-21T00:00:00Z'), unmet: 0, unknown: 0 });
    expect((await ask(here, 'GET', '/applications')).body).toMatchObject({ rows: [], total: 0 });
  });
});

describe('the short list', () => {
  it('answers the four questions with what is this unit’s own first', async () => {
    const { body } = await ask(here, 'POST', '/short-list', {
      kind: 'organ',
      level: 'county-department',
      applications: [{ kind: 'column' }, { kind: 'account', flags: ['reposts'] }],
    });
    expect(body.rows[0].fate).toBe('own');
    expect(body.counts.own + body.counts.shared).toBeLessThan(70);
    expect(body.rows).toHaveLength(151);
  });
});

describe('files over HTTP', () => {
  it('are templates, whole exports, and imports that first run dry', async () => {
    const template = await ask(here, 'GET', '/registry/units/template.xlsx');
    expect(template.reply.headers['content-disposition']).toContain(encodeURIComponent('单位导入模板.xlsx'));
    const file = await ask(here, 'GET', '/applications/export.csv?show=all');
    expect(file.reply.body).toContain('应用名称');
    const content = Buffer.from(file.reply.body).toString('base64');
    const report = await ask(here, 'POST', '/applications/import', { name: 'a.csv', content, dryRun: true });
    expect(report.body).toMatchObject({ done: false, faultCount: 0, added: 0 });
    const broken = { name: 'a.xlsx', content: Buffer.from('PK\x03\x04').toString('base64'), dryRun: true };
    expect((await ask(here, 'POST', '/units/import', broken)).body.error.code).toBe('list-unreadable');
  });
});

describe('every route of the registry', () => {
  const strangers = actorWithin({ regions: [REGIONS.otherCity.path] });

  it.each(ROLE_NAMES)('lets %s do what the matrix gives, and nothing else', async (role: RoleName) => {
    const holder: Actor = { ...here, scopes: scopesOf([{ role, scope: EVERYTHING }]) };
    for (const { method, url, permission } of routes) {
      const { status } = await ask(
        holder,
        method as 'GET',
        url.replace('/api', '').replace(':id', randomUUID()).replace(':form', 'csv').replace(':of', 'units'),
        method === 'POST' ? {} : undefined,
      );
      const may = permission === 'signed-in' || permissionsOf(role).includes(permission as PermissionName);
      expect([url, status === 403]).toEqual([url, !may]);
    }
    expect(routes.length).toBeGreaterThan(20);
  });

  it('shows and changes nothing of a foreign unit', async () => {
    const id = await register('别县网站');
    const input = site('别县网站');
    for (const [method, url, body] of [
      ['GET', `/units/${county}`],
      ['GET', `/units/${county}/changes`],
      ['POST', `/units/${county}`, { name: 'x', kind: 'organ', level: 'county' }],
      ['POST', `/units/${county}/move`, { superiorId: null }],
      ['GET', `/applications/${id}`],
      ['GET', `/applications/${id}/changes`],
      ['GET', `/applications/${id}/checks`],
      ['POST', `/applications/${id}`, input],
      ['POST', '/applications', { ...input, unitId: county }],
    ] as const)
      expect([url, (await ask(strangers, method, url, body)).status]).toEqual([url, 404]);
    expect((await ask(strangers, 'GET', '/applications?show=all&search=别县')).body.total).toBe(0);
    expect((await ask(strangers, 'GET', '/units?search=样例')).body.total).toBe(0);
    expect((await ask(strangers, 'GET', '/applications/export.csv?show=all')).reply.body).not.toContain(
      '别县',
    );
  });
});
