import type { ScreenView } from '@zhengdun/contract';

/** One line of a unit's own list. */
export interface WordEntry {
  /** the word, or an expression in RE2 syntax */
  readonly word: string;
  readonly isExpression: boolean;
  /** the unit's own category */
  readonly category: string;
  readonly severity: 1 | 2 | 3 | 4;
  /** disguises that are looked for besides the word itself */
  readonly views: readonly ScreenView[];
  /** counts only where one of these stands within `distance` */
  readonly near: readonly string[];
  /** does not count inside of one of these that holds the word, nor where one of the others stands within `distance` */
  readonly unless: readonly string[];
  /** characters to each side */
  readonly distance: number;
  /** whether a short Chinese word has to be a word of its own in its sentence */
  readonly bounds: boolean;
  /** what to write instead */
  readonly instead?: string | undefined;
  /** why the unit looks for it */
  readonly note?: string | undefined;
  /** of the file it came from */
  readonly line: number;
}

/** A unit's own list in one version. */
export interface WordList {
  readonly name: string;
  /** tells versions apart: a digest of what the list holds */
  readonly version: string;
  readonly entries: readonly WordEntry[];
}
