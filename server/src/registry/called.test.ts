import { type RawBuilder, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { makeUnit } from '../../test/identity-house.ts';
import { registerSite } from '../../test/kept-checks.ts';
import { EVERYTHING, type Scope, withinScope } from '../kernel/tenancy/index.ts';
import { countApplications, readApplicationPage } from './application.repo.ts';

const database = useTestDatabase();
const HERE: Scope = { regions: ['990000/990100/'], sectors: [], units: [] };
const ids: string[] = [];

async function name(id: string, text: string, host?: string): Promise<void> {
  await withinScope(database.db, EVERYTHING, (trx) =>
    sql`UPDATE registry_application SET name = ${text} ${host ? sql`, hosts = ARRAY[${host}]` : sql``}
      WHERE id = ${id}`.execute(trx),
  );
}

beforeAll(async () => {
  const here = await makeUnit(database.db, { name: '样例县教育局', region: '990000/990100/' });
  const there = await makeUnit(database.db, { name: '另一市政府', region: '990000/990200/' });
  for (const unitId of [here, here, there, there]) ids.push((await registerSite(database.db, { unitId })).id);
  await name(ids[0] ?? '', '麒麟办事大厅', 'www.qilin.gov.cn');
  await name(ids[1] ?? '', '𬬭门户 MiXed');
  await name(ids[2] ?? '', '麒麟服务平台');
  await name(ids[3] ?? '', '麟麒信息公开');
});

const found = (scope: Scope, search: string) =>
  withinScope(database.db, scope, async (trx) => {
    const about = { filter: { search }, offset: 0, limit: 100 };
    const { rows, total } = await readApplicationPage(trx, scope, about);
    expect([total, await countApplications(trx, scope, { search })]).toEqual([rows.length, rows.length]);
    const beyond = await readApplicationPage(trx, scope, { ...about, offset: 100 });
    expect(beyond).toEqual({ rows: [], total });
    return rows.map(({ id }) => ids.indexOf(id)).toSorted();
  });

describe('a search for names', () => {
  it.each([
    ['麒麟', [0, 2]],
    ['麟', [0, 2, 3]],
    ['麒麟服', [2]],
    ['麒麟平台', []],
    ['𬬭门', [1]],
    ['mixed', [1]],
    ['MIX', [1]],
    ['qilin', [0]],
    ['教育', [0, 1]],
    ['%', []],
    ['麒_', []],
  ])('finds %s in names, hosts and units, over everything as in each part of it', async (words, expected) => {
    expect(await found(EVERYTHING, words)).toEqual(expected);
    expect(await found(HERE, words)).toEqual(expected.filter((each) => each < 2));
  });

  it('follows a name and a host that change', async () => {
    await name(ids[3] ?? '', '凤凰信息公开', 'www.fenghuang.gov.cn');
    expect(await found(EVERYTHING, '麟麒')).toEqual([]);
    expect(await found(EVERYTHING, '凤凰')).toEqual([3]);
    expect(await found(EVERYTHING, 'fenghuang')).toEqual([3]);
  });

  it('is no way around the scope: not by its function, and not by its table', async () => {
    const ask = (scope: Scope, query: RawBuilder<unknown>) =>
      withinScope(database.db, scope, async (trx) => (await query.execute(trx)).rows.length);
    const called = sql`SELECT registry_applications_called('麒麟')`;
    expect(await ask(EVERYTHING, called)).toBe(2);
    expect(await ask(HERE, called)).toBe(1);
    expect(await ask({ regions: [], sectors: [], units: [] }, called)).toBe(0);
    for (const query of [sql`SELECT * FROM registry_name_pairs`, sql`SELECT registry_make_names()`])
      await expect(ask(EVERYTHING, query)).rejects.toThrow(/permission denied/);
  });
});
