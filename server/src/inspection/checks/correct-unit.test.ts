import type { CheckResult } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { inspectedPage, memoryEvidence } from '../../../test/inspections.ts';
import { listRecords } from '../../kernel/audit/index.ts';
import { parseEntry } from '../../kernel/ledger/index.ts';
import { beyondScope, EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findCheck, insertCheck } from './check.repo.ts';
import { correctUnit } from './correct-unit.ts';
import type { JudgingTools } from './judge-kept.ts';
import { keepResult } from './keep-result.ts';
import { resultDigest } from './result-entry.ts';

const database = useTestDatabase();
const order = {
  by: 'command',
  address: 'www.a.com.cn',
  pages: 20,
  browser: false,
  basis: { kind: 'own-site' },
  lang: 'zh',
} as const;

/** A kept check of a site whose name and page do not tell whose it is. Nothing here can reach a network. */
async function keptCheck(
  url = 'https://www.a.com.cn/',
): Promise<{ tools: JudgingTools; first: CheckResult }> {
  const evidence = memoryEvidence();
  const body = '<!doctype html><title>样例</title><p>欢迎</p>';
  const tools = { db: database.db, evidence, readings: {} };
  return { tools, first: await keepResult(tools, inspectedPage(url, { body }), { order }) };
}

const by = { actor: { kind: 'anonymous' }, from: { address: '127.0.0.1' } } as const;
const scope = EVERYTHING;

const codeOf = ({ verdicts }: CheckResult, rule: string): string | undefined =>
  verdicts.find((each) => each.rule === rule)?.code;

describe('a corrected unit', () => {
  it('is judged again from what was seen, and the check holds the new result', async () => {
    const { tools, first } = await keptCheck();
    expect(codeOf(first, 'organ-suffix')).toBe('kind-unknown');
    const judged = await correctUnit(tools, first.id, { by, scope, unitKind: 'organ' });
    expect(judged).toMatchObject({ id: first.id, startedAt: first.startedAt, unit: { kind: 'organ' } });
    expect(judged.verdicts.find(({ rule }) => rule === 'organ-suffix')?.verdict).toBe('unmet');
    expect(judged.summary.unmet).toBeGreaterThan(first.summary.unmet);
    const row = await beyondScope(database.db, (trx) => findCheck(trx, first.id));
    expect(row?.result).toEqual(judged);
    expect(row).toMatchObject({ summary: judged.summary, unit: judged.unit });
    const object = { kind: 'check', id: first.id } as const;
    const { records } = await withinScope(database.db, EVERYTHING, (trx) =>
      listRecords(trx, { object }, { limit: 10, offset: 0 }),
    );
    expect(records).toMatchObject([{ act: 'unit-corrected', ...by, detail: { changed: ['unitKind'] } }]);
    const entries = await database.db
      .selectFrom('ledger_entry')
      .select('entry')
      .where('subject', '=', `check/${first.id}`)
      .orderBy('id')
      .execute();
    const digests = entries.map(({ entry }) => parseEntry(entry)?.digests.result);
    expect(digests).toEqual([resultDigest(first), resultDigest(row?.result ?? first)]);
  });

  it('keeps what an earlier correction said', async () => {
    const { tools, first } = await keptCheck();
    await correctUnit(tools, first.id, { by, scope, unitKind: 'institution', unitName: '样例县第一中学' });
    const { unit } = await correctUnit(tools, first.id, { by, scope, unitLevel: 'township' });
    expect(unit).toEqual({
      name: '样例县第一中学',
      kind: 'institution',
      level: 'township',
      from: { kind: 'given', level: 'given' },
    });
  });

  it('loses nothing of two corrections that are made at once', async () => {
    const { tools, first } = await keptCheck();
    await Promise.all([
      correctUnit(tools, first.id, { by, scope, unitKind: 'institution' }),
      correctUnit(tools, first.id, { by, scope, unitLevel: 'county' }),
    ]);
    const row = await beyondScope(database.db, (trx) => findCheck(trx, first.id));
    expect(row?.result?.unit).toMatchObject({ kind: 'institution', level: 'county' });
  });

  it('guesses again what nobody gave', async () => {
    const { tools, first } = await keptCheck('https://www.a.gov.cn/');
    const { unit } = await correctUnit(tools, first.id, { by, scope, unitLevel: 'county' });
    expect(unit).toMatchObject({ kind: 'organ', from: { kind: 'suffix', level: 'given' } });
  });

  it('gives the same result as a check that knew it from the beginning', async () => {
    const { tools, first } = await keptCheck();
    const judged = await correctUnit(tools, first.id, { by, scope, unitKind: 'organ', unitLevel: 'county' });
    const again = await correctUnit(tools, first.id, { by, scope, unitKind: 'organ', unitLevel: 'county' });
    expect(again).toEqual(judged);
  });
});

describe('a correction that cannot be made', () => {
  it('says that there is no such check, none with a result, or that its observations are gone', async () => {
    const { tools, first } = await keptCheck();
    const unknown = correctUnit(tools, '6d0aa37f-6739-4732-b3d3-6c4f7d7c4bc7', {
      by,
      scope,
      unitKind: 'organ',
    });
    await expect(unknown).rejects.toMatchObject({ code: 'check-unknown' });
    const id = '0d0aa37f-6739-4732-b3d3-6c4f7d7c4bc7';
    const url = new URL('https://www.waiting.gov.cn/');
    const unit = { from: { kind: 'none', level: 'none' } } as const;
    await beyondScope(database.db, (trx) => insertCheck(trx, { id, url, order, unit, state: 'waiting' }));
    await expect(correctUnit(tools, id, { by, scope })).rejects.toMatchObject({ code: 'check-unfinished' });
    const empty = { ...tools, evidence: memoryEvidence() };
    await expect(correctUnit(empty, first.id, { by, scope })).rejects.toMatchObject({
      code: 'observations-gone',
    });
    expect((await beyondScope(database.db, (trx) => findCheck(trx, first.id)))?.result).toEqual(first);
  });
});
