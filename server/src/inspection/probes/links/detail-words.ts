import type { LocalText } from '@zhengdun/contract';
import { FOLLOW_WORDS, WEB_WORDS } from '../../../kernel/web/index.ts';

/** What the network or the redirects said of a link. A closed set with its words. */
const DETAIL_WORDS = {
  ...WEB_WORDS,
  ...FOLLOW_WORDS,
  'nothing-outside': { zh: '外部网站一个也不能到达', en: 'not one site outside can be reached' },
} as const satisfies Record<string, LocalText>;

export type LinkDetailCode = keyof typeof DETAIL_WORDS;

/** By code; and by the Chinese words, which what was kept before 2 December 2026 holds in place of the code. */
const KNOWN: ReadonlyMap<string, LocalText> = new Map(
  Object.entries(DETAIL_WORDS).flatMap(([code, words]) => [
    [code, words],
    [words.zh, words],
  ]),
);

/** A link's `detail` in both languages. What is no code – words of its page, a host, an HTTP status – stays as it is. */
export function linkDetail(detail: string): LocalText {
  return KNOWN.get(detail) ?? { zh: detail, en: detail };
}
