/** Under this name a column of a row group says which letters its texts have as capitals: a search then knows which it may leave as they are. */
export const CAPITALS = 'capitals';

const A = 65;
const LETTERS = 26;
/** Signs beyond ASCII whose small letter is one of A to Z: the Kelvin sign, the dotted capital I. */
const BEYOND = (1 << ('K'.charCodeAt(0) - A)) | (1 << ('I'.charCodeAt(0) - A));

/**
 * The letters from A to Z that any of the texts has as a capital. A text with signs beyond ASCII is taken to have those that such a
 * sign may stand for.
 *
 * @param texts each behind its length (4 bytes, little-endian)
 */
export function capitalsIn(texts: Buffer): string {
  let found = 0;
  for (let at = 0; at < texts.length; ) {
    const end = at + 4 + texts.readUInt32LE(at);
    for (at += 4; at < end; at += 1) {
      const byte = texts[at] ?? 0;
      if (byte >= A && byte < A + LETTERS) found |= 1 << (byte - A);
      else if (byte >= 0x80) found |= BEYOND;
    }
  }
  return Array.from({ length: LETTERS }, (_, letter) =>
    (found & (1 << letter)) === 0 ? '' : String.fromCharCode(A + letter),
  ).join('');
}

/** What of a word in small letters no text has in any other way: its longest such part. @param capitals of the texts */
export function fixedPart(word: string, capitals: string): string {
  let longest = '';
  let part = '';
  for (const sign of word) {
    part = capitals.includes(sign.toUpperCase()) ? '' : part + sign;
    if (part.length > longest.length) longest = part;
  }
  return longest;
}
