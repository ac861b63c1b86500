import { readPage, readPageBlocks } from '../inspection/index.ts';
import type { ComparisonTask } from './compare-in-thread.ts';
import { comparePage, type PageComparison } from './compare-page.ts';

/**
 * Entry of the thread behind compareInThread. Of a page that may carry a state secret no words are given, whatever
 * differs: kinds and lines alone.
 */
export function work({ title, text, page }: ComparisonTask): PageComparison {
  const { blocks } = readPageBlocks(page.body, page.contentType);
  const found = comparePage({ title, text }, blocks);
  if (found.count === 0 || !readPage(page, { salt: '', today: '9999-12-31' }).sealed) return found;
  return {
    ...found,
    differences: found.differences.map(({ pieces: _, ...rest }) => ({ ...rest, pieces: [] })),
  };
}
