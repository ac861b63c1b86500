import { type LocalText, SCREEN_RULE_WORDS, SCREEN_RULES } from '@zhengdun/contract';
import { RULES_EDITION } from './rules/index.ts';
import { buildScreen } from './screen.ts';
import { screenText } from './screen-text.ts';

/** A hit at a place of one text, in UTF-16 units of it. */
export interface RuleHit {
  readonly rule: string;
  readonly category: string;
  readonly severity: 1 | 2 | 3 | 4;
  readonly start: number;
  readonly end: number;
  readonly why: LocalText;
  readonly suggestion: string | undefined;
}

const NOT_ALL: LocalText = {
  zh: '疑似之处过多，没有逐处判断。请拆分后分别筛查，或者人工核对。',
  en: 'So many places look like a hit that not all were judged. Split the text, or look at it yourself.',
};

/**
 * Screens texts by the rules that ship with the program. Where not every place was judged, that is a hit of its own.
 *
 * @param salt key of the engine's digests
 */
export function screenByRules(salt: string): (text: string) => Promise<{
  readonly edition: string;
  readonly hits: readonly RuleHit[];
}> {
  const screen = buildScreen({ lists: [] });
  return async (text) => {
    const { hits, more, isIncomplete } = screenText(text, screen, salt);
    const found = hits.flatMap(({ source, start, end, severity, instead }): RuleHit[] => {
      if (!('rule' in source)) return [];
      const { rule } = source;
      const { why } = SCREEN_RULE_WORDS[rule];
      return [{ rule, category: SCREEN_RULES[rule], severity, start, end, why, suggestion: instead }];
    });
    const rest: RuleHit = {
      ...{ rule: 'not-all-judged', category: 'form', severity: 2, start: 0, end: 0 },
      ...{ why: NOT_ALL, suggestion: undefined },
    };
    return { edition: RULES_EDITION, hits: isIncomplete || more > 0 ? [...found, rest] : found };
  };
}
