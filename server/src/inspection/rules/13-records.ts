import { RECORD_WORDS, RULE_WORDS } from '@zhengdun/contract';
import type { SiteView } from '../site-view.ts';
import type { Rule, RuleId } from './rule.ts';

const IDS = Object.keys(RECORD_WORDS) as (keyof typeof RECORD_WORDS & RuleId)[];

/**
 * Rules on what the register and publishing have on record (Art. 4, 13, 14). The room that keeps the records has judged
 * them; here the answer becomes a verdict of the check. Where it has no answer, and had one before, papers settle it.
 */
export const RECORD_RULES: readonly Rule[] = IDS.map((id) => ({
  id,
  needs: [],
  judge: (site) => answerOf(id, site),
}));

/** Whether the records speak of what a rule decides. */
export function isOnRecord({ id }: Rule, { records }: SiteView['observations']): boolean {
  return records?.answers[RULE_WORDS[id].obligation] !== undefined;
}

function answerOf(id: RuleId, { observations: { records }, now }: SiteView) {
  const answer = records?.answers[RULE_WORDS[id].obligation];
  const asOf = records?.asOf ?? now;
  const known = answer && Object.hasOwn(RULE_WORDS[id].results, answer.code) ? answer : undefined;
  return known
    ? { code: known.code, facts: { ...known.facts, asOf } }
    : { code: 'on-paper', facts: { asOf } };
}
