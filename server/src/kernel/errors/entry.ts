import type { LocalText } from '@zhengdun/contract';

/** One kind of error: how HTTP answers it, how the program ends on it, and what the user reads. */
export interface ErrorEntry {
  readonly status: number;
  readonly exit: number;
  /** what is wrong and the cure; names in braces are filled from the facts */
  readonly words: LocalText;
}
