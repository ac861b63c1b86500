import { fillTemplate, type Lang, type Placeholders } from '@zhengdun/contract';
import { zhCN } from './zh-CN.ts';

export type TextKey = keyof typeof zhCN;

type Texts = Readonly<Record<TextKey, string>>;

/** Chinese comes with the program; English is fetched when it is first asked for. */
const LOADED: Partial<Record<Lang, Texts>> = { zh: zhCN };
let english: Promise<void> | undefined;

/** Fetches the texts of a language; undefined when they are there. A missing key does not compile. */
export function loadTexts(lang: Lang): Promise<void> | undefined {
  if (LOADED[lang]) return undefined;
  english ??= import('./en.ts').then(({ en }: { readonly en: Texts }) => {
    LOADED.en = en;
  });
  return english;
}

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
  const texts = LOADED[lang];
  if (!texts) throw new Error(`the texts of ${lang} are not loaded`);
  return (key, ...[values]) => fillTemplate(texts[key], values ?? {}, lang);
}
