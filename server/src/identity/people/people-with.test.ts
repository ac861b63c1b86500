import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { identityHouse, makeUnit, signedIn } from '../../../test/identity-house.ts';
import { putRegions, REGIONS } from '../../../test/registry.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
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
