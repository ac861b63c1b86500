/** What is measured side by side: our words alone, as the others, and with every rule that ships. */
export const FILTERS = ['zhengdun', 'zhengdun, all rules', 'mint-filter', 'fastscan'] as const;
export type Filter = (typeof FILTERS)[number];

export interface FilterTask {
  readonly filter: Filter;
  readonly words: number;
  readonly characters: number;
}

export interface FilterResult {
  readonly buildMs: number;
  /** bytes of heap and buffers that stay after the filter was built */
  readonly memory: number;
  /** characters a second, the best of the rounds */
  readonly prose: number;
  /** the same over a text of prefixes and overlaps of words */
  readonly worst: number;
  /** the words of the list that were found in the prose, to compare what was found */
  readonly found: readonly string[];
}
