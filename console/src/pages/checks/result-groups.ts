import {
  CHAPTERS,
  type CheckVerdict,
  chapterOf,
  REASONS,
  type Reason,
  type Summary,
  summarise,
} from '@zhengdun/contract';

/** What one act settles: everything undetermined that names the same remedy. */
export interface Settlement {
  readonly remedy: string;
  readonly handler: string;
  /** the fact, where it is the same for all of them */
  readonly fact: string | undefined;
  readonly verdicts: readonly CheckVerdict[];
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
  const groups = new Map<string, CheckVerdict[]>();
  for (const verdict of verdicts) {
    const key = `${verdict.text.handler}\n${verdict.text.remedy}`;
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length).map(settlementOf);
}

function settlementOf(verdicts: readonly CheckVerdict[]): Settlement {
  const { remedy = '', handler = '', fact } = verdicts[0]?.text ?? {};
  const isShared = verdicts.length > 1 && verdicts.every(({ text }) => text.fact === fact);
  return { remedy, handler, fact: isShared ? fact : undefined, verdicts };
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
