import { CHAPTER_1_WORDS } from './chapter-1.ts';
import { CHAPTER_2_CLOSED_WORDS } from './chapter-2-closed.ts';
import { CHAPTER_2_FILING_WORDS } from './chapter-2-filing.ts';
import { CHAPTER_2_FORM_WORDS } from './chapter-2-form.ts';
import { CHAPTER_2_REGISTER_WORDS } from './chapter-2-register.ts';
import { CHAPTER_3_WORDS } from './chapter-3.ts';
import { CHAPTER_3_RECORD_WORDS } from './chapter-3-records.ts';
import { CHAPTER_4_CONNECTION_WORDS } from './chapter-4-connection.ts';
import { CHAPTER_4_DATA_WORDS } from './chapter-4-data.ts';
import { CHAPTER_5_WORDS } from './chapter-5.ts';
import type { RuleTable } from './result-words.ts';

/** Rules that judge what is on record in this system, and nothing that was seen. */
export const RECORD_WORDS = { ...CHAPTER_2_REGISTER_WORDS, ...CHAPTER_3_RECORD_WORDS } as const;

/** Every rule with its closed set of results. Files follow the chapters of the Regulation. */
export const RULE_WORDS = {
  ...CHAPTER_1_WORDS,
  ...CHAPTER_2_FILING_WORDS,
  ...CHAPTER_2_FORM_WORDS,
  ...CHAPTER_2_CLOSED_WORDS,
  ...CHAPTER_2_REGISTER_WORDS,
  ...CHAPTER_3_WORDS,
  ...CHAPTER_3_RECORD_WORDS,
  ...CHAPTER_4_DATA_WORDS,
  ...CHAPTER_4_CONNECTION_WORDS,
  ...CHAPTER_5_WORDS,
} as const satisfies RuleTable;
