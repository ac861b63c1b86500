import type { CheckVerdict } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { inspectedPage, memoryEvidence } from '../../../test/inspections.ts';
import { registerSite, tellKept } from '../../../test/kept-checks.ts';
import {
  everythingOn,
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
} from '../../../test/publication.ts';
import { judgedOn, judgeRecordsKept, keepResult, type Told, withRecords } from '../../inspection/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { noteChecks, PORTAL_RECORDS } from '../../registry/index.ts';
import { takeInChecks } from '../../supervision/index.ts';
import { type RecordTools, recordsAt, tellRecords } from './records-for-checks.ts';

const database = useTestDatabase();
const evidence = memoryEvidence();
const order = {
  by: 'command',
  address: 'x',
  pages: 0,
  browser: false,
  basis: { kind: 'own-site' },
  lang: 'zh',
} as const;
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let host: string;
let now = new Date();
let tools: RecordTools;
let judged = 0;
let id = '';

const told: Told = async (trx, checks) => {
  await noteChecks(trx, checks);
  await takeInChecks(trx, checks);
};

beforeAll(async () => {
  const { db } = database;
  house = await publicationHouse(db);
  own = await publishingUnit(db, house, { region: '990000/990600/' });
  await own.flow({ stages: 2, urgentDays: 1 });
  const { rows } = await everythingOn<{ host: string }>(
    db,
    sql`SELECT hosts[1] AS host FROM registry_application WHERE id = ${own.site}`,
  );
  host = rows[0]?.host ?? '';
  tools = {
    ...{ db, now: () => now, others: [PORTAL_RECORDS] },
    async judge(check, records) {
      if (await judgeRecordsKept({ db, evidence, readings: {} }, check, records)) judged += 1;
    },
  };
});
afterAll(() => house.close());

/** A check that is carried out here, as the worker does it. */
async function check(): Promise<void> {
  now = new Date(Math.max(now.getTime(), Date.now()) + 60_000);
  const seen = inspectedPage(`https://${host}/`, { startedAt: now });
  const records = await recordsAt(tools, host);
  const given = { unit: { name: undefined, kind: undefined, level: undefined }, readings: {} };
  const kept = records
    ? judgedOn(
        seen,
        { ...given, probeAddress: undefined, closed: false },
        withRecords(seen.observations, records),
      )
    : seen;
  await keepResult({ db: database.db, evidence }, kept, { order });
  await settle();
}

/** What the program does by itself, until nothing is left to be told. */
async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await tellKept(database.db, told);
    await tellRecords(tools);
  }
}

async function verdict(rule: string): Promise<CheckVerdict | undefined> {
  const { rows } = await everythingOn<{ verdicts: CheckVerdict[] }>(
    database.db,
    sql`SELECT c.result->'verdicts' AS verdicts FROM inspection_check c
        JOIN registry_application a ON a.check_id = c.id WHERE a.id = ${own.site}`,
  );
  return rows[0]?.verdicts.find((each) => each.rule === rule);
}

const finding = (rule: string) =>
  withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('supervision_finding')
      .select(['verdict', 'code', 'state', 'article'])
      .where('application_id', '=', own.site)
      .where('rule', '=', rule)
      .executeTakeFirst(),
  );

async function urgent(): Promise<string> {
  const begun = await own.begin({ urgent: true });
  await own.submit(begun);
  await own.decide(own.first, begun);
  await own.publish(begun);
  return begun;
}

describe('what publishing has on record, in the check of the site', () => {
  it('is no matter of a check where nothing was written here', async () => {
    await check();
    expect(await verdict('reviews-recorded')).toBeUndefined();
    expect(judged).toBe(0);
  });

  it('is judged into the check that is kept, and a fault is a finding', async () => {
    id = await urgent();
    await settle();
    expect(await verdict('review-procedure')).toMatchObject({
      ...{ verdict: 'met', code: 'workflow-recorded', article: 13, obligation: 'A13.2-review-procedure' },
      text: { fact: expect.stringMatching(/现行审核流程：办公室，审核2级/) },
    });
    expect(await verdict('reviews-recorded')).toMatchObject({ verdict: 'met', code: 'reviews-recorded' });
    expect(await verdict('reposts-true')).toBeUndefined();
    expect(await finding('reviews-recorded')).toBeUndefined();
    // Days pass without a word of anybody.
    now = new Date(Date.now() + 20 * DAY_MS);
    await settle();
    expect(await verdict('reviews-recorded')).toMatchObject({
      ...{ verdict: 'unmet', code: 'reviews-lacking' },
      text: {
        fact: expect.stringMatching(/已公开的稿件1篇：没有审核记录的0篇，急件逾期未补审的1篇。$/),
        remedy: expect.stringMatching(/补做审核/),
      },
    });
    expect(await finding('reviews-recorded')).toMatchObject({ verdict: 'unmet', article: 13 });
  });

  it('is not written again while it stays the same', async () => {
    const before = judged;
    await settle();
    now = new Date(now.getTime() + DAY_MS);
    await settle();
    expect(judged).toBe(before);
  });

  it('stays when the site is checked anew, and is closed by what was mended', async () => {
    await check();
    expect(await finding('reviews-recorded')).toMatchObject({ verdict: 'unmet', code: 'reviews-lacking' });
    await own.decide(own.second, id);
    await settle();
    expect(await finding('reviews-recorded')).toMatchObject({ state: 'closed' });
    await own.act(own.writer, id, 'withdraw', { ground: '来源有误' });
    await settle();
    expect(await verdict('reviews-recorded')).toMatchObject({ verdict: 'not-applicable', code: 'on-paper' });
    expect(await finding('reviews-recorded')).toMatchObject({ state: 'closed' });
    expect(await verdict('reposts-true')).toBeUndefined();
    await check();
    expect(await verdict('reviews-recorded')).toMatchObject({ code: 'on-paper' });
  });
});

describe('a second portal of an organ', () => {
  const flagsOf = (site: string, flags: readonly string[], state = 'running') =>
    everythingOn(
      database.db,
      sql`UPDATE registry_application SET flags = ${flags}::text[], state = ${state} WHERE id = ${site}`,
    );

  it('is registered as it is, is a finding of each by the register alone, and is mended by closing one', async () => {
    const { unitId } = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('registry_application')
        .select('unit_id as unitId')
        .where('id', '=', own.site)
        .executeTakeFirstOrThrow(),
    );
    await flagsOf(own.site, ['portal']);
    await settle();
    expect(await verdict('one-portal')).toMatchObject({ verdict: 'met', code: 'only-portal', article: 4 });
    const second = await registerSite(database.db, { unitId, flags: ['portal'] });
    await settle();
    expect(await finding('one-portal')).toMatchObject({ verdict: 'unmet', code: 'several-portals' });
    expect((await verdict('one-portal'))?.text.fact).toContain(second.host);
    // A check that is carried out meanwhile sees it, too.
    await check();
    expect(await finding('one-portal')).toMatchObject({ verdict: 'unmet', state: 'unassigned' });
    await flagsOf(second.id, ['portal'], 'closed');
    await settle();
    expect(await finding('one-portal')).toMatchObject({ state: 'closed' });
    await flagsOf(second.id, ['portal']);
    await flagsOf(own.site, []);
    await settle();
    expect(await verdict('one-portal')).toMatchObject({ verdict: 'not-applicable', code: 'no-portal' });
  });
});
