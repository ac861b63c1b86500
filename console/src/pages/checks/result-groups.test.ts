import { describe, expect, it } from 'vitest';
import { inventedResult } from '../../../test/invented-result.ts';
import { blockedByCause, countByChapter, groupByReason } from './result-groups.ts';

const { verdicts, summary } = inventedResult({ id: '11111111-1111-4111-8111-111111111111' });

describe('what could not be determined', () => {
  it('is grouped by reason, in the order of the closed set, and nothing is lost', () => {
    const groups = groupByReason(verdicts);
    expect(groups.map(({ reason, count }) => [reason, count])).toEqual([
      ['not-checked', 1],
      ['blocked', 3],
      ['record-missing', 1],
    ]);
    const listed = groups.flatMap(({ settlements }) =>
      settlements.flatMap(({ facts }) => facts.flatMap((each) => each.verdicts)),
    );
    expect(listed).toHaveLength(summary.unknown);
  });

  it('tells once what one act settles, and once what was seen', () => {
    const blocked = groupByReason(verdicts).find(({ reason }) => reason === 'blocked');
    expect(blocked?.settlements).toHaveLength(1);
    expect(blocked?.settlements[0]?.facts.map(({ fact, verdicts: same }) => [fact, same.length])).toEqual([
      ['“加密连接”一步未能完成：连接超时。', 3],
    ]);
  });

  it('names each cause of blocked steps once', () => {
    const causes = blockedByCause([
      { step: 'dns', state: 'done' },
      { step: 'http', state: 'blocked', detail: '域名不存在' },
      { step: 'html', state: 'blocked', detail: '域名不存在' },
      { step: 'tls', state: 'blocked' },
    ]);
    expect([...causes]).toEqual([
      ['域名不存在', ['http', 'html']],
      ['', ['tls']],
    ]);
  });
});

describe('the numbers by chapter', () => {
  it('add up to the four numbers and leave out chapters of which nothing was judged', () => {
    const chapters = countByChapter(verdicts);
    expect(chapters.map(({ chapter }) => chapter.number)).toEqual([1, 2, 3, 4, 5]);
    expect(chapters.reduce((sum, each) => sum + each.summary.unknown, 0)).toBe(summary.unknown);
    expect(chapters.reduce((sum, each) => sum + each.summary.total, 0)).toBe(summary.total);
  });
});
