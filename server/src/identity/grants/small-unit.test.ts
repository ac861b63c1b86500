import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type IdentityHouse, identityHouse, makeUnit, signedIn } from '../../../test/identity-house.ts';
import { addDays, dayOf } from '../../kernel/clock/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';

const database = useTestDatabase();
let house: IdentityHouse;
beforeAll(async () => {
  house = await identityHouse(database.db);
});
afterAll(() => house.http.close());

const until = (days: number) => ({
  endsOn: addDays(dayOf(house.clock.now), days),
  approver: '样例负责人',
  reason: '编制内仅一名信息化人员',
});

describe('小单位模式', () => {
  it('begins with a ground and an end, is renewed with the grant that hangs on it, and ends with it', async () => {
    const superior = await makeUnit(database.db, { name: '样例市局', region: '990000/990100/' });
    const unit = await makeUnit(database.db, { name: '样例县局', region: '990000/990100/', below: superior });
    const path = `/api/units/${unit}/small-unit`;
    const above = await signedIn(house, {
      unitId: superior,
      grants: [{ role: 'security-admin', area: 'sector' }],
    });
    const only = await signedIn(house, { unitId: unit, grants: [{ role: 'system-admin' }] });
    const give = (endsAt: string) =>
      above.browser.post('/api/grants', {
        personId: only.id,
        role: 'security-admin',
        area: 'unit',
        place: unit,
        endsAt,
      });
    expect((await above.browser.get(path)).body).toEqual({ running: false, merged: [] });
    const soon = new Date(house.clock.now.getTime() + DAY_MS * 10).toISOString();
    expect((await give(soon)).code).toBe('grant-administrators-apart');
    for (const days of [-1, 181])
      expect((await above.browser.post(path, until(days))).code).toBe('small-unit-end-refused');
    expect((await above.browser.post(path, until(20))).status).toBe(200);
    expect((await give(soon)).status).toBe(200);
    const running = (await above.browser.get(path)).body;
    expect(running).toMatchObject({ running: true, approver: '样例负责人', merged: [expect.any(String)] });
    // The one who is both may renew by himself: the approver is named, and so is he in the audit log.
    house.clock.pass(1);
    expect((await only.browser.session()).permissions).toContain('grant.give');
    expect((await only.browser.post(path, until(180))).status).toBe(200);
    house.clock.pass(1);
    const person = (await above.browser.get(`/api/people/${only.id}`)).body;
    const live = person.grants.filter((grant: { state: string }) => grant.state === 'live');
    expect(live.map((grant: { role: string }) => grant.role).toSorted()).toEqual([
      'security-admin',
      'system-admin',
    ]);
    expect((await above.browser.post(`${path}/end`)).status).toBe(200);
    expect((await above.browser.post(`${path}/end`)).code).toBe('small-unit-not-running');
    house.clock.pass(1);
    expect((await above.browser.get(path)).body).toMatchObject({ running: false, merged: [] });
    expect((await only.browser.session()).roles).toEqual(['system-admin']);
  });

  it('does not begin where the unit has an auditor, and is out of reach of other units', async () => {
    const unit = await makeUnit(database.db, { name: '样例乙局', region: '990000/990200/' });
    const path = `/api/units/${unit}/small-unit`;
    const own = await signedIn(house, { unitId: unit, grants: [{ role: 'security-admin' }] });
    await signedIn(house, { unitId: unit, grants: [{ role: 'audit-admin' }] });
    expect((await own.browser.post(path, until(30))).code).toBe('small-unit-has-auditor');
    const other = await makeUnit(database.db, { name: '样例丙局', region: '990000/990300/' });
    const stranger = await signedIn(house, { unitId: other, grants: [{ role: 'security-admin' }] });
    for (const [method, url] of [
      ['GET', path],
      ['POST', path],
      ['POST', `${path}/end`],
    ] as const)
      expect(
        (await stranger.browser.ask(method, url, method === 'POST' ? until(30) : undefined)).status,
      ).toBe(404);
  });
});
