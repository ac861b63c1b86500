import { describe, expect, it } from 'vitest';
import { variedVerdicts, verdictOf } from '../../test/check-results.ts';
import { toldIn } from './judge.ts';

describe('a kept verdict', () => {
  it('is told in the language of the reader, whatever the language of the check', () => {
    const [zh, en] = [variedVerdicts('zh'), variedVerdicts('en')];
    expect(zh.length).toBeGreaterThan(40);
    expect(zh.map((verdict) => toldIn(verdict, 'en'))).toEqual(en);
    expect(en.map((verdict) => toldIn(verdict, 'zh'))).toEqual(zh);
  });

  it('stays as it was told where another version kept it', () => {
    const kept = verdictOf('site-code', 'differ', 'zh');
    for (const other of [
      { ...kept, facts: {} },
      { ...kept, code: 'a result of another version' },
      { ...kept, rule: 'a-rule-of-another-version' },
    ])
      expect(toldIn(other, 'en')).toEqual(other);
  });
});
