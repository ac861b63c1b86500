import { plainText } from '../kernel/plain-text.ts';
import type { TextHit } from './screen-text.ts';

const LONGEST = 60;

/**
 * What may be shown of a hit: the words of a list and of slips as they stand, of numbers and passwords the ends, of marks of
 * secrecy nothing.
 */
export function excerptOf(source: TextHit['source'], words: string): string | undefined {
  const text = plainText(words.slice(0, 400), LONGEST);
  if (!('rule' in source)) return text;
  if (source.masking === 'none') return undefined;
  return source.masking === 'ends' ? masked(text) : text;
}

/** 138****34: the ends only, never more than a third of it. */
function masked(text: string): string {
  const signs = Array.from(text);
  const keep = signs.length >= 15 ? 3 : signs.length >= 9 ? 2 : 1;
  if (signs.length <= keep * 2) return '*'.repeat(signs.length);
  return [
    ...signs.slice(0, keep),
    '*'.repeat(Math.min(signs.length - keep * 2, 20)),
    ...signs.slice(-keep),
  ].join('');
}
