import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogSources, LogSourceView } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { until } from '../../../test/program.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { silentLog } from '../../kernel/log.ts';
import { type Actor, EVERYTHING, scopesOf, withinScope } from '../../kernel/tenancy/index.ts';
import { addSourceRoutes, keepRegister } from '../index.ts';
import { type Collector, openCollector } from '../inputs/collect.ts';
import { logKeys } from '../keys.ts';
import { readDeclared } from './keep-register.ts';
import { keepHeard } from './receiver.repo.ts';
import { silenceItems } from './silence-items.ts';
import { noticeSilence } from './watch-silence.ts';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-register-'));
const PLACES = [
  { scheme: 'relp', host: '0.0.0.0', port: 2514 },
  { scheme: 'https', host: '10.9.9.9', port: 8614 },
] as const;
/** of the register; sessions have a clock of their own */
let now = new Date();
let house: IdentityHouse;
let own: string;
let foreign: string;
let admin: TestBrowser;
let stranger: TestBrowser;
let operator: { readonly browser: TestBrowser; readonly id: string };

beforeAll(async () => {
  const { db } = database;
  house = await identityHouse(db, (http) => addSourceRoutes(http, { db, now: () => now, places: PLACES }));
  own = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  foreign = await makeUnit(db, { name: '另一市政府', region: '990000/990200/' });
  ({ browser: admin } = await signedIn(house, { unitId: own, grants: [{ role: 'system-admin' }] }));
  ({ browser: stranger } = await signedIn(house, { unitId: foreign, grants: [{ role: 'system-admin' }] }));
  operator = await signedIn(house, { unitId: own, grants: [{ role: 'operator' }] });
});
afterAll(async () => {
  await house.http.close();
  rmSync(folder, { recursive: true });
});

const portal = (more: object = {}) => ({
  ...{ unit: own, name: '门户-nginx', way: 'relp', kind: 'access', addresses: ['10.1.2.0/24'], silence: 30 },
  ...more,
});
const declare = (body: object, who = admin) => who.post('/api/log-sources', body);
const list = async (who = admin, query = ''): Promise<LogSources> =>
  (await who.get(`/api/log-sources${query}`)).body;
const one = async (id: string, who = admin): Promise<LogSourceView> =>
  (await who.get(`/api/log-sources/${id}`)).body;

describe('the register of sources', () => {
  let id: string;

  it('declares a source and tells what is to be pasted where', async () => {
    const made = await declare(portal({ app: 'nginx' }));
    expect(made.status).toBe(201);
    id = made.body.id;
    const view = await one(id, operator.browser);
    expect(view).toMatchObject({ name: '门户-nginx', state: 'never', silence: 30, may: false, deaf: false });
    expect(view.paste.map(({ file }) => file)).toEqual([
      '/etc/rsyslog.d/zhengdun.conf',
      'nginx.conf',
      'apache2.conf',
    ]);
    expect(view.paste[0]?.text).toContain(
      `if $programname == 'nginx' then action(type="omrelp" Target="127.0.0.1" Port="2514"`,
    );
    expect((await one(id)).may).toBe(true);
  });

  it('is seen and changed within the unit alone, and by whoever manages sources', async () => {
    expect((await list(stranger)).rows).toEqual([]);
    expect((await stranger.get(`/api/log-sources/${id}`)).code).toBe('log-source-unknown');
    const change = { addresses: ['10.1.2.0/24'], silence: 60 };
    expect((await stranger.post(`/api/log-sources/${id}`, change)).code).toBe('log-source-unknown');
    expect((await operator.browser.post(`/api/log-sources/${id}`, change)).status).toBe(403);
    expect((await declare(portal({ unit: foreign, name: 'x' }))).code).toBe('log-unit-unknown');
    expect(
      (await admin.post(`/api/log-sources/${id}`, { ...change, kind: 'access', app: 'nginx' })).status,
    ).toBe(200);
    expect((await one(id)).silence).toBe(60);
  });

  it.each([
    ['an address that is no address', { addresses: ['www.example.cn'] }, 'log-addresses-unfit'],
    ['half of the world', { addresses: ['10.0.0.0/8'] }, 'log-addresses-unfit'],
    ['no address', { addresses: [] }, 'log-addresses-missing'],
    ['an address for a name', { name: '10.1.2.3' }, 'log-source-name-address'],
    ['a name that was used', { name: '门户-nginx', addresses: ['10.8.0.1'] }, 'log-source-name-taken'],
    ['a day to come', { since: '2099-01-01' }, 'log-source-since'],
  ])('refuses %s', async (_, more, code) => {
    expect((await declare(portal({ name: '另一来源', ...more }))).code).toBe(code);
  });

  it('gives nobody the lines of another unit: an address is of one unit', async () => {
    const theirs = { unit: foreign, name: '别家', addresses: ['10.1.2.77'] };
    expect((await declare(portal(theirs), stranger)).code).toBe('log-source-taken');
    expect((await declare(portal({ ...theirs, host: 'web1' }), stranger)).code).toBe('log-source-taken');
    expect((await declare(portal({ ...theirs, way: 'syslog-tcp' }), stranger)).status).toBe(201);
    // Two programs of one unit may share an address, if their names tell them apart.
    expect((await declare(portal({ name: '门户-sshd', app: 'nginx' }))).code).toBe('log-source-taken');
    expect((await declare(portal({ name: '门户-sshd', app: 'sshd' }))).status).toBe(201);
  });

  it('gives a sending key once, keeps its digest alone, and renews it', async () => {
    const { body } = await declare(portal({ name: 'oa', way: 'http', addresses: [] }));
    const declared = async () => (await readDeclared(database.db)).find(({ name }) => name === 'oa')?.key;
    const first = await declared();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(await one(body.id))).not.toContain(body.key);
    const renewed = await admin.post(`/api/log-sources/${body.id}/key`);
    expect(renewed.body.key).not.toBe(body.key);
    expect(await declared()).not.toBe(first);
    expect((await admin.post(`/api/log-sources/${id}/key`)).code).toBe('log-source-without-key');
    expect((await one(body.id)).paste[0]?.text).toContain('https://10.9.9.9:8614/api/logs/lines');
  });

  it('reaches a receiver that runs, which keeps what came from whom', async () => {
    const log = silentLog();
    const ending = new AbortController();
    const { db } = database;
    const collector = await openCollector({
      ...{ folder, sources: [], log, keys: logKeys(join(folder, 'data')) },
      endpoints: [{ scheme: 'tcp', host: '127.0.0.1', port: 0 }],
      tls: () => Promise.reject(new Error('no TLS here')),
    });
    const keeping = keepRegister({ db, collector, beside: [], known: [], log, signal: ending.signal });
    const send = async (text: string) => {
      const socket = connect(collector.endpoints[0]?.port ?? 0, '127.0.0.1');
      await new Promise<void>((resolve) => socket.end(text, () => resolve()));
    };
    try {
      await send('<13>1 2026-11-28T01:12:05Z web app - - - one\n');
      await until('a stranger', async () => (await list()).strangers.length > 0);
      expect((await list()).strangers).toMatchObject([{ name: '127.0.0.1', events: 1 }]);
      expect((await list()).receiverAt).toBeDefined();
      const made = await declare(portal({ name: '本机', way: 'syslog-tcp', addresses: ['127.0.0.1'] }));
      await until('the receiver knows it', () => knows(collector, '本机', send));
      await until('the first event', async () => (await one(made.body.id)).state === 'normal');
      const view = await one(made.body.id);
      expect(view.today).toBeGreaterThan(0);
      // Its line says a time that is long over: its clock is shown to be off.
      expect(view.skewMs).toBeLessThan(-60_000);
    } finally {
      await collector.close();
      ending.abort();
      await keeping;
    }
  });

  it('counts a sender that nobody declared over all receivers that hear it', async () => {
    const at = Date.parse('2026-11-28T03:00:00Z');
    const heardBy = (collector: string, events: number, last: number) =>
      withinScope(database.db, EVERYTHING, (trx) =>
        keepHeard(trx, [{ source: '10.9.9.9', day: '2026-11-28', events, last, hours: [] }], collector),
      );
    await heardBy('dmz-1', 5, at);
    await heardBy('dmz-2', 7, at + 1_000);
    await heardBy('dmz-1', 6, at + 2_000);
    // What it sent on the day before is no part of its last day.
    await heardBy('dmz-3', 100, at - DAY_MS);
    const found = (await list()).strangers.find(({ name }) => name === '10.9.9.9');
    expect(found).toEqual({ name: '10.9.9.9', events: 13, lastAt: new Date(at + 2_000).toISOString() });
  });

  it('shows hours without a line while a source was declared', async () => {
    now = new Date('2027-01-10T15:30:00+08:00');
    try {
      const { body } = await declare(portal({ name: '库', way: 'file', addresses: [], since: '2027-01-08' }));
      const hours = Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 0 : 10));
      const last = Date.parse('2027-01-08T23:59:00+08:00');
      const heard = { source: '库', day: '2027-01-08', events: 230, hours, last };
      for (const each of [heard, heard, { ...heard, events: 7, hours: hours.map(() => 0) }])
        await withinScope(database.db, EVERYTHING, (trx) => keepHeard(trx, [each]));
      // What another receiver of the same store has counted comes beside it.
      const other = {
        ...heard,
        day: '2027-01-10',
        events: 1,
        hours: hours.map((_, hour) => (hour === 0 ? 1 : 0)),
      };
      for (const collector of ['dmz-1', 'dmz-2', 'dmz-2'])
        await withinScope(database.db, EVERYTHING, (trx) => keepHeard(trx, [other], collector));
      expect(await one(body.id)).toMatchObject({ today: 2 });
      const coverage = (await admin.get('/api/logs/coverage?month=2027-01')).body;
      expect(coverage.days).toHaveLength(31);
      const days = coverage.rows.find((row: { id: string }) => row.id === body.id).days;
      expect(days[6]).toMatchObject({ state: 'outside', events: 0 });
      expect(days[7]).toMatchObject({ day: '2027-01-08', state: 'gaps', events: 230, missing: [3] });
      expect(days[8]).toMatchObject({ state: 'none', missing: { length: 24 } });
      // Of today only the hours that are over.
      expect(days[9]).toMatchObject({ state: 'gaps', events: 2, missing: { length: 14 } });
      expect(days[10]).toMatchObject({ state: 'outside' });
      expect((await stranger.get('/api/logs/coverage?month=2027-01')).body.rows).not.toContainEqual(
        expect.objectContaining({ id: body.id }),
      );
    } finally {
      now = new Date();
    }
  });
});

describe('a source that falls silent', () => {
  const START = new Date(Date.now() + 300_000);
  const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
  const told = async (matter: string) => {
    const rows = await withinScope(database.db, EVERYTHING, (trx) =>
      trx.selectFrom('message_matter').select(['person_id']).where('matter', '=', matter).execute(),
    );
    return rows.map(({ person_id }) => person_id);
  };
  const items = async () => {
    const scopes = scopesOf([{ role: 'operator', scope: { regions: [], sectors: [], units: [own] } }]);
    const actor: Actor = { id: operator.id, kind: 'person', unitId: own, stage: 'full', scopes };
    return silenceItems({ db: database.db, now: () => after(70) }, { actor, lang: 'zh' });
  };
  const heard = (minutes: number) =>
    withinScope(database.db, EVERYTHING, (trx) =>
      keepHeard(trx, [
        {
          ...{ source: '静', day: '2026-11-29', events: minutes + 1, last: after(minutes).getTime() },
          hours: Array.from({ length: 24 }, (_, hour) => (hour === 0 ? minutes + 1 : 0)),
        },
      ]),
    );

  it('is told of once, to those who manage it or work with its logs, and told again when it is heard', async () => {
    const { body } = await declare(portal({ name: '静', way: 'file', addresses: [], silence: 10 }));
    // Whatever else is silent by then was told already.
    await heard(0);
    await noticeSilence(database.db, after(9));
    expect((await one(body.id)).state).toBe('normal');
    for (const minutes of [11, 12]) await noticeSilence(database.db, after(minutes));
    expect(await one(body.id)).toMatchObject({
      state: 'silent',
      silences: [{ from: after(0).toISOString() }],
    });
    expect((await told('log-source-silent')).length).toBe(2);
    expect(await told('log-source-silent')).toContain(operator.id);
    expect((await items()).map(({ title, act }) => [title, act])).toEqual([['静', '查明原因并恢复']]);
    expect((await list(admin, '?show=silent')).rows.map(({ name }) => name)).toEqual(['静']);
    await heard(13);
    for (const minutes of [14, 15]) await noticeSilence(database.db, after(minutes));
    expect(await one(body.id)).toMatchObject({
      state: 'normal',
      silences: [{ to: after(13).toISOString() }],
    });
    expect((await told('log-source-heard')).length).toBe(2);
    expect((await items()).map(({ act }) => act)).toEqual(['核对缺失的时段']);
  });

  it('that has ended is expected no more, and its name is never given again', async () => {
    const { rows } = await list(admin, '?size=100');
    const id = rows.find(({ name }) => name === '静')?.id ?? '';
    expect((await admin.post(`/api/log-sources/${id}/end`)).status).toBe(200);
    await noticeSilence(database.db, after(29));
    expect((await one(id)).state).toBe('ended');
    expect((await admin.post(`/api/log-sources/${id}/end`)).code).toBe('log-source-ended');
    expect((await declare(portal({ name: '静', way: 'file' }))).code).toBe('log-source-name-taken');
  });
});

/** Sends a line, and looks whether it was counted as the source's. */
async function knows(
  collector: Collector,
  name: string,
  send: (text: string) => Promise<void>,
): Promise<boolean> {
  await send('<13>1 2026-11-28T01:12:05Z web app - - - two\n');
  return Object.values(collector.archive.state.tally()).some((sources) => name in sources);
}
