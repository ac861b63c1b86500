import { type ChildNode, type Element, isTag, isText, type Text } from 'domhandler';
import { type ParsedPage, walkNodes } from './dom.ts';
import { hidingManner, isShadowRoot } from './hiding.ts';

/**
 * The text of a page as one string in which digits that the page splits over several elements stand together
 * again. Blocks are parted by line ends, cells by blanks, inline elements by nothing. Full-width letters, digits
 * and signs are turned into ASCII, so that one pattern finds all ways of writing.
 */
export interface FlatText {
  readonly text: string;
  /** nothing was left out because it is hidden */
  readonly complete: boolean;
  /** the text node that holds a position of `text` */
  nodeAt(offset: number): Text | undefined;
  /** line of the source for a position of `text` */
  lineAt(offset: number): number;
}

/** What a visitor never reads: raw text, and what is shown only where something else cannot be. */
export const UNSEEN = new Set(
  'script style template title noscript noframes noembed iframe object video audio canvas datalist'.split(
    ' ',
  ),
);
/** What splits no word. */
export const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr img'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th', 'option', 'button', 'input']);

/** What parts two texts: nothing, a blank, a line end. */
type Gap = 0 | 1 | 2;
const GAPS = ['', ' ', '\n'] as const;

function gapOf(element: Element): Gap {
  if (CELLS.has(element.name)) return 1;
  return INLINE.has(element.name) ? 0 : 2;
}

/** A piece of a text node, no longer than this, so that a place in a huge one is found at once. */
const PIECE = 4_096;

interface Piece {
  /** position in the flat text */
  readonly start: number;
  readonly node: Text;
  /** what the source says there */
  readonly source: string;
  readonly line: number;
}

/** Builds the visible text. With `includeHidden` also what inline styles hide. */
export function flatText(page: ParsedPage, options: { readonly includeHidden?: boolean } = {}): FlatText {
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let length = 0;
  let gap: Gap = 0;
  let blanks = 2;
  let complete = true;
  const push = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const part = (element: Element): void => {
    gap = Math.max(gap, gapOf(element)) as Gap;
  };
  const add = (node: Text): void => {
    let line: number | undefined;
    let counted = 0;
    for (let from = 0, to = 0; from < node.data.length; from = to) {
      to = endOfPiece(node.data, from);
      const source = node.data.slice(from, to);
      // After a line end, at the beginning and after two blanks no further blank is read.
      const text = folded(source, gap > 0 || blanks >= 2);
      if (text === '') continue;
      if (length > 0) push(GAPS[gap]);
      gap = 0;
      line = (line ?? page.lineAt(node.startIndex ?? 0)) + newlines(node.data.slice(counted, from));
      counted = from;
      pieces.push({ start: length, node, source, line });
      push(text);
      blanks = text.length - text.trimEnd().length;
    }
  };
  walkNodes(page.root, {
    enter(node) {
      if (isText(node)) add(node);
      if (!isTag(node)) return false;
      if (UNSEEN.has(node.name) && !isShadowRoot(node)) return false;
      if (options.includeHidden !== true && isHidden(node)) {
        complete = false;
        return false;
      }
      part(node);
      return true;
    },
    leave: part,
  });
  const pieceAt = (offset: number): Piece | undefined => pieces[indexOf(pieces, offset)];
  return {
    text: parts.join(''),
    complete,
    nodeAt: (offset) => pieceAt(offset)?.node,
    lineAt: (offset) => {
      const piece = pieceAt(offset);
      if (!piece) return 1;
      return piece.line + newlines(beforeFolded(piece.source, offset - piece.start));
    },
  };
}

/** Boxes stand in a block of `font-size:0` to close the gaps between them, and have their own size again. */
function isHidden(element: Element): boolean {
  const manner = hidingManner(element);
  return manner !== undefined && !manner.startsWith('font-size');
}

/** Where a piece ends: behind something that is no blank. */
function endOfPiece(data: string, from: number): number {
  let to = Math.min(data.length, from + PIECE);
  while (to < data.length && /\s/.test(data[to - 1] ?? '')) to++;
  return to;
}

function newlines(source: string): number {
  let count = 0;
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) count++;
  return count;
}

/**
 * Blanks as a reader sees them: line ends and runs of ordinary blanks in the source are one blank. At most two
 * stand together, however many a page writes, so that no pattern can be made slow by them.
 */
function folded(data: string, trimmed: boolean): string {
  const text = ascii(data.replace(/[ \t\r\n\f]+/g, ' ')).replace(/ {3,}/g, '  ');
  return trimmed ? text.trimStart() : text;
}

/** The beginning of a source text that became the first `length` characters of the folded one. */
function beforeFolded(source: string, length: number): string {
  if (length <= 0) return source.slice(0, source.length - source.trimStart().length);
  let low = 0;
  let high = source.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (folded(source.slice(0, middle), true).length <= length) low = middle;
    else high = middle - 1;
  }
  return source.slice(0, low);
}

function indexOf(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const MAX_VISITED = 4_000;

/**
 * Text of one element, flattened in the same way, without blanks around it, at most `limit` characters; no more than
 * `maxVisited` nodes are looked at.
 */
export function elementText(element: Element, limit = 2_000, maxVisited = MAX_VISITED): string {
  let text = '';
  let visited = 0;
  const blank = (node: ChildNode): void => {
    if (isTag(node) && !INLINE.has(node.name) && !text.endsWith(' ')) text += ' ';
  };
  walkNodes(element, {
    enter(node) {
      visited++;
      if (text.length > limit || visited > maxVisited) return 'end';
      if (isText(node)) text += node.data.slice(0, limit * 4);
      if (isTag(node) && UNSEEN.has(node.name)) return false;
      blank(node);
      return true;
    },
    leave: blank,
  });
  return ascii(text).replace(/\s+/g, ' ').trim().slice(0, limit);
}

/** Control and format characters, joiners and variation selectors: nobody sees them. */
const SHAPELESS = /(?![\n\f])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/** Texts of nothing but ASCII, Chinese characters and their punctuation, which is most, stay as they are. */
const USUAL = /^[\n\x20-\x7e\u3001-\u303f\u4e00-\u9fff]*$/;

/** Full-width forms to ASCII, odd blanks to blanks, shapeless and control characters out. */
export function ascii(value: string): string {
  if (USUAL.test(value)) return value;
  return value
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r]/g, ' ')
    .replace(SHAPELESS, '');
}
