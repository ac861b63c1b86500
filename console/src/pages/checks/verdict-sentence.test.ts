import { type CheckVerdict, summarise } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { inventedResult } from '../../../test/invented-result.ts';
import { tellIn } from '../../locales/texts.ts';
import { verdictSentence } from './verdict-sentence.ts';

const { verdicts } = inventedResult({ id: '11111111-1111-4111-8111-111111111111' });
const of = (keep: (each: CheckVerdict) => boolean): string => {
  const kept = verdicts.filter(keep);
  return verdictSentence({ verdicts: kept, summary: summarise(kept) }, tellIn('zh'));
};

describe('the sentence of a result', () => {
  it('counts faults, and those that should not wait', () => {
    expect(of(() => true)).toBe('发现4项不符合，其中1项建议今日处理');
    expect(of(({ severity }) => severity > 2)).toBe('发现3项不符合');
  });

  it('never calls a site free of faults of which nothing could be seen', () => {
    expect(of(({ verdict }) => verdict === 'unknown')).toBe('没有得出结论，5项无法判定');
    expect(of(({ verdict }) => verdict === 'unknown' || verdict === 'not-applicable')).toBe(
      '没有得出结论，5项无法判定',
    );
  });

  it('says what is open beside good news, and before it where it is more', () => {
    expect(of(({ verdict }) => verdict !== 'unmet')).toBe('大部分没有得出结论，5项无法判定');
    expect(of(({ verdict, reason }) => verdict === 'met' || reason === 'not-checked')).toBe(
      '没有发现不符合，1项无法判定',
    );
    expect(of(({ verdict }) => verdict === 'met')).toBe('没有发现不符合');
  });
});
