import { permissionsOf, ROLE_NAMES, ROLES, type WatchSettings } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../test/identity-house.ts';
import { registerSite } from '../../test/kept-checks.ts';
import { DAY_MS } from '../kernel/durations.ts';
import { addWatchRoutes } from './routes.ts';
import { planSchedule } from './take-due.ts';

const database = useTestDatabase();
let house: IdentityHouse;
let own: string;
let below: string;
let foreign: string;
let site: { readonly id: string; readonly host: string };
const people = new Map<string, TestBrowser>();

beforeAll(async () => {
  const { db } = database;
  house = await identityHouse(db, (http) => addWatchRoutes(http, { db, now: () => house.clock.now }));
  own = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  below = await makeUnit(db, { name: '样例县教育局', region: '990000/990100/', below: own });
  foreign = await makeUnit(db, { name: '另一市政府', region: '990000/990200/' });
  site = await registerSite(db, { unitId: own });
  await registerSite(db, { unitId: foreign });
  await planSchedule(db, house.clock.now);
  for (const role of ROLE_NAMES) {
    const area = ROLES[role].areas.includes('sector' as never) ? 'sector' : 'unit';
    const grant = { role, area, place: own } as const;
    people.set(role, (await signedIn(house, { unitId: own, grants: [grant] })).browser);
  }
  const abroad = { role: 'supervisor', area: 'sector', place: foreign } as const;
  people.set('stranger', (await signedIn(house, { unitId: foreign, grants: [abroad] })).browser);
  const region = { role: 'supervisor', area: 'region', place: '990100' } as const;
  people.set('region', (await signedIn(house, { unitId: own, grants: [region] })).browser);
});
afterAll(() => house.http.close());

function by(role: string): TestBrowser {
  const browser = people.get(role);
  if (!browser) throw new Error(role);
  return browser;
}

function pause(place: string, area = 'unit', days = 5) {
  const from = house.clock.now.getTime();
  return {
    name: '重要时期',
    area,
    place,
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(from + days * DAY_MS).toISOString(),
  };
}

const settings = async (role: string): Promise<WatchSettings> =>
  (await by(role).get('/api/watch/settings')).body;

describe('every role', () => {
  it('reads and sets what its permissions say, in its own unit', async () => {
    for (const role of ROLE_NAMES) {
      const may = permissionsOf(role);
      const status = (permission: (typeof may)[number], done: number) =>
        may.includes(permission) ? done : 403;
      const expected = {
        schedule: status('application.read', 200),
        settings: status('application.read', 200),
        interval: status('setting.manage', 200),
        pause: status('watch.pause', 201),
      };
      const browser = by(role);
      const made = await browser.post('/api/watch/pauses', pause(own));
      expect({
        schedule: (await browser.get('/api/watch/schedule')).status,
        settings: (await browser.get('/api/watch/settings')).status,
        interval: (await browser.post('/api/watch/intervals', { area: 'unit', place: own, days: 3 })).status,
        pause: made.status,
      }).toEqual(expected);
      if (made.status !== 201) continue;
      expect((await browser.post(`/api/watch/pauses/${made.body.id}/end`)).status).toBe(200);
      expect((await browser.post(`/api/watch/pauses/${made.body.id}/end`)).code).toBe('pause-over');
    }
  });

  it('sets nothing in a foreign unit, and does not see what is set there', async () => {
    const strange = await by('stranger').post('/api/watch/pauses', pause(foreign));
    for (const role of ['system-admin', 'supervisor']) {
      expect((await by(role).post('/api/watch/pauses', pause(foreign))).code).toBe('place-unknown');
      expect((await by(role).post(`/api/watch/pauses/${strange.body.id}/end`)).code).toBe('pause-unknown');
      expect((await settings(role)).pauses.map(({ id }) => id)).not.toContain(strange.body.id);
    }
    const interval = { area: 'unit', place: foreign, days: 3 };
    expect((await by('system-admin').post('/api/watch/intervals', interval)).code).toBe('place-unknown');
    const { rows } = (await by('liaison').get('/api/watch/schedule')).body;
    expect(rows).toMatchObject([{ id: site.id, host: site.host, days: 3 }]);
  });
});

describe('the region of a supervisor', () => {
  it('is paused whole, which its units see and cannot undo', async () => {
    const { body } = await by('region').post('/api/watch/pauses', pause('990100', 'region'));
    const seen = (await settings('liaison')).pauses.find(({ id }) => id === body.id);
    expect(seen).toMatchObject({ area: 'region', place: '990100', state: 'running', mayEnd: false });
    expect((await by('system-admin').post(`/api/watch/pauses/${body.id}/end`)).code).toBe('pause-unknown');
    const paused = (await by('liaison').get('/api/watch/schedule?show=paused')).body;
    expect(paused).toMatchObject({
      total: 1,
      rows: [{ id: site.id, pause: { name: '重要时期', endsAt: seen?.endsAt } }],
    });
    expect(Date.parse(paused.rows[0].nextAt)).toBeGreaterThan(Date.parse(seen?.endsAt ?? ''));
    expect((await by('region').post(`/api/watch/pauses/${body.id}/end`)).status).toBe(200);
    expect((await by('liaison').get('/api/watch/schedule?show=paused')).body.total).toBe(0);
  });

  it.each([
    ['990200', 'region'],
    ['', 'region'],
    ['990000', 'region'],
  ])('ends where it ends: %s is not in reach', async (place, area) => {
    expect((await by('region').post('/api/watch/pauses', pause(place, area))).code).toBe('place-unknown');
  });

  it('does not hold a sector, whose units may lie elsewhere', async () => {
    expect((await by('region').post('/api/watch/pauses', pause(own, 'sector'))).code).toBe('place-unknown');
    expect((await by('supervisor').post('/api/watch/pauses', pause(own, 'sector'))).status).toBe(201);
    expect((await by('region').post('/api/watch/pauses', pause(below))).status).toBe(201);
  });
});

describe('a pause', () => {
  it.each([0, -1, 61])('of %s days is none', async (days) => {
    expect((await by('supervisor').post('/api/watch/pauses', pause(own, 'unit', days))).code).toBe(
      'pause-dates-wrong',
    );
  });
});

describe('an interval', () => {
  it('has its bounds, and is taken away again', async () => {
    const set = (days?: number) =>
      by('system-admin').post('/api/watch/intervals', { area: 'unit', place: own, ...(days && { days }) });
    expect((await set(91)).status).toBe(400);
    expect((await set(90)).status).toBe(200);
    expect((await settings('liaison')).intervals).toMatchObject([{ place: own, days: 90, mayChange: false }]);
    expect((await settings('system-admin')).intervals).toMatchObject([{ mayChange: true }]);
    expect((await set()).status).toBe(200);
    expect((await settings('liaison')).intervals).toEqual([]);
    const { rows } = (await by('liaison').get(`/api/watch/schedule?search=${site.host.slice(0, 6)}`)).body;
    expect(rows).toMatchObject([{ days: 7 }]);
  });
});
