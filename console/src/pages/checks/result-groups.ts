import {
  CHAPTERS,
  type CheckStep,
  type CheckVerdict,
  chapterOf,
  REASONS,
  type Reason,
  type Step,
  type Summary,
  summarise,
} from '@zhengdun/contract';

/** Verdicts with one and the same fact. */
interface SharedFact {
  readonly fact: string;
  readonly verdicts: readonly CheckVerdict[];
}

/** What one act settles: everything undetermined that names the same remedy, by what was seen. */
export interface Settlement {
  readonly remedy: string;
  readonly handler: string;
  readonly facts: readonly SharedFact[];
}

export interface ReasonGroup {
  readonly reason: Reason;
  readonly count: number;
  readonly settlements: readonly Settlement[];
}

/** 无法判定 by reason, in the order of the closed set, and within one by what would settle it, the widest first. */
export function groupByReason(verdicts: readonly CheckVerdict[]): readonly ReasonGroup[] {
  return REASONS.map((reason) => {
    const group = verdicts.filter(
      (each) => each.verdict === 'unknown' && (each.reason ?? 'not-checked') === reason,
    );
    return { reason, count: group.length, settlements: groupByRemedy(group) };
  }).filter(({ count }) => count > 0);
}

function groupByRemedy(verdicts: readonly CheckVerdict[]): readonly Settlement[] {
  return groupsBy(verdicts, ({ text }) => `${text.handler}\n${text.remedy}`).map((group) => ({
    remedy: group[0]?.text.remedy ?? '',
    handler: group[0]?.text.handler ?? '',
    facts: groupsBy(group, ({ text }) => text.fact).map((same) => ({
      fact: same[0]?.text.fact ?? '',
      verdicts: same,
    })),
  }));
}

/** Groups of verdicts with the same key, the largest first. */
function groupsBy(
  verdicts: readonly CheckVerdict[],
  keyOf: (verdict: CheckVerdict) => string,
): readonly CheckVerdict[][] {
  const groups = new Map<string, CheckVerdict[]>();
  for (const verdict of verdicts) {
    const key = keyOf(verdict);
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/** Steps that were blocked, by the cause that they name; an empty cause where they name none. */
export function blockedByCause(steps: readonly CheckStep[]): ReadonlyMap<string, readonly Step[]> {
  const causes = new Map<string, Step[]>();
  for (const { step, state, detail = '' } of steps) {
    if (state === 'blocked') causes.set(detail, [...(causes.get(detail) ?? []), step]);
  }
  return causes;
}

export interface ChapterCounts {
  readonly chapter: (typeof CHAPTERS)[number];
  readonly summary: Summary;
}

/** The four numbers of each chapter that has any. */
export function countByChapter(verdicts: readonly CheckVerdict[]): readonly ChapterCounts[] {
  return CHAPTERS.map((chapter) => ({
    chapter,
    summary: summarise(verdicts.filter(({ article }) => chapterOf(article) === chapter)),
  })).filter(({ summary }) => summary.total > 0);
}
