import { VERDICTS } from '../vocabulary.ts';
import type { CheckVerdict, Summary } from './check-result.ts';

/** The four numbers that always stand together. */
export function summarise(verdicts: readonly Pick<CheckVerdict, 'verdict'>[]): Summary {
  const count = (verdict: CheckVerdict['verdict']): number =>
    verdicts.filter((each) => each.verdict === verdict).length;
  return {
    unmet: count('unmet'),
    unknown: count('unknown'),
    met: count('met'),
    'not-applicable': count('not-applicable'),
    total: verdicts.length,
  };
}

/** 不符合, 无法判定, 符合, 不适用; within one, graver first, then by article. */
export function inReadingOrder(verdicts: readonly CheckVerdict[]): CheckVerdict[] {
  const rank = (verdict: CheckVerdict): number => VERDICTS.indexOf(verdict.verdict);
  return [...verdicts].sort(
    (a, b) =>
      rank(a) - rank(b) || a.severity - b.severity || a.article - b.article || a.rule.localeCompare(b.rule),
  );
}

/** 「先改这几项」: at most three, by consequence, then by effort. */
export function firstToMend(verdicts: readonly CheckVerdict[]): CheckVerdict[] {
  return verdicts
    .filter(({ verdict }) => verdict === 'unmet')
    .sort((a, b) => a.severity - b.severity || (a.effort ?? 3) - (b.effort ?? 3) || a.article - b.article)
    .slice(0, 3);
}

/** Findings of severity 1 or 2 that are mended within the day: what a person should do today. */
export function urgentCount(verdicts: readonly CheckVerdict[]): number {
  return verdicts.filter(({ verdict, severity }) => verdict === 'unmet' && severity <= 2).length;
}
