import type { CheckResult, Comparison } from '@zhengdun/contract';

/** 与上次比较: which findings are new, mended, or still there. A finding is a rule's unmet answer. */
export function compareResults(now: CheckResult, before: CheckResult): Comparison {
  const unmet = (result: CheckResult): string[] =>
    result.verdicts.filter(({ verdict }) => verdict === 'unmet').map(({ anchor }) => anchor);
  const current = new Set(unmet(now));
  const previous = new Set(unmet(before));
  // What cannot be decided this time is not mended.
  const settled = new Set(
    now.verdicts
      .filter(({ verdict }) => verdict === 'met' || verdict === 'not-applicable')
      .map(({ anchor }) => anchor),
  );
  return {
    previousId: before.id,
    previousAt: before.finishedAt,
    added: [...current].filter((anchor) => !previous.has(anchor)),
    mended: [...previous].filter((anchor) => !current.has(anchor) && settled.has(anchor)),
    remaining: [...current].filter((anchor) => previous.has(anchor)),
  };
}
