import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { inspectorThat, memoryEvidence } from '../../../test/inspections.ts';
import type { HouseError } from '../../kernel/errors/index.ts';
import type { Jobs } from '../../kernel/jobs/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { beyondScope, EVERYTHING } from '../../kernel/tenancy/index.ts';
import { keepSendingChecks, workOnChecks } from '../start-inspection.ts';
import { findCheck, startCheck } from './check.repo.ts';
import { type PerformTools, performCheck } from './perform-check.ts';
import { readCheck } from './read-checks.ts';
import { CHECK_QUEUE, requestCheck } from './request-check.ts';

const database = useTestDatabase();

/** A queue that only remembers what was put in. */
function rememberingJobs(): Jobs & { readonly sent: { queue: string; data: object; key: string }[] } {
  const sent: { queue: string; data: object; key: string }[] = [];
  return {
    sent,
    send: async (queue, data, key) => void sent.push({ queue, data, key }),
    async work() {},
    async stop() {},
  };
}

const ask = (address: string, jobs: Jobs = rememberingJobs()): Promise<string> =>
  requestCheck(database.db, jobs, { address, lang: 'zh' });

function toolsWith(inspect?: Parameters<typeof inspectorThat>[0], some: Partial<PerformTools> = {}) {
  const inspector = inspectorThat(inspect);
  const tools = {
    db: database.db,
    evidence: memoryEvidence(),
    inspector,
    readings: {},
    log: silentLog(),
    ...some,
  };
  return { tools, asked: inspector.asked };
}

describe('asking for a check', () => {
  it('writes it down with what is known, then puts its job in once', async () => {
    const jobs = rememberingJobs();
    const id = await requestCheck(database.db, jobs, {
      address: ' ｗｗｗ。a。gov。cn ',
      unitName: '',
      unitLevel: 'county',
      basis: { kind: 'order', order: '样例市网信办〔2026〕12号' },
      lang: 'zh',
    });
    expect(jobs.sent).toEqual([{ queue: CHECK_QUEUE, data: { id }, key: id }]);
    const check = await beyondScope(database.db, (trx) => findCheck(trx, id));
    expect(check).toMatchObject({
      state: 'waiting',
      url: 'https://www.a.gov.cn/',
      unit: { kind: 'organ', level: 'county', from: { kind: 'suffix', level: 'given' } },
      request: { by: 'page', pages: 20, browser: true, basis: { order: '样例市网信办〔2026〕12号' } },
    });
    expect(check?.unit).not.toHaveProperty('name');
  });

  it('refuses what is no address, and asks nobody', async () => {
    const jobs = rememberingJobs();
    const error: unknown = await ask('ftp://a.gov.cn', jobs).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'address-invalid' });
    expect((error as HouseError).words('zh')).toContain('只能检测网页地址');
    expect(jobs.sent).toEqual([]);
  });

  it('puts in again, at the start of a program, what a killed one left behind', async () => {
    const waiting = await ask('www.left.gov.cn');
    const jobs = rememberingJobs();
    const { tools } = toolsWith();
    const told = async (): Promise<void> => {};
    await workOnChecks({ ...tools, jobs, told, signal: new AbortController().signal });
    expect(jobs.sent).toContainEqual({ queue: CHECK_QUEUE, data: { id: waiting }, key: waiting });
  });

  it('puts in, while a program runs, what another one left behind', async () => {
    const ending = new AbortController();
    const jobs = rememberingJobs();
    const { signal } = ending;
    const keeping = keepSendingChecks({ db: database.db, jobs, log: silentLog(), signal }, 20);
    const left = await ask('www.left-later.gov.cn');
    await expect.poll(() => jobs.sent).toContainEqual({ queue: CHECK_QUEUE, data: { id: left }, key: left });
    ending.abort();
    await keeping;
  });
});

describe('carrying a check out', () => {
  it('ends with its result, and does nothing when its job comes again', async () => {
    const id = await ask('www.once.gov.cn');
    const { tools, asked } = toolsWith();
    await performCheck(tools, id);
    const { result } = await readCheck(database.db, id, { lang: 'zh', scope: EVERYTHING });
    expect(result).toMatchObject({ id, target: { url: 'https://www.once.gov.cn/' } });
    await performCheck(tools, id);
    expect(asked).toHaveLength(1);
    expect((await readCheck(database.db, id, { lang: 'zh', scope: EVERYTHING })).result).toEqual(result);
  });

  it('does from the beginning what a killed program had begun', async () => {
    const id = await ask('www.killed.gov.cn');
    const ending = new AbortController();
    const reason = new Error('the program ends');
    const { tools } = toolsWith(
      () => {
        ending.abort(reason);
        throw reason;
      },
      { signal: ending.signal },
    );
    await expect(performCheck(tools, id)).rejects.toBe(reason);
    expect(await beyondScope(database.db, (trx) => findCheck(trx, id))).toMatchObject({ state: 'running' });
    await performCheck(toolsWith().tools, id);
    expect(await beyondScope(database.db, (trx) => findCheck(trx, id))).toMatchObject({
      state: 'done',
      early: [],
      starts: 1,
    });
  });

  it('gives up what has killed five programs, and says so', async () => {
    const id = await ask('www.deadly.gov.cn');
    for (let killed = 0; killed < 5; killed++) await beyondScope(database.db, (trx) => startCheck(trx, id));
    const { tools, asked } = toolsWith();
    await performCheck(tools, id);
    expect(asked).toEqual([]);
    const { state, failure } = await readCheck(database.db, id, { lang: 'zh', scope: EVERYTHING });
    expect({ state, failure }).toEqual({ state: 'broken', failure: expect.stringContaining('开始了5次') });
  });

  it('says in both languages that it broke off, with a number and without what went wrong inside', async () => {
    const id = await ask('www.broken.gov.cn');
    const { tools } = toolsWith(() => {
      throw new TypeError('secret detail');
    });
    await performCheck(tools, id);
    for (const lang of ['zh', 'en'] as const) {
      const { state, failure, result } = await readCheck(database.db, id, { lang, scope: EVERYTHING });
      expect({ state, result }).toEqual({ state: 'broken', result: undefined });
      expect(failure).toMatch(/\d{8}-[2-9A-Z]{6}/);
      expect(failure).not.toContain('secret detail');
    }
    expect((await readCheck(database.db, id, { lang: 'zh', scope: EVERYTHING })).failure).toContain(
      '请重新检测',
    );
  });

  it('leaves alone what is not there', async () => {
    const { tools, asked } = toolsWith();
    await performCheck(tools, '6d0aa37f-6739-4732-b3d3-6c4f7d7c4bc7');
    expect(asked).toEqual([]);
  });
});
