import { SEARCH_LISTED } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { makeUnit } from '../../../test/identity-house.ts';
import { registerSite } from '../../../test/kept-checks.ts';
import { EVERYTHING, type Scope, withinScope } from '../../kernel/tenancy/index.ts';
import { countApplications, readApplicationPage } from '../applications/application.repo.ts';

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
    expect(beyond).toEqual({ rows: [], total, more: false });
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

  it('for words that very many are called by lists the first of them, and says that there are more', async () => {
    const crowd = await makeUnit(database.db, { name: '众多应用单位', region: '990000/990100/' });
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO registry_application (id, unit_id, region_path, sector_path, name, kind, state)
        SELECT gen_random_uuid(), u.id, u.region_path, u.sector_path, '众筹' || lpad(n::text, 5, '0'),
          CASE WHEN n % 100 = 0 THEN 'app' ELSE 'website' END, 'running'
        FROM registry_unit u, generate_series(1, ${SEARCH_LISTED + 200}::int) AS n WHERE u.id = ${crowd}`.execute(
        trx,
      ),
    );
    const page = (scope: Scope, search: string, more: { offset?: number; kind?: 'app' } = {}) =>
      withinScope(database.db, scope, async (trx) => {
        const { offset = 0, ...filter } = more;
        const found = await readApplicationPage(trx, scope, {
          filter: { search, ...filter },
          offset,
          limit: 20,
        });
        return { ...found, rows: found.rows.map((row) => row.name) };
      });
    for (const words of ['众筹', '众多应用']) {
      const first = await page(EVERYTHING, words);
      expect(first).toMatchObject({ total: SEARCH_LISTED, more: true });
      expect(first.rows[0]).toBe('众筹00001');
      expect((await page(EVERYTHING, words, { offset: SEARCH_LISTED - 20 })).rows.at(-1)).toBe(
        `众筹${String(SEARCH_LISTED).padStart(5, '0')}`,
      );
      expect((await page(EVERYTHING, words, { offset: SEARCH_LISTED })).rows).toEqual([]);
      // What else narrows it is counted to the last.
      expect(await page(EVERYTHING, words, { kind: 'app' })).toMatchObject({ total: 7, more: false });
      // In a part of the country all are counted.
      expect(await page(HERE, words)).toMatchObject({ total: SEARCH_LISTED + 200, more: false });
    }
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
