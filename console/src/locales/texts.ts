import { fillTemplate, type Lang, type Placeholders } from '@zhengdun/contract';
import { zhCN } from './zh-CN.ts';
import type { zhRooms } from './zh-CN-rooms.ts';

type Source = typeof zhCN & typeof zhRooms;
export type TextKey = keyof Source;

type Texts = Readonly<Partial<Record<TextKey, string>>>;

/** Chinese comes with the program; English is fetched when it is first asked for. */
const LOADED: Partial<Record<Lang, Texts>> = { zh: zhCN };
let english: Promise<void> | undefined;
let rooms: Promise<void> | undefined;

/** Fetches the texts of a language; undefined when they are there. A missing key does not compile. */
export function loadTexts(lang: Lang): Promise<void> | undefined {
  if (LOADED[lang]) return undefined;
  english ??= import('./en.ts').then(({ en }) => {
    LOADED.en = en;
  });
  return english;
}

/** Fetches the Chinese texts of the rooms: two thirds of all, which the first view has no use for. */
export function loadRoomTexts(): Promise<void> {
  rooms ??= import('./zh-CN-rooms.ts').then(({ zhRooms }) => {
    LOADED.zh = { ...zhCN, ...zhRooms };
  });
  return rooms;
}

/** What a text must be given: one value for each of its placeholders. */
export type TextValues<Key extends TextKey> = Readonly<Record<Placeholders<Source[Key]>, string | number>>;

/** Tells a text in the language of the page. Times given as ISO 8601 are printed in Beijing time. */
export type Tell = <Key extends TextKey>(
  key: Key,
  ...values: Placeholders<Source[Key]> extends never ? [] : [TextValues<Key>]
) => string;

export function tellIn(lang: Lang): Tell {
  // Looked up at each telling: the rooms come later than the first page.
  return (key, ...[values]) => {
    const text = LOADED[lang]?.[key];
    if (text === undefined) throw new Error(`the text ${key} of ${lang} is not loaded`);
    return fillTemplate(text, values ?? {}, lang);
  };
}
