import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { CheckResult, CheckVerdict } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { PICTURE, pictureEvidence } from '../../../test/check-results.ts';
import { useTestDatabase } from '../../../test/database.ts';
import { type InspectedOptions, inspectedPage, memoryEvidence } from '../../../test/inspections.ts';
import { beyondScope } from '../../kernel/tenancy/index.ts';
import type { Inspected } from '../inspect-site.ts';
import {
  type CheckTurn,
  findCheck,
  insertCheck,
  saveFailure,
  saveProgress,
  startCheck,
} from './check.repo.ts';
import type { CheckOrder } from './check-order.ts';
import { keepResult, keepTurn } from './keep-result.ts';

const database = useTestDatabase();
const evidence = memoryEvidence();
const order: CheckOrder = {
  by: 'command',
  address: 'www.a.gov.cn',
  pages: 20,
  browser: false,
  basis: { kind: 'order', order: '样例市网信办〔2026〕12号' },
  lang: 'zh',
};

/** A site of its own for each test. */
const newUrl = (): string => `https://www.${randomUUID()}.gov.cn/`;
const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 2, minute));

function keep(inspected: Inspected): Promise<CheckResult> {
  return keepResult({ db: database.db, evidence }, inspected, { order });
}

/** A check that was asked for, with what a program has seen for it. */
async function askedCheck() {
  const inspected = inspectedPage(newUrl());
  const { id, target, unit } = inspected.result;
  await beyondScope(database.db, (trx) =>
    insertCheck(trx, { id, url: new URL(target.url), order, unit, state: 'waiting' }),
  );
  const start = async () =>
    (await beyondScope(database.db, (trx) => startCheck(trx, id))) ?? expect.fail('it is finished');
  const end = (turn: CheckTurn) => keepTurn({ db: database.db, evidence }, inspected, turn);
  return { ...inspected.result, start, end };
}

/** How often the ledger speaks of a check. */
async function entriesOf(id: string): Promise<number> {
  const rows = await database.db
    .selectFrom('ledger_entry')
    .select('subject')
    .where('subject', '=', `check/${id}`)
    .execute();
  return rows.length;
}

const check = (url: string, minute: number, some: InspectedOptions = {}): Promise<CheckResult> =>
  keep(inspectedPage(url, { startedAt: at(minute), ...some }));

async function countOf(table: 'inspection_check' | 'inspection_verdict', id: string): Promise<number> {
  const column = table === 'inspection_check' ? 'id' : 'check_id';
  const rows = await beyondScope(database.db, (trx) =>
    trx
      .selectFrom(table)
      .select(column as never)
      .where(column as never, '=', id as never)
      .execute(),
  );
  return rows.length;
}

describe('a result that is kept', () => {
  it('is there with its order, its verdicts, and the observations that it rests on', async () => {
    const inspected = inspectedPage(newUrl());
    const result = await keep(inspected);
    const row = await beyondScope(database.db, (trx) => findCheck(trx, result.id));
    expect(row).toMatchObject({
      state: 'done',
      url: result.target.url,
      request: order,
      summary: result.summary,
    });
    expect(row?.result).toEqual(result);
    expect(await countOf('inspection_verdict', result.id)).toBe(result.verdicts.length);
    const kept = evidence.objects.get(row?.observations ?? '');
    expect(JSON.parse(gunzipSync(kept ?? new Uint8Array()).toString('utf8'))).toEqual(
      JSON.parse(JSON.stringify(inspected.observations)),
    );
  });

  it('is not doubled by a job that was done twice', async () => {
    const { id, verdicts, start, end } = await askedCheck();
    const turn = await start();
    expect(await end(turn)).toBe(true);
    expect(await end(turn)).toBe(false);
    expect(await beyondScope(database.db, (trx) => startCheck(trx, id))).toBeUndefined();
    expect(await countOf('inspection_check', id)).toBe(1);
    expect(await countOf('inspection_verdict', id)).toBe(verdicts.length);
    expect(await entriesOf(id)).toBe(1);
  });

  it('keeps a picture once that two findings show', async () => {
    const { result, observations } = inspectedPage(newUrl());
    const picture = pictureEvidence(PICTURE);
    const verdicts = result.verdicts.map((each) => ({ ...each, evidence: [picture] }));
    await keep({ result: { ...result, verdicts }, observations });
    const rows = await database.db
      .selectFrom('inspection_evidence')
      .selectAll()
      .where('sha256', '=', picture.sha256 ?? '')
      .execute();
    expect(rows).toMatchObject([{ sm3: picture.sm3, media_type: 'image/jpeg', bytes: PICTURE.length }]);
  });
});

describe('a program that was taken for dead and comes back', () => {
  it('writes nothing of a check that another one has taken: neither progress, nor failure, nor result', async () => {
    const { id, start, end } = await askedCheck();
    const silent = await start();
    const other = await start();
    expect(other.startedAt.getTime()).toBeGreaterThan(silent.startedAt.getTime());
    await beyondScope(database.db, (trx) =>
      saveProgress(trx, silent, { steps: [], early: [{} as CheckVerdict] }),
    );
    await beyondScope(database.db, (trx) =>
      saveFailure(trx, silent, { zh: '程序自身出错', en: 'the program failed' }),
    );
    expect(await end(silent)).toBe(false);
    expect(await beyondScope(database.db, (trx) => findCheck(trx, id))).toMatchObject({
      state: 'running',
      early: [],
      failure: null,
    });
    expect(await entriesOf(id)).toBe(0);
    expect(await end(other)).toBe(true);
    expect(await beyondScope(database.db, (trx) => findCheck(trx, id))).toMatchObject({
      state: 'done',
      failure: null,
    });
    expect(await entriesOf(id)).toBe(1);
  });

  it('does not take the place of a failure that the other one has told', async () => {
    const { id, start, end } = await askedCheck();
    const silent = await start();
    const other = await start();
    await beyondScope(database.db, (trx) =>
      saveFailure(trx, other, { zh: '程序自身出错', en: 'the program failed' }),
    );
    expect(await end(silent)).toBe(false);
    expect(await beyondScope(database.db, (trx) => findCheck(trx, id))).toMatchObject({
      state: 'broken',
      result: null,
    });
  });
});

describe('the check that a result is compared with', () => {
  it('is none for the first', async () => {
    expect((await check(newUrl(), 1)).comparison).toBeUndefined();
  });

  it('is the last one of the same address', async () => {
    const url = newUrl();
    await check(url, 1);
    const second = await check(url, 5);
    await check(`${url}other`, 7);
    expect((await check(url, 9)).comparison).toMatchObject({ previousId: second.id, added: [], mended: [] });
  });

  it('is not one that ran at the same time', async () => {
    const url = newUrl();
    await check(url, 1);
    const { startedAt } = await check(url, 1);
    expect(startedAt).toBe(at(1).toISOString());
    expect((await check(url, 1)).comparison).toBeUndefined();
  });

  it('is not one that saw no page: what it did not see is not new now', async () => {
    const url = newUrl();
    const seen = await check(url, 1);
    await check(url, 5, { pagesOpened: 0 });
    expect((await check(url, 9)).comparison).toMatchObject({ previousId: seen.id, added: [] });
  });

  it('is a saved page for a saved page only', async () => {
    const url = newUrl();
    const { result, observations } = inspectedPage(url, { startedAt: at(1) });
    await keep({ result: { ...result, target: { ...result.target, snapshot: true } }, observations });
    expect((await check(url, 9)).comparison).toBeUndefined();
  });
});
