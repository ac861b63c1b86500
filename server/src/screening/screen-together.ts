import { type Lang, type ScreenTogether, TOGETHER_WORDS } from '@zhengdun/contract';
import { plainText } from '../kernel/plain-text.ts';
import { type Combination, factWords, findAggregates } from './aggregation/index.ts';
import type { DocumentPart } from './documents/reading.ts';
import { lineIndex } from './places.ts';

/** A file, and what was read of it. */
export interface FileParts {
  readonly file: string;
  readonly parts: readonly DocumentPart[];
}

/** Keeps what one part says apart from the next: a fact belongs to a subject of its own part. */
const BETWEEN = '\n\n';

/** Says in words what comes together over several files (Art. 16). */
export function screenTogether(
  files: readonly FileParts[],
  combinations: readonly Combination[],
  { lang, at, excerpts }: { readonly lang: Lang; readonly at: Date; readonly excerpts: 'ends' | 'none' },
): ScreenTogether {
  const read = files.filter(({ parts }) => parts.length > 0);
  const items = read.map(({ parts }, index) => ({
    id: String(index),
    text: parts.map(({ text }) => text).join(BETWEEN),
  }));
  const aggregates = findAggregates(items, combinations);
  return {
    schema: 'zhengdun/screen-together/1',
    at: at.toISOString(),
    lang,
    files: read.length,
    combinations: aggregates.map(({ combination, subject, facts }) => ({
      id: combination.id,
      title: plainText(combination.title[lang], 100),
      ...(excerpts !== 'none' && { subject: plainText(subject, 60) }),
      facts: facts.map(({ item, kind, start }) => {
        const { file, parts } = read[Number(item)] as FileParts;
        return {
          file: plainText(file, 400),
          ...placeIn(parts, start),
          kind,
          words: plainText(factWords(kind)[lang], 60),
        };
      }),
      why: TOGETHER_WORDS.why[lang],
      cure: TOGETHER_WORDS.cure[lang],
    })),
  };
}

type Place = Pick<ScreenTogether['combinations'][number]['facts'][number], 'part' | 'name' | 'line'>;

/** Which part an offset of the joined texts lies in, and on which line of it. */
function placeIn(parts: readonly DocumentPart[], offset: number): Place {
  let start = 0;
  for (const { part, name, text } of parts) {
    if (offset < start + text.length + BETWEEN.length) {
      const { line } = lineIndex(text)(Math.min(offset - start, text.length));
      return { part, ...(name !== undefined && { name: plainText(name, 200) }), line };
    }
    start += text.length + BETWEEN.length;
  }
  return { part: 'body', line: 1 };
}
