import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLE_NAMES, ROLES } from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import {
  type IdentityHouse,
  identityHouse,
  makeUnit,
  signedIn,
  type TestBrowser,
} from '../../test/identity-house.ts';
import { namesOfPeople } from '../identity/index.ts';
import { CHECK_SUBJECTS } from '../inspection/index.ts';
import { AUDIT_SUBJECTS, recordAct } from '../kernel/audit/index.ts';
import { jsonDigest } from '../kernel/canonical-json.ts';
import { connectOnce } from '../kernel/database/index.ts';
import { HOUR_MS } from '../kernel/durations.ts';
import { enterInLedger, ownLedger, sealLedger } from '../kernel/ledger/index.ts';
import { silentLog } from '../kernel/log.ts';
import { beyondScope } from '../kernel/tenancy/index.ts';
import { addAuditingRoutes, keepVerifying } from './index.ts';

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-auditing-'));
afterAll(() => rmSync(data, { recursive: true }));
const subjects = { 'audit-record': AUDIT_SUBJECTS, 'check-result': CHECK_SUBJECTS };
let house: IdentityHouse;
let own: string;
let foreign: string;
let auditor: TestBrowser;
/** handlers of either unit */
const handlers: { id: string; loginName: string; browser: TestBrowser }[] = [];

beforeAll(async () => {
  house = await identityHouse(database.db, (http) =>
    addAuditingRoutes(http, { db: database.db, data, subjects, names: { person: namesOfPeople } }),
  );
  own = await makeUnit(database.db, { name: '样例局', region: '990000/990100/' });
  foreign = await makeUnit(database.db, { name: '样例外局', region: '990000/990200/' });
  for (const unitId of [own, foreign])
    handlers.push(await signedIn(house, { unitId, grants: [{ role: 'handler' }] }));
  auditor = (await signedIn(house, { unitId: own, grants: [{ role: 'audit-admin' }] })).browser;
});
afterAll(() => house.http.close());

describe('审计', () => {
  it('shows who did what, from where, in the own unit and no other, with names and words', async () => {
    const { status, body } = await auditor.get('/api/audit?size=100');
    expect(status).toBe(200);
    const people = body.rows.map((row: { actor: { personId: string } }) => row.actor.personId);
    expect(people).toContain(handlers[0]?.id);
    expect(people).not.toContain(handlers[1]?.id);
    const signIn = body.rows.find(
      (row: { act: { code: string }; actor: { personId: string } }) =>
        row.act.code === 'sign-in' && row.actor.personId === handlers[0]?.id,
    );
    expect(signIn).toMatchObject({
      actor: { kind: 'person', name: expect.stringContaining('样例'), unitName: '样例局' },
      act: { words: { zh: '登录' } },
      result: 'done',
    });
    expect(signIn.from).toMatch(/^203\.0\.113\./);
  });

  it('shows who acted on the unit, wherever they belong, and an act without a unit to whose people did it', async () => {
    const at = (unit: string | undefined, actor: string) =>
      database.db.transaction().execute((trx) =>
        recordAct(trx, {
          actor: { kind: 'person', id: actor },
          from: { address: '192.0.2.9' },
          act: 'unit-corrected',
          object: { kind: 'check', id: 'c-1' },
          unit,
          result: 'done',
          detail: { changed: ['kind'] },
        }),
      );
    const [here, there] = [handlers[0]?.id ?? '', handlers[1]?.id ?? ''];
    const ids = [
      await at(own, there),
      await at(undefined, here),
      await at(foreign, here),
      await at(undefined, there),
    ];
    const { body } = await auditor.get('/api/audit?act=unit-corrected');
    expect(body.rows.map((row: { id: string }) => row.id).toSorted()).toEqual(ids.slice(0, 2).toSorted());
    const stranger = body.rows.find((row: { id: string }) => row.id === ids[0]);
    expect(stranger).toMatchObject({ actor: { unitName: '样例外局' }, detail: '{"changed":["kind"]}' });
    const named = await auditor.get(
      `/api/audit?act=unit-corrected&person=${encodeURIComponent(handlers[1]?.loginName ?? '')}`,
    );
    expect(named.body).toMatchObject({ total: 1, rows: [{ id: ids[0] }] });
    for (const nothing of ['person=nobody.at.all', 'until=2020-01-01', 'object=unit', 'result=failed'])
      expect((await auditor.get(`/api/audit?act=unit-corrected&${nothing}`)).body.total).toBe(0);
  });

  it('keeps what nobody known did for whoever audits everything', async () => {
    await house.browser().post('/api/session', { loginName: 'nobody.here', password: 'wrong password' });
    expect((await auditor.get('/api/audit?act=sign-in-refused')).body.total).toBe(0);
    const whole = await signedIn(house, {
      unitId: own,
      grants: [{ role: 'audit-admin', area: 'region', place: '' }],
    });
    const { body } = await whole.browser.get('/api/audit?act=sign-in-refused');
    expect(body.rows[0]).toMatchObject({ actor: { kind: 'anonymous' }, result: 'refused' });
  });

  it('is exported as a sheet, and the export is an act', async () => {
    const file = await auditor.get('/api/audit/export.xlsx?act=sign-in');
    expect(file.status).toBe(200);
    const { body } = await auditor.get('/api/audit?act=audit-exported');
    expect(body.total).toBe(1);
  });
});

describe('存证', () => {
  const state = async () => (await auditor.get('/api/ledger')).body;

  it('is verified when asked for, and once a day', async () => {
    const stop = new AbortController();
    expect(await state()).toMatchObject({ running: false });
    await sealLedger({ ...ownLedger(data), db: database.db });
    const asked = await auditor.post('/api/ledger/verify');
    expect(asked).toMatchObject({ status: 202, body: { running: true } });
    await auditor.post('/api/ledger/verify');
    const keeping = keepVerifying(
      { db: database.db, data, subjects, log: silentLog(), signal: stop.signal },
      20,
    );
    await expect.poll(async () => (await state()).running, { timeout: 20_000 }).toBe(false);
    const { last, log } = await state();
    expect(last.fault).toBeUndefined();
    expect(last.size).toBeGreaterThan(5);
    expect(log.origin).toMatch(/^zhengdun\.internal\//);
    // What is over a day old is done again without anybody asking.
    const owner = await connectOnce(database.server, 'migrator');
    await owner.query("UPDATE auditing_verification SET ended_at = ended_at - interval '25 hours'");
    await expect
      .poll(async () => Date.parse((await state()).last.at), { timeout: 20_000 })
      .toBeGreaterThan(Date.now() - HOUR_MS);
    await owner.end();
    stop.abort();
    await keeping;
  });

  it('is broken when a result of a check is not what was entered, and the first such entry is named', async () => {
    const id = randomUUID();
    const result = { id, verdicts: [] };
    const entered = (of: object) =>
      database.db.transaction().execute((trx) =>
        enterInLedger(trx, {
          kind: 'check-result',
          subject: `check/${id}`,
          digests: { result: jsonDigest(of as never), observations: `sha256:${'a'.repeat(64)}` },
        }),
      );
    await beyondScope(database.db, (trx) =>
      trx
        .insertInto('inspection_check')
        .values({
          id,
          state: 'done',
          url: 'https://www.sample.example/',
          host: 'www.sample.example',
          request: '{}',
          unit: '{}',
          result: JSON.stringify(result),
          observations: 'a'.repeat(64),
        } as never)
        .execute(),
    );
    // It was judged twice: the first entry is history.
    await entered({ ...result, verdicts: ['earlier'] });
    await entered(result);
    const verify = async () => {
      await sealLedger({ ...ownLedger(data), db: database.db });
      const stop = new AbortController();
      await auditor.post('/api/ledger/verify');
      const keeping = keepVerifying(
        { db: database.db, data, subjects, log: silentLog(), signal: stop.signal },
        20,
      );
      await expect.poll(async () => (await state()).running, { timeout: 20_000 }).toBe(false);
      stop.abort();
      await keeping;
      return (await state()).last.fault;
    };
    expect(await verify()).toBeUndefined();
    await beyondScope(database.db, (trx) =>
      trx
        .updateTable('inspection_check')
        .set({ result: JSON.stringify({ ...result, verdicts: ['changed'] }) } as never)
        .where('id', '=', id)
        .execute(),
    );
    expect((await verify()).zh).toMatch(new RegExp(`第 \\d+ 条所存证的记录被改动：check/${id}`));
  });
});

describe('every route of auditing', () => {
  it('is open to the roles of the matrix and to no others', async () => {
    for (const role of ROLE_NAMES) {
      const area = ROLES[role].areas.at(-1) ?? 'unit';
      const { browser } = await signedIn(house, {
        unitId: foreign,
        grants: [{ role, area, place: foreign }],
      });
      for (const { method, url, permission } of house.routes.filter(({ url }) =>
        /^\/api\/(audit|ledger)/.test(url),
      )) {
        const { status } = await browser.ask(method as 'GET', url);
        const may = (ROLES[role].permissions as readonly string[]).includes(permission);
        expect({ role, url, ok: status < 300 }).toEqual({ role, url, ok: may });
      }
      if (role === 'audit-admin') {
        const seen = await browser.get('/api/audit?size=100');
        const units = seen.body.rows.map((row: { actor: { unitName?: string } }) => row.actor.unitName);
        expect(new Set(units)).toEqual(new Set(['样例外局', '样例局']));
      }
    }
    expect((await house.browser().get('/api/audit')).status).toBe(401);
  });
});
