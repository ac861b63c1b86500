import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { makeUnit } from '../../../test/identity-house.ts';
import { type Actor, EVERYTHING, scopesOf, withinScope } from '../../kernel/tenancy/index.ts';
import { ownerOfCheck, ownersOfHosts } from './check-owners.ts';
import { addApplication } from './save-application.ts';

const database = useTestDatabase();
let school: string;
let office: string;

beforeAll(async () => {
  office = await makeUnit(database.db, { name: '样例市教育局', region: '990000/990100/' });
  school = await makeUnit(database.db, { name: '样例市样例学校', region: '990000/990100/', below: office });
  await withinScope(database.db, EVERYTHING, async (trx) => {
    const belonging = await trx
      .selectFrom('registry_unit')
      .select(['id as unit_id', 'region_path', 'sector_path'])
      .where('id', '=', school)
      .executeTakeFirstOrThrow();
    await addApplication(trx, {
      actor: handlerOf(school),
      belonging,
      act: 'registered',
      input: {
        ...{
          name: '样例学校网站',
          kind: 'website',
          state: 'running',
          flags: [],
          isPlatform: false,
          filings: [],
        },
        addresses: ['https://www.school.example/'],
      },
    });
  });
});

function handlerOf(unit: string, more: { sectors?: string[] } = {}): Actor {
  const scope = { regions: [], sectors: [], units: [unit], ...more };
  return {
    ...{ id: randomUUID(), kind: 'person', unitId: unit, stage: 'full' },
    scopes: scopesOf([{ role: 'handler', scope }]),
  };
}

const ownerOf = async (actor: Actor, host: string) =>
  (await ownerOfCheck(database.db, actor, host))?.belonging.unit_id;

describe('a check', () => {
  it('of an address that nobody has registered is of the unit that asks', async () => {
    expect(await ownerOf(handlerOf(office), 'www.new.example')).toBe(office);
  });

  it('of a registered address is of the unit that registered it, whoever above it asks', async () => {
    expect(await ownerOf(handlerOf(school), 'www.school.example')).toBe(school);
    expect(await ownerOf(handlerOf(office, { sectors: [`${office}/`] }), 'www.school.example')).toBe(school);
  });

  it('of a registered address is for what the register knows of its unit, and not for a guess', async () => {
    expect(await ownerOfCheck(database.db, handlerOf(school), 'www.school.example')).toMatchObject({
      unit: { name: '样例市样例学校', kind: expect.any(String), level: expect.any(String) },
    });
    expect(await ownerOfCheck(database.db, handlerOf(school), 'www.new.example')).not.toHaveProperty('unit');
    // Whoever sits at a machine that serves itself alone asks without an account.
    expect(await ownerOfCheck(database.db, undefined, 'www.school.example')).toMatchObject({
      belonging: { unit_id: school },
      unit: { name: '样例市样例学校' },
    });
    expect(await ownerOfCheck(database.db, undefined, 'www.new.example')).toBeUndefined();
  });

  it('of what another unit has registered is refused, with the cure', async () => {
    await expect(ownerOf(handlerOf(office), 'www.school.example')).rejects.toMatchObject({
      code: 'check-of-another-unit',
    });
  });

  it('that nobody of a unit asked for is of the unit that registered the address', async () => {
    const owners = await withinScope(database.db, EVERYTHING, (trx) =>
      ownersOfHosts(trx, ['www.school.example', 'www.new.example']),
    );
    expect([...owners].map(([host, { unit_id }]) => [host, unit_id])).toEqual([
      ['www.school.example', school],
    ]);
  });
});
