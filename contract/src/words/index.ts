import type { RuleTable } from './result-words.ts';

/** Every rule with its closed set of results. Files follow the chapters of the Regulation. */
export const RULE_WORDS = {} as const satisfies RuleTable;
