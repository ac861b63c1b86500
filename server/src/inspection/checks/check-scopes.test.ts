import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { makeUnit } from '../../../test/identity-house.ts';
import { inspectedPage, memoryEvidence } from '../../../test/inspections.ts';
import { registerSite } from '../../../test/kept-checks.ts';
import { putRegions, REGIONS } from '../../../test/registry.ts';
import type { Database } from '../../kernel/database/index.ts';
import {
  type Belonging,
  beyondScope,
  EVERYTHING,
  type Scope,
  withinScope,
} from '../../kernel/tenancy/index.ts';
import { insertCheck, startCheck } from './check.repo.ts';
import { keepResult, keepTurn } from './keep-result.ts';
import { readCheck, readOwnOrNobodys } from './read-checks.ts';
import { factsOf } from './telling.repo.ts';

const database = useTestDatabase();
const evidence = memoryEvidence();
const order = {
  by: 'page',
  address: 'www.a.gov.cn',
  pages: 20,
  browser: false,
  basis: { kind: 'own-site' },
  lang: 'zh',
} as const;
const NOTHING: Scope = { regions: [], sectors: [], units: [] };
let one: Belonging;
let other: Belonging;

beforeAll(async () => {
  await putRegions(database.db);
  one = await newUnit('样例局', REGIONS.city.path);
  other = await newUnit('另一局', REGIONS.otherCity.path);
});

async function newUnit(name: string, region: string): Promise<Belonging> {
  const id = await makeUnit(database.db, { name, region });
  return beyondScope(database.db, async (trx) => {
    const { rows } = await sql<Belonging>`SELECT id AS unit_id, region_path, sector_path FROM registry_unit
      WHERE id = ${id}`.execute(trx);
    return rows[0] ?? expect.fail('the unit is there');
  });
}

const newUrl = (): string => `https://www.${randomUUID()}.gov.cn/`;
const of = ({ unit_id }: Belonging): Scope => ({ ...NOTHING, units: [unit_id] });

/** A finished check that a unit, or nobody of a unit, has asked for. */
async function checked(url: string, belonging: Belonging | undefined, minute = 0): Promise<string> {
  const inspected = inspectedPage(url, { startedAt: new Date(Date.UTC(2026, 10, 23, 2, minute)) });
  const { id, unit } = inspected.result;
  const turn = await beyondScope(database.db, async (trx) => {
    await insertCheck(trx, { id, url: new URL(url), order, unit, state: 'waiting', belonging });
    return startCheck(trx, id);
  });
  if (!turn) return expect.fail('it is finished');
  expect(await keepTurn({ db: database.db, evidence }, inspected, turn)).toBe(true);
  return id;
}

/** Which of these checks are there, and of which of them a verdict is. */
async function seenIn(db: Database, ids: readonly string[]) {
  const { rows } = await sql<{ checks: string[]; verdicts: string[] }>`SELECT
    ARRAY(SELECT id FROM inspection_check WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id) AS checks,
    ARRAY(SELECT DISTINCT check_id FROM inspection_verdict WHERE check_id = ANY (${[...ids]}::uuid[])
      ORDER BY check_id) AS verdicts`.execute(db);
  return rows[0];
}
const both = (...ids: string[]) => ({ checks: ids.sort(), verdicts: ids.sort() });

describe('a query that forgets its WHERE', () => {
  it('sees no check and no verdict outside of a scope', async () => {
    const ids = [await checked(newUrl(), one), await checked(newUrl(), undefined)];
    expect(await seenIn(database.db, ids)).toEqual(both());
    expect(await withinScope(database.db, NOTHING, (trx) => seenIn(trx, ids))).toEqual(both());
  });

  it('sees within a scope the checks of its units alone, and what is nobody’s with everything alone', async () => {
    const [own, foreign, nobodys] = [
      await checked(newUrl(), one),
      await checked(newUrl(), other),
      await checked(newUrl(), undefined),
    ];
    const ids = [own, foreign, nobodys];
    const seenBy = (scope: Scope) => withinScope(database.db, scope, (trx) => seenIn(trx, ids));
    expect(await seenBy(of(one))).toEqual(both(own));
    expect(await seenBy({ ...NOTHING, regions: [other.region_path] })).toEqual(both(foreign));
    expect(await seenBy({ ...NOTHING, sectors: [one.sector_path] })).toEqual(both(own));
    expect(await seenBy(EVERYTHING)).toEqual(both(...ids));
  });

  it('neither changes nor writes a check or a verdict beyond it', async () => {
    const foreign = await checked(newUrl(), other);
    const within = <T>(query: ReturnType<typeof sql<T>>) =>
      withinScope(database.db, of(one), (trx) => query.execute(trx));
    const gone = await within(sql`DELETE FROM inspection_verdict WHERE check_id = ${foreign}`);
    expect(gone.numAffectedRows).toBe(0n);
    const told = await within(sql`UPDATE inspection_check SET told_at = now() WHERE id = ${foreign}`);
    expect(told.numAffectedRows).toBe(0n);
    await expect(
      within(sql`INSERT INTO inspection_verdict (check_id, rule, obligation, verdict, code, facts)
        VALUES (${foreign}, 'invented', 'x', 'met', 'x', '{}')`),
    ).rejects.toThrow(/row-level security/);
    await expect(
      within(sql`INSERT INTO inspection_check (id, state, url, host, request, unit)
        VALUES (${randomUUID()}, 'waiting', 'https://x/', 'x', '{}', '{}')`),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('what is reached through something that is seen', () => {
  it('is there, whosever check it is: the verdicts that an application stands on', async () => {
    const foreign = await checked(newUrl(), other);
    const { id } = await registerSite(database.db, { unitId: one.unit_id });
    const seen = () => withinScope(database.db, of(one), (trx) => seenIn(trx, [foreign]));
    expect(await seen()).toEqual(both());
    await beyondScope(database.db, (trx) =>
      sql`UPDATE registry_application SET check_id = ${foreign} WHERE id = ${id}`.execute(trx),
    );
    expect(await seen()).toEqual({ checks: [], verdicts: [foreign] });
  });

  it('leaves the scope of the transaction as it was', async () => {
    const foreign = await checked(newUrl(), other);
    await withinScope(database.db, of(one), async (trx) => {
      const pairs = [{ checkId: foreign, rule: 'home-reachable' }];
      expect([...(await factsOf(trx, pairs)).keys()]).toEqual([`${foreign}/home-reachable`]);
      expect(await seenIn(trx, [foreign])).toEqual(both());
    });
  });

  it('is nobody’s check for whoever takes it over, and no other unit’s', async () => {
    const [nobodys, foreign] = [await checked(newUrl(), undefined), await checked(newUrl(), other)];
    const take = (id: string) => withinScope(database.db, of(one), (trx) => readOwnOrNobodys(trx, id));
    expect(await take(nobodys)).toMatchObject({ id: nobodys });
    await expect(take(foreign)).rejects.toMatchObject({ code: 'check-unknown' });
  });
});

describe('a comparison with the check before', () => {
  it('is with the same unit’s, or nobody’s: it names none of another unit', async () => {
    const url = newUrl();
    const read = async (id: string, belonging: Belonging) =>
      (await readCheck(database.db, id, { lang: 'zh', scope: of(belonging) })).result?.comparison?.previousId;
    const first = await checked(url, other, 0);
    const own = await checked(url, one, 10);
    expect(await read(own, one)).toBeUndefined();
    expect(await read(await checked(url, other, 20), other)).toBe(first);
    expect(await read(await checked(url, one, 30), one)).toBe(own);
    const nobodys = await checked(url, undefined, 40);
    expect(await read(await checked(url, one, 50), one)).toBe(nobodys);
  });

  it('names none either where a check was given to its unit after it was compared', async () => {
    const url = newUrl();
    const foreign = await checked(url, other, 0);
    const startedAt = new Date(Date.UTC(2026, 10, 23, 3));
    const { id, comparison } = await keepResult(
      { db: database.db, evidence },
      inspectedPage(url, { startedAt }),
      { order },
    );
    expect(comparison?.previousId).toBe(foreign);
    await beyondScope(database.db, (trx) =>
      trx.updateTable('inspection_check').set(one).where('id', '=', id).execute(),
    );
    const { result } = await readCheck(database.db, id, { lang: 'zh', scope: of(one) });
    expect(result?.id).toBe(id);
    expect(result).not.toHaveProperty('comparison');
  });
});
