import { isInserted } from '../text/classes.ts';
import { GONE, wordFold } from '../text/fold.ts';

/** Signs that also stand between words that have nothing to do with each other. */
const COMMON_GAP = /^[\s\-/.·—–|\\_]$/;
const MOST_BETWEEN = 4;
const LETTERS = /[a-z0-9]/;
const WRITTEN = /[\p{L}\p{N}]/u;

/** What was put between the characters of a found word. */
interface Gaps {
  /** places between two characters where something was put */
  readonly filled: number;
  readonly characters: number;
  /** nothing but blanks, hyphens and the like */
  readonly common: boolean;
  readonly widest: number;
  /** the word as it stands there, folded, blanks as one blank */
  readonly literal: string;
}

function gapsOf(text: string, start: number, end: number): Gaps {
  const { units, astral } = wordFold();
  let filled = 0;
  let characters = 0;
  let common = true;
  let widest = 0;
  let literal = '';
  let open = 0;
  for (let at = start; at < end; at++) {
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xffff) at += 1;
    const unit = point > 0xffff ? (astral.get(point) ?? -1) : (units[point] ?? 0);
    if (unit === GONE) continue;
    const sign = unit < 0 ? String.fromCodePoint(point) : String.fromCharCode(unit);
    const inserted = unit < 0 ? point >= 0x1f000 && point <= 0x1faff : isInserted(unit);
    if (!(sign === ' ' && literal.endsWith(' '))) literal += sign;
    if (inserted) {
      open += 1;
      if (!COMMON_GAP.test(sign)) common = false;
      continue;
    }
    if (open > 0) filled += 1;
    widest = Math.max(widest, open);
    open = 0;
    characters += 1;
  }
  return { filled, characters, common, widest, literal };
}

/**
 * Whether what stands between the characters of a found word was put there to hide it, or whether the word only arose
 * where two others meet: 「计算机 密码」 holds no 机密, 「机 密」 and 「机*密」 do.
 *
 * @param literal the word itself, folded: a Latin word has its own blanks and hyphens
 */
export function standsAsWord(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  word: { readonly literal: string; readonly spaced: boolean },
): boolean {
  const before = signBefore(text, start);
  const after = signAfter(text, end);
  const begins = LETTERS.test(word.literal[0] ?? '');
  const ends = LETTERS.test(word.literal.at(-1) ?? '');
  if ((begins && LETTERS.test(before)) || (ends && LETTERS.test(after))) return false;
  const gaps = gapsOf(text, start, end);
  if (gaps.filled === 0 || gaps.literal === word.literal) return true;
  if (gaps.widest > MOST_BETWEEN) return false;
  const isFree = !WRITTEN.test(before) && !WRITTEN.test(after);
  const everywhere = gaps.filled === gaps.characters - 1;
  if (begins || ends) return isFree && (word.spaced || (everywhere && gaps.characters > 2));
  if (!gaps.common) return true;
  return isFree || (everywhere && gaps.characters > 2);
}

function signBefore(text: string, start: number): string {
  const { units } = wordFold();
  for (let at = start - 1; at >= 0 && at > start - 8; at--) {
    const unit = units[text.charCodeAt(at)] ?? 0;
    if (unit !== GONE) return String.fromCharCode(unit);
  }
  return '';
}

function signAfter(text: string, end: number): string {
  const { units } = wordFold();
  for (let at = end; at < text.length && at < end + 8; at++) {
    const unit = units[text.charCodeAt(at)] ?? 0;
    if (unit !== GONE) return String.fromCharCode(unit);
  }
  return '';
}
