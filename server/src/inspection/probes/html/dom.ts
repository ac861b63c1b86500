import {
  type ChildNode,
  type Comment,
  type Document,
  DomHandler,
  Element,
  isComment,
  isTag,
  isText,
  type Node,
} from 'domhandler';
import { Parser } from 'htmlparser2';

/** Bounds of one page. A page beyond them is read up to the bound and marked as cut. */
const MAX_NODES = 150_000;
const MAX_OPEN = 5_000;
/** Deeper elements stand beside one another, as browsers put them: a chain of unclosed tags hides no footer. */
const MAX_DEPTH = 500;
const CHUNK = 16_384;

export interface ParsedPage {
  readonly root: Document;
  /** in document order: a dozen readers ask for them, so they are collected while the page is parsed */
  readonly elements: readonly Element[];
  readonly comments: readonly Comment[];
  readonly source: string;
  /** true when the bounds stopped the reading */
  readonly cut: boolean;
  /** line of a position in the source, counted from 1 */
  lineAt(offset: number): number;
}

/** Parses a page with bounds on nodes and depth: hostile nesting ends the reading, not the program. */
export function parsePage(source: string): ParsedPage {
  const handler = new BoundedHandler();
  const parser = new Parser(handler, { decodeEntities: true, recognizeSelfClosing: false });
  let cut = false;
  for (let at = 0; at < source.length; at += CHUNK) {
    parser.write(source.slice(at, at + CHUNK));
    if (handler.nodes > MAX_NODES || handler.open > MAX_OPEN) {
      cut = true;
      break;
    }
  }
  parser.end();
  const starts = lineStarts(source);
  const { root, elements, comments } = handler;
  return { root, elements, comments, source, cut, lineAt: (offset) => lineOf(starts, offset) };
}

/** What stands in these is no markup: it stays inside, however deep. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noframes', 'noembed', 'xmp']);

class BoundedHandler extends DomHandler {
  /** elements, comments and instructions so far */
  nodes = 0;
  readonly elements: Element[] = [];
  readonly comments: Comment[] = [];
  /** of each open element: whether the tree knows it as open, too */
  private readonly kept: boolean[] = [];
  private depth = 0;

  constructor() {
    super(undefined, { withStartIndices: true, withEndIndices: false });
  }

  get open(): number {
    return this.kept.length;
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    super.onopentag(name, attributes);
    const isKept = this.depth < MAX_DEPTH || RAW.has(name);
    this.kept.push(isKept);
    if (isKept) this.depth++;
    else super.onclosetag();
  }

  override onclosetag(): void {
    if (!this.kept.pop()) return;
    this.depth--;
    super.onclosetag();
  }

  protected override addNode(node: ChildNode): void {
    if (isTag(node)) this.elements.push(node);
    else if (isComment(node)) this.comments.push(node);
    if (!isText(node)) this.nodes++;
    super.addNode(node);
  }
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** All nodes in document order. No recursion: depth is the page's choice, the stack is ours. */
export function* allNodes(root: Element): Generator<ChildNode> {
  let node: ChildNode | null = (root.children[0] as ChildNode | undefined) ?? null;
  while (node) {
    yield node;
    node = nextNode(node, root);
  }
}

function nextNode(node: ChildNode, root: Node): ChildNode | null {
  if (node instanceof Element && node.children[0]) return node.children[0] as ChildNode;
  let at: Node | null = node;
  while (at && at !== root) {
    if (at.nextSibling) return at.nextSibling as ChildNode;
    at = at.parentNode;
  }
  return null;
}

/**
 * Goes into every node and, where `enter` says so, through what stands in it; `leave` is told of each element so
 * entered. `end` ends the walk.
 */
export function walkNodes(
  root: Document | Element,
  visitor: { enter(node: ChildNode): boolean | 'end'; leave(element: Element): void },
): void {
  let node: ChildNode | undefined = root.children[0] as ChildNode | undefined;
  while (node) {
    const into = visitor.enter(node);
    if (into === 'end') return;
    if (into && isTag(node)) {
      const child = node.children[0] as ChildNode | undefined;
      if (child) {
        node = child;
        continue;
      }
      visitor.leave(node);
    }
    node = afterNode(node, root, visitor);
  }
}

function afterNode(
  from: ChildNode,
  root: Document | Element,
  visitor: { leave(element: Element): void },
): ChildNode | undefined {
  for (let at: ChildNode = from; ; ) {
    if (at.nextSibling) return at.nextSibling as ChildNode;
    const parent: Node | null = at.parentNode;
    if (!parent || parent === root || !(parent instanceof Element)) return undefined;
    visitor.leave(parent);
    at = parent;
  }
}

/** The elements within an element, in document order. */
export function* allElements(root: Element): Generator<Element> {
  for (const node of allNodes(root)) if (isTag(node)) yield node;
}

/** An element's attribute, without blanks around it; empty when missing. */
export function attribute(element: Element, name: string): string {
  return element.attribs[name]?.trim() ?? '';
}

/** The element and what it stands in, innermost first. */
export function* lineage(node: Node): Generator<Element> {
  let at: Node | null = node;
  while (at) {
    if (at instanceof Element) yield at;
    at = at.parentNode;
  }
}

/** Raw text of a script or style. */
export function rawText(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : '')).join('');
}
