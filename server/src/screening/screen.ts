import type { ScreenView } from '@zhengdun/contract';
import { RE2JS } from 're2js';
import { ANCHOR_RULES } from './rules/index.ts';
import type { AnchorRule } from './rules/rule.ts';
import { buildAutomaton } from './text/automaton.ts';
import { alphabetOf } from './text/classes.ts';
import { type Fold, foldText, wordFold } from './text/fold.ts';
import type { Machine } from './text/scan.ts';
import { pinyinForms, viewFold } from './text/views.ts';
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
}

export interface ListedExpression {
  readonly entry: WordEntry;
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

/** @param options.rules false: the lists alone, to try them out */
export function buildScreen({
  lists,
  rules = true,
}: {
  readonly lists: readonly WordList[];
  readonly rules?: boolean;
}): Screen {
  const words: ListedWord[] = [];
  const expressions: ListedExpression[] = [];
  for (const list of lists) {
    for (const entry of list.entries) {
      const index = words.length + expressions.length;
      if (entry.isExpression)
        expressions.push({
          entry,
          list,
          index,
          kind: kindOf(entry, list),
          pattern: RE2JS.compile(entry.word),
        });
      else words.push(listed(entry, list, index));
    }
  }
  const passes = [mainPass(words, rules ? ANCHOR_RULES : [])];
  for (const view of ['sound', 'shape', 'digits'] as const) {
    const asked = words.filter(({ entry }) => entry.views.includes(view));
    if (asked.length > 0) passes.push(viewPass(asked, view));
  }
  return {
    lists,
    withRules: rules,
    words,
    passes: passes.filter(({ targets }) => targets.length > 0),
    expressions,
  };
}

function kindOf({ category }: WordEntry, { name }: WordList): string {
  return `${name}\n${category}`;
}

function targetOf(word: ListedWord, literal: string): Target & { readonly kind: 'word' } {
  return { kind: 'word', word, spaced: false, literal, isLatin: /^[a-z0-9]|[a-z0-9]$/.test(literal) };
}

function listed(entry: WordEntry, list: WordList, index: number): ListedWord {
  const fold = wordFold();
  const bare = (text: string): string => foldText(text, fold).replaceAll(/\s/g, '');
  const word = bare(entry.word);
  const unless = entry.unless.map(bare).filter((phrase) => phrase !== '');
  const within = unless.flatMap((phrase) => {
    const at = phrase.indexOf(word);
    return at < 0 ? [] : [{ phrase, at }];
  });
  const notNear = unless.filter((phrase) => !phrase.includes(word));
  const near = entry.near.map(bare).filter((each) => each !== '');
  const isShort = entry.bounds && /^\p{sc=Han}{1,2}$/u.test(word);
  return {
    entry,
    list,
    index,
    kind: kindOf(entry, list),
    within,
    notNear,
    near,
    plain: unless.length === 0 && near.length === 0 && !isShort,
  };
}

function mainPass(words: readonly ListedWord[], rules: readonly AnchorRule[]): Pass {
  const fold = wordFold();
  const spellings: string[] = [];
  const targets: Target[] = [];
  for (const word of words) {
    spellings.push(word.entry.word);
    targets.push(targetOf(word, foldText(word.entry.word, fold)));
    if (!word.entry.views.includes('pinyin')) continue;
    for (const form of pinyinForms(foldText(word.entry.word, fold))) {
      spellings.push(form);
      targets.push({ ...targetOf(word, form), spaced: true });
    }
  }
  for (const rule of rules) {
    for (const anchor of rule.anchors) {
      spellings.push(anchor);
      targets.push({ kind: 'anchor', rule });
    }
  }
  return passOver(spellings, targets, fold);
}

function viewPass(words: readonly ListedWord[], view: Exclude<ScreenView, 'pinyin'>): Pass {
  const targets = words.map((word) => targetOf(word, foldText(word.entry.word, wordFold())));
  return passOver(
    words.map(({ entry }) => entry.word),
    targets,
    viewFold(view),
  );
}

function passOver(spellings: readonly string[], targets: readonly Target[], fold: Fold): Pass {
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
  const { endingWord, endingNext } = automaton;
  const nextIfTaken = new Int32Array(endingNext.length);
  // An ending's next one was made before it, so what that one covers is known.
  for (let ending = 1; ending < endingWord.length; ending++) {
    const own = kept[endingWord[ending] ?? 0];
    let next = endingNext[ending] ?? 0;
    while (next !== 0 && covers(own, kept[endingWord[next] ?? 0])) next = nextIfTaken[next] ?? 0;
    nextIfTaken[ending] = next;
  }
  return { machine: { alphabet, automaton, nextIfTaken }, targets: kept };
}

/** A longer word that counts says all that a shorter one of its own kind at the same place would. */
function covers(longer: Target | undefined, shorter: Target | undefined): boolean {
  if (longer?.kind !== 'word' || shorter?.kind !== 'word') return false;
  const [a, b] = [longer.word.entry, shorter.word.entry];
  return shorter.word.plain && a.category === b.category && b.severity >= a.severity;
}
