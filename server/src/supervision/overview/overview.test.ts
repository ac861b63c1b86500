import {
  APPLICATION_KINDS,
  type Overview,
  type PlaceFilter,
  permissionsOf,
  ROLE_NAMES,
  ROLES,
  type RoleName,
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
import { addRegistryRoutes, noteChecks } from '../../registry/index.ts';
import { takeInChecks } from '../findings/take-in-checks.ts';
import { addSupervisionRoutes, noteMonth } from '../index.ts';

const database = useTestDatabase();
const jobs = { async send() {}, async work() {}, async stop() {} };
let house: IdentityHouse;
const clock = '2026-11-20T02:00:00Z';
const units = new Map<string, string>();
const sites = new Map<string, Awaited<ReturnType<typeof registerSite>>>();

const SEEN = {
  bad: () => [verdictOf('site-code', 'differ', 'zh'), verdictOf('exit-prompt', 'blocked', 'zh')],
  worse: () => [
    verdictOf('site-code', 'differ', 'zh'),
    verdictOf('site-place', 'outside', 'zh'),
    verdictOf('exit-prompt', 'blocked', 'zh'),
  ],
  good: () => [verdictOf('site-code', 'agree', 'zh'), verdictOf('site-place', 'mainland', 'zh')],
} as const;

async function check(site: string, seen: keyof typeof SEEN, day: number, pagesOpened = 3): Promise<void> {
  const at = `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
  const host = sites.get(site)?.host ?? '';
  await keepCheck(database.db, { host, verdicts: SEEN[seen](), at, pagesOpened });
  await tellKept(database.db, async (trx, checks) => {
    await noteChecks(trx, checks);
    await takeInChecks(trx, checks);
  });
}

async function unit(name: string, region: string, below?: string): Promise<void> {
  const superior = below ? { below: units.get(below) ?? '' } : {};
  units.set(name, await makeUnit(database.db, { name, region, ...superior }));
}

async function site(name: string, of: string): Promise<void> {
  sites.set(name, await registerSite(database.db, { unitId: units.get(of) ?? '' }));
}

beforeAll(async () => {
  house = await identityHouse(database.db, (http) => {
    addSupervisionRoutes(http, { db: database.db, jobs, now: () => new Date(clock) });
    addRegistryRoutes(http, { db: database.db });
  });
  await putRegions(database.db);
  await unit('样例市政府', REGIONS.city.path);
  await unit('样例市教育局', REGIONS.city.path);
  await unit('样例县政府', REGIONS.county.path);
  await unit('样例县教育局', REGIONS.county.path, '样例市教育局');
  await unit('样例区政府', REGIONS.district.path);
  await unit('另一市政府', REGIONS.otherCity.path);
  await site('city', '样例市政府');
  await site('bureau', '样例市教育局');
  await site('county', '样例县政府');
  await site('school', '样例县教育局');
  await site('never', '样例县教育局');
  await site('dead', '样例区政府');
  await site('closed', '样例区政府');
  await site('other', '另一市政府');
  await check('city', 'good', 1);
  await check('bureau', 'bad', 2);
  await check('county', 'worse', 3);
  await check('school', 'bad', 4);
  await check('other', 'worse', 5);
  await check('closed', 'worse', 6);
  await check('dead', 'bad', 7, 0);
  await sites.get('closed')?.become('closed');
});
afterAll(() => house.http.close());

async function supervisor(
  grants: { role: RoleName; area: 'region' | 'sector'; place: string }[],
): Promise<TestBrowser> {
  const { browser } = await signedIn(house, { unitId: units.get('样例市政府') ?? '', grants });
  return browser;
}

const text = (query: object): string => new URLSearchParams(query as Record<string, string>).toString();
const see = async (browser: TestBrowser, query: object = {}): Promise<Overview> =>
  (await browser.get(`/api/overview?${text(query)}`)).body;
const listed = async (browser: TestBrowser, what: string, query: object): Promise<number> =>
  (await browser.get(`/api/${what}?${text(query)}`)).body.total;

/** Every number of a table with the list behind it. */
async function compareAll(
  browser: TestBrowser,
  query: { by?: string } & PlaceFilter & object = {},
): Promise<number> {
  const table = await see(browser, query);
  let compared = 0;
  for (const row of table.rows) {
    const { place } = row;
    for (const [index, cell] of row.cells.entries()) {
      const { by: _, ...part } = { by: '', ...query, ...table.columns[index]?.filter };
      const { region: __, sector: ___, ...filter } = { region: '', sector: '', ...part };
      for (const verdict of ['unmet', 'unknown'] as const) {
        const total = await listed(browser, 'findings', { ...filter, ...place, verdict });
        expect({ row: row.name, index, verdict, total }).toEqual({
          row: row.name,
          index,
          verdict,
          total: cell[verdict],
        });
        compared += 1;
      }
      const due = await listed(browser, 'overview/due', { ...filter, ...place });
      expect({ row: row.name, index, due }).toEqual({ row: row.name, index, due: cell.due });
    }
    expect(await listed(browser, 'applications', { ...place, show: 'open' })).toBe(row.applications);
    expect(await listed(browser, 'applications', { ...place, show: 'unchecked' })).toBe(row.unseen);
  }
  return compared;
}

const short = ({ rows }: Overview) =>
  rows.map(({ name, unmet, unknown, applications, unseen }) => [name, unmet, unknown, applications, unseen]);

describe('the table of a city', () => {
  it('has a row for each division next below and for the city itself', async () => {
    const browser = await supervisor([{ role: 'supervisor', area: 'region', place: REGIONS.city.code }]);
    const table = await see(browser);
    expect(table.path.map(({ name }) => name)).toEqual(['样例市']);
    expect(short(table)).toEqual([
      ['样例市本级', 1, 1, 2, 0],
      ['样例区', 0, 0, 1, 1],
      ['样例县', 3, 2, 3, 1],
    ]);
    expect(table.sum).toMatchObject({ unmet: 4, unknown: 3, applications: 6, unseen: 2 });
    expect((await see(browser, { sort: 'unmet' })).rows.map(({ name }) => name)).toEqual([
      '样例市本级',
      '样例县',
      '样例区',
    ]);
  });

  it('says of what nobody has seen that it is due and not seen', async () => {
    const browser = await supervisor([{ role: 'supervisor', area: 'region', place: REGIONS.city.code }]);
    const [own, district] = (await see(browser)).rows;
    expect(district?.cells.every(({ due, seen }) => due >= 0 && seen === 0)).toBe(true);
    expect(district?.cells.some(({ due }) => due > 0)).toBe(true);
    expect(own?.cells.every(({ due, seen }) => due === seen)).toBe(true);
  });

  it.each([
    ['its chapters', {}],
    ['the articles of a chapter', { chapter: '2' }],
    ['the obligations of an article', { chapter: '2', article: '4' }],
    ['a county', { region: REGIONS.county.code }],
    ['its units', { by: 'sector' }],
    ['the articles of its units', { by: 'sector', chapter: '4' }],
  ])('shows in each cell as many as the list behind it holds: %s', async (_, query) => {
    for (const role of ['supervisor', 'supervision-reader'] as const) {
      const browser = await supervisor([{ role, area: 'region', place: REGIONS.city.code }]);
      expect(await compareAll(browser, query)).toBeGreaterThan(0);
    }
  });

  it('lists what is due, an application and a check each, and says what the list is narrowed to', async () => {
    const browser = await supervisor([{ role: 'supervisor', area: 'region', place: REGIONS.city.code }]);
    const query = { region: REGIONS.county.code, chapter: '2' };
    const rows = [];
    for (let page = 1; ; page += 1) {
      const { body } = await browser.get(`/api/overview/due?${text({ ...query, page })}`);
      rows.push(...body.rows);
      if (body.rows.length === 0) {
        expect(body.total).toBe(rows.length);
        expect(body.narrowed).toEqual([{ by: 'region', name: '样例县' }]);
        break;
      }
    }
    expect(new Set(rows.map(({ application, rule }) => `${application.id} ${rule}`)).size).toBe(rows.length);
    // The cells beside it count the same rows.
    const table = await see(browser);
    const cell = table.rows.find(({ name }) => name === '样例县')?.cells[
      table.columns.findIndex(({ filter }) => filter.chapter === 2)
    ];
    expect(rows.length).toBe(cell?.due);
    expect(rows.filter(({ verdict }) => verdict === 'unmet').length).toBe(cell?.unmet);
    expect(rows.filter(({ verdict }) => verdict === undefined).length).toBeGreaterThan(0);
    const sector = { sector: units.get('样例市教育局') ?? '' };
    for (const list of ['findings', 'applications'])
      expect((await browser.get(`/api/${list}?${text(sector)}`)).body.narrowed).toEqual([
        { by: 'sector', name: '样例市教育局' },
      ]);
  });

  it('goes down by superior as well, and back up by its way', async () => {
    const browser = await supervisor([
      { role: 'supervisor', area: 'sector', place: units.get('样例市教育局') ?? '' },
    ]);
    const table = await see(browser, { by: 'sector' });
    expect(short(table)).toEqual([
      ['样例市教育局（本单位）', 1, 1, 1, 0],
      ['样例县教育局', 1, 1, 2, 1],
    ]);
    await compareAll(browser, { by: 'sector' });
    const by = await see(browser, { by: 'sector', sector: units.get('样例县教育局') ?? '' });
    expect(by.path.map(({ name }) => name)).toEqual(['样例市教育局', '样例县教育局']);
    // The same units by division, from the province down.
    expect(short(await see(browser))).toEqual([['样例省', 2, 2, 3, 1]]);
  });

  it('shows several areas beside each other, and nothing outside of them', async () => {
    const browser = await supervisor([
      { role: 'supervisor', area: 'region', place: REGIONS.county.code },
      { role: 'supervision-reader', area: 'region', place: REGIONS.otherCity.code },
    ]);
    expect((await see(browser)).rows.map(({ name }) => name)).toEqual(['另一市', '样例县']);
    await compareAll(browser);
    expect(await browser.get(`/api/overview?region=${REGIONS.city.code}`)).toMatchObject({
      status: 404,
      code: 'overview-outside',
    });
  });
});

describe('what is kept of it', () => {
  it('stays equal to what is counted anew, whatever happens to findings and applications', async () => {
    await check('county', 'good', 8);
    await check('school', 'worse', 9);
    await sites.get('closed')?.become('running');
    await withinScope(database.db, EVERYTHING, async (trx) => {
      const kept = async () => await trx.selectFrom('overview_unit').selectAll().orderBy('unit_id').execute();
      const before = await kept();
      await sql`SELECT overview_recount(ARRAY(SELECT id FROM registry_unit))`.execute(trx);
      const whole = await kept();
      expect(whole.filter(({ applications }) => applications.some((each) => each > 0))).toEqual(before);
      expect(before.find(({ unit_id }) => unit_id === units.get('样例区政府'))?.unmet[1]).toBe(1);
      const { rows } = await sql<{ kind: string }>`SELECT kind FROM overview_kinds() ORDER BY place`.execute(
        trx,
      );
      expect(rows.map(({ kind }) => kind)).toEqual(APPLICATION_KINDS);
    });
  });

  it('makes twelve months, of which those that nobody counted are no zeros', async () => {
    const browser = await supervisor([{ role: 'supervisor', area: 'region', place: REGIONS.county.code }]);
    await noteMonth(database.db, new Date('2026-10-31T15:00:00Z'));
    await noteMonth(database.db, new Date('2026-10-31T15:00:00Z'));
    const { body } = await browser.get('/api/overview/trend');
    expect(body.months).toHaveLength(12);
    expect(body.months.slice(-3)).toEqual([
      { month: '2026-09', unmet: null, unknown: null },
      { month: '2026-10', unmet: 2, unknown: 2 },
      { month: '2026-11', unmet: 2, unknown: 2 },
    ]);
    const chapter = await browser.get('/api/overview/trend?chapter=2');
    expect(chapter.body.months.at(-2)).toMatchObject({ unmet: 1 });
  });

  it('names the gravest first, of where one stands', async () => {
    const browser = await supervisor([{ role: 'supervisor', area: 'region', place: REGIONS.city.code }]);
    const { rows } = (await browser.get('/api/overview/gravest')).body;
    const severities = rows.map(({ severity }: { severity: number }) => severity);
    expect(severities).toEqual([...severities].sort());
    expect(rows.every(({ verdict }: { verdict: string }) => verdict === 'unmet')).toBe(true);
    const county = (await browser.get(`/api/overview/gravest?region=${REGIONS.county.code}`)).body.rows;
    expect(county.every(({ unit }: { unit: { name: string } }) => unit.name.startsWith('样例县'))).toBe(true);
  });
});

describe.each(ROLE_NAMES)('%s', (role) => {
  it('sees the overview of the own area and no foreign one, or none at all', async () => {
    const own = units.get('样例市教育局') ?? '';
    const area = ROLES[role].areas.at(-1) ?? 'unit';
    const { browser } = await signedIn(house, { unitId: own, grants: [{ role, area, place: own }] });
    const may = (permissionsOf(role) as readonly string[]).includes('overview.read');
    for (const url of ['/api/overview', '/api/overview/gravest', '/api/overview/trend']) {
      expect({ url, status: (await browser.get(url)).status }).toEqual({ url, status: may ? 200 : 403 });
      const foreign = await browser.get(`${url}?region=${REGIONS.otherCity.code}`);
      expect({ url, status: foreign.status }).toEqual({ url, status: may ? 404 : 403 });
    }
    if (may) expect((await see(browser)).sum.applications).toBe(3);
  });
});
