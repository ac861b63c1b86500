import {
  CHAPTERS,
  type CheckResult,
  type CheckVerdict,
  COMMON_RESULTS,
  chapterOf,
  type Destroyed,
  type Evidence,
  firstToMend,
  inReadingOrder,
  type Lang,
  type Reason,
  RULE_WORDS,
  type Summary,
  summarise,
  urgentCount,
} from '@zhengdun/contract';
import { articleName, citation, obligation } from '@zhengdun/rulebook';
import { cleanResult } from './clean-result.ts';

/** One chapter of the Regulation with what was checked of it. */
export interface ChapterView {
  readonly title: string;
  readonly summary: Summary;
  /** in the order of reading */
  readonly verdicts: readonly CheckVerdict[];
}

/** What is undetermined for the same reason and settled by the same act. */
export interface SettleGroup {
  readonly reason: Reason | undefined;
  /** what settles it, and who does it */
  readonly remedy: string;
  readonly handler: string;
  readonly verdicts: readonly CheckVerdict[];
}

/** A kept picture, once, with every verdict that it belongs to. */
export interface ReportPicture {
  /** 图1, 图2 … */
  readonly number: number;
  readonly sha256: string;
  readonly evidence: Evidence;
  /** on an order of the secrecy office, after it was kept */
  readonly destroyed?: Destroyed;
  readonly verdicts: readonly CheckVerdict[];
}

/** A result put in order, once, for every kind of report. Each number is the length of the list behind it. */
export interface ReportView {
  readonly result: CheckResult;
  readonly lang: Lang;
  readonly summary: Summary;
  /** what each verdict is called in this report */
  readonly names: ReadonlyMap<CheckVerdict, string>;
  readonly unmet: readonly CheckVerdict[];
  readonly unknown: readonly CheckVerdict[];
  readonly met: readonly CheckVerdict[];
  readonly notApplicable: readonly CheckVerdict[];
  /** 先改这几项: at most three */
  readonly first: readonly CheckVerdict[];
  /** how many should be dealt with today */
  readonly urgent: number;
  /** only chapters of which something was checked */
  readonly chapters: readonly ChapterView[];
  readonly toSettle: readonly SettleGroup[];
  readonly pictures: readonly ReportPicture[];
  /** obligations that papers and statements decide, not this check */
  readonly beyond: number;
}

/** Cleans a result and puts it in the order in which a person reads it. Pure. */
export function viewResult(given: CheckResult): ReportView {
  const result = cleanResult(given);
  const ordered = inReadingOrder(result.verdicts);
  const of = (verdict: CheckVerdict['verdict']): CheckVerdict[] =>
    ordered.filter((each) => each.verdict === verdict);
  const unknown = of('unknown');
  return {
    result,
    lang: result.lang,
    summary: summarise(ordered),
    names: namesOf(ordered, result.lang),
    unmet: of('unmet'),
    unknown,
    met: of('met'),
    notApplicable: of('not-applicable'),
    first: firstToMend(ordered),
    urgent: urgentCount(ordered),
    chapters: chaptersOf(ordered, result.lang),
    toSettle: groupByCure(unknown),
    pictures: picturesOf(ordered, result.destroyed),
    beyond: result.rulebook.obligations - result.rulebook.decidable,
  };
}

function chaptersOf(ordered: readonly CheckVerdict[], lang: Lang): ChapterView[] {
  return CHAPTERS.map(({ number, title }) => {
    const verdicts = ordered.filter(({ article }) => chapterOf(article).number === number);
    return { title: title[lang], summary: summarise(verdicts), verdicts };
  }).filter(({ verdicts }) => verdicts.length > 0);
}

/** First what a person can settle with what lies on the desk; last what only waits for another check. */
const CURE_ORDER: readonly (Reason | undefined)[] = [
  'proof-needed',
  'record-missing',
  'proof-expired',
  'blocked',
  'no-means',
  'not-checked',
];

function groupByCure(unknown: readonly CheckVerdict[]): SettleGroup[] {
  const groups = Map.groupBy(unknown, ({ reason, text }) => `${reason} ${text.handler} ${text.remedy}`);
  return [...groups.values()]
    .map((verdicts) => ({
      reason: verdicts[0]?.reason,
      remedy: verdicts[0]?.text.remedy ?? '',
      handler: verdicts[0]?.text.handler ?? '',
      verdicts,
    }))
    .sort((a, b) => CURE_ORDER.indexOf(a.reason) - CURE_ORDER.indexOf(b.reason));
}

function picturesOf(ordered: readonly CheckVerdict[], gone: CheckResult['destroyed'] = []): ReportPicture[] {
  const destroyed = new Map(gone.map(({ sha256, ...how }) => [sha256, how]));
  const kept = ordered.flatMap((verdict) =>
    verdict.evidence.flatMap((evidence) =>
      evidence.kind === 'picture' && evidence.sha256 ? [{ verdict, evidence, sha256: evidence.sha256 }] : [],
    ),
  );
  return [...Map.groupBy(kept, ({ sha256 }) => sha256)].flatMap(([sha256, [first, ...more]], index) => {
    const how = destroyed.get(sha256);
    return first
      ? [
          {
            number: index + 1,
            sha256,
            evidence: first.evidence,
            ...(how && { destroyed: how }),
            verdicts: [first, ...more].map(({ verdict }) => verdict),
          },
        ]
      : [];
  });
}

/** 「第九条第二款」 of the obligation that a verdict decides. */
export function citationOf({ obligation: id, article }: CheckVerdict, lang: Lang): string {
  const position = obligation(id)?.position;
  return position ? citation(position, lang) : articleName(article, lang);
}

/** Whether the verdict says only that a step or a registered fact is missing: then its fact tells nothing of the site. */
export function isBare({ rule, code }: CheckVerdict): boolean {
  const own = Object.hasOwn(RULE_WORDS, rule) ? RULE_WORDS[rule as keyof typeof RULE_WORDS].results : {};
  return Object.hasOwn(COMMON_RESULTS, code) && !Object.hasOwn(own, code);
}

/** What a verdict is called: the problem, or the title of what was looked at where the reason says the rest. */
export function nameOf(verdict: CheckVerdict): string {
  const { text, message } = verdict;
  return (isBare(verdict) ? '' : text.problem) || text.title || message;
}

/** Several checks can meet the same problem: then the title of the check stands before it. */
function namesOf(verdicts: readonly CheckVerdict[], lang: Lang): Map<CheckVerdict, string> {
  const sharing = Map.groupBy(verdicts, (verdict) => nameOf(verdict));
  return new Map(
    verdicts.map((verdict) => {
      const name = nameOf(verdict);
      const isShared = (sharing.get(name)?.length ?? 0) > 1 && verdict.text.title !== name;
      return [verdict, isShared ? `${verdict.text.title}${lang === 'zh' ? '：' : ': '}${name}` : name];
    }),
  );
}
