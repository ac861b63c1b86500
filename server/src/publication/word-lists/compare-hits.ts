import type { WordListTried } from '@zhengdun/contract';

/** What one version of a list found in an item: a word for each place, with its category. */
export interface FoundWord {
  readonly word: string;
  readonly category: string;
}

/** An item as two versions of a list see it. */
export interface TriedHits {
  readonly id: string;
  readonly title: string;
  readonly now: readonly FoundWord[];
  readonly before: readonly FoundWord[];
}

const WORDS_SHOWN = 100;
const CHANGED_SHOWN = 50;
const OF_ONE_ITEM = 10;

/** Sums up what a version finds beside the one in use: word by word, and item by item where something changes. */
export function compareHits(
  items: readonly TriedHits[],
): Pick<WordListTried, 'items' | 'itemsHit' | 'hits' | 'added' | 'lost' | 'words' | 'changed'> {
  const now = countsOf(items.flatMap((item) => item.now));
  const before = countsOf(items.flatMap((item) => item.before));
  const keys = [...new Set([...now.keys(), ...before.keys()])];
  const words = keys.map((key) => {
    const [word = '', category = ''] = key.split('\n');
    return { word, category, hits: now.get(key) ?? 0, before: before.get(key) ?? 0 };
  });
  const change = ({ hits, before: was }: { hits: number; before: number }): number => Math.abs(hits - was);
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, each) => all + each, 0);
  return {
    items: items.length,
    itemsHit: items.filter((item) => item.now.length > 0).length,
    hits: sum(words.map(({ hits }) => hits)),
    added: sum(words.map(({ hits, before: was }) => Math.max(0, hits - was))),
    lost: sum(words.map(({ hits, before: was }) => Math.max(0, was - hits))),
    words: words
      .sort((a, b) => change(b) - change(a) || b.hits - a.hits || (a.word < b.word ? -1 : 1))
      .slice(0, WORDS_SHOWN),
    changed: items
      .map(({ id, title, now: found, before: was }) => ({
        ...{ id, title, added: without(found, was), lost: without(was, found) },
      }))
      .filter(({ added, lost }) => added.length + lost.length > 0)
      .slice(0, CHANGED_SHOWN),
  };
}

function countsOf(found: readonly FoundWord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { word, category } of found) {
    const key = `${word}\n${category}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Words that one has and the other has not. */
function without(found: readonly FoundWord[], other: readonly FoundWord[]): string[] {
  const there = new Set(other.map(({ word }) => word));
  return [...new Set(found.map(({ word }) => word))].filter((word) => !there.has(word)).slice(0, OF_ONE_ITEM);
}
