import { fillTemplate, type Lang, type Placeholders } from '@zhengdun/contract';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

export type TextKey = keyof typeof zhCN;

/** The texts in each language: a missing key, or one too many, does not compile. */
export const TEXTS: Readonly<Record<Lang, Readonly<Record<TextKey, string>>>> = { zh: zhCN, en };

/** What a text must be given: one value for each of its placeholders. */
export type TextValues<Key extends TextKey> = Readonly<
  Record<Placeholders<(typeof zhCN)[Key]>, string | number>
>;

/** Tells a text in the language of the page. Times given as ISO 8601 are printed in Beijing time. */
export type Tell = <Key extends TextKey>(
  key: Key,
  ...values: Placeholders<(typeof zhCN)[Key]> extends never ? [] : [TextValues<Key>]
) => string;

export function tellIn(lang: Lang): Tell {
  return (key, ...[values]) => fillTemplate(TEXTS[lang][key], values ?? {}, lang);
}
