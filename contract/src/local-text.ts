import { z } from 'zod';

/** Languages of the product. zh is the source; en is complete (a missing text fails a test). */
export type Lang = 'zh' | 'en';

/** One text in both languages. */
export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

export const localTextSchema = z.object({ zh: z.string(), en: z.string() });

/** What a template may print: scalars, texts in both languages, and lists, joined by the language's own comma. */
export type Printable = string | number | LocalText | readonly (string | number | LocalText)[];

/**
 * Names inside the braces of a template: `'{count}条外链'` gives `'count'`.
 * A format may follow a colon: `{x:percent}` gives `'x'`, and so does `{x:page was|pages were}`.
 */
export type Placeholders<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Bare}:${string}` ? Bare : Name) | Placeholders<Rest>
  : never;

const LIST_LIMIT = 5;

/**
 * Fills a template. Arrays are joined and cut after five members; an ISO date or time is printed in
 * Beijing time, an address of more than 100 characters is cut; `:percent` prints a fraction of one, `:bytes` a size,
 * `:page was|pages were` the number with the words that English has for one and for more.
 *
 * @throws RangeError when the template names a value that `facts` does not hold: that is a defect of the words.
 */
export function fillTemplate(template: string, facts: Readonly<Record<string, unknown>>, lang: Lang): string {
  return template.replaceAll(/\{(\w+)(?::([^{}]+))?\}/g, (_, name: string, format?: string) => {
    const value = facts[name];
    if (value === undefined || value === null) throw new RangeError(`template needs "${name}": ${template}`);
    return printValue(value, lang, format);
  });
}

function printValue(value: unknown, lang: Lang, format: string | undefined): string {
  if (Array.isArray(value)) return printList(value, lang, format);
  if (isLocalText(value)) return value[lang];
  if (typeof value === 'number' && format === 'percent') return `${Math.round(value * 100)}%`;
  if (typeof value === 'number' && format === 'bytes') return printBytes(value);
  if (typeof value === 'number' && format?.includes('|')) {
    const [one = '', more = ''] = format.split('|');
    return counted(value, one, more);
  }
  if (typeof value === 'string' && ISO_TIME.test(value)) return printTime(value, lang);
  if (typeof value === 'string' && ADDRESS.test(value)) return shortAddress(value);
  return String(value);
}

/** English counts one thing otherwise than more: `1 page`, `3 pages`. */
export function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function isLocalText(value: unknown): value is LocalText {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

function printList(values: readonly unknown[], lang: Lang, format: string | undefined): string {
  const shown = values.slice(0, LIST_LIMIT).map((value) => printValue(value, lang, format));
  const joined = shown.join(lang === 'zh' ? '、' : ', ');
  if (values.length <= LIST_LIMIT) return joined;
  return lang === 'zh' ? `${joined}等${values.length}个` : `${joined} and ${values.length - LIST_LIMIT} more`;
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A time in Beijing time: 「2026年11月23日10时12分」, or the date alone when the value is a date. */
export function printTime(iso: string, lang: Lang): string {
  if (!iso.includes('T')) {
    const [year, month, day] = iso.split('-').map(Number);
    return lang === 'zh' ? `${year}年${month}月${day}日` : iso;
  }
  const beijing = new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString();
  const [date = '', time = ''] = beijing.split('T');
  const [year, month, day] = date.split('-').map(Number);
  const [hour, minute] = time.split(':');
  return lang === 'zh'
    ? `${year}年${month}月${day}日${Number(hour)}时${minute}分`
    : `${date} ${hour}:${minute} Beijing time`;
}

/** A month, `2026-03`: 「2026年3月」. */
export function printMonth(month: string, lang: Lang): string {
  const [year, number] = month.split('-').map(Number);
  return lang === 'zh' ? `${year}年${number}月` : month;
}

const ADDRESS = /^https?:\/\//;
const ADDRESS_LIMIT = 100;

/** Addresses with long queries would bury the sentence that names them; the facts hold them whole. */
function shortAddress(address: string): string {
  return address.length > ADDRESS_LIMIT ? `${address.slice(0, ADDRESS_LIMIT - 1)}…` : address;
}

function printBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
