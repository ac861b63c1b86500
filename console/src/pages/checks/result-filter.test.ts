import { VERDICTS } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { inventedResult } from '../../../test/invented-result.ts';
import { CHANGES, isFiltering, readFilter, rowsOf, writeFilter } from './result-filter.ts';
import { countByChapter } from './result-groups.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const COMPARISON = {
  previousId: ID,
  previousAt: '2026-11-20T02:12:00.000Z',
  added: ['exit-prompt'],
  mended: ['icp-number', 'dead-plugins'],
  remaining: [],
  undetermined: ['tls-version'],
};
const result = inventedResult({ id: ID, comparison: COMPARISON });

describe('the filter of a result', () => {
  it.each([...VERDICTS, ...CHANGES])('is read from the address as it was written: %s', (show) => {
    const address = writeFilter(new URLSearchParams('lang=en&show=met'), { show, chapter: 4 });
    expect(new URLSearchParams(address).get('lang')).toBe('en');
    expect(readFilter(new URLSearchParams(address))).toEqual({ show, chapter: 4 });
  });

  it.each(['', 'show=all', 'show=toString&chapter=99', 'chapter=4a'])(
    'ignores what nobody offers: %j',
    (address) => {
      expect(isFiltering(readFilter(new URLSearchParams(address)))).toBe(false);
    },
  );

  it('lets through as many rows as each of the four numbers says', () => {
    for (const show of VERDICTS) expect(rowsOf(result, { show })).toHaveLength(result.summary[show]);
    expect(rowsOf(result, {})).toHaveLength(result.summary.total);
  });

  it('lets through as many rows as the numbers of a chapter say', () => {
    for (const { chapter, summary } of countByChapter(result.verdicts)) {
      for (const show of VERDICTS) {
        expect(rowsOf(result, { show, chapter: chapter.number })).toHaveLength(summary[show]);
      }
    }
  });

  it('knows changes by their anchors, and has none without a comparison', () => {
    expect(rowsOf(result, { show: 'mended' }).map(({ anchor }) => anchor)).toEqual([
      'icp-number',
      'dead-plugins',
    ]);
    expect(rowsOf(result, { show: 'undetermined' }).map(({ anchor }) => anchor)).toEqual(['tls-version']);
    expect(rowsOf({ verdicts: result.verdicts }, { show: 'mended' })).toEqual([]);
  });

  it('takes a comparison that was kept without what cannot be determined', () => {
    const { undetermined: _, ...comparison } = COMPARISON;
    expect(rowsOf({ ...result, comparison }, { show: 'undetermined' })).toEqual([]);
  });
});
