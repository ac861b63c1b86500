import { createHash } from 'node:crypto';
import {
  type LocalText,
  SCREEN_OBSTACLE_WORDS,
  SCREEN_RULE_WORDS,
  SCREEN_RULES,
  type ScreenPlace,
} from '@zhengdun/contract';
import { BoundedMap } from '../kernel/bounded-map.ts';
import { plainText } from '../kernel/plain-text.ts';
import { picturesLeft, type ReadingManner, readDocument, withoutPictures } from './documents/index.ts';
import type { DocumentPart } from './documents/reading.ts';
import { excerptOf } from './excerpt.ts';
import type { ListedExpression, ListedWord, Screen } from './passes.ts';
import { boxAt, lineIndex } from './places.ts';
import { RULES_EDITION } from './rules/index.ts';
import { buildScreen } from './screen.ts';
import { screenPart } from './screen-part.ts';
import { shippedRules } from './shipped-rules.ts';
import { findTogether, type TitledText, type TogetherHit } from './together-by-rules.ts';
import type { WordList } from './words/entry.ts';

/** A hit at a place of one text, in UTF-16 units of it. */
export interface RuleHit {
  readonly rule: string;
  readonly category: string;
  readonly severity: 1 | 2 | 3 | 4;
  readonly start: number;
  readonly end: number;
  readonly why: LocalText;
  readonly suggestion: string | undefined;
  /** what may be shown of it without the text */
  readonly excerpt?: string | undefined;
  /** of a unit's own list: the word as it stands there, and its category */
  readonly word?: string;
  readonly ownCategory?: string;
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

/** What was found in a file. */
interface FileScreening extends RuleScreening<DocumentHit> {
  /** where pictures were left for later: about how many; nothing is told of them in the hits then */
  readonly pictures: number;
  /** all that was read of it */
  readonly words: string;
}

const NOT_ALL: LocalText = {
  zh: '疑似之处过多，没有逐处判断。请拆分后分别筛查，或者人工核对。',
  en: 'So many places look like a hit that not all were judged. Split the text, or look at it yourself.',
};
const UNREADABLE = { category: 'unreadable', severity: 2, suggestion: undefined } as const;

function wordHit(
  { entry, list }: ListedWord | ListedExpression,
  place: { readonly start: number; readonly end: number },
): RuleHit {
  const [name, category] = [plainText(list.name, 60), plainText(entry.category, 40)];
  const note = plainText(entry.note ?? '', 200);
  return {
    ...place,
    rule: 'word',
    category: 'list',
    severity: entry.severity,
    why: {
      zh: note || `词库“${name}”${category && `（${category}）`}第${entry.line}行`,
      en: note || `line ${entry.line} of the list "${name}"${category && ` (${category})`}`,
    },
    suggestion: entry.instead,
    word: entry.word,
    ownCategory: entry.category,
  };
}

/**
 * Screens texts and documents by the rules that ship with the program. Where not every place was judged, or a part could
 * not be read, that is a hit of its own.
 *
 * @param salt key of the engine's digests
 */
export function screenByRules(salt: string): RuleScreen {
  const kept = new BoundedMap<string, RuleScreen>(MOST_KEPT);
  return {
    ...screenWith(shippedRules, { salt, edition: RULES_EDITION }),

    withLists(lists, { rules } = { rules: true }) {
      const named = lists.map(({ name, version }) => `${name}\n${version}`).sort();
      const digest = createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 16);
      const edition = `${rules ? RULES_EDITION : 'none'}+${digest}`;
      const ofLists = () => {
        const screen = buildScreen({ lists, rules });
        return screenWith(() => screen, { salt, edition });
      };
      const known = kept.get(edition) ?? ofLists();
      // The one that was used last goes last: the first is given up.
      kept.set(edition, known);
      return known;
    },
  };
}

/** Screens that are built for lists and kept for the next item: a large list takes seconds. */
const MOST_KEPT = 8;

interface RuleScreen {
  text(text: string): Promise<RuleScreening<RuleHit>>;
  /** what an item adds to those that are published already */
  together(own: TitledText, others: readonly TitledText[]): Promise<readonly TogetherHit[]>;
  file(bytes: Uint8Array, manner?: ReadingManner): Promise<FileScreening>;
  /** the same with a unit's own lists; `rules: false`: these alone */
  readonly withLists?: (lists: readonly WordList[], options?: { readonly rules: boolean }) => RuleScreen;
}

/** @param ready gives the screen at the first text: a start does not wait for it */
function screenWith(ready: () => Screen, { salt, edition }: { salt: string; edition: string }): RuleScreen {
  function hitsOf(read: DocumentPart): RuleHit[] {
    const { hits, more, isIncomplete } = screenPart(read, ready(), salt);
    const found = hits.map(({ source, start, end, severity, instead }): RuleHit => {
      const excerpt = excerptOf(source, read.text.slice(start, end));
      if (!('rule' in source)) return { ...wordHit(source.word, { start, end }), excerpt };
      const { rule } = source;
      const { why } = SCREEN_RULE_WORDS[rule];
      return { rule, category: SCREEN_RULES[rule], severity, start, end, why, suggestion: instead, excerpt };
    });
    const rest: RuleHit = { ...UNREADABLE, rule: 'not-all-judged', start: 0, end: 0, why: NOT_ALL };
    return isIncomplete || more > 0 ? [...found, rest] : found;
  }

  return {
    async text(text: string): Promise<RuleScreening<RuleHit>> {
      return { edition, hits: hitsOf({ part: 'body', text }) };
    },

    async together(own: TitledText, others: readonly TitledText[]): Promise<readonly TogetherHit[]> {
      return findTogether(own, others);
    },

    async file(bytes: Uint8Array, manner: ReadingManner = {}): Promise<FileScreening> {
      const reading = await readDocument(bytes, manner);
      const pictures = manner.pictures === 'later' ? picturesLeft(reading) : 0;
      const { parts, obstacles } = pictures > 0 ? withoutPictures(reading) : reading;
      const hits = parts.flatMap((read) => {
        const { part, name, text } = read;
        const placeOf = lineIndex(text);
        return hitsOf(read).map(({ start, end, ...hit }): DocumentHit => {
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
      return {
        edition,
        hits: [...hits, ...unread],
        pictures,
        words: parts.map(({ text }) => text).join('\n'),
      };
    },
  };
}
