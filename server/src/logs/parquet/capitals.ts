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

/** Under this name a column of a row group says which characters its texts have, capitals as small letters: a search for others passes it by. */
export const CHARACTERS = 'characters';

/** For characters beyond ASCII, whichever they are: no capital stands for itself. */
const OTHERS = 'U';

/**
 * The printable characters of ASCII that any of the texts has, capitals as small letters; U behind them where there are others.
 *
 * @param texts each behind its length (4 bytes, little-endian)
 */
export function charactersIn(texts: Buffer): string {
  const found = new Uint8Array(256);
  for (let at = 0; at < texts.length; ) {
    const end = at + 4 + texts.readUInt32LE(at);
    for (at += 4; at < end; at += 1) found[texts[at] ?? 0] = 1;
  }
  let text = '';
  for (let byte = 0x20; byte < 0x7f; byte += 1) {
    const isCapital = byte >= A && byte < A + LETTERS;
    if (!isCapital && (found[byte] === 1 || (found[byte - 32] === 1 && isSmall(byte))))
      text += String.fromCharCode(byte);
  }
  return found.subarray(0x80).includes(1) ? text + OTHERS : text;
}

const isSmall = (byte: number) => byte >= A + 32 && byte < A + 32 + LETTERS;

/** Whether a text of these characters may hold the word. @param word in small letters */
export function mayContain(characters: string, word: string): boolean {
  // A sign beyond ASCII may be the capital of a small letter, and a control character is in no list.
  if (characters.includes(OTHERS)) return true;
  return [...word].every((each) =>
    each >= ' ' && each <= '~' ? characters.includes(each) : each < ' ' || each === '\x7f',
  );
}

/** What the footer of a column tells of its texts. What stands behind each list, and in none, shows that it was told. */
export function lettersOf(texts: { capitals(): string; characters(): string }) {
  return [
    { key: CAPITALS, value: `${texts.capitals()}.` },
    { key: CHARACTERS, value: `${texts.characters()}Z` },
  ];
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
