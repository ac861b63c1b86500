import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { makeUnit } from '../../test/identity-house.ts';
import {
  moveUnit,
  type PaperHouse,
  paperHouse,
  paperUnit,
  personWith,
  registerSite,
} from '../../test/papers.ts';
import { EVERYTHING, PROGRAM, withinScope } from '../kernel/tenancy/index.ts';
import { readExceptions, readPaperVerdicts } from './index.ts';

const database = useTestDatabase();
let house: PaperHouse;
let own: Awaited<ReturnType<typeof paperUnit>>;

beforeAll(async () => {
  house = await paperHouse(database.db);
  own = await paperUnit(database.db, '990000/990100/');
});
afterAll(() => house.close());

const BUDGET = 'A4.6-budget';

async function content(more: object = {}) {
  return {
    claim: 'met',
    statement: '运维和安全经费已列入预算。',
    issuer: '财务科',
    issuedOn: '2026-11-20',
    expiresOn: '2026-12-31',
    documents: [await house.upload(own.writer, own.unit)],
    ...more,
  };
}

async function write(
  applicationId: string | undefined,
  obligation: string,
  more: object = {},
): Promise<string> {
  const { status, body } = await house.ask(own.writer, 'POST', '/papers', {
    ...(await content(more)),
    unitId: own.unit,
    obligation,
    ...(applicationId && { applicationId }),
  });
  expect([status, body]).toMatchObject([201, {}]);
  return body.id;
}

const sign = (id: string, version = 1, who = own.leader) =>
  house.ask(who, 'POST', `/papers/${id}/sign`, { version });

async function standing(applicationId: string, obligation: string) {
  const { body } = await house.ask(own.leader, 'GET', `/applications/${applicationId}/papers`);
  return body.rows.find((row: { obligation: string }) => row.obligation === obligation);
}

describe('a paper', () => {
  it('counts once somebody else has signed it, holds until its end, and every change is signed anew', async () => {
    const site = await registerSite(database.db, own.unit);
    expect(await standing(site, BUDGET)).toMatchObject({
      verdict: 'unknown',
      reason: 'proof-needed',
      act: 'write',
    });
    const id = await write(site, BUDGET);
    expect(await standing(site, BUDGET)).toMatchObject({
      code: 'waiting',
      act: 'sign',
      paperId: id,
      waiting: true,
    });
    expect(await sign(id, 1, own.writer)).toMatchObject({ status: 403, code: 'not-permitted' });
    expect(await sign(id, 2)).toMatchObject({ code: 'paper-changed' });
    expect(await sign(id)).toMatchObject({ status: 200 });
    expect(await standing(site, BUDGET)).toMatchObject({
      verdict: 'met',
      told: '情况说明已签署，有效期至：2026年12月31日。',
    });
    expect(await sign(id)).toMatchObject({ code: 'paper-changed' });
    const next = await content({ expiresOn: '2027-12-31', statement: '第二版' });
    expect(await house.ask(own.writer, 'POST', `/papers/${id}/versions`, next)).toMatchObject({
      status: 200,
    });
    expect(await standing(site, BUDGET)).toMatchObject({
      verdict: 'met',
      waiting: true,
      expiresOn: '2026-12-31',
    });
    await sign(id, 2);
    expect(await standing(site, BUDGET)).toMatchObject({
      verdict: 'met',
      waiting: false,
      expiresOn: '2027-12-31',
    });
    const { body } = await house.ask(own.leader, 'GET', `/papers/${id}`);
    expect(body.versions).toMatchObject([
      { version: 2, state: 'signed', signed: { by: '样例leader' }, documents: [{ name: '证明.pdf' }] },
      { version: 1, state: 'replaced', writtenBy: { name: '样例handler' } },
    ]);
    house.now = new Date('2027-12-31T16:00:00Z');
    expect(await standing(site, BUDGET)).toMatchObject({
      verdict: 'unknown',
      reason: 'proof-expired',
      act: 'renew',
    });
    house.now = new Date('2026-11-26T02:00:00Z');
    const withdraw = () => house.ask(own.writer, 'POST', `/papers/${id}/withdraw`, { ground: '预算有调整' });
    expect(await withdraw()).toMatchObject({ status: 200 });
    expect(await withdraw()).toMatchObject({ code: 'paper-withdrawn' });
    expect(await standing(site, BUDGET)).toMatchObject({ code: 'missing' });
    expect((await house.ask(own.leader, 'GET', `/papers/${id}`)).body).toMatchObject({
      withdrawn: { ground: '预算有调整' },
      versions: [{ state: 'withdrawn' }, { state: 'withdrawn' }],
    });
    expect(await write(site, BUDGET)).not.toBe(id);
  });

  it('is signed by nobody who wrote it, whatever rights they hold, and the database says so too', async () => {
    const both = {
      ...own.leader,
      scopes: new Map([...own.leader.scopes, ...own.writer.scopes]),
    };
    const site = await registerSite(database.db, own.unit);
    const documents = [await house.upload(both, own.unit)];
    const { body } = await house.ask(both, 'POST', '/papers', {
      ...(await content({ documents })),
      ...{ unitId: own.unit, applicationId: site, obligation: BUDGET },
    });
    expect(await sign(body.id, 1, both)).toMatchObject({ status: 403, code: 'paper-sign-own' });
    const act = (set: ReturnType<typeof sql>) =>
      withinScope(database.db, EVERYTHING, (trx) =>
        sql`UPDATE assurance_paper_version SET ${set} WHERE paper_id = ${body.id}`.execute(trx),
      );
    await expect(act(sql`signed_by = written_by, signed_at = now()`)).rejects.toThrow(
      /paper_signed_by_another/,
    );
    await expect(act(sql`statement = 'x'`)).rejects.toThrow(/permission denied/);
    await sign(body.id, 1, await personWith(database.db, { unit: own.unit, role: 'deputy' }));
    await expect(act(sql`signed_at = now()`)).rejects.toThrow(/stays so/);
    await expect(act(sql`signed_by = NULL, signed_at = NULL`)).rejects.toThrow(/stays so/);
  });

  it('is one for each obligation, on what papers decide, with documents of its own unit', async () => {
    const site = await registerSite(database.db, own.unit);
    await write(site, BUDGET);
    const other = await paperUnit(database.db, '990000/990200/');
    const strange = await house.upload(other.writer, other.unit);
    const ask = async (more: object) =>
      (
        await house.ask(own.writer, 'POST', '/papers', {
          ...(await content()),
          ...{ unitId: own.unit, applicationId: site, obligation: 'A3.1-law-and-mandatory-standards' },
          ...more,
        })
      ).code;
    expect(await ask({ obligation: BUDGET })).toBe('paper-there-already');
    expect(await ask({ obligation: 'A9.4-mark-place' })).toBe('obligation-not-by-paper');
    expect(await ask({ documents: [strange] })).toBe('documents-not-at-hand');
    expect(await ask({ documents: [] })).toBe('input-invalid');
    expect(await ask({ unitId: other.unit })).toBe('unit-unknown');
    expect(await ask({ applicationId: await registerSite(database.db, other.unit) })).toBe(
      'application-unknown',
    );
    expect(await ask({ expiresOn: undefined })).toBe('paper-end-missing');
  });

  it('of a unit holds for all of its applications, and a platform’s for what runs on it', async () => {
    const review = 'A13.1-review-system';
    await sign(await write(undefined, review, { expiresOn: '2027-06-30' }));
    const site = await registerSite(database.db, own.unit, { isPlatform: true });
    expect(await standing(site, review)).toMatchObject({ verdict: 'met', inherited: false });
    const { body } = await house.ask(own.leader, 'GET', `/units/${own.unit}/papers`);
    expect(body.rows.find((row: { obligation: string }) => row.obligation === review)).toMatchObject({
      verdict: 'met',
    });
    expect(Object.values(body.counts as number[]).reduce((sum, each) => sum + each, 0)).toBe(
      body.rows.length,
    );
    const logs = 'A20.4-one-year';
    await sign(await write(site, logs));
    const county = await paperUnit(database.db, '990000/990300/');
    const column = await registerSite(database.db, county.unit, { hostId: site });
    const { body: inherited } = await house.ask(county.leader, 'GET', `/applications/${column}/papers`);
    const row = inherited.rows.find((each: { obligation: string }) => each.obligation === logs);
    expect(row).toMatchObject({ verdict: 'met', inherited: true, expiresOn: '2026-12-31' });
    // The verdict, and nothing of the paper itself.
    expect(row.paperId).toBeUndefined();
    const scope = { regions: [], sectors: [], units: [county.unit] };
    const verdicts = await withinScope(database.db, scope, (trx) =>
      readPaperVerdicts(trx, { applicationId: column, today: '2027-01-01' }),
    );
    expect(verdicts?.find((each) => each.obligation === logs)).toMatchObject({ reason: 'proof-expired' });
  });

  it('whose documents were destroyed proves nothing any more', async () => {
    const site = await registerSite(database.db, own.unit);
    const document = await house.upload(own.writer, own.unit);
    const id = await write(site, BUDGET, { documents: [document] });
    await sign(id);
    const order = { orderNumber: '样保密〔2026〕2号', approver: '样例负责人' };
    await house.ask(own.secrecy, 'POST', `/documents/${document}/destroy`, order);
    expect(await standing(site, BUDGET)).toMatchObject({
      verdict: 'unknown',
      code: 'document-destroyed',
      act: 'renew',
    });
  });

  it('goes along when its unit moves', async () => {
    const moving = await paperUnit(database.db, '990000/990100/990101/');
    const superior = await makeUnit(database.db, { name: '新的主管部门', region: '990000/990100/' });
    const document = await house.upload(moving.writer, moving.unit);
    const { body } = await house.ask(moving.writer, 'POST', '/papers', {
      ...(await content({ documents: [document] })),
      ...{ unitId: moving.unit, obligation: 'A13.1-review-system' },
    });
    await sign(body.id, 1, moving.leader);
    await moveUnit(database.db, PROGRAM, { id: moving.unit, move: { superiorId: superior } });
    const paths = await withinScope(database.db, EVERYTHING, async (trx) => {
      const { rows } = await sql<{ path: string }>`
        SELECT sector_path AS path FROM assurance_paper WHERE id = ${body.id}
        UNION SELECT sector_path FROM assurance_document WHERE id = ${document}`.execute(trx);
      return rows.map(({ path }) => path);
    });
    expect(paths).toEqual([`${superior}/${moving.unit}/`]);
  });
});

describe('an exception', () => {
  const DOMAINS = 'A5.1-one-zh-one-en-domain';
  const request = (applicationId: string, more: object = {}) => ({
    ...{ applicationId, obligation: DOMAINS, kind: 'exception', ground: '机构合并，过渡期内两个域名并存。' },
    ...{ startsOn: '2026-11-26', endsOn: '2027-05-31' },
    ...more,
  });
  const ask = (body: object, who = own.writer) => house.ask(who, 'POST', '/exceptions', body);

  it('is for what binds in principle, a year at most, approved by another, and can be ended early', async () => {
    const site = await registerSite(database.db, own.unit);
    const refused = await ask(request(site, { obligation: BUDGET }));
    expect(refused.body.error.message).toContain('是“应当”的要求，未落实的仍为不符合，可以登记暂缓整改');
    expect(await ask(request(site, { endsOn: '2027-11-27' }))).toMatchObject({
      code: 'exception-dates-wrong',
    });
    expect(await ask(request(site, { startsOn: '2026-11-25' }))).toMatchObject({
      code: 'exception-dates-wrong',
    });
    expect(await ask(request(site, { obligation: 'A30.7-e-certificate' }))).toMatchObject({
      code: 'exception-for-encouraged',
    });
    expect(await ask(request(site, { obligation: 'A10.3-no-own-site-below' }))).toMatchObject({
      code: 'exception-not-for-application',
    });
    const { body } = await ask(request(site));
    expect(await ask(request(site))).toMatchObject({ code: 'exception-open-already' });
    const running = () =>
      withinScope(database.db, EVERYTHING, (trx) =>
        readExceptions(trx, { applicationId: site, today: '2026-11-26' }),
      );
    expect(await running()).toEqual([]);
    const decide = (who = own.leader) =>
      house.ask(who, 'POST', `/exceptions/${body.id}/decide`, { decision: 'approved' });
    expect(await decide({ ...own.leader, id: own.writer.id })).toMatchObject({
      code: 'exception-decide-own',
    });
    expect(await decide()).toMatchObject({ status: 200 });
    expect(await decide()).toMatchObject({ code: 'exception-settled' });
    expect(await running()).toMatchObject([{ obligation: DOMAINS, kind: 'exception', endsOn: '2027-05-31' }]);
    await house.ask(own.leader, 'POST', `/exceptions/${body.id}/end`);
    expect(await running()).toEqual([]);
    const list = await house.ask(own.leader, 'GET', `/applications/${site}/exceptions`);
    expect(list.body.rows).toMatchObject([{ state: 'ended', decided: { by: '样例leader' } }]);
    const act = (set: ReturnType<typeof sql>) =>
      withinScope(database.db, EVERYTHING, (trx) =>
        sql`UPDATE assurance_exception SET ${set} WHERE id = ${body.id}`.execute(trx),
      );
    await expect(act(sql`decided_by = asked_by`)).rejects.toThrow(/stays so/);
    await expect(act(sql`ends_on = '2029-01-01'`)).rejects.toThrow(/permission denied/);
  });

  it('that is a deferral changes no verdict', async () => {
    const site = await registerSite(database.db, own.unit);
    await sign(await write(site, BUDGET, { claim: 'unmet' }));
    const { body } = await ask(request(site, { obligation: BUDGET, kind: 'deferral' }));
    await house.ask(own.leader, 'POST', `/exceptions/${body.id}/decide`, { decision: 'approved' });
    expect(await standing(site, BUDGET)).toMatchObject({ verdict: 'unmet' });
  });
});
