import type { Element, Node } from 'domhandler';
import { attribute, type ParsedPage, rawText } from './dom.ts';
import { declarations, type HiddenBy, hidingDeclarations } from './hiding.ts';

const LONGEST_SHEET = 100_000;
const LONGEST_SCRIPT = 50_000;
const MAX_RULES = 5_000;
const MAX_WRITTEN = 200;

/**
 * How the page's own style sheets and scripts hide an element or what it stands in: `#wrap display:none`,
 * `document.write display:none`; undefined where they do not. Only simple selectors – `#id`, `.class` – outside of
 * `@media` are read, and nothing is run: menus, tabs and panes hide in this way as well, so it is no sign by itself.
 */
export function readPageHiding({ elements }: ParsedPage): HiddenBy {
  const rules = new Map<string, string>();
  const written: Written[] = [];
  for (const element of elements) {
    if (element.name === 'style') readSheet(rawText(element).slice(0, LONGEST_SHEET), rules);
    if (element.name === 'script' && attribute(element, 'src') === '') readScript(element, rules, written);
  }
  if (rules.size === 0 && written.length === 0) return () => undefined;
  const known = new Map<Node | null, string>();
  for (const element of elements) {
    const manner = ruleFor(element, rules) ?? writtenAround(element, written) ?? known.get(element.parent);
    if (manner !== undefined) known.set(element, manner);
  }
  return (element) => known.get(element);
}

/** A tag that a script opens and another closes. */
interface Written {
  readonly manner: string;
  readonly parent: Element['parent'];
  readonly from: number;
  to: number;
}

function ruleFor(element: Element, rules: ReadonlyMap<string, string>): string | undefined {
  const id = attribute(element, 'id');
  const classes = attribute(element, 'class');
  if (id === '' && classes === '') return undefined;
  const names = [`#${id}`, ...classes.split(/\s+/, 20).map((name) => `.${name}`)];
  const name = names.find((each) => rules.has(each));
  return name && `${name} ${rules.get(name)}`;
}

function writtenAround(element: Element, written: readonly Written[]): string | undefined {
  const start = element.startIndex ?? 0;
  return written.find(({ from, to, parent }) => start > from && start < to && element.parent === parent)
    ?.manner;
}

function readSheet(sheet: string, rules: Map<string, string>): void {
  for (const [selectors, body] of blocks(sheet)) {
    const style = declarations(body);
    const manner = hidingDeclarations(style);
    for (const selector of selectors.split(',')) {
      const name = /^\s*[a-z]*([#.][\w-]{1,60})\s*$/i.exec(selector)?.[1];
      if (name === undefined || rules.size >= MAX_RULES) continue;
      if (manner !== undefined) rules.set(name, manner);
      else if (style.has('display') || style.has('position')) rules.delete(name);
    }
  }
}

/** Rules at the top of a sheet; what stands in `@media {…}` is passed over. */
function* blocks(sheet: string): Generator<[selectors: string, body: string]> {
  const css = sheet.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, ' ');
  let depth = 0;
  let from = 0;
  let selectors = '';
  let seen = 0;
  for (const { 0: sign, index } of css.matchAll(/[{}]/g)) {
    if (++seen > MAX_RULES * 2) return;
    if (sign === '{') {
      if (depth === 0) selectors = css.slice(from, index);
      depth++;
      if (depth === 1) from = index + 1;
      continue;
    }
    if (depth === 1 && !selectors.includes('@')) yield [selectors.slice(-2_000), css.slice(from, index)];
    depth = Math.max(0, depth - 1);
    if (depth === 0) from = index + 1;
  }
}

const SWITCHED_OFF =
  /getElementById\s*\(\s*["']([\w-]{1,60})["']\s*\)\s*\.\s*style\s*\.\s*(?:display\s*=\s*["']none|visibility\s*=\s*["']hidden)|\$\s*\(\s*["']#([\w-]{1,60})["']\s*\)\s*\.\s*(?:hide\s*\(\s*\)|css\s*\(\s*["']display["']\s*,\s*["']none)/g;
const WRITES = /document\s*\.\s*write(?:ln)?\s*\(\s*(["'])((?:(?!\1)[^\\]|\\[\s\S]){1,2000})\1/g;
const BOX = /<(\/?)(?:div|span|ul|p|font|table|section|marquee|td)\b([^>]{0,400})>/gi;

function readScript(script: Element, rules: Map<string, string>, written: Written[]): void {
  const text = rawText(script).slice(0, LONGEST_SCRIPT);
  for (const match of text.matchAll(SWITCHED_OFF)) {
    const name = `#${match[1] ?? match[2]}`;
    if (rules.size < MAX_RULES && !rules.has(name)) rules.set(name, 'display:none');
  }
  for (const match of text.matchAll(WRITES)) {
    const markup = (match[2] ?? '').replace(/\\(.)/g, '$1');
    const sheet = /<style[^>]{0,100}>([\s\S]*?)<\/style/i.exec(markup)?.[1];
    if (sheet !== undefined) readSheet(sheet, rules);
    readTags(script, markup, written);
  }
}

function readTags(script: Element, markup: string, written: Written[]): void {
  const open: (string | undefined)[] = [];
  const from = script.startIndex ?? 0;
  for (const [, slash, attributes = ''] of markup.matchAll(BOX)) {
    if (slash === '') {
      open.push(hidingOf(attributes));
      continue;
    }
    if (open.pop() !== undefined || open.length > 0) continue;
    const last = written.findLast(
      ({ to, parent }) => to === Number.POSITIVE_INFINITY && parent === script.parent,
    );
    if (last) last.to = from;
  }
  const manner = open.find((each) => each !== undefined);
  if (manner !== undefined && written.length < MAX_WRITTEN)
    written.push({
      manner: `document.write ${manner}`,
      parent: script.parent,
      from,
      to: Number.POSITIVE_INFINITY,
    });
}

function hidingOf(attributes: string): string | undefined {
  const style = /\bstyle\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes);
  return style ? hidingDeclarations(declarations(style[1] ?? style[2] ?? style[3] ?? '')) : undefined;
}
