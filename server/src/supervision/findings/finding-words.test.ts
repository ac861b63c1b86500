import { RULE_WORDS, type RuleWords } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { faultOf, faultTextOf, measureOf, problemOf } from './finding-words.ts';

const FAULTS = Object.entries<RuleWords>(RULE_WORDS).flatMap(([rule, { results }]) =>
  Object.keys(results).flatMap((code) => {
    const fault = faultOf(rule, code);
    return fault ? [{ rule, code, handler: fault.handler, obligation: fault.obligation }] : [];
  }),
);

describe('a finding whose check was kept by an earlier version, with fewer facts than the words name', () => {
  it('is told all the same: by its title and by what the rulebook advises', () => {
    expect(FAULTS.length).toBeGreaterThan(100);
    for (const fault of FAULTS)
      for (const lang of ['zh', 'en'] as const) {
        expect(problemOf(fault, {}, lang), fault.rule).not.toBe('');
        expect(measureOf(fault, {}, lang), fault.rule).not.toBe('');
        expect(faultTextOf(fault, undefined, lang).handler).not.toBe('');
      }
  });
});
