import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { makeUnit } from '../../test/identity-house.ts';
import { registerSite } from '../../test/kept-checks.ts';
import { writeCheck } from '../inspection/index.ts';
import { PROGRAM_CALLER } from '../kernel/audit/index.ts';
import { openPool } from '../kernel/database/index.ts';
import { DAY_MS, HOUR_MS } from '../kernel/durations.ts';
import { silentLog } from '../kernel/log.ts';
import { beyondScope, EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { endPause, pauseWatching } from './pauses.ts';
import { setInterval } from './set-interval.ts';
import { type AddressesOf, planSchedule, takeDue } from './take-due.ts';

const database = useTestDatabase();
let now: Date;
let unit: string;

/** Each host stands alone, unless a test puts some on one platform. */
let addressesOf: AddressesOf = async (host) => [host];
const tools = () => ({ db: database.db, now: () => now });

beforeEach(async () => {
  const { db } = database;
  now = new Date();
  addressesOf = async (host) => [host];
  // Every test has hosts of its own: those of earlier ones are closed, and gone.
  await withinScope(db, EVERYTHING, async (trx) => {
    await sql`UPDATE registry_application SET state = 'closed', hosts = '{}'`.execute(trx);
    await sql`DELETE FROM watch_host`.execute(trx);
    await sql`UPDATE inspection_check SET requested_at = '2020-01-01'`.execute(trx);
    await sql`UPDATE watch_pause SET ended_at = starts_at WHERE ended_at IS NULL`.execute(trx);
    await sql`DELETE FROM watch_interval`.execute(trx);
  });
  unit = await makeUnit(db, { name: `样例局${randomUUID().slice(0, 4)}`, region: '990000/990100/' });
});

async function sites(count: number, unitId = unit): Promise<string[]> {
  const hosts: string[] = [];
  for (let n = 0; n < count; n += 1) hosts.push((await registerSite(database.db, { unitId })).host);
  await planSchedule(database.db, now);
  return hosts;
}

async function hostsOf(checks: readonly string[]): Promise<string[]> {
  if (checks.length === 0) return [];
  const rows = await beyondScope(database.db, (trx) =>
    trx.selectFrom('inspection_check').select('host').where('id', 'in', checks).execute(),
  );
  return rows.map(({ host }) => host);
}

const planned = () => database.db.selectFrom('watch_host').selectAll().orderBy('due_at').execute();

/** Goes to the moment at which the next host is due, and lets the schedule work. @returns hosts that are checked */
async function work(): Promise<string[]> {
  const [first] = await planned();
  if (!first) throw new Error('nothing is planned');
  now = new Date(Math.max(now.getTime(), first.due_at.getTime()) + 1_000);
  const hosts = await hostsOf(await takeDue(database.db, { now, addressesOf }));
  await finishAll();
  return hosts;
}

/** What was asked for is done, and lies as far back as the clock of the test says. */
async function finishAll(): Promise<void> {
  await beyondScope(database.db, (trx) =>
    sql`UPDATE inspection_check SET state = 'broken', failure = '{}', requested_at = '2020-01-01'`.execute(
      trx,
    ),
  );
}

/** Lets the schedule work until a moment. @returns how often each host was checked, and when */
async function workUntil(end: number): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (;;) {
    const [first] = await planned();
    if (!first || first.due_at.getTime() > end) return times;
    for (const host of await work()) times.set(host, [...(times.get(host) ?? []), now.getTime()]);
  }
}

describe('the place of a host in the interval', () => {
  it('comes again after the interval, and 700 hosts spread over the week', async () => {
    const { rows } = await sql<{ first: Date; second: Date }>`
      SELECT s AS first, watch_slot(h, 0, 7, s) AS second
        FROM (SELECT 'w' || n || '.gov.cn' AS h FROM generate_series(1, 700) n) hosts,
             LATERAL watch_slot(h, 0, 7, ${now}) s`.execute(database.db);
    const perDay = new Map<number, number>();
    for (const { first, second } of rows) {
      expect(first > now && first.getTime() <= now.getTime() + 7 * DAY_MS).toBe(true);
      expect(second.getTime() - first.getTime()).toBe(7 * DAY_MS);
      const day = Math.floor((first.getTime() - now.getTime()) / DAY_MS);
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }
    expect([...perDay.values()].every((count) => count > 60 && count < 140)).toBe(true);
  });
});

describe('two workers', () => {
  it('have every host checked once a week, whoever is first', async () => {
    await using other = await openOther();
    const hosts = await sites(12);
    const asked: string[] = [];
    const end = now.getTime() + 14 * DAY_MS;
    for (;;) {
      const [first] = await planned();
      if (!first || first.due_at.getTime() > end) break;
      now = new Date(first.due_at.getTime() + 1_000);
      const both = await Promise.all([database.db, other.db].map((db) => takeDue(db, { now, addressesOf })));
      asked.push(...(await hostsOf(both.flat())));
      await finishAll();
    }
    expect(asked.sort()).toEqual([...hosts, ...hosts].sort());
  });

  it('put in no more than 20 at a time, so that nothing stands behind them', async () => {
    const hosts = await sites(30);
    await sql`UPDATE watch_host SET due_at = ${now}`.execute(database.db);
    expect(await takeDue(database.db, { now, addressesOf })).toHaveLength(20);
    expect(await takeDue(database.db, { now, addressesOf })).toHaveLength(0);
    await finishAll();
    expect(await takeDue(database.db, { now, addressesOf })).toHaveLength(hosts.length - 20);
  });
});

async function openOther() {
  return openPool(database.server, silentLog()).then((pool) => ({
    ...pool,
    [Symbol.asyncDispose]: () => pool.close(),
  }));
}

describe('what is checked', () => {
  it('is asked for as the own site of the unit, with what the register knows of it', async () => {
    const [host] = await sites(1);
    await work();
    const { request } = await beyondScope(database.db, (trx) =>
      trx
        .selectFrom('inspection_check')
        .select('request')
        .where('host', '=', host ?? '')
        .executeTakeFirstOrThrow(),
    );
    expect(request).toMatchObject({
      by: 'schedule',
      address: host,
      unitKind: 'organ',
      unitLevel: 'county',
      basis: { kind: 'own-site' },
    });
  });

  it('is each host once, though a column stands there too, and goes on when all of them are closed', async () => {
    const site = await registerSite(database.db, { unitId: unit });
    await registerSite(database.db, {
      unitId: await makeUnit(database.db, { name: '样例栏目局', region: '990000/990100/' }),
      kind: 'column',
      addresses: [`https://${site.host}/lanmu/`],
    });
    await planSchedule(database.db, now);
    expect(await planned()).toMatchObject([{ host: site.host, application_id: site.id }]);
    await site.become('closed');
    await planSchedule(database.db, now);
    expect(await planned()).toMatchObject([{ host: site.host }]);
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE registry_application SET state = 'closed' WHERE kind = 'column'`.execute(trx),
    );
    await planSchedule(database.db, now);
    expect(await planned()).toMatchObject([{ host: site.host, application_id: site.id }]);
  });

  it('spares a host that somebody has just had checked', async () => {
    const [host = ''] = await sites(1);
    const [{ due_at } = { due_at: now }] = await planned();
    now = due_at;
    await beyondScope(database.db, async (trx) => {
      const check = await writeCheck(trx, { address: host, lang: 'zh' });
      const asked = new Date(now.getTime() - HOUR_MS);
      await sql`UPDATE inspection_check SET requested_at = ${asked} WHERE id = ${check}`.execute(trx);
    });
    expect(await takeDue(database.db, { now, addressesOf })).toEqual([]);
    expect((await planned())[0]?.due_at.getTime()).toBe(due_at.getTime() + 7 * DAY_MS);
  });

  it('leaves two minutes between two hosts of one platform', async () => {
    await sites(3);
    addressesOf = async () => ['203.0.113.5', '2001:db8::5'];
    await sql`UPDATE watch_host SET due_at = ${now}`.execute(database.db);
    const started = now.getTime();
    const times = await workUntil(started + HOUR_MS);
    const minutes = [...times.values()].flat().map((time) => Math.floor((time - started) / 60_000));
    expect(minutes.sort()).toEqual([0, 2, 4]);
  });
});

describe('runs that nobody could do', () => {
  it('are dropped: three weeks later nothing is caught up at once, and each host is checked within a week', async () => {
    const hosts = await sites(10);
    now = new Date(now.getTime() + 21 * DAY_MS);
    await planSchedule(database.db, now);
    const before = await planned();
    expect(await takeDue(database.db, { now, addressesOf })).toEqual([]);
    const after = await planned();
    expect(after.every(({ due_at, turn }) => due_at > now && turn === 1)).toBe(true);
    expect(before.every(({ due_at }) => due_at <= now)).toBe(true);
    const times = await workUntil(now.getTime() + 7 * DAY_MS);
    expect([...times.keys()].sort()).toEqual(hosts.sort());
    expect([...times.values()].every((each) => each.length === 1)).toBe(true);
  });
});

describe('a pause of 重保', () => {
  const pause = (days: number, place = unit, area: 'unit' | 'sector' | 'region' = 'unit') =>
    pauseWatching(tools(), PROGRAM_CALLER, {
      name: '重要时期',
      area,
      place,
      startsAt: now.toISOString(),
      endsAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    });

  it('stops the checks of its unit and no others, and afterwards each comes at its own time', async () => {
    const elsewhere = await makeUnit(database.db, { name: '另一局', region: '990000/990200/' });
    const paused = await sites(6);
    const [other = ''] = await sites(1, elsewhere);
    const start = now.getTime();
    const places = new Map((await planned()).map(({ host, due_at }) => [host, due_at.getTime()]));
    await pause(10);
    const during = await workUntil(start + 10 * DAY_MS);
    expect([...during.keys()]).toEqual([other]);
    const after = await workUntil(start + 17 * DAY_MS);
    for (const host of paused) {
      const [time = 0, ...more] = after.get(host) ?? [];
      expect(more).toEqual([]);
      // The same place in a later week.
      expect((time - (places.get(host) ?? 0)) % (7 * DAY_MS)).toBe(1_000);
    }
  });

  it.each(['region', 'sector'] as const)('holds for a whole %s', async (area) => {
    const below = await makeUnit(database.db, { name: '下属', region: '990000/990100/', below: unit });
    await sites(2, below);
    await pause(8, area === 'region' ? '990100' : unit, area);
    expect((await workUntil(now.getTime() + 7.9 * DAY_MS)).size).toBe(0);
  });

  it('that is ended lets the checks go on', async () => {
    const [host = ''] = await sites(1);
    await endPause(tools(), PROGRAM_CALLER, await pause(30));
    expect((await workUntil(now.getTime() + 7 * DAY_MS)).has(host)).toBe(true);
  });
});

describe('an interval', () => {
  const set = (days: number | undefined, area: 'unit' | 'sector' | 'region', place: string) =>
    setInterval(tools(), PROGRAM_CALLER, { area, place, days });

  it('is the one set nearest to the unit, and holds from the moment it is set', async () => {
    const below = await makeUnit(database.db, { name: '下属', region: '990000/990100/', below: unit });
    await sites(1, below);
    const days = async () => (await planned()).map((row) => row.days);
    expect(await days()).toEqual([7]);
    await set(30, 'region', '');
    await set(20, 'region', '990100');
    expect(await days()).toEqual([20]);
    await set(10, 'sector', unit);
    expect(await days()).toEqual([10]);
    await set(1, 'unit', below);
    expect(await days()).toEqual([1]);
    expect((await planned())[0]?.due_at.getTime()).toBeLessThanOrEqual(now.getTime() + DAY_MS);
    await set(undefined, 'unit', below);
    await set(undefined, 'sector', unit);
    expect(await days()).toEqual([20]);
  });
});

describe('a closed site', () => {
  const orders = async (checks: readonly string[]) =>
    (
      await beyondScope(database.db, (trx) =>
        trx
          .selectFrom('inspection_check')
          .select(['host', 'request'])
          .where('id', 'in', [...checks])
          .execute(),
      )
    ).map(({ host, request: { closed, browser, pages } }) => ({ host, closed, browser, pages }));
  const close = (host: string) =>
    withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE registry_application SET state = 'closed' WHERE hosts[1] = ${host}`.execute(trx),
    );

  it('is looked at again and again, for nothing but whether it is closed, until somebody uses its host', async () => {
    const [host = ''] = await sites(1);
    await close(host);
    await planSchedule(database.db, now);
    const [due] = await planned();
    now = new Date((due?.due_at.getTime() ?? 0) + 1_000);
    const checks = await takeDue(database.db, { now, addressesOf });
    expect(await orders(checks)).toEqual([{ host, closed: true, browser: false, pages: 1 }]);
    await finishAll();
    const { id } = await registerSite(database.db, { unitId: unit, addresses: [host], state: 'draft' });
    await planSchedule(database.db, now);
    expect(await planned()).toEqual([]);
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE registry_application SET state = 'running' WHERE id = ${id}`.execute(trx),
    );
    await planSchedule(database.db, now);
    expect(await planned()).toMatchObject([{ host, application_id: id }]);
  });
});
