import { RULE_WORDS } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { judgeRule } from '../src/inspection/judge.ts';
import type { Rule } from '../src/inspection/rules/rule.ts';
import type { SiteView } from '../src/inspection/site-view.ts';

/** `[code, when, site]`: what the rule answers of a site, and what is the case with that site. */
export type RuleCase = readonly [code: string, when: string, site: SiteView];

/**
 * One test for each case, and one that each result of the rule's closed set has a case: a result that no site can
 * reach is a defect.
 */
export function describeRule(rule: Rule, cases: readonly RuleCase[]): void {
  describe(rule.id, () => {
    it.each(cases)('answers %s %s', (code, _when, site) => {
      const verdict = judgeRule(rule, site, 'zh');
      expect(verdict.code).toBe(code);
      expect(verdict.text.fact).not.toMatch(/[{}]|undefined|\[object/);
    });

    it('has a case for each of its results', () => {
      const answered = new Set(cases.map(([code]) => code));
      const results = Object.keys(RULE_WORDS[rule.id].results);
      expect(results.filter((code) => !answered.has(code))).toEqual([]);
    });
  });
}
