import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { identityHouse, makeUnit, signedIn } from '../../../test/identity-house.ts';
import { putRegions, REGIONS } from '../../../test/registry.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { namesOfPeople } from './actor-names.ts';
import { nearestWith } from './people-with.ts';

const database = useTestDatabase();
let house: Awaited<ReturnType<typeof identityHouse>>;
let office: string;
let bureau: string;
let city: string;

beforeAll(async () => {
  house = await identityHouse(database.db);
  await putRegions(database.db);
  office = await makeUnit(database.db, { name: '样例县网信办', region: REGIONS.county.path });
  bureau = await makeUnit(database.db, { name: '样例县教育局', region: REGIONS.county.path });
  city = (await supervisor(office, REGIONS.city.code)).id;
});

const supervisor = (unitId: string, place: string) =>
  signedIn(house, { unitId, grants: [{ role: 'supervisor', area: 'region', place }] });

/** Whoever decides on findings of a unit, as the program sees them. */
const nearest = (unit: string, region: string, notOf?: string) =>
  withinScope(database.db, EVERYTHING, (trx) =>
    nearestWith(trx, {
      over: { unit_id: unit, region_path: region, sector_path: `${unit}/` },
      permission: 'finding.decide',
      ...(notOf !== undefined && { notOf }),
      now: house.clock.now,
    }),
  );

describe('who stands nearest', () => {
  it('is of the own county before the city, of the city where the county has nobody, and nobody elsewhere', async () => {
    expect(await nearest(bureau, REGIONS.county.path)).toEqual([city]);
    const county = (await supervisor(office, REGIONS.county.code)).id;
    expect(await nearest(bureau, REGIONS.county.path)).toEqual([county]);
    expect(await nearest(bureau, REGIONS.city.path)).toEqual([city]);
    expect(await nearest(bureau, '980000/')).toEqual([]);
  });

  it('is not of a unit that is left out, and holds the permission at that moment', async () => {
    expect(await nearest(bureau, REGIONS.county.path, office)).toEqual([]);
    const { now } = house.clock;
    house.clock.now = new Date(now.getTime() - DAY_MS);
    expect(await nearest(bureau, REGIONS.county.path)).toEqual([]);
    house.clock.now = now;
  });
});

describe('whoever may not do something', () => {
  it('is told who nearest may, and who could grant it, with names and roles and nothing more', async () => {
    const unit = await makeUnit(database.db, { name: '样例县民政局', region: REGIONS.county.path });
    const { browser } = await signedIn(house, { unitId: unit, grants: [{ role: 'operator' }] });
    const ask = async (permission: string) =>
      (await browser.get(`/api/me/holders?permission=${permission}`)).body;
    expect(await ask('audit.read')).toEqual({ holders: [], granting: [] });
    const unitWide = { area: 'unit', place: unit } as const;
    const auditor = await signedIn(house, { unitId: unit, grants: [{ role: 'audit-admin', ...unitWide }] });
    const granting = await signedIn(house, {
      unitId: unit,
      grants: [{ role: 'security-admin', ...unitWide }],
    });
    const names = await namesOf([auditor.id, granting.id]);
    const of = (id: string, role: string) => ({
      name: names.get(id),
      unitName: '样例县民政局',
      roles: [role],
    });
    expect(await ask('audit.read')).toEqual({
      holders: [of(auditor.id, 'audit-admin')],
      granting: [of(granting.id, 'security-admin')],
    });
    // Of another unit of the county: neither is nearest to it, nor over it.
    const stranger = await signedIn(house, { unitId: bureau, grants: [{ role: 'operator' }] });
    expect((await stranger.browser.get('/api/me/holders?permission=audit.read')).body).toEqual({
      holders: [],
      granting: [],
    });
    expect((await house.browser().get('/api/me/holders?permission=audit.read')).status).toBe(401);
  });
});

const namesOf = (ids: readonly string[]) =>
  withinScope(database.db, EVERYTHING, (trx) => namesOfPeople(trx, ids));
