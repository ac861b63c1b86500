import {
  CHAPTERS,
  type CheckResult,
  type CheckVerdict,
  chapterOf,
  VERDICTS,
  type Verdict,
} from '@zhengdun/contract';

/** How a finding stands against the last check. */
export const CHANGES = ['added', 'mended', 'remaining', 'undetermined'] as const;
export type Change = (typeof CHANGES)[number];

/** Which rows of a result are shown. It lives in the address: a filtered result can be passed on. */
export interface ResultFilter {
  readonly show?: Verdict | Change | undefined;
  /** number of a chapter */
  readonly chapter?: number | undefined;
}

const SHOW = 'show';
const CHAPTER = 'chapter';

/** Reads the filter from an address. What somebody mistyped there counts as not given. */
export function readFilter(search: URLSearchParams): ResultFilter {
  const show = [...VERDICTS, ...CHANGES].find((each) => each === search.get(SHOW));
  const chapter = CHAPTERS.find(({ number }) => String(number) === search.get(CHAPTER))?.number;
  return { show, chapter };
}

/** The search part of an address with this filter; its other parameters stay. */
export function writeFilter(search: URLSearchParams, filter: ResultFilter): string {
  const target = new URLSearchParams(search);
  for (const [name, value] of [
    [SHOW, filter.show],
    [CHAPTER, filter.chapter],
  ] as const) {
    if (value === undefined) target.delete(name);
    else target.set(name, String(value));
  }
  return target.toString();
}

export function isFiltering({ show, chapter }: ResultFilter): boolean {
  return show !== undefined || chapter !== undefined;
}

/** The rows that a filter lets through. Every number on the page is the length of such a list. */
export function rowsOf(
  { verdicts, comparison }: Pick<CheckResult, 'verdicts' | 'comparison'>,
  { show, chapter }: ResultFilter,
): readonly CheckVerdict[] {
  return verdicts.filter((each) => {
    if (chapter !== undefined && chapterOf(each.article).number !== chapter) return false;
    if (show === undefined) return true;
    return isChange(show) ? (comparison?.[show]?.includes(each.anchor) ?? false) : each.verdict === show;
  });
}

export function isChange(show: Verdict | Change): show is Change {
  return CHANGES.some((change) => change === show);
}
