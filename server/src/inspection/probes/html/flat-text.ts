import { type ChildNode, type Element, isTag, isText, type Text } from 'domhandler';
import { allElements, allNodes, attribute, lineage, type ParsedPage } from './dom.ts';

/**
 * The text of a page as one string in which digits that the page splits over several elements stand together
 * again. Blocks are parted by line ends, cells by blanks, inline elements by nothing. Full-width letters, digits
 * and signs are turned into ASCII, so that one pattern finds all ways of writing.
 */
export interface FlatText {
  readonly text: string;
  /** the text node that holds a position of `text` */
  nodeAt(offset: number): Text | undefined;
  /** line of the source for a position of `text` */
  lineAt(offset: number): number;
}

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'iframe', 'object']);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr img'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th', 'option', 'button', 'input']);

/** Builds the visible text. With `includeHidden` also what inline styles hide. */
export function flatText(page: ParsedPage, options: { readonly includeHidden?: boolean } = {}): FlatText {
  const parts: string[] = [];
  const starts: number[] = [];
  const nodes: Text[] = [];
  let length = 0;
  let left: ChildNode | null = null;
  const push = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  for (const node of seenNodes(page, options.includeHidden === true)) {
    if (isText(node)) {
      push(separator(left, node));
      left = node;
      const part = folded(node.data, trailingBlanks(parts));
      if (part === '') continue;
      starts.push(length);
      nodes.push(node);
      push(part);
    } else if (isTag(node) && node.name === 'br' && parts.at(-1) !== '\n') {
      push('\n');
    }
  }
  const text = parts.join('');
  const indexOf = (offset: number): number => segmentOf(starts, offset);
  return {
    text,
    nodeAt: (offset) => nodes[indexOf(offset)],
    lineAt: (offset) => {
      const index = indexOf(offset);
      const node = nodes[index];
      if (!node) return 1;
      const within = beforeFolded(node.data, offset - (starts[index] ?? 0));
      return page.lineAt(node.startIndex ?? 0) + (within.match(/\n/g)?.length ?? 0);
    },
  };
}

/**
 * Blanks as a reader sees them: line ends and runs of ordinary blanks in the source are one blank. At most two
 * stand together, however many a page writes, so that no pattern can be made slow by them.
 */
function folded(data: string, blanksBefore: number): string {
  const text = ascii(data.replace(/[ \t\r\n\f]+/g, ' ')).replace(/ {3,}/g, '  ');
  return blanksBefore >= 2 ? text.trimStart() : text;
}

function trailingBlanks(parts: readonly string[]): number {
  let blanks = 0;
  for (let i = parts.length - 1; i >= 0 && blanks < 2; i--) {
    const part = parts[i] ?? '';
    blanks += part.length - part.trimEnd().length;
    if (part.trimEnd() !== '') break;
  }
  return blanks;
}

/** The piece of the source's text that became the first `length` characters of the folded one. */
function beforeFolded(data: string, length: number): string {
  let low = 0;
  let high = data.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (folded(data.slice(0, middle), 0).length <= length) low = middle;
    else high = middle - 1;
  }
  return data.slice(0, low);
}

/** Text of one element, flattened in the same way, without blanks around it. */
export function elementText(element: Element, limit = 2_000): string {
  let text = '';
  for (const node of allNodes(element)) {
    if (isText(node) && !insideUnseen(node, element)) text += node.data;
    else if (isTag(node) && !INLINE.has(node.name)) text += ' ';
    if (text.length > limit) break;
  }
  return ascii(text).replace(/\s+/g, ' ').trim().slice(0, limit);
}

function* seenNodes(page: ParsedPage, includeHidden: boolean): Generator<ChildNode> {
  let skipped: Element | null = null;
  for (const node of allNodes(page.root)) {
    if (skipped && isWithin(node, skipped)) continue;
    skipped = null;
    if (isTag(node) && (UNSEEN.has(node.name) || (!includeHidden && hiddenByItself(node)))) skipped = node;
    else yield node;
  }
}

function isWithin(node: ChildNode, ancestor: Element): boolean {
  let at = node.parentNode;
  while (at) {
    if (at === ancestor) return true;
    at = at.parentNode;
  }
  return false;
}

/** True when an element between the text and `top` is never shown. */
function insideUnseen(node: ChildNode, top: Element): boolean {
  for (const element of lineage(node)) {
    if (element === top) return false;
    if (UNSEEN.has(element.name)) return true;
  }
  return false;
}

/** What stands between two neighbouring texts: nothing while only inline elements part them. */
function separator(left: ChildNode | null, right: ChildNode): string {
  if (!left) return '';
  let result = '';
  for (const element of partingElements(left, right)) {
    if (CELLS.has(element.name)) result ||= ' ';
    else if (!INLINE.has(element.name)) return '\n';
  }
  return result;
}

/** Elements that contain one of two nodes but not both. */
function partingElements(left: ChildNode, right: ChildNode): Element[] {
  const ofLeft = [...lineage(left)];
  const ofRight = [...lineage(right)];
  while (ofLeft.length > 0 && ofRight.length > 0 && ofLeft.at(-1) === ofRight.at(-1)) {
    ofLeft.pop();
    ofRight.pop();
  }
  return [...ofLeft, ...ofRight];
}

const HIDING_STYLES = [
  /display\s*:\s*none/i,
  /visibility\s*:\s*hidden/i,
  /opacity\s*:\s*0(\.0+)?\s*(;|!|$)/i,
  /font-size\s*:\s*0(px|pt|em|rem|%)?\s*(;|!|$)/i,
  /text-indent\s*:\s*-\d{3,}/i,
  /position\s*:\s*(absolute|fixed)[\s\S]*(left|top|right)\s*:\s*-\d{3,}/i,
  /(left|top|right)\s*:\s*-\d{3,}[\s\S]*position\s*:\s*(absolute|fixed)/i,
  /overflow\s*:\s*hidden[\s\S]*(^|[;\s])(height|width)\s*:\s*[01](px|pt|em|%)?\s*(;|!|$)/i,
  /(^|[;\s])(height|width)\s*:\s*[01](px|pt|em|%)?\s*;[\s\S]*overflow\s*:\s*hidden/i,
  /clip\s*:\s*rect\(\s*0/i,
];

/** True when the element's own attributes hide it from a reader. Style sheets are seen by the browser probe only. */
export function hiddenByItself(element: Element): boolean {
  if ('hidden' in element.attribs) return true;
  const style = attribute(element, 'style');
  return style !== '' && HIDING_STYLES.some((pattern) => pattern.test(style));
}

/** Letters of no size: pictures among them are seen. */
const HIDES_LETTERS = /font-size\s*:\s*0|text-indent\s*:\s*-\d{3,}/i;

/** The reason for which a reader does not see the element: the hiding ancestor's style, or nothing. */
export function hiddenBy(element: Element): string | undefined {
  let holdsPicture: boolean | undefined;
  for (const at of lineage(element)) {
    if (hiddenByItself(at)) {
      const style = attribute(at, 'style');
      holdsPicture ??= hasPicture(element);
      if (!holdsPicture || !HIDES_LETTERS.test(style)) return style || 'hidden';
    }
    if (at.name === 'marquee' && /^[01](px)?$/.test(attribute(at, 'height'))) return 'marquee height';
  }
  return undefined;
}

function hasPicture(element: Element): boolean {
  if (PICTURES.has(element.name)) return true;
  for (const { name } of allElements(element)) if (PICTURES.has(name)) return true;
  return false;
}

const PICTURES = new Set(['img', 'svg']);

/** Full-width forms to ASCII, odd blanks to blanks, shapeless characters out. */
export function ascii(value: string): string {
  return value
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\t\r]/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '');
}

function segmentOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
