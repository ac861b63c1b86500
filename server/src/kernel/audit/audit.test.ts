import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { memoryTiles } from '../../../test/ledger.ts';
import { connectOnce, type Database } from '../database/index.ts';
import { DAY_MS, HOUR_MS } from '../durations.ts';
import { ledgerKeys, sealLedger, verifyLedger } from '../ledger/index.ts';
import { EVERYTHING, withinScope } from '../tenancy/index.ts';
import { type Act, AUDIT_SUBJECTS, forgetRecords, listRecords as listIn, recordAct } from './index.ts';

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-audit-'));
afterAll(() => rmSync(data, { recursive: true }));
const keys = ledgerKeys(data);
const store = memoryTiles();

const act = (some: Partial<Act<'unit-corrected'>> = {}): Act<'unit-corrected'> => ({
  actor: { kind: 'person', id: 'p-1' },
  from: { address: '192.0.2.7', device: 'd-1' },
  act: 'unit-corrected',
  object: { kind: 'check', id: 'c-1' },
  unit: 'u-1',
  result: 'done',
  detail: { changed: ['kind'] },
  ...some,
});
const record = (some?: Partial<Act<'unit-corrected'>>): Promise<string> =>
  database.db.transaction().execute((transaction) => recordAct(transaction, act(some)));
const asOwner = async (statement: string): Promise<void> => {
  const client = await connectOnce(database.server, 'migrator');
  await client.query(statement).finally(() => client.end());
};
const listRecords = (db: Database, ...asked: [Parameters<typeof listIn>[1], Parameters<typeof listIn>[2]]) =>
  withinScope(db, EVERYTHING, (trx) => listIn(trx, ...asked));
const verified = async () => {
  await sealLedger({ db: database.db, store, keys });
  const report = await verifyLedger({
    store,
    db: database.db,
    keys: keys.periods,
    kept: [],
    subjects: { 'audit-record': AUDIT_SUBJECTS },
  });
  return report.fault;
};
const entriesOf = async (id: string): Promise<number> => {
  const rows = await database.db
    .selectFrom('ledger_entry')
    .select('id')
    .where('subject', '=', `audit/${id}`)
    .execute();
  return rows.length;
};

describe('a recorded act', () => {
  it('says who, from where, what, and with what result, and is entered in the ledger', async () => {
    const id = await record();
    const { records } = await listRecords(database.db, {}, { limit: 1, offset: 0 });
    expect(records[0]).toMatchObject({ id, ...act() });
    expect(await entriesOf(id)).toBe(1);
    const { rows } = await sql<{ entry: string }>`
      SELECT entry FROM ledger_entry WHERE subject = ${`audit/${id}`}`.execute(database.db);
    // The ledger is for outsiders, too: it holds the digest, not the record.
    for (const secret of ['p-1', '192.0.2.7', 'u-1', 'c-1', 'kind']) {
      const { entry = '' } = rows[0] ?? {};
      expect(entry.replace('"kind":"audit-record"', '')).not.toContain(secret);
    }
  });

  it('is there when what it records is, and not when that was undone', async () => {
    let id = '';
    await expect(
      database.db.transaction().execute(async (transaction) => {
        id = await recordAct(transaction, act());
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await entriesOf(id)).toBe(0);
    const { records } = await listRecords(database.db, {}, { limit: 1000, offset: 0 });
    expect(records.map((each) => each.id)).not.toContain(id);
  });

  it('may be by nobody who is known, on nothing in particular', async () => {
    const id = await record({ actor: { kind: 'anonymous' }, object: undefined, unit: undefined });
    const { records } = await listRecords(database.db, {}, { limit: 1, offset: 0 });
    expect(records[0]).toMatchObject({ id, actor: { kind: 'anonymous' }, object: undefined });
  });

  it('holds no more than its kind declares', async () => {
    const wrong = [
      { changed: ['Li Si 13800000000'] },
      { changed: Array(9).fill('kind') },
      { changed: [], password: 'x' },
    ];
    for (const detail of wrong)
      await expect(record({ detail: detail as { changed: string[] } })).rejects.toThrow();
  });
});

describe('the records', () => {
  it('are listed by page, the newest first, and by each of their sides', async () => {
    const ids: string[] = [];
    for (const result of ['refused', 'failed', 'done'] as const)
      ids.unshift(await record({ unit: 'u-list', result, actor: { kind: 'token', id: `t-${result}` } }));
    const list = async (filter: Parameters<typeof listRecords>[1], limit = 10, offset = 0) => {
      const found = await listRecords(database.db, { unit: 'u-list', ...filter }, { limit, offset });
      return { ids: found.records.map(({ id }) => id), total: found.total };
    };
    expect((await list({})).ids.toSorted()).toEqual(ids.toSorted());
    const [first, second] = [await list({}, 2, 0), await list({}, 2, 2)];
    expect([...first.ids, ...second.ids].toSorted()).toEqual(ids.toSorted());
    expect([first.total, second.total]).toEqual([3, 3]);
    const most = { limit: 10, offset: 0, most: 2 };
    expect(await listRecords(database.db, { unit: 'u-list' }, most)).toMatchObject({ total: 2, more: true });
    expect((await listRecords(database.db, { unit: 'u-list' }, { ...most, offset: 2 })).records).toEqual([]);
    expect(await list({ result: 'refused' })).toEqual({ ids: [ids[2]], total: 1 });
    expect(await list({ actors: ['t-failed'] })).toEqual({ ids: [ids[1]], total: 1 });
    expect((await list({ address: '192.0.2.7', act: 'unit-corrected' })).total).toBe(3);
    expect((await list({ object: { kind: 'check', id: 'c-1' } })).total).toBe(3);
    expect((await list({ object: { kind: 'application' } })).total).toBe(0);
    expect((await list({ since: new Date(Date.now() + 60_000) })).total).toBe(0);
    expect((await list({ until: new Date(Date.now() - HOUR_MS) })).total).toBe(0);
  });

  it('cannot be changed or removed by the program', async () => {
    await record();
    for (const statement of [
      `UPDATE audit_record SET result = 'done'`,
      'DELETE FROM audit_record',
      'TRUNCATE audit_record',
      `SELECT audit_forget(now() - interval '400 days')`,
    ])
      await expect(sql.raw(statement).execute(database.db), statement).rejects.toThrow(/permission denied/);
  });

  it('cannot be changed or removed by the owner of the tables either, but for old ones by one way', async () => {
    await record();
    for (const statement of [
      `UPDATE audit_record SET result = 'done'`,
      'DELETE FROM audit_record',
      `SET zhengdun.audit_forgets = 'on'; DELETE FROM audit_record`,
      'TRUNCATE audit_record',
    ])
      await expect(asOwner(statement), statement).rejects.toThrow(/neither changed nor removed/);
    const young = new Date(Date.now() - 364 * DAY_MS);
    await expect(forgetRecords(database.server, young)).rejects.toThrow(/365 days/);
    await asOwner(
      `INSERT INTO audit_record SELECT gen_random_uuid(), now() - interval '400 days', actor_kind, actor_id, from_address,
              from_device, act, object_kind, object_id, 'u-old', result, detail, nonce
         FROM audit_record WHERE actor_kind = 'person' LIMIT 1`,
    );
    const old = new Date(Date.now() - 390 * DAY_MS);
    expect(await forgetRecords(database.server, old)).toBe(1);
    expect(await forgetRecords(database.server, old)).toBe(0);
    const { rows } = await sql<{ entry: string }>`
      SELECT entry FROM ledger_entry WHERE kind = 'audit-forgotten'`.execute(database.db);
    expect(rows.map(({ entry }) => (JSON.parse(entry) as { facts: unknown }).facts)).toEqual([
      { count: '1' },
    ]);
  });

  it('are compared with the ledger: what an administrator changed or removed all the same is named', async () => {
    const [one, other] = [await record(), await record()];
    expect(await verified()).toBeUndefined();
    const forced = (statement: string): Promise<void> =>
      asOwner(
        `ALTER TABLE audit_record DISABLE TRIGGER USER; ${statement}; ALTER TABLE audit_record ENABLE TRIGGER USER`,
      );
    await forced(`UPDATE audit_record SET actor_id = 'p-2' WHERE id = '${other}'`);
    expect(await verified()).toMatchObject({ code: 'subject-changed', subject: `audit/${other}` });
    await forced(`DELETE FROM audit_record WHERE id = '${one}'`);
    expect(await verified()).toMatchObject({ code: 'subject-missing', subject: `audit/${one}` });
  });
});
