import { randomUUID } from 'node:crypto';
import {
  ADMINISTRATOR_ROLES,
  EMPLOYMENT_WORDS,
  EMPLOYMENTS,
  type Grant,
  ROLE_NAMES,
  ROLES,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  PASSWORD,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';

const database = useTestDatabase();
let house: IdentityHouse;
let city: string;
let county: string;
let other: string;
/** system and security administrators of everything */
let system: TestBrowser;
let security: TestBrowser;

beforeAll(async () => {
  house = await identityHouse(database.db);
  city = await makeUnit(database.db, { name: '样例市局', region: '990000/990100/' });
  county = await makeUnit(database.db, { name: '样例县局', region: '990000/990100/990101/', below: city });
  other = await makeUnit(database.db, { name: '另一市局', region: '990000/990200/' });
  const everything = { area: 'region', place: '' } as const;
  ({ browser: system } = await signedIn(house, {
    unitId: city,
    grants: [{ role: 'system-admin', ...everything }],
  }));
  ({ browser: security } = await signedIn(house, {
    unitId: city,
    grants: [{ role: 'security-admin', ...everything }],
  }));
});
afterAll(() => house.http.close());

const day = (days: number) => new Date(house.clock.now.getTime() + days * DAY_MS).toISOString();
const paper = { approver: '乙负责人', reason: '运维服务合同' };
let names = 0;

async function addPerson(
  employment: string,
  unitId = city,
): Promise<{ id: string; token: string; loginName: string }> {
  names += 1;
  const loginName = `added.${names}`;
  const { body } = await system.post('/api/people', { unitId, name: '丙人员', loginName, employment });
  return { id: body.id, token: body.path.split('#')[1], loginName };
}

const confirm = (id: string, employment: string) =>
  security.post(`/api/people/${id}/employment`, { employment, confirmedOn: '2026-10-08' });

const give = (personId: string, grant: object, by = security) =>
  by.post('/api/grants', { personId, area: 'unit', place: city, ...grant });

describe('the roles of the database', () => {
  it('are those of the contract', async () => {
    const { rows } = await sql<{ name: string; top: boolean; administrator: boolean }>`
      SELECT name, top, administrator FROM identity_role`.execute(database.db);
    const expected = ROLE_NAMES.map((name) => ({
      name,
      top: ROLES[name].top,
      administrator: (ADMINISTRATOR_ROLES as readonly string[]).includes(name),
    }));
    const byName = (one: { name: string }, two: { name: string }) => one.name.localeCompare(two.name);
    expect(rows.sort(byName)).toEqual(expected.sort(byName));
  });

  it.each(EMPLOYMENTS)('know whether %s is 在编', async (employment) => {
    const { id } = await addPerson(employment);
    const row = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('identity_person')
        .select('on_establishment')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    expect(row.on_establishment).toBe(EMPLOYMENT_WORDS[employment].established);
  });
});

describe('top-level rights', () => {
  const tops = ROLE_NAMES.filter(
    (role) => ROLES[role].top && ROLES[role].areas.some((area) => area === 'unit'),
  );

  it.each(tops)(
    'of %s are refused to a contractor, and to own staff until personnel has confirmed',
    async (role) => {
      const contractor = await addPerson('outsourced');
      expect(await give(contractor.id, { role, endsAt: day(9), ...paper })).toMatchObject({
        code: 'grant-top-for-own-staff',
      });
      const { id } = await addPerson('civil-servant');
      expect(await give(id, { role })).toMatchObject({ code: 'grant-top-for-own-staff' });
      await confirm(id, 'civil-servant');
      expect(await give(id, { role })).toMatchObject({ status: 200 });
    },
  );

  it('are refused to seconded staff, whose place is elsewhere', async () => {
    const { id } = await addPerson('seconded');
    await confirm(id, 'seconded');
    expect(await give(id, { role: 'leader', endsAt: day(9), ...paper })).toMatchObject({
      code: 'grant-top-for-own-staff',
    });
  });

  it('end in the moment in which somebody is no more 在编, as does what has no end', async () => {
    const { id } = await addPerson('civil-servant');
    await confirm(id, 'civil-servant');
    await give(id, { role: 'reviewer', endsAt: day(9) });
    await give(id, { role: 'handler' });
    await give(id, { role: 'liaison', endsAt: day(9), ...paper });
    await confirm(id, 'rehired');
    // The database's clock has ended them, and goes a little before that of the test.
    house.clock.pass(1);
    const { grants } = (await security.get(`/api/people/${id}`)).body;
    const states = Object.fromEntries(grants.map((each: Grant) => [each.role, each.state]));
    expect(states).toEqual({ reviewer: 'ended', handler: 'ended', liaison: 'live' });
  });

  it('are held by the database, whatever a program writes', async () => {
    const { id } = await addPerson('outsourced');
    const written = withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO identity_grant (id, person_id, role, area, place, ends_at, approver, reason)
          VALUES (${randomUUID()}, ${id}, 'system-admin', 'unit', ${city}, now() + interval '1 day', 'x', 'x')`.execute(
        trx,
      ),
    );
    await expect(written).rejects.toMatchObject({ constraint: 'grant_top_for_own_staff' });
    const rewritten = withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE identity_grant SET role = 'leader'`.execute(trx),
    );
    await expect(rewritten).rejects.toThrow(/permission denied/);
    const deleted = withinScope(database.db, EVERYTHING, (trx) =>
      sql`DELETE FROM identity_grant`.execute(trx),
    );
    await expect(deleted).rejects.toThrow(/permission denied/);
  });
});

describe('the three administrators', () => {
  const pairs = ADMINISTRATOR_ROLES.flatMap((one) =>
    ADMINISTRATOR_ROLES.filter((two) => two !== one).map((two) => [one, two] as const),
  );

  it.each(pairs)('are not one person: %s and %s', async (one, two) => {
    const { id } = await addPerson('civil-servant');
    await confirm(id, 'civil-servant');
    await give(id, { role: one, endsAt: day(10) });
    expect(await give(id, { role: two })).toMatchObject({ code: 'grant-administrators-apart' });
    expect(await give(id, { role: two, startsAt: day(9) })).toMatchObject({
      code: 'grant-administrators-apart',
    });
    expect(await give(id, { role: two, startsAt: day(11) })).toMatchObject({ status: 200 });
  });

  it('may be two of them in a small unit, as long as its exception runs; the audit then lies elsewhere', async () => {
    const small = await makeUnit(database.db, { name: '小单位', region: '990000/990100/' });
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO identity_small_unit (unit_id, ends_at, approver, reason)
          VALUES (${small}, ${day(100)}, '乙负责人', '人员不足')`.execute(trx),
    );
    const { id } = await addPerson('civil-servant', small);
    await confirm(id, 'civil-servant');
    const place = { place: small };
    expect(await give(id, { role: 'system-admin', ...place })).toMatchObject({ status: 200 });
    expect(await give(id, { role: 'security-admin', ...place })).toMatchObject({
      code: 'grant-administrators-apart',
    });
    expect(await give(id, { role: 'security-admin', ...place, endsAt: day(99) })).toMatchObject({
      status: 200,
    });
    const auditor = await addPerson('civil-servant', small);
    await confirm(auditor.id, 'civil-servant');
    expect(await give(auditor.id, { role: 'audit-admin', ...place })).toMatchObject({
      code: 'grant-audit-with-superior',
    });
  });

  it('are not two through grants that are given in the same moment', async () => {
    const { id } = await addPerson('civil-servant');
    await confirm(id, 'civil-servant');
    const answers = await Promise.all(ADMINISTRATOR_ROLES.map((role) => give(id, { role })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('a grant to a contractor', () => {
  it.each([{ endsAt: undefined }, { approver: undefined }, { reason: undefined }])(
    'is refused without what it needs: %j',
    async (missing) => {
      const { id } = await addPerson('outsourced');
      const whole = { role: 'operator', endsAt: day(9), ...paper };
      expect(await give(id, { ...whole, ...missing })).toMatchObject({ code: 'grant-of-others-ends' });
    },
  );

  async function contractor(days: { from?: number; to: number }) {
    const { id, token, loginName } = await addPerson('outsourced');
    const startsAt = days.from === undefined ? {} : { startsAt: day(days.from) };
    const grant = await give(id, { role: 'operator', ...startsAt, endsAt: day(days.to), ...paper });
    const browser = house.browser();
    await browser.post('/api/link/password', { token, password: PASSWORD });
    return { id, loginName, browser, grantId: grant.body.id as string };
  }

  it('shows its end to the holder, and ends the live session when it ends', async () => {
    const { browser } = await contractor({ to: 0.005 });
    await browser.enrol();
    const session = await browser.session();
    expect(session.roles).toEqual(['operator']);
    expect(session.grantsEndAt).toBeDefined();
    house.clock.pass(8);
    expect((await browser.session()).stage).toBe('none');
    expect(await browser.get('/api/me')).toMatchObject({ status: 401 });
  });

  it('is refused at sign-in after its end, once both factors were right', async () => {
    const { browser, loginName } = await contractor({ to: 0.005 });
    const { seed } = await browser.enrol();
    house.clock.pass(10);
    const late = house.browser();
    expect((await late.password(loginName)).status).toBe(200);
    const answer = await late.post('/api/session/second-factor', { code: late.codeOf(seed) });
    expect(answer).toMatchObject({ status: 403, code: 'grants-ended' });
  });

  it('counts from its start and not before', async () => {
    const { browser } = await contractor({ from: 1, to: 2 });
    const { body } = await browser.post('/api/me/factor');
    expect(body.secret).toBeDefined();
    await expect(browser.enrol()).rejects.toThrow(/grants-ended/);
  });

  it('ended early is worth nothing from the next request on', async () => {
    const { browser, grantId } = await contractor({ to: 9 });
    await browser.enrol();
    expect((await browser.get('/api/me')).status).toBe(200);
    expect((await security.post(`/api/grants/${grantId}/end`)).status).toBe(200);
    expect((await browser.get('/api/me')).status).toBe(401);
    expect(await security.post(`/api/grants/${grantId}/end`)).toMatchObject({ code: 'grant-ended-already' });
  });

  it('is found among those that end soon', async () => {
    const { id } = await contractor({ to: 20 });
    const far = await contractor({ to: 90 });
    const { rows } = (await security.get('/api/people?preset=ending&size=100')).body;
    const ids = rows.map((row: { id: string }) => row.id);
    expect(ids).toContain(id);
    expect(ids).not.toContain(far.id);
  });
});

describe('whoever grants', () => {
  it('does not grant to himself, nor confirm or reset himself', async () => {
    const me = (await security.session()).person?.id ?? '';
    expect(await give(me, { role: 'handler' })).toMatchObject({ code: 'not-oneself' });
    expect(await confirm(me, 'civil-servant')).toMatchObject({ code: 'not-oneself' });
    expect(await security.post(`/api/people/${me}/reset`)).toMatchObject({ code: 'not-oneself' });
  });

  it('does not give what somebody holds already for all of that time, also twice in one moment', async () => {
    const { id } = await addPerson('outsourced');
    const grant = { role: 'operator', startsAt: day(1), endsAt: day(9), ...paper };
    const together = await Promise.all([give(id, grant), give(id, grant)]);
    expect(together.map(({ status, code }) => code ?? status).sort()).toEqual([200, 'grant-held-already']);
    expect(await give(id, { ...grant, startsAt: day(2) })).toMatchObject({ code: 'grant-held-already' });
    // Longer, earlier, elsewhere or of another role is more.
    for (const more of [{ endsAt: day(10) }, { startsAt: day(0.5) }, { place: county }, { role: 'handler' }])
      expect(await give(id, { ...grant, ...more })).toMatchObject({ status: 200 });
    const first = together.find(({ status }) => status === 200)?.body.id;
    const { grants } = (await security.get(`/api/people/${id}`)).body;
    for (const each of grants as Grant[]) await security.post(`/api/grants/${each.id}/end`);
    expect(first).toBeDefined();
    expect(await give(id, grant)).toMatchObject({ status: 200 });
  });

  it('reaches no further than his own grants do', async () => {
    const { browser } = await signedIn(house, {
      unitId: county,
      grants: [{ role: 'security-admin', area: 'unit', place: county }],
    });
    const own = await signedIn(house, { unitId: county });
    const foreign = await signedIn(house, { unitId: other });
    const superior = await signedIn(house, { unitId: city });
    const reached = (personId: string, grant: object) =>
      give(personId, { role: 'handler', ...grant }, browser);
    expect(await reached(own.id, { place: county })).toMatchObject({ status: 200 });
    expect(await reached(own.id, { place: city })).toMatchObject({ code: 'place-unknown' });
    expect(await reached(own.id, { place: other })).toMatchObject({ code: 'place-unknown' });
    // Units below are beyond a grant that is of the unit alone.
    expect(await reached(own.id, { area: 'sector', place: county })).toMatchObject({ code: 'place-unknown' });
    for (const { id } of [foreign, superior]) {
      expect(await reached(id, { place: county })).toMatchObject({ code: 'person-unknown' });
      expect(await browser.post(`/api/people/${id}/reset`)).toMatchObject({ code: 'person-unknown' });
      expect(await browser.get(`/api/people/${id}`)).toMatchObject({ code: 'person-unknown' });
    }
    const seen = (await browser.get('/api/people?size=100')).body.rows;
    expect(new Set(seen.map((row: { unitName: string }) => row.unitName))).toEqual(new Set(['样例县局']));
    expect(
      await reached(own.id, { role: 'supervision-reader', area: 'region', place: '990101' }),
    ).toMatchObject({ code: 'place-unknown' });
  });

  it('names an area that the role can have', async () => {
    const { id } = await addPerson('civil-servant');
    expect(await give(id, { role: 'handler', area: 'region', place: '990100' })).toMatchObject({
      code: 'area-not-for-role',
    });
  });
});

describe('a person', () => {
  it('has a login name of its own', async () => {
    const { loginName } = await addPerson('civil-servant');
    const again = { unitId: city, name: '丁', loginName, employment: 'civil-servant' };
    expect(await system.post('/api/people', again)).toMatchObject({ status: 409, code: 'login-name-taken' });
    expect(await system.post('/api/people', { ...again, loginName: 'A b' })).toMatchObject({ status: 400 });
  });

  it('who was reset starts anew by a link, with another factor', async () => {
    const lost = await signedIn(house, { unitId: city, grants: [{ role: 'handler' }] });
    const { body } = await security.post(`/api/people/${lost.id}/reset`);
    expect((await lost.browser.get('/api/me')).status).toBe(401);
    expect((await lost.browser.password(lost.loginName)).code).toBe('sign-in-refused');
    const token = body.path.split('#')[1];
    const fresh = house.browser();
    expect((await fresh.post('/api/link', { token })).body).toMatchObject({
      kind: 'person',
      loginName: lost.loginName,
    });
    await fresh.post('/api/link/password', { token, password: PASSWORD });
    const { seed } = await fresh.enrol();
    expect(seed.equals(lost.seed)).toBe(false);
    expect(await fresh.post('/api/link/password', { token, password: PASSWORD })).toMatchObject({
      code: 'link-refused',
    });
  });

  it('follows the unit when that moves to another superior', async () => {
    const unit = await makeUnit(database.db, { name: '搬迁单位', region: '990000/990200/' });
    const { id } = await addPerson('civil-servant', unit);
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE registry_unit SET sector_path = ${`${city}/${unit}/`}, superior_id = ${city} WHERE id = ${unit}`.execute(
        trx,
      ),
    );
    const scope = { regions: [], sectors: [`${city}/`], units: [] };
    const seen = await withinScope(database.db, scope, (trx) =>
      trx.selectFrom('identity_person').select('id').where('id', '=', id).execute(),
    );
    expect(seen).toEqual([{ id }]);
  });
});
