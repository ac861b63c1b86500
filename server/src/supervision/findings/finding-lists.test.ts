import {
  FINDING_PRESETS,
  FINDING_SORTS,
  FINDING_STATES,
  type FindingPreset,
  type FindingRow,
  findingFilterSchema,
  SEARCH_LISTED,
} from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../../test/check-results.ts';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { keepCheck, registerSite, tellKept } from '../../../test/kept-checks.ts';
import { putRegions, REGIONS } from '../../../test/registry.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { addSupervisionRoutes } from '../index.ts';
import { readFindingPage } from './finding.repo.ts';
import { takeInChecks } from './take-in-checks.ts';
import { TALLIED } from './tally.repo.ts';

const database = useTestDatabase();
const jobs = { async send() {}, async work() {}, async stop() {} };
let house: IdentityHouse;
let city: TestBrowser;
let county: TestBrowser;
let liaison: { browser: TestBrowser; id: string };
let countyUnit: string;
const sites: Awaited<ReturnType<typeof registerSite>>[] = [];

const SEEN = [
  () => [
    verdictOf('site-code', 'differ', 'zh'),
    verdictOf('site-place', 'outside', 'zh'),
    verdictOf('exit-prompt', 'blocked', 'zh'),
  ],
  () => [verdictOf('site-code', 'blocked', 'zh'), verdictOf('exit-prompt', 'blocked', 'zh')],
  () => [verdictOf('site-code', 'agree', 'zh'), verdictOf('site-place', 'outside', 'zh')],
];

/** Each site is looked at on the day of its number. */
async function check(number: number, seen: number, day = number + 1): Promise<void> {
  const at = `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
  const verdicts = SEEN[seen % SEEN.length]?.() ?? [];
  await keepCheck(database.db, { host: sites[number]?.host ?? '', verdicts, at });
}

beforeAll(async () => {
  house = await identityHouse(database.db, (http) =>
    addSupervisionRoutes(http, { db: database.db, jobs, now: () => new Date('2026-11-25T02:00:00Z') }),
  );
  house.clock.now = new Date('2026-11-25T02:00:00Z');
  await putRegions(database.db);
  const cityUnit = await makeUnit(database.db, { name: '样例市政府', region: REGIONS.city.path });
  countyUnit = await makeUnit(database.db, { name: '样例县政府', region: REGIONS.county.path });
  for (let n = 0; n < 10; n += 1)
    sites.push(await registerSite(database.db, { unitId: n % 2 ? cityUnit : countyUnit }));
  for (let n = 0; n < 10; n += 1) await check(n, n);
  await tellKept(database.db, takeInChecks);
  const area = (place: string) => [{ role: 'supervisor' as const, area: 'region' as const, place }];
  city = (await signedIn(house, { unitId: cityUnit, grants: area(REGIONS.city.code) })).browser;
  county = (await signedIn(house, { unitId: countyUnit, grants: area(REGIONS.county.code) })).browser;
  liaison = await signedIn(house, { unitId: countyUnit, grants: [{ role: 'liaison' }, { role: 'handler' }] });
  // Closed, seen differently, retired, assigned with a term, waiting for a re-check.
  await check(0, 2, 20);
  await check(1, 0, 20);
  await tellKept(database.db, takeInChecks);
  await sites[3]?.become('closed');
  const { rows } = (await liaison.browser.get(`/api/findings?application=${sites[4]?.id}`)).body;
  const ids = rows.map(({ id }: FindingRow) => id);
  expect(
    await liaison.browser.post('/api/findings/assign', { ids, personId: liaison.id, days: 5 }),
  ).toMatchObject({ status: 200 });
  expect(await liaison.browser.post(`/api/findings/${ids[0]}/recheck`, {})).toMatchObject({ status: 202 });
});
afterAll(() => house.http.close());

const FILTERS = () => [
  '',
  ...['chapter=2', 'chapter=4', 'article=4', 'article=29', 'chapter=2&article=29', 'verdict=unmet'],
  ...['verdict=unknown', 'state=unassigned', 'state=closed', 'state=recheck', 'state=mending&chapter=2'],
  ...[`region=${REGIONS.county.code}`, `regionOnly=${REGIONS.city.code}`, `unit=${countyUnit}`],
  ...[`sector=${countyUnit}`, `application=${sites[1]?.id}`, 'since=2026-11-05', 'search=样例县'],
  ...[
    `search=${sites[2]?.host}`,
    'search=麒麟',
    `search=${encodeURIComponent('备案')}`,
    'obligation=A4.1-opening-review',
  ],
];

describe('the list of findings', () => {
  it.each(['city', 'county'])('has as many rows as is counted, under whatever filter: %s', async (who) => {
    const browser = who === 'city' ? city : county;
    let found = 0;
    for (const filter of FILTERS()) {
      for (const preset of FINDING_PRESETS) {
        const { status, body } = await browser.get(`/api/findings?preset=${preset}&size=100&${filter}`);
        expect([filter, preset, status, body.total]).toEqual([filter, preset, 200, body.rows.length]);
        expect([filter, body.counts[preset]]).toEqual([filter, body.total]);
        found += body.total;
      }
    }
    expect(found).toBeGreaterThan(100);
  });

  it('shows nothing but the own area', async () => {
    const { rows } = (await county.get('/api/findings?preset=all&size=100')).body;
    expect(new Set(rows.map(({ unit }: FindingRow) => unit.name))).toEqual(new Set(['样例县政府']));
    const { total } = (await county.get(`/api/findings?preset=all&application=${sites[1]?.id}`)).body;
    expect(total).toBe(0);
  });

  it.each(FINDING_SORTS)('goes through every row once, in one order, over all pages: by %s', async (sort) => {
    for (const preset of ['active', 'all'] as const) {
      const page = async (query: string) =>
        (await city.get(`/api/findings?preset=${preset}&sort=${sort}&${query}`)).body;
      const { rows: whole, total } = await page('size=100');
      const [first, second] = [(await page('page=1')).rows, (await page('page=2')).rows];
      const ids = (rows: FindingRow[]) => rows.map(({ id }) => id);
      expect(ids([...first, ...second])).toEqual(ids(whole).slice(0, 40));
      expect(new Set(ids(whole)).size).toBe(total);
      expect((await page('page=50000')).rows).toEqual([]);
      const key = ({ term, severity, foundAt }: FindingRow): string =>
        ({
          due: `${term?.dueOn ?? '9999'} ${severity}`,
          severity: `${severity} ${term?.dueOn ?? '9999'}`,
          found: String(9e15 - Date.parse(foundAt)),
        })[sort];
      expect(whole.map(key)).toEqual(whole.map(key).toSorted());
    }
  });

  it('lists the same of words that very many are called by, and counts it under the chosen preset alone', async () => {
    const everywhere = [{ role: 'supervisor' as const, area: 'region' as const, place: '' }];
    const country = (await signedIn(house, { unitId: countyUnit, grants: everywhere })).browser;
    const list = async (query: string) => (await country.get(`/api/findings?size=100&${query}`)).body;
    const exact = await list('preset=all&sort=found');
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`INSERT INTO registry_application (id, unit_id, region_path, sector_path, name, kind, state)
        SELECT gen_random_uuid(), id, region_path, sector_path, '样例' || n, 'website', 'draft'
        FROM registry_unit, generate_series(1, ${SEARCH_LISTED + 1}::int) AS n WHERE id = ${countyUnit}`.execute(
        trx,
      ),
    );
    for (const preset of FINDING_PRESETS) {
      const { rows, total, counts } = await list(`preset=${preset}&search=样例`);
      expect([preset, total, counts]).toEqual([preset, exact.counts[preset], { [preset]: rows.length }]);
    }
    const found = await list('preset=all&sort=found&search=样例');
    expect(found.rows.map(({ id }: FindingRow) => id)).toEqual(exact.rows.map(({ id }: FindingRow) => id));
  });

  it('stops counting what was found over everything since a day where that is very much, and says so', async () => {
    const read = (preset: FindingPreset, most: number) =>
      withinScope(database.db, EVERYTHING, (trx) =>
        readFindingPage(
          trx,
          EVERYTHING,
          {
            search: {
              ...findingFilterSchema.parse({ preset, since: '2026-11-01' }),
              place: {},
              obligations: [],
              me: '',
              today: '2026-11-25',
            },
            sort: 'found',
            page: { offset: 2, limit: 5 },
          },
          most,
        ),
      );
    const whole = await read('all', 1000);
    expect(whole).toMatchObject({ more: false });
    expect(Object.keys(whole.counts).sort()).toEqual([...FINDING_PRESETS].sort());
    const all = whole.counts.all ?? 0;
    expect(all).toBeGreaterThan(8);
    // As many are counted as the pages list, and those are the same.
    const cut = await read('all', 4);
    expect(cut).toMatchObject({ counts: { all: 4 }, more: true });
    expect(cut.records.map(({ id }) => id)).toEqual(whole.records.slice(0, 2).map(({ id }) => id));
    // What is few among the many is counted to its end.
    expect(await read('unknown', all - 1)).toMatchObject({
      counts: { unknown: whole.counts.unknown },
      more: false,
    });
    expect(await read('all', all)).toMatchObject({ counts: whole.counts, more: false });
  });

  it('gives its page to whoever is to mend it, and to nobody else', async () => {
    const mine = (await liaison.browser.get('/api/findings?preset=mine')).body;
    expect(mine.rows).toHaveLength(1);
    expect(mine.rows[0].assignee.id).toBe(liaison.id);
    expect((await city.get('/api/findings?preset=mine')).body.total).toBe(0);
  });
});

describe('what is kept of it in numbers', () => {
  it('is what is counted anew', async () => {
    await withinScope(database.db, EVERYTHING, async (trx) => {
      const { rows } = await sql<{ kept: unknown[]; counted: unknown[] }>`
        WITH kept AS (
          SELECT unit_id, part, kind, n FROM supervision_tally, unnest(counts) WITH ORDINALITY AS c (n, kind) WHERE n > 0
        ), counted AS (
          SELECT unit_id, part, kind, count(*)::int AS n FROM supervision_finding,
            supervision_kind(state, verdict, retired_at IS NOT NULL) AS kind,
            unnest(ARRAY[0, chapter, 100 + article]) AS part
          GROUP BY 1, 2, 3
        )
        SELECT (SELECT jsonb_agg(k ORDER BY k) FROM kept k) AS kept,
          (SELECT jsonb_agg(c ORDER BY c) FROM counted c) AS counted`.execute(trx);
      expect(rows[0]?.kept.length).toBeGreaterThan(10);
      expect(rows[0]?.kept).toEqual(rows[0]?.counted);
    });
  });

  it('stands where the program looks for it', async () => {
    const { rows } = await sql<{ kind: number }>`SELECT supervision_kind(state, verdict, retired) AS kind
      FROM jsonb_to_recordset(${JSON.stringify(TALLIED)}::jsonb) AS t (state text, verdict text, retired boolean)`.execute(
      database.db,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(TALLIED.map((_, index) => index + 1));
    expect(new Set(TALLIED.map(({ state }) => state))).toEqual(new Set(FINDING_STATES));
  });

  it('is shown by row-level security to those alone who see the findings', async () => {
    const { rows: seen } = await withinScope(
      database.db,
      { regions: [REGIONS.county.path], sectors: [], units: [] },
      (trx) => sql<{ unit_id: string }>`SELECT DISTINCT unit_id FROM supervision_tally`.execute(trx),
    );
    expect(seen).toEqual([{ unit_id: countyUnit }]);
  });
});
