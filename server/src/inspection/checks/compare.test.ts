import type { CheckResult } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { resultWith, verdictOf } from '../../../test/check-results.ts';
import { compareResults } from './compare.ts';

type Codes = readonly (readonly [Parameters<typeof verdictOf>[0], string])[];
const check = (codes: Codes): CheckResult =>
  resultWith(codes.map(([rule, code]) => verdictOf(rule, code, 'zh')));

describe('the comparison with the last check', () => {
  const before = check([
    ['https-served', 'not-served'],
    ['mark-place', 'bottom-side'],
    ['hsts', 'absent'],
    ['tls-version', 'old'],
    ['exit-prompt', 'blocked'],
  ]);
  const now = check([
    ['https-served', 'served'],
    ['mark-place', 'bottom-side'],
    ['hsts', 'no-https'],
    ['tls-version', 'blocked'],
    ['exit-prompt', 'no-prompt'],
  ]);

  it('names what is new, what was mended, and what is still there', () => {
    expect(compareResults(now, before)).toMatchObject({
      previousId: before.id,
      previousAt: before.finishedAt,
      added: ['exit-prompt'],
      mended: ['https-served', 'hsts'],
      remaining: ['mark-place'],
    });
  });

  it('takes nothing for mended that cannot be determined this time, and says so', () => {
    expect(compareResults(now, before).undetermined).toEqual(['tls-version']);
  });

  it('counts each finding of either check once', () => {
    const { added, mended, remaining, undetermined = [] } = compareResults(now, before);
    const all = [...added, ...mended, ...remaining, ...undetermined];
    expect(new Set(all).size).toBe(all.length);
    expect(mended.length + remaining.length + undetermined.length).toBe(before.summary.unmet);
    expect(added.length + remaining.length).toBe(now.summary.unmet);
  });

  it('finds nothing between a check and itself', () => {
    expect(compareResults(now, now)).toMatchObject({ added: [], mended: [], undetermined: [] });
  });
});
