import { describe, expect, it } from 'vitest';
import { inventedResult } from '../../../test/invented-result.ts';
import { countByChapter, groupByReason } from './result-groups.ts';

const { verdicts, summary } = inventedResult({ id: '11111111-1111-4111-8111-111111111111' });

describe('what could not be determined', () => {
  it('is grouped by reason, in the order of the closed set, and nothing is lost', () => {
    const groups = groupByReason(verdicts);
    expect(groups.map(({ reason, count }) => [reason, count])).toEqual([
      ['not-checked', 1],
      ['blocked', 3],
      ['record-missing', 1],
    ]);
    const listed = groups.flatMap(({ settlements }) => settlements.flatMap((each) => each.verdicts));
    expect(listed).toHaveLength(summary.unknown);
  });

  it('tells once what one act settles, and the fact once where it is the same', () => {
    const blocked = groupByReason(verdicts).find(({ reason }) => reason === 'blocked');
    expect(blocked?.settlements).toHaveLength(1);
    expect(blocked?.settlements[0]?.fact).toBe('“加密连接”一步未能完成：连接超时。');
    const [alone] = groupByReason(verdicts)[0]?.settlements ?? [];
    expect(alone?.fact).toBeUndefined();
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
