import { RULE_WORDS } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { judgeRule } from '../src/inspection/judge.ts';
import type { Rule } from '../src/inspection/rules/rule.ts';
import type { SiteView } from '../src/inspection/site-view.ts';
import { siteViewWith } from './site-view.ts';

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

/** One test for each rule: it concludes nothing where what it needs was not looked at, or not let be seen. */
export function describeUnseen(rules: readonly Rule[]): void {
  const detail = { zh: '连接超时', en: 'the connection timed out' };
  const blocked = { outcome: 'blocked', at: '2026-11-23T00:00:00.000Z', ms: 1, detail } as const;
  it.each(rules.map((rule) => ({ rule, id: rule.id })))(
    '$id is unknown where its fact is missing',
    ({ rule }) => {
      const judge = (some: Parameters<typeof siteViewWith>[0]) =>
        rule.judge(siteViewWith(some, { url: 'https://www.a.gov.cn/' }));
      expect(judge({}).code).toBe('not-checked');
      const all = Object.fromEntries(rule.needs.map((name) => [name, blocked]));
      expect(judge(all)).toMatchObject({ code: 'blocked', facts: { detail } });
    },
  );
}
