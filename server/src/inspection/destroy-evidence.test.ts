import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { keepCheckWithPicture } from '../../test/kept-picture.ts';
import { memoryTiles } from '../../test/ledger.ts';
import { type PaperHouse, paperHouse, paperUnit } from '../../test/papers.ts';
import { AUDIT_SUBJECTS } from '../kernel/audit/index.ts';
import { ledgerKeys, sealLedger, verifyLedger } from '../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { CHECK_SUBJECTS } from './checks/read-subjects.ts';
import { destroyEvidence, finishDestroying } from './destroy-evidence.ts';
import type { KeptEvidenceStore } from './evidence.ts';
import { addInspectionRoutes } from './routes.ts';
import { openEvidence } from './start-inspection.ts';
import { verifyEvidence } from './verify-evidence.ts';

const database = useTestDatabase();
const ORDER = { orderNumber: '样保密〔2026〕7号', approver: '样例负责人' };
const store = memoryTiles();
let house: PaperHouse;
let evidence: KeptEvidenceStore;
let own: Awaited<ReturnType<typeof paperUnit>>;
let other: Awaited<ReturnType<typeof paperUnit>>;

beforeAll(async () => {
  const { db } = database;
  const late: KeptEvidenceStore = {
    keep: (...all) => evidence.keep(...all),
    read: (sha256) => evidence.read(sha256),
    look: (sha256) => evidence.look(sha256),
    destroy: (sha256) => evidence.destroy(sha256),
    sealOld: (signal) => evidence.sealOld(signal),
  };
  const jobs = { send: async () => {}, work: async () => {}, stop: async () => {} };
  house = await paperHouse(db, (http) =>
    addInspectionRoutes(http, { db, jobs, evidence: late, readings: {}, owner: async () => undefined }),
  );
  evidence = openEvidence(house.data);
  own = await paperUnit(db, '990000/990100/');
  other = await paperUnit(db, '990000/990200/');
});
afterAll(() => house.close());

/** @param text what makes the picture another one */
const checkWithPicture = (text: string) =>
  keepCheckWithPicture({ db: database.db, evidence }, { unit: own.unit, text });

async function ledgerFault() {
  const keys = ledgerKeys(house.data);
  await sealLedger({ db: database.db, store, keys });
  const subjects = { 'audit-record': AUDIT_SUBJECTS, 'check-result': CHECK_SUBJECTS };
  const report = await verifyLedger({ store, db: database.db, keys: keys.periods, kept: [], subjects });
  return report.fault;
}

describe('an order of the secrecy office about evidence of a check', () => {
  it('destroys a picture for good; digests, order, verdicts and ledger stay', async () => {
    const { id, sha256 } = await checkWithPicture('one');
    expect((await house.ask(own.secrecy, 'GET', `/evidence/${sha256}`)).status).toBe(200);
    const { status, body } = await house.ask(own.secrecy, 'POST', `/evidence/${sha256}/destroy`, ORDER);
    expect({ status, body }).toMatchObject({ status: 200, body: { sha256, destroyed: ORDER } });
    expect(await house.ask(own.leader, 'GET', `/evidence/${sha256}`)).toMatchObject({
      status: 410,
      code: 'evidence-destroyed',
    });
    expect(await evidence.read(sha256)).toBeUndefined();
    expect((await house.ask(own.leader, 'GET', `/evidence/${sha256}/about`)).body.destroyed).toMatchObject(
      ORDER,
    );
    expect((await house.ask(own.secrecy, 'POST', `/evidence/${sha256}/destroy`, ORDER)).status).toBe(410);
    expect(await ledgerFault()).toBeUndefined();
    const { rows } = await sql<{ entry: string }>`SELECT entry FROM ledger_entry
      WHERE subject = ${`evidence/${sha256}`}`.execute(database.db);
    expect(rows.map(({ entry }) => JSON.parse(entry))).toMatchObject([
      {
        kind: 'evidence-destroyed',
        digests: { evidence: `sha256:${sha256}` },
        facts: { order: ORDER.orderNumber },
      },
    ]);
    expect(
      await withinScope(database.db, EVERYTHING, (trx) => CHECK_SUBJECTS.read(trx, [`check/${id}`])),
    ).not.toEqual(new Map());
  });

  it('is told by every report that is made afterwards', async () => {
    const { id, sha256 } = await checkWithPicture('two');
    await house.ask(own.secrecy, 'POST', `/evidence/${sha256}/destroy`, ORDER);
    const words = '截图已按保密要求销毁：销毁令样保密〔2026〕7号，批准人样例负责人';
    const take = (form: string) => house.ask(own.leader, 'GET', `/checks/${id}/report.${form}`);
    const html = (await take('html')).bytes.toString();
    expect(html).toContain(words);
    expect(html).not.toContain('src="data:image');
    expect((await take('oscal')).bytes.toString()).toContain(words);
    expect(JSON.parse((await take('json')).bytes.toString()).destroyed).toMatchObject([{ sha256, ...ORDER }]);
  });

  it('also destroys the observations of a check', async () => {
    const { id } = await checkWithPicture('three');
    const row = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('inspection_check')
        .select('observations')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    const observations = row.observations ?? '';
    expect(await evidence.read(observations)).toBeDefined();
    expect((await house.ask(own.secrecy, 'POST', `/evidence/${observations}/destroy`, ORDER)).status).toBe(
      200,
    );
    expect(await evidence.read(observations)).toBeUndefined();
    expect(await ledgerFault()).toBeUndefined();
  });

  it('is carried out by the secrecy officer of the unit alone', async () => {
    const { sha256 } = await checkWithPicture('four');
    expect((await house.ask(own.leader, 'POST', `/evidence/${sha256}/destroy`, ORDER)).status).toBe(403);
    expect(await house.ask(other.secrecy, 'POST', `/evidence/${sha256}/destroy`, ORDER)).toMatchObject({
      status: 404,
      code: 'evidence-unknown',
    });
    expect(await evidence.read(sha256)).toBeDefined();
  });

  it('is brought to its end by the next program where one was killed, and after an old backup', async () => {
    const { sha256 } = await checkWithPicture('five');
    const { db } = database;
    const killed = { ...evidence, destroy: async () => {} };
    const caller = { actor: own.secrecy, from: { address: '127.0.0.1' } };
    await destroyEvidence({ db, evidence: killed }, caller, { sha256, ...ORDER });
    expect(await evidence.read(sha256)).toBeDefined();
    expect((await house.ask(own.leader, 'GET', `/evidence/${sha256}`)).status).toBe(410);
    await finishDestroying({ db, evidence });
    expect(await evidence.read(sha256)).toBeUndefined();
  });

  it('is told by a verification of all evidence, which names what is changed, and what is gone without an order', async () => {
    const [ordered, changed, gone, lost] = await Promise.all(
      ['six', 'seven', 'eight', 'nine'].map(checkWithPicture),
    );
    if (!ordered || !changed || !gone || !lost) throw new Error('no picture');
    const { db } = database;
    const verified = () => verifyEvidence({ db, evidence, signal: new AbortController().signal });
    const before = await verified();
    expect(before).toMatchObject({ faulty: 0, faults: [], whole: before.total - before.destroyed });
    await house.ask(own.secrecy, 'POST', `/evidence/${ordered.sha256}/destroy`, ORDER);
    const pathOf = (sha256: string) => join(house.data, 'objects', sha256.slice(0, 2), sha256.slice(2));
    const bytes = readFileSync(pathOf(changed.sha256));
    writeFileSync(pathOf(changed.sha256), bytes.fill(0, bytes.length - 4));
    await evidence.destroy(gone.sha256);
    rmSync(pathOf(lost.sha256));
    const after = await verified();
    expect(after).toMatchObject({
      ...{ total: before.total, destroyed: before.destroyed + 1, faulty: 3 },
      whole: before.whole - 4,
    });
    expect(after.faults.find(({ sha256 }) => sha256 === changed.sha256)?.check).toBe(changed.id);
    expect(new Map(after.faults.map(({ sha256, fault }) => [sha256, fault]))).toEqual(
      new Map([
        [changed.sha256, 'changed'],
        [gone.sha256, 'destroyed'],
        [lost.sha256, 'missing'],
      ]),
    );
  });

  it('stays on record: the database takes no order back', async () => {
    await expect(
      withinScope(database.db, EVERYTHING, (trx) => sql`DELETE FROM inspection_destruction`.execute(trx)),
    ).rejects.toThrow(/permission denied/);
  });
});
