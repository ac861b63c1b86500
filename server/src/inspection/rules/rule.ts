import {
  COMMON_RESULTS,
  type CommonCode,
  type Evidence,
  type FactNames,
  type LocalText,
  type Printable,
  type ResultWords,
  RULE_WORDS,
  STEP_WORDS,
} from '@zhengdun/contract';
import type { Facts, Json } from '../facts.ts';
import type { ProbeFacts, ProbeName, SiteView } from '../site-view.ts';

export type RuleId = keyof typeof RULE_WORDS;
type Results<Id extends RuleId> = (typeof RULE_WORDS)[Id]['results'];

type FactsOf<Words> = Words extends ResultWords
  ? Readonly<Record<FactNames<Words>, Printable>> & Facts
  : never;

/**
 * What a rule answers: a code of its closed set, and the facts that decided. Every name that the code's words print
 * must be among the facts; the compiler sees to it. The verdict follows from the table of words, not from the rule.
 */
export type Answer<Id extends RuleId> = {
  [Code in keyof Results<Id> & string]: {
    readonly code: Code;
    readonly facts: FactsOf<Results<Id>[Code]>;
    readonly evidence?: readonly Evidence[];
    readonly reading?: string;
  };
}[keyof Results<Id> & string];

/** The same for any rule, as the program that runs the rules sees it. */
export interface AnyAnswer {
  readonly code: string;
  readonly facts: Facts;
  readonly evidence?: readonly Evidence[];
  readonly reading?: string;
}

/** The same answer with more facts beside it. */
export function withFacts<Each extends AnyAnswer>(answer: Each, more: Facts): Each {
  return { ...answer, facts: { ...more, ...answer.facts } };
}

export interface Rule {
  readonly id: RuleId;
  readonly needs: readonly ProbeName[];
  judge(site: SiteView): AnyAnswer;
}

/**
 * Makes a rule: a pure function from what the probes saw to an answer. It is asked only when everything it needs has
 * been seen; otherwise the answer is 无法判定 with the probe's own reason.
 */
export function defineRule<const Id extends RuleId, const Needs extends readonly ProbeName[]>(rule: {
  readonly id: Id;
  readonly needs: Needs;
  judge(facts: Pick<ProbeFacts, Needs[number]>, site: SiteView): Answer<Id>;
}): Rule {
  return {
    id: rule.id,
    needs: rule.needs,
    judge(site) {
      for (const name of rule.needs) {
        const observation = site.observations[name];
        if (observation.outcome === 'seen') continue;
        const code = ({ blocked: 'blocked', 'no-means': 'no-means', 'left-out': 'not-checked' } as const)[
          observation.outcome
        ];
        return commonAnswer(rule.id, observation.cause ?? code, {
          step: LOOK_OF[name],
          detail: observation.detail,
        });
      }
      const facts = Object.fromEntries(
        rule.needs.map((name) => {
          const observation = site.observations[name];
          return [name, observation.outcome === 'seen' ? observation.facts : undefined];
        }),
      );
      return rule.judge(facts as Pick<ProbeFacts, Needs[number]>, site);
    },
  };
}

/** What the looks are called where they were not taken: mostly by their step, but a step may be done but for one look. */
const LOOK_OF: Readonly<Record<ProbeName, LocalText>> = {
  dns: STEP_WORDS.dns,
  http: STEP_WORDS.http,
  doors: { zh: '访问明文和加密入口', en: 'asking the plain and the encrypted door' },
  crawl: { zh: '打开首页以外的页面', en: 'opening pages besides the home page' },
  exposure: { zh: '查找不应公开的文件', en: 'looking for files that should not be public' },
  entrances: { zh: '试开工作人员入口', en: 'trying the doors of staff' },
  html: STEP_WORDS.html,
  record: { zh: '打开标识查询页面', en: 'opening the record of the mark' },
  tls: STEP_WORDS.tls,
  place: STEP_WORDS.place,
  browser: STEP_WORDS.browser,
  links: STEP_WORDS.links,
};

/** An answer that any rule may give. Its texts are those of the common table, in the language of the reader. */
export function commonAnswer(
  id: RuleId,
  code: CommonCode,
  more: { step?: LocalText; detail?: LocalText; [key: string]: Json | LocalText | undefined } = {},
): AnyAnswer {
  const { step, detail, ...facts } = more;
  return {
    code,
    facts: {
      ...(facts as Facts),
      title: localJson(RULE_WORDS[id].title),
      ...(step && { step: localJson(step) }),
      ...(detail && { detail: localJson(detail) }),
    },
  };
}

function localJson({ zh, en }: LocalText): Json {
  return { zh, en };
}

export function isCommonCode(code: string): code is CommonCode {
  return code in COMMON_RESULTS;
}
