import type { Lang, LocalText } from '@zhengdun/contract';
import { z } from 'zod';

/** A value that a user writes as text: on the command line, in the environment, in the configuration file. */
export interface ValueSpec<T> {
  readonly schema: z.ZodType<T, string>;
  /** what may stand there, to be read after 「应为」: 「1 至 500 的整数」 */
  readonly allowed: LocalText;
  /** a value that is right */
  readonly example: string;
}

/** Why a text was refused. `problem` replaces the general words where the schema knows better. */
export interface Misread {
  readonly ok: false;
  readonly text: string;
  readonly problem: LocalText | undefined;
}

/** Reads a text; gives the value, or why it was refused. */
export function readValue<T>(
  spec: ValueSpec<T>,
  text: string,
): { readonly ok: true; readonly value: T } | Misread {
  const parsed = spec.schema.safeParse(text);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues.find((each) => each.code === 'custom' && each.params?.problem);
  const problem = issue?.code === 'custom' ? (issue.params?.problem as LocalText | undefined) : undefined;
  return { ok: false, text, problem };
}

/** A whole number, bounds included. */
export function wholeNumber(bounds: { min: number; max: number; example: number }): ValueSpec<number> {
  const { min, max, example } = bounds;
  return {
    schema: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .pipe(z.number().min(min).max(max)),
    allowed: { zh: `${min} 至 ${max} 的整数`, en: `a whole number from ${min} to ${max}` },
    example: String(example),
  };
}

/** One of a closed set of words. */
export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]): ValueSpec<Word> {
  return {
    schema: z.enum(words) as unknown as z.ZodType<Word, string>,
    allowed: { zh: words.join('、'), en: words.join(', ') },
    example: words[0],
  };
}

/** 「党政机关或事业单位」 */
export function anyOf(words: readonly LocalText[], lang: Lang): string {
  return new Intl.ListFormat(lang, { type: 'disjunction' }).format(words.map((word) => word[lang]));
}

/** Any text of reasonable length without control characters. */
export function plainWords(options: {
  allowed: LocalText;
  example: string;
  max?: number;
}): ValueSpec<string> {
  return {
    schema: z
      .string()
      .min(1)
      .max(options.max ?? 1000)
      .regex(/^[^\x00-\x1f\x7f]*$/),
    allowed: options.allowed,
    example: options.example,
  };
}

/** Several values with commas between them. */
export function commaList<T>(spec: ValueSpec<T>, example = spec.example): ValueSpec<readonly T[]> {
  return {
    schema: z
      .string()
      .max(20_000)
      .transform((text) =>
        text
          .split(/[,，]/)
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .pipe(z.array(spec.schema)),
    allowed: { zh: `${spec.allowed.zh}，多个之间用逗号`, en: `${spec.allowed.en}; commas between several` },
    example,
  };
}

/**
 * What is wrong with a value, and the cure: 「--pages 应为 1 至 500 的整数，现为 “很多”。例：--pages 20」.
 *
 * @param place.example the whole example as the user would write it
 * @param place.where where the value stands, when that is not plain
 */
export function describeMisread(
  misread: Misread,
  place: { name: string; allowed: LocalText; example: string; where?: string; secret?: boolean },
  lang: Lang,
): string {
  const { name, allowed, example } = place;
  const value = place.secret ? '••••' : shorten(misread.text);
  if (lang === 'zh') {
    const where = place.where ? `（${place.where}）` : '';
    if (misread.problem) return `${name} 有误${where}：${misread.problem.zh}`;
    return `${name} 应为 ${allowed.zh}，现为 “${value}”${where}。例：${example}`;
  }
  const where = place.where ? ` (${place.where})` : '';
  if (misread.problem) return `${name} is wrong${where}: ${misread.problem.en}`;
  return `${name} must be ${allowed.en}, not "${value}"${where}. Example: ${example}`;
}

/** A text of unknown origin, made fit for one line of a terminal. */
export function shorten(text: string): string {
  const clean = text.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, ' ');
  return clean.length > 80 ? `${clean.slice(0, 79)}…` : clean;
}
