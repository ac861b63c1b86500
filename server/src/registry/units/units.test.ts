import { randomUUID } from 'node:crypto';
import type { NewUnit } from '@zhengdun/contract';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { actorWithin, putRegions, REGIONS } from '../../../test/registry.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { EVERYTHING, PROGRAM, withinScope } from '../../kernel/tenancy/index.ts';
import { addLocalRegion, loadDivisions, readRegions } from '../regions/regions.ts';
import { changeUnit } from './change-unit.ts';
import { moveUnit } from './move-unit.ts';
import { readUnit, readUnitChanges, readUnits } from './read-units.ts';
import { registerUnit } from './register-unit.ts';

const database = useTestDatabase();
beforeAll(() => putRegions(database.db));

/** Somebody of a unit. */
async function clerkOf(unitId: string, name: string): Promise<string> {
  const { rows } = await withinScope(database.db, EVERYTHING, (trx) =>
    sql<{
      id: string;
    }>`INSERT INTO identity_person (id, unit_id, region_path, sector_path, name, login_name, employment)
      SELECT gen_random_uuid(), id, region_path, sector_path, ${name}, ${`clerk-${unitId.slice(0, 8)}`}, 'civil-servant'
      FROM registry_unit WHERE id = ${unitId} RETURNING id`.execute(trx),
  );
  return rows[0]?.id ?? '';
}

function unit(name: string, more: Partial<NewUnit> = {}): NewUnit {
  return { name, kind: 'organ', level: 'county', regionCode: REGIONS.county.code, contacts: [], ...more };
}

async function register(name: string, more: Partial<NewUnit> = {}): Promise<string> {
  return registerUnit(database.db, PROGRAM, unit(name, more));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error instanceof HouseError) return error.code;
  throw error ?? new Error('nothing was refused');
}

/** Every table's paths of a unit, which must be one pair. */
async function pathsOf(id: string): Promise<string[]> {
  return withinScope(database.db, EVERYTHING, async (trx) => {
    const { rows } = await sql<{ paths: string }>`
      SELECT region_path || ' ' || sector_path AS paths FROM registry_unit WHERE id = ${id}
      UNION SELECT region_path || ' ' || sector_path FROM registry_contact WHERE unit_id = ${id}
      UNION SELECT region_path || ' ' || sector_path FROM registry_change WHERE unit_id = ${id}`.execute(trx);
    return rows.map(({ paths }) => paths);
  });
}

describe('divisions', () => {
  it('are loaded once, are those of the mainland, and leave local ones alone', async () => {
    expect(await loadDivisions(database.db)).toBe(true);
    expect(await loadDivisions(database.db)).toBe(false);
    const provinces = (await readRegions(database.db, {})).filter(({ code }) => !code.startsWith('99'));
    expect(provinces).toHaveLength(31);
    expect((await readRegions(database.db, { parent: '330000' })).map(({ name }) => name)).toContain(
      '杭州市',
    );
    // A county that the province governs itself has no city above it.
    expect((await readRegions(database.db, { search: '五指山' }))[0]).toMatchObject({
      path: '460000/469001/',
      fullName: '海南省五指山市',
    });
    await sql`DELETE FROM registry_region_edition`.execute(database.db);
    expect(await loadDivisions(database.db)).toBe(true);
    expect((await readRegions(database.db, { search: '样例县' }))[0]?.fullName).toBe('样例省样例市样例县');
  });

  it('are called by what is known of those above them', async () => {
    const alone = { code: '980100', name: '独立市', path: '980000/980100/' };
    await database.db.insertInto('registry_region').values(alone).execute();
    expect((await readRegions(database.db, { search: '独立市' }))[0]?.fullName).toBe('独立市');
    await database.db.deleteFrom('registry_region').where('code', '=', alone.code).execute();
  });

  it('are added to where a place has a development zone, by whom the place belongs to', async () => {
    const zone = { code: '990171', name: '样例经济开发区', parentCode: REGIONS.city.code };
    const here = actorWithin({ regions: [REGIONS.city.path] });
    expect(
      await codeOf(addLocalRegion(database.db, actorWithin({ regions: ['990000/990200/'] }), zone)),
    ).toBe('registry-outside-scope');
    expect(await addLocalRegion(database.db, here, zone)).toMatchObject({
      local: true,
      fullName: '样例省样例市样例经济开发区',
    });
    expect(await codeOf(addLocalRegion(database.db, here, zone))).toBe('region-taken');
  });
});

describe('a unit', () => {
  it('stands in both trees, with its posts, and tells who registered it', async () => {
    const city = await register('样例市教育局', { level: 'prefectural', regionCode: REGIONS.city.code });
    const id = await register('样例县教育局', {
      superiorId: city,
      creditCode: '91350100M000100Y43',
      contacts: [{ post: 'liaison', name: '甲某', title: '', phone: '000-0000000' }],
    });
    const seen = await readUnit(database.db, PROGRAM, id);
    expect(seen).toMatchObject({
      name: '样例县教育局',
      creditCodeDoubtful: false,
      region: { fullName: '样例省样例市样例县' },
      superiors: [{ id: city, name: '样例市教育局' }],
      contacts: [{ post: 'liaison', phone: '000-0000000' }],
      subordinates: 0,
    });
    expect((await readUnitChanges(database.db, PROGRAM, id)).rows).toMatchObject([
      { actor: '政盾', act: 'registered' },
    ]);
    expect(await pathsOf(id)).toEqual([`${REGIONS.county.path} ${city}/${id}/`]);
  });

  it('may have a code whose check character is wrong, and says so; not a code of another unit', async () => {
    const id = await register('错码单位', { creditCode: '91350100M0001TGQXM' });
    expect((await readUnit(database.db, PROGRAM, id)).creditCodeDoubtful).toBe(true);
    const same = unit('同码单位', { creditCode: '91350100M0001TGQXM' });
    expect(await codeOf(registerUnit(database.db, PROGRAM, same))).toBe('credit-code-taken');
    // Also where the other unit lies outside of what the actor sees.
    const elsewhere = actorWithin({ regions: [REGIONS.otherCity.path] });
    const there = { ...same, regionCode: REGIONS.otherCity.code };
    expect(await codeOf(registerUnit(database.db, elsewhere, there))).toBe('credit-code-taken');
  });

  it('is registered within the own scope only', async () => {
    const here = actorWithin({ regions: [REGIONS.county.path] });
    await registerUnit(database.db, here, unit('范围内单位'));
    const outside = unit('范围外单位', { regionCode: REGIONS.otherCity.code });
    expect(await codeOf(registerUnit(database.db, here, outside))).toBe('registry-outside-scope');
    expect(await codeOf(registerUnit(database.db, PROGRAM, unit('无处', { regionCode: '123456' })))).toBe(
      'region-unknown',
    );
  });

  it('is changed with its history; a change of nothing leaves none', async () => {
    const id = await register('改名前');
    const input = { ...unit('改名后'), contacts: [] };
    await changeUnit(database.db, PROGRAM, { id, input });
    await changeUnit(database.db, PROGRAM, { id, input });
    const { rows } = await readUnitChanges(database.db, PROGRAM, id);
    expect(rows.map(({ act, fields }) => [act, fields])).toEqual([
      ['changed', [{ field: 'name', before: '改名前', after: '改名后' }]],
      ['registered', expect.any(Array)],
    ]);
    // Whoever acted is told by name, as the console shows it.
    const clerk = { ...actorWithin({ regions: [''] }), id: await clerkOf(id, '样例经办人') };
    await changeUnit(database.db, clerk, { id, input: { ...input, name: '再改名' } });
    expect((await readUnitChanges(database.db, PROGRAM, id)).rows[0]).toMatchObject({ actor: '样例经办人' });
    const stranger = actorWithin({ regions: [REGIONS.otherCity.path] });
    expect(await codeOf(changeUnit(database.db, stranger, { id, input }))).toBe('unit-unknown');
  });

  it('is found by two characters of its name, and a list shows the top of what is seen', async () => {
    await register('样例县水利局');
    const here = actorWithin({ regions: [REGIONS.county.path] });
    const query = { page: 1, size: 20 } as const;
    const found = await readUnits(database.db, here, { ...query, search: '水利' });
    expect(found).toMatchObject({ total: 1, rows: [{ name: '样例县水利局' }] });
    expect((await readUnits(database.db, here, { ...query, search: '%' })).total).toBe(0);
    // The county's bureau stands below the city's, which the county does not see.
    const top = await readUnits(database.db, here, query);
    expect(top.rows.map(({ name }) => name)).toContain('样例县教育局');
    const all = await readUnits(database.db, PROGRAM, query);
    expect(all.rows.map(({ name }) => name)).not.toContain('样例县教育局');
    expect(all.rows.find(({ name }) => name === '样例市教育局')?.subordinates).toBe(1);
  });
});

describe('a unit that moves', () => {
  async function tree() {
    const old = await register(`旧主管${randomUUID()}`, { regionCode: REGIONS.city.code });
    const next = await register(`新主管${randomUUID()}`, { regionCode: REGIONS.city.code });
    const contacts = [{ post: 'in-charge' as const, name: '乙某', title: '副局长', phone: '' }];
    const mid = await register('中间单位', { superiorId: old, contacts });
    const leaf = await register('末级单位', { superiorId: mid, contacts });
    const elsewhere = await register('外地下级', { superiorId: mid, regionCode: REGIONS.otherCity.code });
    return { old, next, mid, leaf, elsewhere };
  }

  it('takes all units below it along, in every table, also those that the actor does not see', async () => {
    const { next, mid, leaf, elsewhere } = await tree();
    const here = actorWithin({ regions: [REGIONS.city.path] });
    await moveUnit(database.db, here, { id: mid, move: { superiorId: next } });
    expect(await pathsOf(mid)).toEqual([`${REGIONS.county.path} ${next}/${mid}/`]);
    expect(await pathsOf(leaf)).toEqual([`${REGIONS.county.path} ${next}/${mid}/${leaf}/`]);
    expect(await pathsOf(elsewhere)).toEqual([`${REGIONS.otherCity.path} ${next}/${mid}/${elsewhere}/`]);
    expect((await readUnitChanges(database.db, here, mid)).rows[0]).toMatchObject({
      act: 'moved',
      fields: [{ field: 'superior' }],
    });
  });

  it('takes those of its own region to the new one; those of others stay', async () => {
    const { old, mid, leaf, elsewhere } = await tree();
    await moveUnit(database.db, PROGRAM, { id: mid, move: { regionCode: REGIONS.district.code } });
    expect(await pathsOf(mid)).toEqual([`${REGIONS.district.path} ${old}/${mid}/`]);
    expect(await pathsOf(leaf)).toEqual([`${REGIONS.district.path} ${old}/${mid}/${leaf}/`]);
    expect(await pathsOf(elsewhere)).toEqual([`${REGIONS.otherCity.path} ${old}/${mid}/${elsewhere}/`]);
  });

  it('may stand alone from then on', async () => {
    const { mid, leaf } = await tree();
    await moveUnit(database.db, PROGRAM, { id: mid, move: { superiorId: null } });
    expect(await pathsOf(leaf)).toEqual([`${REGIONS.county.path} ${mid}/${leaf}/`]);
  });

  it('is not put below itself or below one of its own', async () => {
    const { mid, leaf } = await tree();
    for (const superiorId of [mid, leaf])
      expect(await codeOf(moveUnit(database.db, PROGRAM, { id: mid, move: { superiorId } }))).toBe(
        'unit-cycle',
      );
  });

  it('is not given away: neither to a region nor to a superior that the actor does not see', async () => {
    const { mid } = await tree();
    const here = actorWithin({ regions: [REGIONS.county.path] });
    const away = { regionCode: REGIONS.otherCity.code };
    expect(await codeOf(moveUnit(database.db, here, { id: mid, move: away }))).toBe('registry-outside-scope');
    const stranger = await register('外地单位', { regionCode: REGIONS.otherCity.code });
    expect(await codeOf(moveUnit(database.db, here, { id: mid, move: { superiorId: stranger } }))).toBe(
      'unit-unknown',
    );
    expect((await pathsOf(mid))[0]).toContain(REGIONS.county.path);
  });

  it('against another one at the same time leaves no circle', async () => {
    const one = await register('甲');
    const other = await register('乙');
    const both = await Promise.allSettled([
      moveUnit(database.db, PROGRAM, { id: one, move: { superiorId: other } }),
      moveUnit(database.db, PROGRAM, { id: other, move: { superiorId: one } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
