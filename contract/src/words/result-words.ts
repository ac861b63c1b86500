import type { LocalText, Placeholders } from '../local-text.ts';
import type { Handler, Reason, Severity, Verdict } from '../vocabulary.ts';

/** What every fault tells: six parts. 依据 is quoted from the obligation, 事实…复核 stand here. */
interface FaultWords {
  /** 问题: place and what is wrong; at most 24 characters, no clause number, no English */
  readonly problem: LocalText;
  /** 事实: when, where, what was seen, numbers */
  readonly fact: LocalText;
  /** 整改 (or 办法): one action a sentence, verb first, who does it */
  readonly remedy: LocalText;
  /** 承办 */
  readonly handler: Handler;
  /** 复核: what the next check must see */
  readonly recheck: LocalText;
  /** 给运维人员: technical detail, shown in a fold */
  readonly technical?: LocalText;
}

export interface UnmetWords extends FaultWords {
  readonly verdict: 'unmet';
  /** where this result weighs otherwise than its obligation */
  readonly severity?: Severity;
  /** work to mend it: 1 within the hour, 2 within the day, 3 more */
  readonly effort: 1 | 2 | 3;
}

export interface UnknownWords extends FaultWords {
  readonly verdict: 'unknown';
  readonly reason: Reason;
}

/** A pass also says what was seen: a pass without its fact is not believed. */
export interface MetWords {
  readonly verdict: 'met';
  readonly fact: LocalText;
}

/** 不适用 always shows the fact that makes it so. */
export interface NotApplicableWords {
  readonly verdict: 'not-applicable';
  readonly fact: LocalText;
}

export type ResultWords = UnmetWords | UnknownWords | MetWords | NotApplicableWords;

/** One rule: what it looks at, and its closed set of results. This table is where a result gets its verdict and words. */
export interface RuleWords {
  /** id of the one obligation that the rule decides */
  readonly obligation: string;
  readonly title: LocalText;
  readonly results: Readonly<Record<string, ResultWords>>;
}

export type RuleTable = Readonly<Record<string, RuleWords>>;

type TextsOf<Words> = Words extends ResultWords
  ? {
      [Key in keyof Words]: Words[Key] extends LocalText ? Words[Key]['zh' | 'en'] : never;
    }[keyof Words]
  : never;

/** Names of the facts that the words of one result print. A rule that forgets one does not compile. */
export type FactNames<Words extends ResultWords> = Placeholders<NonNullable<TextsOf<Words>>>;

export type VerdictOf<Words extends ResultWords> = Words['verdict'] & Verdict;
