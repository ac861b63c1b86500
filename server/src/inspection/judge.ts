import {
  BOUND_WORDS,
  type CheckedUnit,
  type CheckVerdict,
  COMMON_RESULTS,
  fillTemplate,
  HANDLER_WORDS,
  type Lang,
  type LocalText,
  type Obligation,
  type ResultWords,
  RULE_WORDS,
  type RuleWords,
  type Summary,
  summarise,
  UNIT_KIND_WORDS,
} from '@zhengdun/contract';
import { basisText, obligation } from '@zhengdun/rulebook';
import { rulesFor } from './rules/index.ts';
import { type AnyAnswer, commonAnswer, isCommonCode, type Rule, withFacts } from './rules/rule.ts';
import { type SiteView, seen } from './site-view.ts';

/** What the rules conclude of a site, and for whom. */
interface Judged {
  readonly unit: CheckedUnit;
  readonly verdicts: CheckVerdict[];
  readonly summary: Summary;
}

/** Asks every rule; of a closed site those that ask whether it is. A new check, 「登记有误？」 and put-together observations are judged here alike. */
export function judgeSite(site: SiteView, lang: Lang): Judged {
  const verdicts = rulesFor(site).map((rule) => judgeRule(rule, site, lang));
  return { unit: site.unit, verdicts, summary: summarise(verdicts) };
}

/** Asks one rule, after asking the rulebook whether its obligation binds this unit at all, and puts the answer into words. */
export function judgeRule(rule: Rule, site: SiteView, lang: Lang): CheckVerdict {
  const words: RuleWords = RULE_WORDS[rule.id];
  const bound = obligation(words.obligation);
  if (!bound)
    throw new Error(
      `rule ${rule.id} names the obligation ${words.obligation}, which the rulebook does not hold`,
    );
  const answer = onItemPage(outOfScope(rule, bound, site) ?? rule.judge(site), site);
  return wordVerdict(rule.id, bound, { answer, words, lang });
}

/** What a saved or named item page shows is not told of the home page, which nobody opened. */
function onItemPage(answer: AnyAnswer, site: SiteView): AnyAnswer {
  return seen(site, 'html')?.article ? withFacts(answer, { itemPage: true }) : answer;
}

const OF_THIS_PAGE = {
  zh: (text: string) => text.replaceAll('首页', '本页'),
  en: (text: string) => text.replaceAll('he home page', 'his page').replaceAll('home page', 'page'),
} as const;
const HOME_UNSEEN = {
  zh: '所检的是内页，首页未看。',
  en: ' It is an inner page; the home page was not looked at.',
} as const;

/** 不适用 or 无法判定 where the sentence binds others, or where it is not known whom it binds here. */
function outOfScope(rule: Rule, { binds }: Obligation, { unit }: SiteView): AnyAnswer | undefined {
  if (binds.includes('unit') || binds.includes('region') || binds.length === 0) return undefined;
  const kinds = [
    binds.includes('organ') || binds.includes('county-organ') ? 'organ' : undefined,
    binds.includes('institution') ? 'institution' : undefined,
  ];
  if (!unit.kind) return commonAnswer(rule.id, 'kind-unknown');
  const notBound = commonAnswer(rule.id, 'not-bound', {
    bound: binds.filter((each) => each !== 'outsider').map((each) => BOUND_WORDS[each]),
    kind: UNIT_KIND_WORDS[unit.kind],
  });
  if (!kinds.includes(unit.kind)) return notBound;
  if (!binds.includes('county-organ') || binds.includes('organ')) return undefined;
  if (!unit.level || (unit.from.level === 'code' && unit.level === 'county'))
    return commonAnswer(rule.id, 'level-unknown');
  return unit.level === 'county-department' || unit.level === 'township' ? undefined : notBound;
}

/**
 * A kept verdict in another language, by the facts that decided it. It stays as it was told where the check was kept by
 * another version: one that does not know this rule or result, or kept fewer facts than its words name.
 */
export function toldIn(verdict: CheckVerdict, lang: Lang): CheckVerdict {
  const words = (RULE_WORDS as Readonly<Record<string, RuleWords>>)[verdict.rule];
  const bound = words && obligation(words.obligation);
  if (!words || !bound) return verdict;
  if (!words.results[verdict.code] && !isCommonCode(verdict.code)) return verdict;
  const { code, facts, evidence } = verdict;
  try {
    const { message, text } = wordVerdict(verdict.rule, bound, {
      answer: { code, facts, evidence },
      words,
      lang,
    });
    return { ...verdict, message, text };
  } catch (error) {
    if (error instanceof RangeError) return verdict;
    throw error;
  }
}

interface Wording {
  readonly answer: AnyAnswer;
  readonly words: RuleWords;
  readonly lang: Lang;
}

function wordVerdict(rule: string, bound: Obligation, { answer, words, lang }: Wording): CheckVerdict {
  const result: ResultWords | undefined =
    words.results[answer.code] ?? (isCommonCode(answer.code) ? COMMON_RESULTS[answer.code] : undefined);
  if (!result) throw new Error(`rule ${rule} answered with ${answer.code}, which is not in its closed set`);
  const fill = (text: LocalText): string => fillTemplate(text[lang], answer.facts, lang);
  const isFault = result.verdict === 'unmet' || result.verdict === 'unknown';
  const isInner = answer.facts.itemPage === true && result.fact.zh.includes('首页');
  const seenOn = (text: string): string => (isInner ? OF_THIS_PAGE[lang](text) : text);
  const fact = seenOn(fill(result.fact)) + (isInner && isFault ? HOME_UNSEEN[lang] : '');
  const problem = isFault ? seenOn(fill(result.problem)) : undefined;
  return {
    anchor: rule,
    article: bound.position.article,
    obligation: bound.id,
    rule,
    verdict: result.verdict,
    code: answer.code,
    severity: result.verdict === 'unmet' ? (result.severity ?? bound.severity) : bound.severity,
    message: problem ?? fact,
    text: {
      title: words.title[lang],
      basis: basisText(bound.position, lang),
      fact,
      ...(isFault && {
        problem: problem ?? '',
        remedy: fill(result.remedy),
        handler: HANDLER_WORDS[result.handler][lang],
        recheck: fill(result.recheck),
        ...(result.technical && { technical: fill(result.technical) }),
      }),
    },
    facts: JSON.parse(JSON.stringify(answer.facts)) as CheckVerdict['facts'],
    evidence: [...(answer.evidence ?? [])],
    ...(result.verdict === 'unknown' && { reason: result.reason }),
    ...(result.verdict === 'unmet' && { effort: result.effort }),
    ...(isFault && { handler: result.handler }),
    ...(answer.reading !== undefined && { reading: answer.reading }),
  };
}
