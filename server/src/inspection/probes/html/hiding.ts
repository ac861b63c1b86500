import type { Element, Node } from 'domhandler';
import { allNodes, attribute, lineage, type ParsedPage } from './dom.ts';

const LONGEST_STYLE = 4_000;
/** Centred boxes and panels that slide in stand nearer than that. */
const FAR = /^-([5-9]\d{2}|\d{4,})|^-([3-9]\d|\d{3,})(\.\d+)?r?em|^expression\(\s*\d+\s*-\s*\d{3,}/;
const FAR_MARGIN = /^-([2-9]\d{3}|\d{5,})/;
const NOTHING = /^0(\.0+)?(px|pt|em|rem|ex|%)?$/;
/** Of a length one pixel is nothing, one em is a line. */
const HARDLY_ANYTHING = /^(0(\.0+)?(px|pt|em|rem|ex|%)?|(1(\.0+)?|0?\.\d+)(px|pt)?)$/;

/**
 * How the element's own attributes hide it from a reader, as the declarations that do it: `display:none`,
 * `position:absolute;left:-9999px`; undefined where they do not. Style sheets are seen by the browser probe only.
 */
export function hidingManner(element: Element): string | undefined {
  const style = attribute(element, 'style');
  const found = style === '' ? undefined : hidingDeclarations(declarations(style));
  if (found) return found;
  if ('hidden' in element.attribs) return 'hidden';
  return element.name === 'marquee' ? hidingMarquee(element) : undefined;
}

/** More pixels a step than a line is long: nobody reads that. */
const TOO_FAST = 500;

function hidingMarquee(element: Element): string | undefined {
  const small = ['height', 'width'].find((name) => /^[0-4](px)?$/.test(attribute(element, name)));
  if (small) return `marquee ${small}`;
  return Number(attribute(element, 'scrollamount')) >= TOO_FAST ? 'marquee scrollamount' : undefined;
}

/** Property → value, lower case, the last one counts. */
export function declarations(style: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const declaration of style.slice(0, LONGEST_STYLE).toLowerCase().split(';')) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    const value = declaration
      .slice(colon + 1)
      .replace('!important', '')
      .trim();
    found.set(declaration.slice(0, colon).trim(), value);
  }
  return found;
}

/** The declaration that hides, e.g. `display:none`. It comes first: menus hide so and animate the rest. */
export function hidingDeclarations(style: ReadonlyMap<string, string>): string | undefined {
  const of = (...names: string[]): string => names.map((name) => `${name}:${style.get(name)}`).join(';');
  const is = (name: string, pattern: RegExp): boolean => pattern.test(style.get(name) ?? '');
  if (is('display', /^none$/)) return of('display');
  if (is('visibility', /^(hidden|collapse)$/)) return of('visibility');
  if (is('opacity', NOTHING)) return of('opacity');
  if (is('filter', /opacity\s*[=(]\s*0(\.0+)?\s*%?\s*\)/)) return of('filter');
  if (is('font-size', HARDLY_ANYTHING)) return of('font-size');
  if (is('text-indent', FAR)) return of('text-indent');
  // Strips of pictures are wide, and slide past their frame.
  if (is('position', /^(absolute|fixed)$/) && !is('width', /^\d{4,}px/)) {
    const side = ['left', 'top', 'right', 'bottom'].find((name) => is(name, FAR));
    if (side) return of('position', side);
  }
  const margin = ['margin-left', 'margin-top'].find((name) => is(name, FAR_MARGIN));
  if (margin) return of(margin);
  if (is('overflow', /^hidden/)) {
    const size = ['height', 'width', 'max-height', 'max-width'].find((name) => is(name, HARDLY_ANYTHING));
    if (size) return of('overflow', size);
  }
  if (is('clip', /^rect\(\s*[01](px)?[\s,]/)) return of('clip');
  if (is('clip-path', /^(inset\(\s*(50|100)%|circle\(\s*0)/)) return of('clip-path');
  return is('transform', /scale[xy]?\(\s*0(\.0+)?\s*[,)]/) ? of('transform') : undefined;
}

/** Letters of no size: pictures among them are seen. */
const HIDES_LETTERS = /^(font-size|text-indent)/;

/** The innermost manner that counts for letters, and the innermost that counts for pictures too. */
interface Hidden {
  readonly letters?: string;
  readonly all?: string;
}
const NOT_HIDDEN: Hidden = {};

/** The manner in which a reader does not see an element, its own or that of what it stands in; or nothing. */
export type HiddenBy = (element: Element) => string | undefined;

/** What hides an element of a page: attributes, or a sheet or script of the page. */
export interface Hiding {
  readonly own: HiddenBy;
  readonly byPage: HiddenBy;
}

/** How elements hide by their own attributes. One pass, for what an element stands in comes before it. */
export function readHiding({ elements }: ParsedPage): HiddenBy {
  // Only of the hidden ones, which are few.
  const known = new Map<Node | null, Hidden>();
  for (const element of elements) {
    const around = known.get(element.parent);
    const manner = unshown(element) ?? hidingManner(element);
    if (manner !== undefined) {
      const forLetters = HIDES_LETTERS.test(manner);
      known.set(element, forLetters ? { ...around, letters: manner } : { letters: manner, all: manner });
    } else if (around) known.set(element, around);
  }
  return (element) => {
    const { letters, all } = known.get(element) ?? NOT_HIDDEN;
    if (letters === undefined || letters === all) return all;
    return hasPicture(element) ? all : letters;
  };
}

const LISTS = new Set(['li', 'td', 'nav', 'select']);

/**
 * Whether an element stands bare in a block that hides by its own attributes and has neither id nor class: no script
 * of the page can call such a block by name to show it, as scripts show menus, panes and lists.
 */
export function standsInNameless(element: Element): boolean {
  for (const each of lineage(element)) {
    if (each !== element && LISTS.has(each.name)) return false;
    if (hidingManner(each) !== undefined)
      return attribute(each, 'id') === '' && attribute(each, 'class') === '';
  }
  return false;
}

/** What stands in these is shown only where scripts or frames are not. */
function unshown(element: Element): string | undefined {
  const { name } = element;
  if (name === 'template') return isShadowRoot(element) ? undefined : name;
  return name === 'noscript' || name === 'noframes' ? name : undefined;
}

/** `<template shadowrootmode="closed">`: browsers draw what stands in it, in the place of what stands beside it. */
export function isShadowRoot(element: Element): boolean {
  return element.name === 'template' && /^(open|closed)$/i.test(attribute(element, 'shadowrootmode'));
}

const PICTURES = new Set(['img', 'svg']);
const MAX_VISITED = 500;

function hasPicture(element: Element): boolean {
  if (PICTURES.has(element.name)) return true;
  let visited = 0;
  for (const node of allNodes(element)) {
    if ('name' in node && PICTURES.has(node.name)) return true;
    if (++visited > MAX_VISITED) break;
  }
  return false;
}
