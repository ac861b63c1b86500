import type { LocalText } from '@zhengdun/contract';

/** `missing`: something is needed and not there. `notice`: it works, with less, or it cannot be known. */
export type FindingState = 'ok' | 'missing' | 'notice';

/** What doctor says about one thing. */
export interface Finding {
  readonly id: string;
  readonly state: FindingState;
  readonly name: LocalText;
  readonly detail: LocalText;
  /** one command that mends it, or what to do where no command can */
  readonly cure?: LocalText;
}

export const STATE_WORDS = {
  ok: { zh: '正常', en: 'ok' },
  missing: { zh: '缺少', en: 'missing' },
  notice: { zh: '注意', en: 'notice' },
} as const satisfies Record<FindingState, LocalText>;

/** The same text in both languages: a path, a command, a number. */
export function plain(text: string): LocalText {
  return { zh: text, en: text };
}
