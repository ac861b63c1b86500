import { eastAsianWidth } from 'get-east-asian-width';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const MARK = /^[\p{Mark}\p{Default_Ignorable_Code_Point}\p{Control}]+$/u;

/** Most of our texts: ASCII, Chinese characters and Chinese punctuation, one code unit each. */
const SIMPLE = /^[\x20-\x7e\u3000-\u303e\u3400-\u9fff\uff01-\uff60]*$/;
const ASCII = /[\x20-\x7e]/g;

/** Cells that a text takes in a terminal: two for East Asian wide characters, none for combining marks. */
export function displayWidth(text: string): number {
  if (SIMPLE.test(text)) return text.length * 2 - (text.match(ASCII)?.length ?? 0);
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (!MARK.test(segment)) width += eastAsianWidth(segment.codePointAt(0) ?? 0);
  }
  return width;
}

/** Fills a text with blanks up to `width` cells. A longer text stays as it is. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Cuts a text to at most `width` cells. */
export function cutToWidth(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += displayWidth(segment);
    if (used > width) return taken;
    taken += segment;
  }
  return text;
}

/**
 * Addresses, numbers and words stay whole; between them, and between Chinese characters, a line may break. Opening
 * signs stay with what follows, closing ones with what stands before.
 */
const PIECE =
  /["(]*[a-z][a-z0-9+.-]*:\/\/[^\s“”「」（），。；\p{Script=Han}]+|["(]*[\w./:@%+#?&=~!$'*[\]-]+[，。；：、！？”」）》,;:)"]*|\s+|[“「（《("]+[^\s]?[，。；：、！？”」）》,;:)"]*|[^\s][，。；：、！？”」）》,;:)"]*/giu;

/**
 * Breaks a text into lines of at most `width` cells, never inside an address or a Latin word: those may stick out.
 * What is longer than a whole line and no address is broken where the line ends.
 * No line begins with closing punctuation. Line breaks in the text are kept.
 *
 * @param indent cells before every line but the first
 */
export function wrapText(text: string, options: { width?: number; indent?: number } = {}): string {
  const { width = 80, indent = 0 } = options;
  return text
    .split('\n')
    .map((line) => wrapLine(line, width - indent).join(`\n${' '.repeat(indent)}`))
    .join(`\n${' '.repeat(indent)}`);
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of piecesOf(text, width)) {
    if (line !== '' && used + displayWidth(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
      used = displayWidth(line);
    } else {
      line += piece;
      used += displayWidth(piece);
    }
  }
  return [...lines, line.trimEnd()];
}

/** Letters in a row that no line can hold are no word. */
function* piecesOf(text: string, width: number): Generator<string> {
  for (const [piece] of text.matchAll(PIECE)) {
    let rest = piece;
    let part = ADDRESS.test(piece) ? piece : cutToWidth(piece, width);
    while (part.length > 0 && part.length < rest.length) {
      yield part;
      rest = rest.slice(part.length);
      part = cutToWidth(rest, width);
    }
    yield rest;
  }
}

const ADDRESS = /[./:@]/;

/**
 * Takes away what a terminal would obey or what would disguise a text: control characters except line breaks,
 * and marks that turn the reading direction.
 */
export function withoutControls(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/g, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}
