/** A number with its separators, a run of Latin letters, or any other sign by itself: what changes as a whole. */
const WORD = /\p{Nd}+(?:[.,．，]\p{Nd}+)*|\p{Script=Latin}+|\S/gu;
/** Nobody sees them, and editors leave them behind. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;
/** Signs that content systems write in another way: quotation marks, dashes, ellipses. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '–': '-',
  '―': '-',
  '─': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '.',
  '⋯': '.',
  '・': '·',
  '•': '·',
};

/** Texts as one row of words, each a number: equal words have equal numbers. */
export interface Words {
  /** lines or blocks, as they were given */
  readonly texts: readonly string[];
  readonly words: Int32Array;
  /** of each word: its text, and where in that it begins and ends */
  readonly of: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Numbers for words, common to the texts that are compared. */
export type Numbering = Map<string, number>;

/**
 * Reads texts into words. Blanks of every kind and unseen signs part words and are none; full-width letters, digits and
 * signs are read as their ASCII forms, and quotation marks, dashes, dots in the middle and ellipses in one way of writing
 * each, because content systems change those and nothing of what is said. All else is as it stands: 「，」 for 「。」 is
 * a change.
 *
 * @param limit words that are read at most
 */
export function readWords(texts: readonly string[], numbering: Numbering, limit: number): Words {
  const [words, of, starts, ends]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const [at, text] of texts.entries()) {
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (words.length >= limit) break;
      const key = folded(word);
      // Three dots, two ellipses and six dashes are one.
      if (key === '' || ((key === '.' || key === '-') && isSameBefore(key, { words, of, at }, numbering)))
        continue;
      words.push(numberOf(key, numbering));
      of.push(at);
      starts.push(index);
      ends.push(index + word.length);
    }
  }
  return {
    texts,
    words: Int32Array.from(words),
    of: Int32Array.from(of),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
  };
}

function isSameBefore(
  key: string,
  {
    words,
    of,
    at,
  }: { readonly words: readonly number[]; readonly of: readonly number[]; readonly at: number },
  numbering: Numbering,
): boolean {
  return of.at(-1) === at && words.at(-1) === numbering.get(key);
}

function numberOf(key: string, numbering: Numbering): number {
  const known = numbering.get(key);
  if (known !== undefined) return known;
  numbering.set(key, numbering.size);
  return numbering.size - 1;
}

function folded(word: string): string {
  const plain = word.replace(UNSEEN, '');
  const ascii = plain.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return WRITTEN_AS[ascii] ?? ascii;
}
