import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../../test/check-results.ts';
import { useTestDatabase } from '../../../test/database.ts';
import { keepCheck, registerSite, tellKept } from '../../../test/kept-checks.ts';
import { type PaperHouse, paperHouse, paperUnit } from '../../../test/papers.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { takeInPapers } from './keep-papers.ts';
import { takeInChecks } from './take-in-checks.ts';

const PLACE = 'A23.1-data-centre';
const DOMAIN = 'A5.1-one-zh-one-en-domain';

const database = useTestDatabase();
let house: PaperHouse;
let own: Awaited<ReturnType<typeof paperUnit>>;

beforeAll(async () => {
  house = await paperHouse(database.db);
  own = await paperUnit(database.db, '990000/990100/');
});
afterAll(() => house.close());

/** What a worker does in the background, as if it were that day. */
async function takeIn(day = '2026-11-26'): Promise<void> {
  const now = () => new Date(`${day}T02:00:00Z`);
  await takeInPapers({ db: database.db, now });
  // Doing it again changes nothing.
  await takeInPapers({ db: database.db, now });
}

let checks = 0;
async function check(
  host: string,
  place: 'blocked' | 'outside' | 'mainland',
  domain = 'differs',
): Promise<void> {
  checks += 1;
  const verdicts = [verdictOf('site-place', place, 'zh'), verdictOf('declared-domain', domain, 'zh')];
  await keepCheck(database.db, {
    host,
    verdicts,
    at: new Date(Date.UTC(2026, 10, 20, 0, checks)).toISOString(),
  });
  await tellKept(database.db, takeInChecks);
}

function findings(application: string) {
  return withinScope(database.db, EVERYTHING, async (trx) => {
    const rows = await trx
      .selectFrom('supervision_finding')
      .selectAll()
      .where('application_id', '=', application)
      .execute();
    return new Map(rows.map((row) => [row.obligation, row]));
  });
}

const stateOf = async (application: string, obligation: string) =>
  (await findings(application)).get(obligation)?.state;

async function events(application: string, obligation: string): Promise<string[]> {
  const id = (await findings(application)).get(obligation)?.id ?? '';
  const rows = await withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('supervision_finding_act')
      .select('act')
      .where('finding_id', '=', id)
      .orderBy('id')
      .execute(),
  );
  return rows.map(({ act }) => act);
}

const counted = () =>
  withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('overview_unit')
      .select(['unmet', 'unknown'])
      .where('unit_id', '=', own.unit)
      .executeTakeFirstOrThrow(),
  ).then(({ unmet, unknown }) => [...unmet, ...unknown].reduce((sum, each) => sum + each, 0));

/** A paper, written and signed. */
async function state(applicationId: string | undefined, more: object = {}): Promise<string> {
  const { status, body } = await house.ask(own.writer, 'POST', '/papers', {
    unitId: own.unit,
    ...(applicationId && { applicationId }),
    obligation: PLACE,
    claim: 'met',
    statement: '机房在本市政务云。',
    issuer: '样例数据中心',
    issuedOn: '2026-11-20',
    expiresOn: '2026-12-31',
    documents: [await house.upload(own.writer, own.unit)],
    ...more,
  });
  expect(status).toBe(201);
  expect(await house.ask(own.leader, 'POST', `/papers/${body.id}/sign`, { version: 1 })).toMatchObject({
    status: 200,
  });
  return body.id;
}

async function except(applicationId: string, more: object = {}): Promise<string> {
  const { body } = await house.ask(own.writer, 'POST', '/exceptions', {
    applicationId,
    obligation: DOMAIN,
    kind: 'exception',
    ground: '合并过渡期',
    startsOn: '2026-11-26',
    endsOn: '2026-12-20',
    ...more,
  });
  const decided = await house.ask(own.leader, 'POST', `/exceptions/${body.id}/decide`, {
    decision: 'approved',
  });
  expect(decided.status).toBe(200);
  return body.id;
}

describe('a signed paper', () => {
  it('settles what a check could not determine, until its end, and counts nowhere meanwhile', async () => {
    const { id, host } = await registerSite(database.db, { unitId: own.unit });
    await check(host, 'blocked', 'matches');
    expect([await stateOf(id, PLACE), await counted()]).toEqual(['unassigned', 1]);
    await state(id);
    await takeIn();
    expect((await findings(id)).get(PLACE)).toMatchObject({
      state: 'attested',
      proof_kind: 'paper',
      proof_by: '样例数据中心',
      proof_until: '2026-12-31',
    });
    expect(await counted()).toBe(0);
    // Checks go on, and still cannot determine it.
    await check(host, 'blocked', 'matches');
    await takeIn('2026-12-31');
    expect(await stateOf(id, PLACE)).toBe('attested');
    await takeIn('2027-01-01');
    expect([await stateOf(id, PLACE), await counted()]).toEqual(['unassigned', 1]);
    expect(await events(id, PLACE)).toEqual(['found', 'attested', 'attestation-ended']);
  });

  it('of the unit settles it for each application, also what is found later; withdrawn, it settles nothing', async () => {
    const unit = await paperUnit(database.db, '990000/990200/');
    const before = own;
    own = unit;
    const paper = await state(undefined);
    await takeIn();
    const { id, host } = await registerSite(database.db, { unitId: own.unit });
    await check(host, 'blocked', 'matches');
    await takeIn();
    expect(await stateOf(id, PLACE)).toBe('attested');
    await house.ask(own.writer, 'POST', `/papers/${paper}/withdraw`, { ground: '机房已迁移' });
    await takeIn();
    expect(await stateOf(id, PLACE)).toBe('unassigned');
    own = before;
  });

  it('does not stand against a check that sees it unmet, and gives way to one that sees it met', async () => {
    const { id, host } = await registerSite(database.db, { unitId: own.unit });
    await check(host, 'blocked', 'matches');
    await state(id);
    await takeIn();
    await check(host, 'outside', 'matches');
    await takeIn();
    expect((await findings(id)).get(PLACE)).toMatchObject({
      state: 'unassigned',
      proof_kind: null,
      verdict: 'unmet',
    });
    await check(host, 'blocked', 'matches');
    await takeIn();
    expect(await stateOf(id, PLACE)).toBe('unassigned');
    await check(host, 'mainland', 'matches');
    expect(await stateOf(id, PLACE)).toBe('closed');
  });
});

describe('an approved exception', () => {
  it('sets aside what differs in principle from its first day on, and gives it back at its end', async () => {
    const { id, host } = await registerSite(database.db, { unitId: own.unit });
    await check(host, 'mainland');
    await except(id, { startsOn: '2026-12-01' });
    await takeIn('2026-11-30');
    expect(await stateOf(id, DOMAIN)).toBe('unassigned');
    await takeIn('2026-12-01');
    expect((await findings(id)).get(DOMAIN)).toMatchObject({
      state: 'excepted',
      verdict: 'unmet',
      proof_kind: 'exception',
      proof_by: '样例leader',
      proof_until: '2026-12-20',
    });
    await check(host, 'mainland');
    expect(await stateOf(id, DOMAIN)).toBe('excepted');
    await takeIn('2026-12-21');
    expect(await stateOf(id, DOMAIN)).toBe('unassigned');
    expect(await events(id, DOMAIN)).toEqual(['found', 'excepted', 'exception-ended']);
  });

  it('that somebody ends gives the finding back at once; a deferral leaves it to be done', async () => {
    const { id, host } = await registerSite(database.db, { unitId: own.unit });
    await check(host, 'outside');
    const exception = await except(id);
    await except(id, { kind: 'deferral', obligation: PLACE });
    await takeIn();
    expect([await stateOf(id, DOMAIN), await stateOf(id, PLACE)]).toEqual(['excepted', 'unassigned']);
    expect((await findings(id)).get(PLACE)).toMatchObject({
      proof_kind: 'deferral',
      proof_until: '2026-12-20',
    });
    await house.ask(own.leader, 'POST', `/exceptions/${exception}/end`);
    await takeIn();
    expect(await stateOf(id, DOMAIN)).toBe('unassigned');
    await takeIn('2026-12-21');
    expect(await events(id, PLACE)).toEqual(['found', 'deferred', 'deferral-ended']);
  });

  it('is needed: nobody sets a finding aside without one', async () => {
    const { id, host } = await registerSite(database.db, { unitId: own.unit });
    await check(host, 'mainland');
    const finding = (await findings(id)).get(DOMAIN)?.id ?? '';
    const set = (columns: object) =>
      withinScope(database.db, EVERYTHING, (trx) =>
        trx.updateTable('supervision_finding').set(columns).where('id', '=', finding).execute(),
      );
    await expect(set({ state: 'excepted' })).rejects.toThrow(/finding_excepted_by_exception/);
    await expect(set({ state: 'excepted', proof_kind: 'exception', proof_id: finding })).rejects.toThrow(
      /approved exception alone/,
    );
    await expect(set({ state: 'attested', proof_kind: 'paper', proof_id: finding })).rejects.toThrow(
      /finding_attested_by_paper/,
    );
  });
});
