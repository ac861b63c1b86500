import type { ScreenView } from '@zhengdun/contract';
import { RE2JS } from 're2js';
import {
  anchorsOfRules,
  type ListedExpression,
  type ListedWord,
  type Pass,
  passOver,
  type Screen,
  type Spelt,
  type Target,
} from './passes.ts';
import { foldText, wordFold } from './text/fold.ts';
import { pinyinForms, viewFold } from './text/views.ts';
import type { WordEntry, WordList } from './words/entry.ts';

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
          severity: entry.severity,
          instead: entry.instead,
          list,
          index,
          kind: kindOf(entry, list),
          pattern: RE2JS.compile(entry.word),
        });
      else words.push(listed(entry, list, index));
    }
  }
  const passes = [mainPass(words, rules ? anchorsOfRules() : NOTHING)];
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
    index,
    severity: entry.severity,
    instead: entry.instead,
    entry,
    list,
    kind: kindOf(entry, list),
    within,
    notNear,
    near,
    plain: unless.length === 0 && near.length === 0 && !isShort,
  };
}

const NOTHING: Spelt = { spellings: [], targets: [] };

function mainPass(words: readonly ListedWord[], anchors: Spelt): Pass {
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
  const all = { spellings: [...spellings, ...anchors.spellings], targets: [...targets, ...anchors.targets] };
  return passOver(all, fold);
}

function viewPass(words: readonly ListedWord[], view: Exclude<ScreenView, 'pinyin'>): Pass {
  const targets = words.map((word) => targetOf(word, foldText(word.entry.word, wordFold())));
  return passOver({ spellings: words.map(({ entry }) => entry.word), targets }, viewFold(view));
}
