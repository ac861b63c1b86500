import { createHash, randomUUID } from 'node:crypto';
import { PERMISSIONS, type PermissionName, ROLE_NAMES, ROLES } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../test/identity-house.ts';
import { dayOf } from '../kernel/clock/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { actorOf } from '../kernel/http/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';

interface Target {
  unit: string;
  person: string;
  grant: string;
  token: string;
}

const database = useTestDatabase();
let house: IdentityHouse;
/** of the unit that every role is granted in, and of one that nobody here reaches */
let own: Target;
let foreign: Target;
const holders = new Map<string, TestBrowser>();

beforeAll(async () => {
  house = await identityHouse(database.db, (http) => {
    // A route for every permission of the matrix, whether its module is there yet or not: it tells which units the
    // asker reaches by it.
    for (const permission of PERMISSIONS) {
      http.get(`/api/reach/${permission}`, { config: { permission } }, async (request) =>
        withinScope(database.db, scopeOf(actorOf(request), permission), async (trx) =>
          (await trx.selectFrom('registry_unit').select('id').execute()).map(({ id }) => id),
        ),
      );
    }
  });
  own = await unitWithPerson('990000/990100/');
  foreign = await unitWithPerson('990000/990200/');
  for (const role of ROLE_NAMES) {
    const area = ROLES[role].areas.at(-1) ?? 'unit';
    const { browser } = await signedIn(house, {
      unitId: own.unit,
      grants: [{ role, area, place: own.unit }],
    });
    holders.set(role, browser);
  }
});
afterAll(() => house.http.close());

async function unitWithPerson(region: string) {
  const unit = await makeUnit(database.db, { name: `单位${region}`, region });
  const { id, browser } = await signedIn(house, { unitId: unit, grants: [{ role: 'handler' }] });
  expect((await browser.session()).roles).toEqual(['handler']);
  const { rows } = await withinScope(database.db, { regions: [''], sectors: [], units: [] }, async (trx) => ({
    rows: await trx.selectFrom('identity_grant').select('id').where('person_id', '=', id).execute(),
  }));
  return { unit, person: id, grant: rows[0]?.id ?? '', token: await tokenOf(id) };
}

async function tokenOf(person: string): Promise<string> {
  const id = randomUUID();
  await withinScope(database.db, { regions: [''], sectors: [], units: [] }, (trx) =>
    trx
      .insertInto('identity_token')
      .values({
        id,
        person_id: person,
        kind: 'personal',
        name: '样例',
        digest: createHash('sha256').update(id).digest('hex'),
        permissions: ['unit.read'],
        made_at: house.clock.now,
        ends_at: new Date(house.clock.now.getTime() + DAY_MS),
      })
      .execute(),
  );
  return id;
}

/** What an address with :id is about. */
function idFor(url: string, target: Target): string {
  if (url.startsWith('/api/units/')) return target.unit;
  if (url.startsWith('/api/grants')) return target.grant;
  return url.startsWith('/api/tokens') ? target.token : target.person;
}

function holder(role: string): TestBrowser {
  const browser = holders.get(role);
  if (!browser) throw new Error(role);
  return browser;
}

/** The permissions that stand in a route and are not names of the matrix. */
const GENERAL = ['loopback', 'public', 'signing-in', 'signed-in', 'in-person'];
const isNamed = (permission: string): permission is PermissionName => !GENERAL.includes(permission);

/** Routes that change somebody or something, called with what is right but for whom it is about. */
function requestFor(url: string, target: Target): object | undefined {
  if (url === '/api/people') {
    return {
      unitId: target.unit,
      name: '戊',
      loginName: `new.${Math.random().toString(36).slice(2, 10)}`,
      employment: 'contract',
    };
  }
  if (url.endsWith('/employment')) return { employment: 'civil-servant', confirmedOn: '2026-10-08' };
  if (url.endsWith('/small-unit'))
    return { endsOn: dayOf(new Date(Date.now() + DAY_MS)), approver: '样例负责人', reason: '测试' };
  if (url === '/api/grants')
    return { personId: target.person, role: 'liaison', area: 'unit', place: target.unit };
  return undefined;
}

describe('every route', () => {
  it('declares a permission, and all that name one are of the matrix', () => {
    const permissions = house.routes.map(({ permission }) => permission);
    expect(permissions.filter((permission) => permission === '')).toEqual([]);
    expect(permissions.filter((each) => isNamed(each) && !PERMISSIONS.includes(each))).toEqual([]);
    expect(house.routes.length).toBeGreaterThan(PERMISSIONS.length + 20);
  });

  it('that is open before a session is whole is bounded as a step of getting in, but for the way out', () => {
    const acts = house.routes.filter(
      ({ method, permission }) => method === 'POST' && ['public', 'signing-in'].includes(permission),
    );
    expect(acts.length).toBeGreaterThan(10);
    expect(acts.filter(({ entry }) => !entry).map(({ url }) => url)).toEqual(['/api/session/end']);
  });

  it('that names one is closed to who is not signed in', async () => {
    for (const { method, url, permission } of house.routes.filter((route) => isNamed(route.permission))) {
      const answer = await house.browser().ask(method as 'GET', url.replace(':id', own.person));
      expect({ url, permission, status: answer.status }).toEqual({ url, permission, status: 401 });
    }
  });
});

describe.each(ROLE_NAMES)('%s', (role) => {
  const has = (permission: PermissionName): boolean =>
    (ROLES[role].permissions as readonly string[]).includes(permission);

  it.each(PERMISSIONS)(
    `asked for %s: as the matrix says, over the own unit and no other`,
    async (permission) => {
      const answer = await holder(role).get(`/api/reach/${permission}`);
      if (has(permission)) expect(answer).toMatchObject({ status: 200, body: [own.unit] });
      else expect(answer).toMatchObject({ status: 403, code: 'not-permitted' });
    },
  );

  it('is told by the session what it may, and nothing more', async () => {
    const { permissions } = await holder(role).session();
    expect([...permissions].sort()).toEqual([...ROLES[role].permissions].sort());
  });

  it('reaches nobody of a foreign unit by any route', async () => {
    for (const { method, url, permission } of house.routes.filter((route) => isNamed(route.permission))) {
      if (url.startsWith('/api/reach/')) continue;
      const answer = await holder(role).ask(
        method as 'GET',
        url.replace(':id', idFor(url, foreign)),
        method === 'POST' ? requestFor(url, foreign) : undefined,
      );
      const told = { url, role, status: answer.status };
      if (!has(permission as PermissionName)) expect(told).toEqual({ url, role, status: 403 });
      else if (url === '/api/people' && method === 'GET') {
        const { rows } = (await holder(role).get('/api/people?size=100')).body;
        expect(rows.some((row: { id: string }) => row.id === foreign.person)).toBe(false);
        expect(rows.some((row: { id: string }) => row.id === own.person)).toBe(true);
      } else if (url === '/api/tokens') {
        const ids = answer.body.rows.map((row: { id: string }) => row.id);
        expect(ids).toContain(own.token);
        expect(ids).not.toContain(foreign.token);
      } else if (url === '/api/places') {
        expect(answer.body.units.map((unit: { id: string }) => unit.id)).toEqual([own.unit]);
      } else expect(told).toEqual({ url, role, status: 404 });
    }
  });
});

describe('what a role may do', () => {
  it('it can do in its own unit by every route of people', async () => {
    for (const { method, url, permission } of house.routes.filter((route) => isNamed(route.permission))) {
      if (url.startsWith('/api/reach/') || url.endsWith('/link') || url.includes('/small-unit')) continue;
      for (const role of ROLE_NAMES.filter((each) =>
        (ROLES[each].permissions as readonly string[]).includes(permission),
      )) {
        const target = await fresh(url);
        const answer = await holder(role).ask(
          method as 'GET',
          url.replace(':id', idFor(url, target)),
          method === 'POST' ? requestFor(url, target) : undefined,
        );
        expect({ url, role, status: answer.status }).toEqual({ url, role, status: 200 });
      }
    }
  });

  /** What is ended by one role is there again for the next. */
  async function fresh(url: string) {
    if (url.startsWith('/api/tokens/')) return { ...own, token: await tokenOf(own.person) };
    if (!url.startsWith('/api/grants/')) return own;
    const { browser, id } = await signedIn(house, { unitId: own.unit, grants: [{ role: 'handler' }] });
    expect((await browser.session()).stage).toBe('full');
    const row = await withinScope(database.db, { regions: [''], sectors: [], units: [] }, (trx) =>
      trx.selectFrom('identity_grant').select('id').where('person_id', '=', id).executeTakeFirstOrThrow(),
    );
    return { ...own, person: id, grant: row.id };
  }
});
