const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Marks that turn the reading direction, and characters without a shape: both can disguise a text. */
const DISGUISING = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Makes text from outside harmless to print: no control characters (a terminal obeys them), no direction
 * marks, single spaces, at most `limit` characters. Nothing from a checked page enters a result without it.
 */
export function plainText(value: string, limit = 300): string {
  // Cut first: a hostile page may hand us megabytes.
  const text = value
    .slice(0, limit * 8)
    .replace(CONTROL, ' ')
    .replace(DISGUISING, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit * 2));
  return `${characters.slice(0, limit - 1).join('')}…`;
}
