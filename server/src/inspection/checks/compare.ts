import type { CheckResult, Comparison, Verdict } from '@zhengdun/contract';

/** 与上次比较: which findings are new, mended, or still there. A finding is a rule's unmet answer. */
export function compareResults(now: CheckResult, before: CheckResult): Comparison {
  const found = new Set(anchorsOf(before, ['unmet']));
  const unmet = anchorsOf(now, ['unmet']);
  const wasFound = (anchor: string): boolean => found.has(anchor);
  return {
    previousId: before.id,
    previousAt: before.finishedAt,
    added: unmet.filter((anchor) => !wasFound(anchor)),
    mended: anchorsOf(now, ['met', 'not-applicable']).filter(wasFound),
    remaining: unmet.filter(wasFound),
    undetermined: anchorsOf(now, ['unknown']).filter(wasFound),
  };
}

function anchorsOf({ verdicts }: CheckResult, kinds: readonly Verdict[]): string[] {
  return verdicts.filter(({ verdict }) => kinds.includes(verdict)).map(({ anchor }) => anchor);
}
