export { COMBINATIONS, type Combination, combinationsSchema } from './aggregation/index.ts';
export { OCR_COMMAND, ocrFolder } from './documents/index.ts';
export { buildScreen, type Screen } from './screen.ts';
export { screenByRules } from './screen-by-rules.ts';
export { screenFile } from './screen-file.ts';
export { screenText } from './screen-text.ts';
export { screenTogether } from './screen-together.ts';
export type { WordEntry, WordList } from './words/entry.ts';
export { readWordList } from './words/read-word-list.ts';
