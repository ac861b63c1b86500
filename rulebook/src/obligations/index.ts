import type { Obligation } from '@zhengdun/contract';
import { CHAPTER_1 } from './chapter-1.ts';
import { CHAPTER_2_ARTICLES_4_TO_8 } from './chapter-2-articles-4-8.ts';
import { CHAPTER_2_ARTICLES_9_TO_12 } from './chapter-2-articles-9-12.ts';
import { CHAPTER_3 } from './chapter-3.ts';
import { CHAPTER_4_ARTICLES_17_TO_24 } from './chapter-4-articles-17-24.ts';
import { CHAPTER_4_ARTICLES_25_TO_30 } from './chapter-4-articles-25-30.ts';
import { CHAPTER_5 } from './chapter-5.ts';
import { CHAPTER_6 } from './chapter-6.ts';
import { CHAPTER_7 } from './chapter-7.ts';

/** All obligations of the Regulation in the order of its text. Chapter VIII makes none. */
export const OBLIGATIONS: readonly Obligation[] = [
  ...CHAPTER_1,
  ...CHAPTER_2_ARTICLES_4_TO_8,
  ...CHAPTER_2_ARTICLES_9_TO_12,
  ...CHAPTER_3,
  ...CHAPTER_4_ARTICLES_17_TO_24,
  ...CHAPTER_4_ARTICLES_25_TO_30,
  ...CHAPTER_5,
  ...CHAPTER_6,
  ...CHAPTER_7,
];

const BY_ID = new Map(OBLIGATIONS.map((obligation) => [obligation.id, obligation]));

/** The obligation with this id, or undefined. */
export function obligation(id: string): Obligation | undefined {
  return BY_ID.get(id);
}

/** The obligations of an article (1 to 44) in the order of the text; none for articles that make none. */
export function obligationsOfArticle(article: number): readonly Obligation[] {
  return OBLIGATIONS.filter(({ position }) => position.article === article);
}
