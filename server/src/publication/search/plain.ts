/** A text as it is searched: letters in one width and case, without blanks and line ends. */
export interface Plain {
  readonly text: string;
  /** where each unit of it stands in the original; one more at the end */
  readonly places: readonly number[];
}

const PASSED = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** So that a word is found across the lines that a scanner has broken it over. */
export function plainOf(whole: string): Plain {
  let text = '';
  const places: number[] = [];
  let at = 0;
  for (const sign of whole) {
    if (!PASSED.test(sign)) {
      const form = sign.normalize('NFKC').toLowerCase();
      for (let unit = 0; unit < form.length; unit++) places.push(at);
      text += form;
    }
    at += sign.length;
  }
  places.push(at);
  return { text, places };
}

/** Pairs of neighbouring characters, as `publication_pairs` has them: by code points. At most so many. */
export function pairsOf(text: string, most = 200_000): string[] {
  const pairs = new Set<string>();
  let before = '';
  for (const sign of text) {
    if (before !== '') pairs.add(before + sign);
    if (pairs.size >= most) break;
    before = sign;
  }
  return [...pairs];
}
