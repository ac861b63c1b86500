import {
  type ApplicationKind,
  type CheckVerdict,
  COMMON_RESULTS,
  chapterOf,
  fillTemplate,
  HANDLER_WORDS,
  type Handler,
  type Lang,
  type LocalText,
  type Obligation,
  type Reason,
  type ResultWords,
  RULE_WORDS,
  type RuleWords,
} from '@zhengdun/contract';
import { obligation } from '@zhengdun/rulebook';
import { type Json, jsonDigest } from '../../kernel/canonical-json.ts';
import { plainText } from '../../kernel/plain-text.ts';

/** A rule of this version with the obligation that it decides; undefined for one of another version. */
export function ruleOf(rule: string): { words: RuleWords; obligation: Obligation } | undefined {
  const words: RuleWords | undefined = (RULE_WORDS as Readonly<Record<string, RuleWords>>)[rule];
  const decided = words && obligation(words.obligation);
  return decided && { words, obligation: decided };
}

/** What the rulebook says of a fault: where it stands in the Regulation, what it weighs, who mends it. */
export interface Fault {
  readonly obligation: string;
  readonly chapter: number;
  readonly article: number;
  readonly severity: number;
  readonly handler: Handler;
}

/** Undefined where this version of the program does not know the rule, or the result as a fault. */
export function faultOf(rule: string, code: string): Fault | undefined {
  const known = ruleOf(rule);
  const result = known && resultOf(known.words, code);
  if (!result || !('handler' in result)) return undefined;
  const { id, position, severity } = known.obligation;
  return {
    obligation: id,
    article: position.article,
    chapter: chapterOf(position.article).number,
    severity: result.verdict === 'unmet' ? (result.severity ?? severity) : severity,
    handler: result.handler,
  };
}

/** 问题, by the facts that decided it. */
export function problemOf(
  { rule, code }: { readonly rule: string; readonly code: string },
  facts: CheckVerdict['facts'] | undefined,
  lang: Lang,
): string {
  const known = ruleOf(rule);
  const result = known && resultOf(known.words, code);
  if (!result || !('problem' in result)) return known?.words.title[lang] ?? rule;
  return fillKept(result.problem, { title: known.words.title, ...facts }, lang) || known.words.title[lang];
}

/** Empty where the facts are those of a check that an earlier version kept, and lack what the words of this one name. */
function fillKept(text: LocalText, facts: Readonly<Record<string, unknown>>, lang: Lang): string {
  try {
    return fillTemplate(text[lang], facts, lang);
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

/** Facts hold texts of checked pages: none is endless, none turns the reading direction. */
const LONGEST = 1500;

/** What is said of a fault, for reports. */
export interface FaultText {
  readonly fact: string;
  readonly remedy: string;
  readonly handler: string;
  readonly recheck: string;
  readonly reason: Reason | undefined;
}

/** 事实, 整改, 承办 and 复核 of a fault, by the facts that decided it; empty where this version does not know it. */
export function faultTextOf(
  { rule, code, handler }: { readonly rule: string; readonly code: string; readonly handler: string },
  facts: CheckVerdict['facts'] | undefined,
  lang: Lang,
): FaultText {
  const known = ruleOf(rule);
  const result = known && resultOf(known.words, code);
  const fill = (text: LocalText): string =>
    plainText(fillKept(text, { title: known?.words.title ?? '', ...facts }, lang), LONGEST);
  const who = HANDLER_WORDS[handler as Handler][lang];
  if (!result || !('remedy' in result))
    return { fact: '', remedy: '', handler: who, recheck: '', reason: undefined };
  return {
    fact: fill(result.fact),
    remedy: fill(result.remedy),
    handler: who,
    recheck: fill(result.recheck),
    reason: 'reason' in result ? result.reason : undefined,
  };
}

/**
 * 整改措施 of a finding on a paper: what its own result asks for, with what was seen; what the rulebook advises in general
 * where this version does not know that result.
 */
export function measureOf(
  finding: Parameters<typeof faultTextOf>[0] & { readonly obligation: string },
  facts: CheckVerdict['facts'] | undefined,
  lang: Lang,
): string {
  return faultTextOf(finding, facts, lang).remedy || (obligation(finding.obligation)?.advice[lang] ?? '');
}

function resultOf(words: RuleWords, code: string): ResultWords | undefined {
  return words.results[code] ?? (COMMON_RESULTS as Readonly<Record<string, ResultWords>>)[code];
}

/** Whether an obligation speaks of applications of this kind: a site on the same host is no mail system. */
export function concerns({ applications }: Obligation, kind: ApplicationKind): boolean {
  return applications.length === 0 || applications.includes(kind);
}

/** Whether a platform that meets an obligation meets it for whoever runs on it. */
export function isInherited(rule: string): boolean {
  return ruleOf(rule)?.obligation.inherited === 'yes';
}
export const INHERITED_RULES = Object.keys(RULE_WORDS).filter(isInherited);

const MOMENT = /^\d{4}-\d{2}-\d{2}T/;

/**
 * What a check has seen, whenever it was: moments do not count. Two looks at what has not changed give the same.
 */
export function factsDigest(code: string, facts: CheckVerdict['facts'] | undefined): string {
  return jsonDigest({ code, facts: timeless(facts ?? {}) });
}

function timeless(value: Json): Json {
  if (typeof value === 'string') return MOMENT.test(value) ? '' : value;
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, timeless(member as Json)]));
}
