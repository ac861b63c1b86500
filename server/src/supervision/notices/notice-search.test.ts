import { type NoticeShow, SEARCH_LISTED } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { makeUnit } from '../../../test/identity-house.ts';
import { personWith } from '../../../test/papers.ts';
import { EVERYTHING, type Scope, withinScope } from '../../kernel/tenancy/index.ts';
import { readNoticePage } from './notice.repo.ts';

const database = useTestDatabase();
const HERE: Scope = { regions: ['990000/990100/'], sectors: [], units: [] };
let here: string;
let there: string;
let sender: string;

beforeAll(async () => {
  here = await makeUnit(database.db, { name: '样例县教育局', region: '990000/990100/' });
  there = await makeUnit(database.db, { name: '另一市政府', region: '990000/990200/' });
  sender = (await personWith(database.db, { unit: there, role: 'supervisor' })).id;
  await send(here, { title: '关于麒麟平台的整改通知', number: '样网信〔2026〕7号' });
  await send(here, { title: '关于办事大厅的整改通知' });
  await send(there, { title: '关于麒麟网站的整改通知' });
});

/** @param about.many so many of the name, each with its number behind it */
async function send(
  unit: string,
  { title, number, many = 1 }: { title: string; number?: string; many?: number },
): Promise<void> {
  await withinScope(database.db, EVERYTHING, (trx) =>
    sql`INSERT INTO supervision_notice (id, unit_id, region_path, sector_path, outside, title, sender, number, sent_by,
        delivered_at, due_from, due_on, signed_at)
      SELECT gen_random_uuid(), u.id, u.region_path, u.sector_path, ${number !== undefined},
        ${title} || CASE WHEN ${many}::int > 1 THEN n::text ELSE '' END, '样例网信办', ${number ?? null}::text, ${sender},
        now() - n * interval '1 minute', now(), current_date + 9, CASE WHEN n % 100 > 0 THEN now() END
      FROM registry_unit u, generate_series(1, ${many}::int) AS n WHERE u.id = ${unit}`.execute(trx),
  );
}

const found = (
  scope: Scope,
  search: string,
  more: { show?: NoticeShow; offset?: number; ownTitle?: boolean } = {},
) =>
  withinScope(database.db, scope, async (trx) => {
    const { show = 'all', offset = 0, ownTitle = false } = more;
    const about = { filter: { search, ownTitle, today: '2026-11-29' }, show, offset, limit: 20 };
    const page = await readNoticePage(trx, scope, about);
    return { ...page, titles: page.rows.map(({ title }) => title) };
  });

describe('a search among notices', () => {
  it.each([
    ['麒麟', 2, 1],
    ['麟', 2, 1],
    ['办事大厅', 1, 1],
    ['大厅办事', 0, 0],
    ['〔2026〕7号', 1, 1],
    ['样例网信办', 3, 2],
    ['教育', 2, 2],
    ['知样', 0, 0],
    ['%', 0, 0],
  ])(
    'for %s finds titles, senders, numbers and units, over everything as in a part of it',
    async (words, all, some) => {
      for (const [scope, count] of [
        [EVERYTHING, all],
        [HERE, some],
      ] as const) {
        const { rows, counts, more } = await found(scope, words);
        expect([rows.length, counts.all, counts.open, more]).toEqual([count, count, count, false]);
      }
    },
  );

  it('for what own notices are called in another language finds these, and others by their own names', async () => {
    const own = await found(EVERYTHING, 'notice', { ownTitle: true });
    expect(own.titles.toSorted()).toEqual(['关于办事大厅的整改通知', '关于麒麟网站的整改通知']);
    expect(own).toMatchObject({ more: false, counts: { all: 2 } });
    expect((await found(HERE, 'notice', { ownTitle: true })).titles).toEqual(['关于办事大厅的整改通知']);
    expect((await found(EVERYTHING, 'notice')).rows).toEqual([]);
  });

  it('follows a title that changes', async () => {
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE supervision_notice SET title = '关于凤凰网站的整改通知' WHERE title LIKE '%办事大厅%'`.execute(
        trx,
      ),
    );
    expect((await found(EVERYTHING, '办事大厅')).rows).toEqual([]);
    expect((await found(EVERYTHING, '凤凰')).rows).toHaveLength(1);
  });

  it('for words that very many hold lists the newest of them, and says that there are more', async () => {
    await send(here, { title: '众多', many: SEARCH_LISTED + 200 });
    for (const words of ['众多', '教育局']) {
      const first = await found(EVERYTHING, words);
      expect(first.more).toBe(true);
      expect(first.counts).toEqual({ all: SEARCH_LISTED });
      expect(first.rows).toHaveLength(20);
      expect((await found(EVERYTHING, words, { offset: SEARCH_LISTED })).rows).toEqual([]);
      // What is shown narrows it: then all of it is counted.
      const unsigned = await found(EVERYTHING, words, { show: 'unsigned' });
      expect(unsigned.more).toBe(false);
      expect(unsigned.counts.unsigned).toBe(unsigned.rows.length);
      expect(unsigned.rows.length).toBeGreaterThanOrEqual(7);
    }
    expect(await found(EVERYTHING, 'notice', { ownTitle: true })).toMatchObject({
      more: true,
      counts: { all: SEARCH_LISTED },
    });
    const pages = [0, 480].map(async (offset) => (await found(EVERYTHING, '众多', { offset })).titles);
    expect(await Promise.all(pages)).toEqual([
      Array.from({ length: 20 }, (_, at) => `众多${at + 1}`),
      Array.from({ length: 20 }, (_, at) => `众多${at + 481}`),
    ]);
    // In a part of the country all are counted.
    expect(await found(HERE, '众多')).toMatchObject({ more: false, counts: { all: SEARCH_LISTED + 200 } });
  });

  it('is no way around the scope: not by its functions, and not by its table', async () => {
    const ask = (scope: Scope, query: RawBuilder<unknown>) =>
      withinScope(database.db, scope, async (trx) => (await query.execute(trx)).rows);
    const called = sql`SELECT supervision_notices_called('麒麟')`;
    expect(await ask(EVERYTHING, called)).toHaveLength(2);
    expect(await ask(HERE, called)).toHaveLength(1);
    expect(await ask({ regions: [], sectors: [], units: [] }, called)).toEqual([]);
    expect(await ask(HERE, sql`SELECT supervision_notice_is_common('众多', 5) AS common`)).toEqual([
      { common: false },
    ]);
    for (const query of [
      sql`SELECT * FROM supervision_notice_pairs`,
      sql`SELECT supervision_make_notice_names()`,
    ])
      await expect(ask(EVERYTHING, query)).rejects.toThrow(/permission denied/);
  });
});
