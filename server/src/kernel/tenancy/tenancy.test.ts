import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import type { Database } from '../database/index.ts';
import { beyondScope, EVERYTHING, type Scope, withinScope } from './index.ts';

const database = useTestDatabase();

/** An invented province: a city with a bureau and its school, a county with a bureau below the city's. */
const UNITS = {
  city: { region: '990000/990100/', superior: undefined },
  cityBureau: { region: '990000/990100/', superior: 'city' },
  school: { region: '990000/990100/', superior: 'cityBureau' },
  county: { region: '990000/990100/990101/', superior: undefined },
  countyBureau: { region: '990000/990100/990101/', superior: 'cityBureau' },
  otherCity: { region: '990000/990200/', superior: undefined },
} as const;
type Name = keyof typeof UNITS;

const ids = new Map<Name, string>();
const sectors = new Map<Name, string>();

beforeAll(async () => {
  await sql`INSERT INTO registry_region (code, name, path, parent_code) VALUES
    ('990000', '样例省', '990000/', NULL), ('990100', '样例市', '990000/990100/', '990000'),
    ('990101', '样例县', '990000/990100/990101/', '990100'), ('990200', '另一市', '990000/990200/', '990000')`.execute(
    database.db,
  );
  await withinScope(database.db, EVERYTHING, async (trx) => {
    for (const [name, { region, superior }] of Object.entries(UNITS) as [Name, (typeof UNITS)[Name]][]) {
      const id = randomUUID();
      ids.set(name, id);
      sectors.set(name, `${superior ? sectors.get(superior) : ''}${id}/`);
      await insert(trx, { name, id, region });
    }
  });
});

async function insert(
  db: Database,
  { name, id, region }: { name: Name; id: string; region: string },
): Promise<void> {
  await sql`INSERT INTO registry_unit (id, name, kind, level, region_code, region_path, sector_path)
    VALUES (${id}, ${name}, 'organ', 'county', ${region.split('/').at(-2)}, ${region}, ${sectors.get(name)})`.execute(
    db,
  );
}

async function seenBy(scope: Scope): Promise<string[]> {
  return withinScope(database.db, scope, async (trx) => namesIn(trx));
}

async function namesIn(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM registry_unit ORDER BY name`.execute(db);
  return rows.map(({ name }) => name);
}

const NOTHING: Scope = { regions: [], sectors: [], units: [] };

describe('a scope', () => {
  it('of a region sees that region and what lies in it, and no other', async () => {
    expect(await seenBy({ ...NOTHING, regions: ['990000/990100/'] })).toEqual(
      ['city', 'cityBureau', 'county', 'countyBureau', 'school'].sort(),
    );
    expect(await seenBy({ ...NOTHING, regions: ['990000/990100/990101/'] })).toEqual([
      'county',
      'countyBureau',
    ]);
  });

  it('of a sector sees a unit and those below it, in whatever region', async () => {
    expect(await seenBy({ ...NOTHING, sectors: [sectors.get('cityBureau') ?? '-'] })).toEqual(
      ['cityBureau', 'countyBureau', 'school'].sort(),
    );
  });

  it('of a unit sees that unit alone', async () => {
    expect(await seenBy({ ...NOTHING, units: [ids.get('cityBureau') ?? '-'] })).toEqual(['cityBureau']);
  });

  it('of nothing sees nothing, and so does whatever runs outside a scope', async () => {
    expect(await seenBy(NOTHING)).toEqual([]);
    expect(await namesIn(database.db)).toEqual([]);
    // The connection has served a wide scope before: its setting ended with the transaction.
    await seenBy(EVERYTHING);
    expect(await namesIn(database.db)).toEqual([]);
  });

  it('neither changes nor makes what it does not see', async () => {
    const scope = { ...NOTHING, regions: ['990000/990200/'] };
    const changed = await withinScope(database.db, scope, (trx) =>
      sql`UPDATE registry_unit SET name = 'taken'`.execute(trx),
    );
    expect(changed.numAffectedRows).toBe(1n);
    const foreign = withinScope(database.db, scope, async (trx) => {
      const id = randomUUID();
      sectors.set('school', `${id}/`);
      await insert(trx, { name: 'school', id, region: '990000/990100/' });
    });
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('is left for a moment by what has to know more, and is as narrow afterwards, whatever came of that', async () => {
    const county = { ...NOTHING, regions: ['990000/990100/990101/'] };
    await withinScope(database.db, county, async (trx) => {
      expect(await beyondScope(trx, namesIn)).toHaveLength(6);
      expect(await namesIn(trx)).toEqual(['county', 'countyBureau']);
      // Within what is beyond it already, and after a refusal that is caught.
      await beyondScope(trx, async () => {
        await beyondScope(trx, namesIn);
        expect(await namesIn(trx)).toHaveLength(6);
      });
      const refused = beyondScope(trx, async () => {
        throw new RangeError('refused');
      });
      await expect(refused).rejects.toThrow('refused');
      expect(await namesIn(trx)).toEqual(['county', 'countyBureau']);
    });
    expect(await beyondScope(database.db, namesIn)).toHaveLength(6);
  });

  it('is no place for a pattern: a prefix with % or a quote is a name like any other', async () => {
    expect(await seenBy({ ...NOTHING, regions: ['%', "990000'/", '{', '9900_0/'] })).toEqual([]);
  });
});
