import { type Element, isTag, isText, type Node } from 'domhandler';
import { decodePage } from '../../../kernel/decode.ts';
import { attribute, lineage, type ParsedPage, parsePage, walkNodes } from './dom.ts';
import { INLINE, UNSEEN } from './flat-text.ts';
import { declarations, readHiding } from './hiding.ts';
import { readPageHiding } from './page-hiding.ts';

/** A paragraph, a cell or another piece of text that stands for itself, as the source writes it. */
export interface PageBlock {
  readonly text: string;
  /** the block element it stands in, and the one around that: equal numbers are the same element */
  readonly box: number;
  readonly around: number;
  /** name of the block element */
  readonly name: string;
  /** how a reader does not see it, as the declarations that do it */
  readonly hidden?: string;
}

/** Blocks of a page that are read at most, and characters of them all. */
const MAX_BLOCKS = 100_000;
const MAX_LENGTH = 1_000_000;

export interface PageBlocks {
  readonly blocks: readonly PageBlock[];
  /** the bounds ended the reading */
  readonly cut: boolean;
}

/** Text of a page as it came, by its blocks. */
export function readPageBlocks(body: Uint8Array, contentType: string | undefined): PageBlocks {
  return readBlocks(parsePage(decodePage(body, contentType).text));
}

/**
 * The text of a page by its blocks, in the order of the source: what element borders and `<br>` part is parted, what
 * inline elements split is one. With what is hidden, and how; bounded.
 */
function readBlocks(page: ParsedPage): PageBlocks {
  const hiddenBy = hiderOf(page);
  const numbers = new Map<Node | null, number>();
  const numberOf = (node: Node | null): number => {
    const known = numbers.get(node) ?? numbers.size;
    numbers.set(node, known);
    return known;
  };
  const blocks: PageBlock[] = [];
  let parts: string[] = [];
  let [length, isCut, hidden] = [0, false, undefined as string | undefined];
  let box: Element | undefined;
  const end = (): void => {
    const text = parts.join('');
    parts = [];
    if (text.trim() === '') return;
    const ofBox = {
      box: numberOf(box ?? null),
      around: numberOf(box?.parent ?? null),
      name: box?.name ?? '',
    };
    blocks.push({ text, ...ofBox, ...(hidden !== undefined && { hidden }) });
  };
  walkNodes(page.root, {
    enter(node) {
      if (isText(node)) {
        const manner =
          node.parent instanceof Object && isTag(node.parent) ? hiddenBy(node.parent) : undefined;
        if (manner !== hidden && node.data.trim() !== '') {
          end();
          hidden = manner;
        }
        box = blockOf(node);
        const data = node.data.slice(0, MAX_LENGTH - length);
        parts.push(data);
        length += data.length;
        isCut ||= length >= MAX_LENGTH || blocks.length >= MAX_BLOCKS;
        return isCut ? 'end' : false;
      }
      if (!isTag(node) || UNSEEN.has(node.name)) return false;
      if (!INLINE.has(node.name)) end();
      return true;
    },
    leave(element) {
      if (!INLINE.has(element.name)) end();
    },
  });
  end();
  return { blocks, cut: isCut || page.cut };
}

function blockOf(node: Node): Element | undefined {
  for (const element of lineage(node)) if (!INLINE.has(element.name)) return element;
  return undefined;
}

/** What hides an element by its own attributes, by a sheet or script of the page, or by letters in the colour of the ground. */
function hiderOf(page: ParsedPage): (element: Element) => string | undefined {
  const [own, byPage] = [readHiding(page), readPageHiding(page)];
  const colours = readColours(page);
  return (element) => own(element) ?? byPage(element) ?? colours(element);
}

interface Colours {
  readonly letters?: string;
  readonly ground?: string;
}

/** As far as attributes tell: white letters where no ground is told of, or letters of the ground's colour. */
function readColours({ elements }: ParsedPage): (element: Element) => string | undefined {
  const known = new Map<Node | null, Colours>();
  for (const element of elements) {
    const [around, own] = [known.get(element.parent), coloursOf(element)];
    if (own) known.set(element, { ...around, ...own });
    else if (around) known.set(element, around);
  }
  return (element) => {
    const { letters, ground = '#fff' } = known.get(element) ?? {};
    return letters !== undefined && letters === ground ? `color:${letters}` : undefined;
  };
}

function coloursOf(element: Element): Colours | undefined {
  const style = declarations(attribute(element, 'style'));
  const letters = colour(style.get('color') ?? (element.name === 'font' ? attribute(element, 'color') : ''));
  const told = style.get('background-color') ?? style.get('background') ?? attribute(element, 'bgcolor');
  // A ground that is a picture or more than a colour is none that letters vanish on.
  const ground = told === '' || told === 'transparent' ? undefined : (colour(told) ?? 'other');
  if (letters === undefined && ground === undefined) return undefined;
  return { ...(letters !== undefined && { letters }), ...(ground !== undefined && { ground }) };
}

const NAMES: Readonly<Record<string, string>> = { white: '#fff', black: '#000', red: '#f00', blue: '#00f' };

/** A colour in one way of writing: `#fff`, `#f0f0f1`; undefined for what is none. */
function colour(value: string): string | undefined {
  const text = value.trim().toLowerCase();
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*(?:1|1\.0+|100%)\s*)?\)$/.exec(
    text,
  );
  const hex = rgb
    ? `#${rgb
        .slice(1, 4)
        .map((each) => Number(each).toString(16).padStart(2, '0'))
        .join('')}`
    : (NAMES[text] ?? text);
  if (/^#[0-9a-f]{3}$/.test(hex)) return hex;
  if (!/^#[0-9a-f]{6}$/.test(hex)) return undefined;
  return /^#(.)\1(.)\2(.)\3$/.test(hex) ? `#${hex[1]}${hex[3]}${hex[5]}` : hex;
}
