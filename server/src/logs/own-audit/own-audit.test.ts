import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogLine, LogSearchAnswer } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../../test/identity-house.ts';
import { recordAct } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { addSearchRoutes, keepRegister, openSearchThread } from '../index.ts';
import { type Collector, openCollector } from '../inputs/collect.ts';
import { logKeys } from '../keys.ts';
import { feedLot, feedOwnAudit } from './feed-own-audit.ts';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zhengdun-own-audit-'));
const ADDRESS = '203.0.113.77';
let house: IdentityHouse;
let collector: Collector;
let own: string;
let foreign: string;
/** audit administrators of two units and of the whole installation, and who runs the first unit's applications */
let auditor: TestBrowser;
let stranger: TestBrowser;
let chief: TestBrowser;
let operator: TestBrowser;

const keys = logKeys(join(folder, 'data'));
const open = () =>
  openCollector({
    ...{ folder: join(folder, 'logs'), keys, endpoints: [], sources: [], log: silentLog() },
    tls: () => Promise.reject(new Error('no TLS here')),
  });

beforeAll(async () => {
  const { db } = database;
  const thread = openSearchThread(join(folder, 'logs'));
  house = await identityHouse(db, (http) => {
    addSearchRoutes(http, { db, now: () => new Date(), thread });
    http.addHook('onClose', () => thread[Symbol.asyncDispose]());
  });
  own = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  foreign = await makeUnit(db, { name: '另一市政府', region: '990000/990200/' });
  const audits = [{ role: 'audit-admin' }] as const;
  auditor = (await signedIn(house, { unitId: own, grants: [...audits] })).browser;
  stranger = (await signedIn(house, { unitId: foreign, grants: [...audits] })).browser;
  operator = (await signedIn(house, { unitId: own, grants: [{ role: 'operator' }] })).browser;
  chief = (
    await signedIn(house, { unitId: own, grants: [{ role: 'audit-admin', area: 'region', place: '' }] })
  ).browser;
  collector = await open();
});
afterAll(async () => {
  await collector.close();
  await house.http.close();
  rmSync(folder, { recursive: true });
});

const act = (unit: string | undefined, from = ADDRESS) =>
  withinScope(database.db, EVERYTHING, (trx) =>
    recordAct(trx, {
      actor: { kind: 'anonymous' },
      from: { address: from },
      act: 'sign-in-refused',
      unit,
      result: 'refused',
      detail: {},
    }),
  );
const search = async (who: TestBrowser, query: Record<string, string> = {}): Promise<LogSearchAnswer> =>
  (await who.get(`/api/logs/search?${new URLSearchParams({ kind: 'audit', ...query })}`)).body;
const idsOf = ({ lines }: LogSearchAnswer) => lines.map(({ line }: LogLine) => JSON.parse(line).id).sort();
const waiting = async () =>
  (await database.db.selectFrom('logs_audit_waiting').select('id').execute()).map(({ id }) => id);

/** All that waits, taken in and sealed by a receiver that then ends. */
async function feed(): Promise<void> {
  while ((await feedLot(database.db, collector.intake)) > 0);
  await collector.close();
  collector = await open();
}

describe('our own audit log in the archive', () => {
  it('is fed by itself, and found by the audit administrator of the unit, and by nobody else', async () => {
    const [ours, theirs, nobodys] = [await act(own), await act(foreign), await act(undefined)];
    await feed();
    expect(await waiting()).toEqual([]);
    expect(idsOf(await search(auditor, { address: ADDRESS }))).toEqual([ours]);
    expect(idsOf(await search(stranger, { address: ADDRESS }))).toEqual([theirs]);
    expect(idsOf(await search(chief, { address: ADDRESS }))).toEqual([ours, theirs, nobodys].sort());
    expect((await operator.get('/api/logs/search?kind=audit')).code).toBe('logs-search-without-sources');
    const answer = await search(auditor, { field: 'action=sign-in-refused', words: ours });
    expect(answer.lines).toMatchObject([{ source: 'zhengdun', kind: 'audit' }]);
    expect(answer.sources.map(({ name }) => name)).toEqual(['zhengdun']);
    expect(idsOf(await search(auditor, { source: answer.sources[0]?.id ?? '', words: ours }))).toEqual([
      ours,
    ]);
  });

  it('is the very record whose digest the ledger keeps', async () => {
    const id = await act(own);
    await feed();
    const { lines } = await search(auditor, { words: id });
    const digest = createHash('sha256')
      .update(lines[0]?.line ?? '')
      .digest('hex');
    const { rows } = await sql<{ entry: string }>`
      SELECT entry::text FROM ledger_entry WHERE entry::text LIKE ${`%audit/${id}%`}`.execute(database.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.entry).toContain(`sha256:${digest}`);
  });

  it('takes in nothing twice when it is killed between the disk and the queue', async () => {
    const id = await act(own);
    const { intake } = collector;
    const dies = {
      state: intake.state,
      async takeOrRefuse(...given: Parameters<typeof intake.takeOrRefuse>) {
        await intake.takeOrRefuse(...given);
        throw new Error('killed');
      },
    };
    await expect(feedLot(database.db, dies)).rejects.toThrow('killed');
    expect(await waiting()).toContain(id);
    await collector.close();
    collector = await open();
    await feed();
    expect(await waiting()).toEqual([]);
    expect((await search(auditor, { words: id })).count).toBe(1);
  });

  it('waits while the disk is full, and passes over no record whose transaction ends late', async () => {
    const full = {
      state: collector.intake.state,
      takeOrRefuse: () => Promise.reject(new HouseError('logs-disk-full', { folder: '/', detail: 'ENOSPC' })),
    };
    const late = Promise.withResolvers<void>();
    const written = Promise.withResolvers<string>();
    const slow = withinScope(database.db, EVERYTHING, async (trx) => {
      const agent = { actor: { kind: 'anonymous' }, from: { address: ADDRESS }, result: 'refused' } as const;
      written.resolve(await recordAct(trx, { ...agent, act: 'sign-in-refused', unit: own, detail: {} }));
      await late.promise;
    });
    const first = await written.promise;
    const second = await act(own);
    await expect(feedLot(database.db, full)).rejects.toThrow(HouseError);
    await feed();
    late.resolve();
    await slow;
    expect(await waiting()).toEqual([first]);
    await feed();
    for (const id of [first, second]) expect((await search(auditor, { words: id })).count).toBe(1);
  });

  it('feeds nothing by feeding, and is no sender that nobody declared', async () => {
    await feed();
    const ending = new AbortController();
    const about = { db: database.db, log: silentLog(), signal: ending.signal };
    const feeding = feedOwnAudit({ ...about, intake: collector.intake });
    const registering = keepRegister({ ...about, collector, beside: [], known: [] });
    const id = await act(own);
    await expect.poll(waiting, { timeout: 20_000 }).toEqual([]);
    ending.abort();
    await Promise.all([feeding, registering]);
    expect(await waiting()).toEqual([]);
    const { rows } = await sql`SELECT name FROM logs_stranger`.execute(database.db);
    expect(rows).toEqual([]);
    await feed();
    expect((await search(auditor, { words: id })).count).toBe(1);
  });
});
