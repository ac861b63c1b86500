import { PAPER_RESULTS } from '@zhengdun/contract';
import { obligation } from '@zhengdun/rulebook';
import { describe, expect, it } from 'vitest';
import { type FlowRecord, judgeRecords } from './judge-records.ts';
import type { ItemRecords } from './records.repo.ts';

const NONE: ItemRecords = {
  ...{ items: 0, live: 0, unreviewed: 0, overdue: 0, compared: 0, differing: 0 },
  ...{ reposts: 0, compared_reposts: 0 },
  ...{ without_relevance: 0, without_assessment: 0, without_rights: 0 },
  ...{ without_source: 0, without_time: 0, without_link: 0, without_marks: 0 },
};
const FLOW: FlowRecord = { office: '办公室', stages: 2, since: '2026-11-01', reviewers: [['a'], ['a', 'b']] };

function codes(counts: Partial<ItemRecords>, flow: FlowRecord | undefined = FLOW) {
  const answers = judgeRecords({ ...NONE, ...counts }, flow);
  for (const id of answers.keys()) expect(obligation(id)?.decidedBy[0]?.means).toBe('record');
  return Object.fromEntries(
    [...answers].map(([id, { code }]) => [id.split('-')[0], [code, PAPER_RESULTS[code].verdict]]),
  );
}

describe('records of publishing', () => {
  it('say nothing where nothing was written, whatever workflow is set', () => {
    expect(codes({})).toEqual({});
  });

  it('of drafts alone show nothing to be met, and what is missing', () => {
    expect(codes({ items: 3 })).toEqual({});
    expect(codes({ items: 3 }, { ...FLOW, reviewers: [['a'], []] })).toEqual({
      'A13.4': ['reviewers-missing', 'unmet'],
    });
    const without = judgeRecords({ ...NONE, items: 3 }, undefined);
    expect([...without.values()].map(({ code }) => code)).toEqual(['workflow-missing']);
  });

  it('without a fault show workflow and reviewers, and leave what else was published to a statement', () => {
    expect(codes({ items: 5, live: 4, reposts: 2 })).toEqual({
      'A13.2': ['workflow-recorded', 'met'],
      'A13.4': ['reviewers-recorded', 'met'],
      'A13.5': ['reviews-recorded', 'unknown'],
      'A14.1': ['reposts-recorded', 'unknown'],
      'A14.2': ['reposts-recorded', 'unknown'],
      'A14.7': ['reposts-recorded', 'unknown'],
    });
  });

  it('speak of pages once all of them were compared', () => {
    const some = codes({ items: 5, live: 4, compared: 3, reposts: 2, compared_reposts: 1 });
    expect([some['A13.6'], some['A14.6']]).toEqual([undefined, undefined]);
    const all = codes({ items: 5, live: 4, compared: 4, reposts: 2, compared_reposts: 2 });
    expect([all['A13.6'], all['A14.6']]).toEqual([
      ['pages-as-approved', 'unknown'],
      ['repost-marks-right', 'unknown'],
    ]);
  });

  it.each<[Partial<ItemRecords>, string, string]>([
    [{ unreviewed: 1 }, 'A13.5', 'reviews-lacking'],
    [{ overdue: 1 }, 'A13.5', 'reviews-lacking'],
    [{ differing: 1 }, 'A13.6', 'pages-differ'],
    [{ reposts: 1, without_relevance: 1 }, 'A14.1', 'reposts-incomplete'],
    [{ reposts: 1, without_assessment: 1 }, 'A14.2', 'reposts-incomplete'],
    [{ reposts: 1, without_marks: 1, without_link: 1 }, 'A14.6', 'repost-marks-wrong'],
    [{ reposts: 1, without_rights: 1 }, 'A14.7', 'reposts-incomplete'],
  ])('with %o make %s unmet', (counts, article, code) => {
    expect(codes({ items: 2, live: 2, ...counts })[article]).toEqual([code, 'unmet']);
  });
});
