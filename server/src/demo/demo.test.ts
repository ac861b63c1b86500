import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desk, LogSearchAnswer, LogSources } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { openWholeHouse } from '../../test/whole-house.ts';
import { tellKept } from '../app.ts';
import { loadConfig } from '../kernel/config/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import type { Http } from '../kernel/http/index.ts';
import { beyondScope, EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { verifyArchive } from '../logs/index.ts';
import { APPLICATIONS } from './applications.ts';
import { applicationId, unitId } from './city.repo.ts';
import { cityIsLoaded, demoConfig, loadCity, markLoaded, PEOPLE } from './index.ts';
import { ABANDONED, CHECKED, LOOKS } from './keep-checks.ts';
import { UNITS } from './units.ts';
import { type Asker, enter } from './visitor.ts';

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-demo-'));
let http: Http;
let as: (name: string) => Promise<Asker>;

beforeAll(async () => {
  const opened = await openWholeHouse(database, { data, demo: PEOPLE });
  ({ http } = opened);
  const { evidence } = opened.house;
  const tell = () => tellKept(opened.house);
  await loadCity({ db: database.db, evidence, data, http, tell }, (_, work) => work(), new Date());
  as = (name) => enter(http, `demo.${name}`);
}, 120_000);
afterAll(async () => {
  await http.close();
  rmSync(data, { recursive: true, force: true });
});

interface List {
  readonly rows: readonly object[];
  readonly total?: number;
}

describe('the invented city', () => {
  it('has 40 units, 70 applications of all six kinds and some 450 checks over two years', async () => {
    expect(UNITS).toHaveLength(40);
    expect(APPLICATIONS).toHaveLength(70);
    expect(new Set(APPLICATIONS.map(({ kind }) => kind)).size).toBe(6);
    const { count, first } = await beyondScope(database.db, (trx) =>
      trx
        .selectFrom('inspection_check')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('finished_at').as('first')])
        .where('told_at', 'is not', null)
        .executeTakeFirstOrThrow(),
    );
    expect(count).toBe(CHECKED.length * LOOKS + ABANDONED.length);
    expect(Date.now() - Number(first)).toBeGreaterThan(700 * DAY_MS);
  });

  it('is set up: no desk asks to begin', async () => {
    for (const name of ['handler', 'system']) {
      const { setup } = await (await as(name)).get<Desk>('/desk');
      expect(setup).toBeUndefined();
    }
  });

  it('keeps logs: sources that send, one that is silent and one never heard, days with gaps, and lines that are found', async () => {
    const operator = await as('operator');
    const { rows } = await (await as('system')).get<LogSources>('/log-sources');
    expect(rows.map(({ name, state }) => [name, state])).toEqual(
      expect.arrayContaining([
        ['教育局门户网站', 'normal'],
        ['民政局门户网站', 'silent'],
        ['教育局短信网关', 'never'],
      ]),
    );
    const found = await operator.get<LogSearchAnswer>('/logs/search?words=phpmyadmin');
    expect(found.count).toBeGreaterThan(20);
    expect(found.lines[0]?.source).toBe('教育局门户网站');
    const report = await verifyArchive({
      ...{ folder: join(data, 'logs'), kept: [], signal: new AbortController().signal },
    });
    expect([report.fault, report.clockTurnedBack]).toEqual([undefined, []]);
    expect(report.events).toBeGreaterThan(5_000);
  });

  it('has a trend of twelve months in which faults are mended by and by', async () => {
    const { trend } = await (await as('supervisor')).get<Desk>('/desk');
    const unmet = (trend ?? []).map((month) => month.unmet ?? Number.NaN);
    expect(unmet).toHaveLength(12);
    expect(unmet.every((count) => count > 0)).toBe(true);
    expect(unmet[0]).toBeGreaterThan(unmet.at(-1) ?? Number.NaN);
  });

  it.each([
    ['supervisor', '/applications?show=all'],
    ['supervisor', '/applications'],
    ['supervisor', `/units?superior=${unitId('shizf')}`],
    ['supervisor', '/findings'],
    ['supervisor', '/findings?preset=all&state=closed'],
    ['supervisor', '/findings?preset=pleas'],
    ['supervisor', '/notices'],
    ['supervisor', '/openings?show=open'],
    ['supervisor', '/openings'],
    ['leader', '/findings'],
    ['liaison', '/findings'],
    ['supervisor', '/findings?preset=all&state=excepted'],
    ['supervisor', '/findings?preset=all&state=attested'],
    ['handler', '/findings?preset=mine'],
    ['handler', `/applications/${applicationId('jiaoyu-website')}/papers`],
    ['handler', `/applications/${applicationId('jiaoyu-website')}/checks`],
    ['handler', `/applications/${applicationId('jiaoyu-website')}/changes`],
    ['leader', `/applications/${applicationId('jiaoyu-website')}/exceptions`],
    ['leader', '/expiries'],
    ['handler', '/openings'],
    ['handler', '/closings'],
    ['supervisor', '/closings?show=sealed'],
    ['supervisor', '/findings?article=12'],
    ['operator', '/findings'],
    ['secrecy', '/applications'],
    ['system', '/people'],
    ['security', '/people?preset=ending'],
    ['audit', '/audit'],
    ['system', '/checks'],
  ])('shows %s something at %s', async (who, path) => {
    const list = await (await as(who)).get<List>(path);
    expect(list.rows.length).toBeGreaterThan(0);
    if (list.total !== undefined) expect(list.total).toBeGreaterThanOrEqual(list.rows.length);
  });

  it('counts in each preset of findings what its list holds', async () => {
    const asker = await as('supervisor');
    const { counts } = await asker.get<{ counts: Record<string, number> }>('/findings');
    for (const [preset, count] of Object.entries(counts))
      expect(await asker.get<List>(`/findings?preset=${preset}`)).toMatchObject({ total: count });
  });

  it('has findings that are to be assigned, that are being mended and that were closed', async () => {
    const states = await withinScope(database.db, EVERYTHING, (trx) =>
      trx.selectFrom('supervision_finding').select('state').distinct().execute(),
    );
    expect(states.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['closed', 'mending', 'unassigned']),
    );
  });
});

describe('entering as somebody of it', () => {
  it('is offered in the demonstration, to the cast alone', async () => {
    const headers = { host: '127.0.0.1' };
    const { rows } = (await http.inject({ url: '/api/session/demo', headers })).json();
    expect(rows).toHaveLength(PEOPLE.filter(({ shown }) => shown).length);
    const stranger = { loginName: 'somebody.else' };
    const refused = await http.inject({
      method: 'POST',
      url: '/api/session/demo',
      headers,
      payload: stranger,
    });
    expect(refused.statusCode).toBe(404);
    expect((await http.inject({ url: '/api/session', headers })).json()).toMatchObject({ demo: true });
  });

  it('does not exist anywhere else', async () => {
    const { http: usual } = await openWholeHouse(database, { data });
    const headers = { host: '127.0.0.1' };
    const payload = { loginName: 'demo.leader' };
    const entering = { method: 'POST', url: '/api/session/demo', headers, payload } as const;
    expect((await usual.inject({ url: '/api/session/demo', headers })).statusCode).toBe(404);
    expect((await usual.inject(entering)).statusCode).toBe(404);
    expect((await usual.inject({ url: '/api/session', headers })).json().demo).toBeUndefined();
    await usual.close();
  });
});

describe('its place', () => {
  it('is below the real data, on this machine, and never a database of somebody else', async () => {
    const config = loadConfig({ ZHENGDUN_DATA: data });
    const demo = demoConfig(config);
    expect(demo.data).toBe(join(data, 'demo'));
    expect(() => demoConfig({ ...config, databaseUrl: 'postgres://db.example/x' })).toThrow(
      'demo-own-database',
    );
    expect(() => demoConfig({ ...config, listen: '0.0.0.0' })).toThrow('demo-loopback-only');
    expect(cityIsLoaded({ data })).toBe(false);
    await markLoaded({ data });
    expect(cityIsLoaded({ data })).toBe(true);
  });
});
