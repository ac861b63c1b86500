import { SEARCH_LISTED } from '@zhengdun/contract';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { makeUnit } from '../../test/identity-house.ts';
import { EVERYTHING, type Scope, withinScope } from '../kernel/tenancy/index.ts';
import { readSchedulePage } from './schedule.repo.ts';
import { planSchedule } from './take-due.ts';

const database = useTestDatabase();
const NOW = new Date('2026-11-29T02:00:00.000Z');
const HERE: Scope = { regions: ['990000/990100/'], sectors: [], units: [] };

beforeAll(async () => {
  const here = await makeUnit(database.db, { name: '样例县教育局', region: '990000/990100/' });
  const there = await makeUnit(database.db, { name: '另一市政府', region: '990000/990200/' });
  await register(here, '麒麟大厅', 1);
  await register(there, '麒麟门户', 1);
  await register(here, '众筹', SEARCH_LISTED + 200);
  await planSchedule(database.db, NOW);
  // It has no turn in the schedule yet.
  await register(there, '麒麟新站', 1);
});

async function register(unit: string, name: string, many: number): Promise<void> {
  await withinScope(database.db, EVERYTHING, (trx) =>
    sql`INSERT INTO registry_application (id, unit_id, region_path, sector_path, name, kind, state, hosts, addresses, checked_at,
        unmet, unknown)
      SELECT gen_random_uuid(), u.id, u.region_path, u.sector_path, ${name} || n, 'website', 'running',
        ARRAY[left(md5(${name} || n), 12) || '.gov.cn'], ARRAY['https://' || left(md5(${name} || n), 12) || '.gov.cn/'],
        CASE WHEN n % 100 > 0 THEN ${NOW}::timestamptz END, CASE WHEN n % 100 > 0 THEN 0 END, CASE WHEN n % 100 > 0 THEN 0 END
      FROM registry_unit u, generate_series(1, ${many}::int) AS n WHERE u.id = ${unit}`.execute(trx),
  );
}

const found = (
  scope: Scope,
  search: string,
  more: { show?: 'all' | 'unchecked' | 'paused'; offset?: number } = {},
) =>
  withinScope(database.db, scope, async (trx) => {
    const { show = 'all', offset = 0 } = more;
    return readSchedulePage(trx, scope, { search, show, now: NOW, offset, limit: 20 });
  });

describe('a search in the schedule of checks', () => {
  it.each([
    ['麒麟', ['麒麟大厅1', '麒麟新站1', '麒麟门户1'], ['麒麟大厅1']],
    ['门户', ['麒麟门户1'], []],
    ['另一市', ['麒麟新站1', '麒麟门户1'], []],
    ['另一市麒麟', [], []],
  ])('for %s finds applications and units, also before they have a turn', async (words, all, some) => {
    for (const [scope, names] of [
      [EVERYTHING, all],
      [HERE, some],
    ] as const) {
      const { rows, total, more } = await found(scope, words);
      expect(rows.map(({ name }) => name).toSorted()).toEqual(names);
      expect([total, more]).toEqual([names.length, false]);
    }
  });

  it('finds a host', async () => {
    const [row] = (await found(EVERYTHING, '门户')).rows;
    expect((await found(EVERYTHING, row?.host.slice(0, 8) ?? '-')).rows.map(({ id }) => id)).toEqual([
      row?.id,
    ]);
  });

  it('for words that very many are called by lists the next to be checked, and says that there are more', async () => {
    for (const words of ['众筹', '教育局']) {
      const first = await found(EVERYTHING, words);
      expect(first).toMatchObject({ total: SEARCH_LISTED, more: true });
      const last = await found(EVERYTHING, words, { offset: SEARCH_LISTED - 20 });
      const times = [...first.rows, ...last.rows].map(({ next_at }) => next_at?.getTime() ?? 0);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(first.rows.every(({ days, unit_name }) => days === 7 && unit_name === '样例县教育局')).toBe(
        true,
      );
      expect((await found(EVERYTHING, words, { offset: SEARCH_LISTED })).rows).toEqual([]);
    }
    // What else narrows it is counted to the last, and so is a part of the country.
    expect(await found(EVERYTHING, '众筹', { show: 'unchecked' })).toMatchObject({ total: 7, more: false });
    expect(await found(HERE, '众筹')).toMatchObject({ total: SEARCH_LISTED + 200, more: false });
  });

  it('stops as well where something is paused, and where only what is paused is asked for', async () => {
    const { db } = database;
    expect(await found(EVERYTHING, '众筹', { show: 'paused' })).toMatchObject({
      rows: [],
      total: 0,
      more: false,
    });
    await withinScope(db, EVERYTHING, (trx) =>
      sql`INSERT INTO watch_pause (id, name, area, region_path, starts_at, ends_at, set_at)
        VALUES (gen_random_uuid(), '样例重保', 'region', '990000/990100/', ${NOW}::timestamptz - interval '1 day',
          ${NOW}::timestamptz + interval '3 days', ${NOW}::timestamptz)`.execute(trx),
    );
    for (const show of ['all', 'paused'] as const) {
      const first = await found(EVERYTHING, '众筹', { show });
      expect(first).toMatchObject({ total: SEARCH_LISTED, more: true });
      expect(first.rows.map(({ pause_name }) => pause_name)).toEqual(Array(20).fill('样例重保'));
      const last = await found(EVERYTHING, '众筹', { show, offset: SEARCH_LISTED - 5 });
      expect(last.rows).toHaveLength(5);
      expect((await found(EVERYTHING, '众筹', { show, offset: SEARCH_LISTED })).rows).toEqual([]);
    }
    // What few are called is counted to the last.
    expect(await found(EVERYTHING, '麒麟', { show: 'paused' })).toMatchObject({ total: 1, more: false });
  });
});
