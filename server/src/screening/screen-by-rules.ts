import {
  type LocalText,
  SCREEN_OBSTACLE_WORDS,
  SCREEN_RULE_WORDS,
  SCREEN_RULES,
  type ScreenPlace,
} from '@zhengdun/contract';
import { plainText } from '../kernel/plain-text.ts';
import { readDocument } from './documents/index.ts';
import { boxAt, lineIndex } from './places.ts';
import { RULES_EDITION } from './rules/index.ts';
import { buildScreen } from './screen.ts';
import { screenText } from './screen-text.ts';
import { findTogether, type TitledText, type TogetherHit } from './together-by-rules.ts';

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

/** A hit in a document. */
export interface DocumentHit extends Omit<RuleHit, 'start' | 'end'> {
  /** `name`: which sheet, slide or page, or the path inside an archive */
  readonly place: Pick<ScreenPlace, 'part' | 'name' | 'line' | 'column' | 'box'>;
  /** what was hit; empty for what could not be read */
  readonly found: string;
}

interface RuleScreening<Hit> {
  /** of the rules */
  readonly edition: string;
  readonly hits: readonly Hit[];
}

const NOT_ALL: LocalText = {
  zh: '疑似之处过多，没有逐处判断。请拆分后分别筛查，或者人工核对。',
  en: 'So many places look like a hit that not all were judged. Split the text, or look at it yourself.',
};
const UNREADABLE = { category: 'unreadable', severity: 2, suggestion: undefined } as const;

/**
 * Screens texts and documents by the rules that ship with the program. Where not every place was judged, or a part could
 * not be read, that is a hit of its own.
 *
 * @param salt key of the engine's digests
 */
export function screenByRules(salt: string) {
  const screen = buildScreen({ lists: [] });

  function hitsOf(text: string): RuleHit[] {
    const { hits, more, isIncomplete } = screenText(text, screen, salt);
    const found = hits.flatMap(({ source, start, end, severity, instead }): RuleHit[] => {
      if (!('rule' in source)) return [];
      const { rule } = source;
      const { why } = SCREEN_RULE_WORDS[rule];
      return [{ rule, category: SCREEN_RULES[rule], severity, start, end, why, suggestion: instead }];
    });
    const rest: RuleHit = { ...UNREADABLE, rule: 'not-all-judged', start: 0, end: 0, why: NOT_ALL };
    return isIncomplete || more > 0 ? [...found, rest] : found;
  }

  return {
    async text(text: string): Promise<RuleScreening<RuleHit>> {
      return { edition: RULES_EDITION, hits: hitsOf(text) };
    },

    /** What an item adds to those that are published already. */
    async together(own: TitledText, others: readonly TitledText[]): Promise<readonly TogetherHit[]> {
      return findTogether(own, others);
    },

    async file(bytes: Uint8Array): Promise<RuleScreening<DocumentHit>> {
      const { parts, obstacles } = await readDocument(bytes);
      const hits = parts.flatMap((read) => {
        const { part, name, text } = read;
        const placeOf = lineIndex(text);
        return hitsOf(text).map(({ start, end, ...hit }): DocumentHit => {
          const place = {
            part,
            ...(name !== undefined && { name: plainText(name, 200) }),
            ...placeOf(start),
            ...boxAt(read, { start, end: hit.category === 'state-secret' ? start : end, ...placeOf(start) }),
          };
          return { ...hit, place, found: text.slice(start, end) };
        });
      });
      const unread = obstacles.map(({ what, part }): DocumentHit => {
        const name = part === undefined ? {} : { name: plainText(part, 200) };
        const place = { part: 'body' as const, ...name, line: 1, column: 1 };
        return {
          ...UNREADABLE,
          rule: `unreadable-${what}`,
          why: SCREEN_OBSTACLE_WORDS[what],
          place,
          found: '',
        };
      });
      return { edition: RULES_EDITION, hits: [...hits, ...unread] };
    },
  };
}
