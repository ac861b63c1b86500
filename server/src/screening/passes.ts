import type { RE2JS } from 're2js';
import { ANCHOR_RULES } from './rules/index.ts';
import type { AnchorRule } from './rules/rule.ts';
import { buildAutomaton } from './text/automaton.ts';
import { alphabetOf } from './text/classes.ts';
import { type Fold, wordFold } from './text/fold.ts';
import type { Machine } from './text/scan.ts';
import type { WordEntry, WordList } from './words/entry.ts';

/** What a found word leads to: an entry of a list, or a rule that looks at the place. */
export type Target =
  | {
      readonly kind: 'word';
      readonly word: ListedWord;
      /** written in pinyin: blanks may stand between its syllables */
      readonly spaced: boolean;
      /** as it is looked for, folded */
      readonly literal: string;
      /** it begins or ends with a Latin letter or a digit: those beside it have to be looked at */
      readonly isLatin: boolean;
    }
  | { readonly kind: 'anchor'; readonly rule: AnchorRule };

export interface ListedWord {
  readonly entry: WordEntry;
  /** of the entry, beside what every hit asks: each step to another object costs as much as twenty characters */
  readonly severity: WordEntry['severity'];
  readonly instead: WordEntry['instead'];
  readonly list: WordList;
  /** counts up over all lists */
  readonly index: number;
  /** list and category: of two hits of one kind the longer tells both */
  readonly kind: string;
  /** `unless`: those that hold the word, folded, with where in them it begins; and those that must not be near */
  readonly within: readonly { readonly phrase: string; readonly at: number }[];
  readonly notNear: readonly string[];
  readonly near: readonly string[];
  /** nothing has to be judged but what stands between its characters */
  readonly plain: boolean;
}

export interface Pass {
  readonly machine: Machine;
  readonly targets: readonly Target[];
  /** by target: the word, where it counts wherever it stands in one piece */
  readonly plain: readonly (ListedWord | undefined)[];
}

export interface ListedExpression {
  readonly entry: WordEntry;
  readonly severity: WordEntry['severity'];
  readonly instead: WordEntry['instead'];
  readonly list: WordList;
  readonly index: number;
  readonly kind: string;
  readonly pattern: RE2JS;
}

/** Lists and rules made ready. Building takes up to two seconds for 100 000 words; it may screen any number of texts. */
export interface Screen {
  readonly lists: readonly WordList[];
  /** the rules that ship with the program are asked as well */
  readonly withRules: boolean;
  readonly words: readonly ListedWord[];
  readonly passes: readonly Pass[];
  readonly expressions: readonly ListedExpression[];
}

/** Letters of the longest word that an automaton holds. */
const LONGEST_WORD = 64;

/** What is looked for, and beside each spelling what it leads to. */
export interface Spelt {
  readonly spellings: readonly string[];
  readonly targets: readonly Target[];
}

/** The anchors of the rules that ship with the program. */
export function anchorsOfRules(): Spelt {
  const targets = ANCHOR_RULES.flatMap((rule) => {
    const target: Target = { kind: 'anchor', rule };
    return rule.anchors.map(() => target);
  });
  return { spellings: ANCHOR_RULES.flatMap(({ anchors }) => anchors), targets };
}

/** The rules alone, which need neither the readings of characters nor expressions: threads that read pages load neither. */
export function screenOfRules(): Screen {
  const passes = [passOver(anchorsOfRules(), wordFold())];
  return { lists: [], withRules: true, words: [], passes, expressions: [] };
}

/** Builds the automaton over spellings as the fold makes them. */
export function passOver({ spellings, targets }: Spelt, fold: Fold): Pass {
  const alphabet = alphabetOf(spellings, fold);
  const kept: Target[] = [];
  const spelt: string[] = [];
  spellings.forEach((spelling, at) => {
    const letters = alphabet.spell(spelling);
    const target = targets[at];
    if (letters === '' || letters.length > LONGEST_WORD || !target) return;
    kept.push(target);
    spelt.push(letters);
  });
  const automaton = buildAutomaton(spelt, alphabet.size);
  const { endingNext } = automaton;
  const nextIfTaken = endingNext.map((shorter, ending) => {
    let next = shorter;
    while (next !== 0 && covers(kept[ending - 1], kept[next - 1])) next = endingNext[next] ?? 0;
    return next;
  });
  const plain = kept.map((target) =>
    target.kind === 'word' && target.word.plain && !target.isLatin ? target.word : undefined,
  );
  return { machine: { alphabet, automaton, nextIfTaken }, targets: kept, plain };
}

/** A longer word that counts says all that a shorter one of its own kind at the same place would. */
function covers(longer: Target | undefined, shorter: Target | undefined): boolean {
  if (longer?.kind !== 'word' || shorter?.kind !== 'word') return false;
  const [a, b] = [longer.word.entry, shorter.word.entry];
  return shorter.word.plain && a.category === b.category && b.severity >= a.severity;
}
