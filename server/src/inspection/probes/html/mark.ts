import { type Element, isText } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, lineage, type ParsedPage, rawText } from './dom.ts';
import type { HiddenBy } from './hiding.ts';
import type { MarkFact } from './page-facts.ts';

/** `CA` + region + area + county + unit + serial; the directories repeat the same digits. */
const SCRIPT = /(?:https?:)?\/\/dcs\.conac\.cn\/js\/[\w/]{1,60}?\.js/gi;
const SCRIPT_FORM =
  /^(?:https?:)?\/\/dcs\.conac\.cn\/js\/(\d{2})\/(\d{3})\/(\d{4})\/(\d{8})\/(CA\1\2\3\4\d{4})\.js$/i;
/** The script's own path, whichever host it is fetched from: a proxy or a copy on the site writes no valid mark. */
const COPY = /\/js\/(\d{2})\/(\d{3})\/(\d{4})\/(\d{8})\/CA\1\2\3\4\d{4}\.js/gi;
const LONGEST_HOST = 120;
const LINK = /(?:https?:)?\/\/bszs\.conac\.cn\/[^\s"'<>\\)]{0,200}/gi;
const LIMIT = 20;

type Where = MarkFact['where'];

/**
 * Signs of the 网上标识 (Art. 9) in the source: the script of dcs.conac.cn in all its forms, the link to the
 * record at bszs.conac.cn, the empty holder. What stands in a comment, of HTML or of a script, is told as such.
 */
export function readMarks(page: ParsedPage, hiddenBy: HiddenBy): MarkFact[] {
  const marks: MarkFact[] = [];
  for (const element of page.elements) {
    const found = marksOf(page, element);
    const hidden = found.length > 0 ? hiddenBy(element) : undefined;
    marks.push(...found.map((mark) => ({ ...mark, ...(hidden && { hidden: plainText(hidden, 120) }) })));
  }
  for (const comment of page.comments) {
    marks.push(...inText(comment.data, 'comment', page.lineAt(comment.startIndex ?? 0)));
  }
  return marks.slice(0, LIMIT);
}

function marksOf(page: ParsedPage, element: Element): MarkFact[] {
  if (element.name === 'script') return fromScript(page, element);
  const line = (): number => page.lineAt(element.startIndex ?? 0);
  if (/bszs\.conac\.cn/i.test(linkOf(element))) return [fromLink(element, line())];
  if (element.name === 'img' && isLoosePicture(element)) return [fromPicture(element, line())];
  if (attribute(element, 'id') === '_ideConac' && isBlank(element))
    return [{ form: 'holder', where: 'page', wellFormed: true, line: line() }];
  return [];
}

function isBlank({ children }: Element): boolean {
  return children.every((child) => isText(child) && child.data.trim() === '');
}

function fromScript(page: ParsedPage, element: Element): MarkFact[] {
  const source = attribute(element, 'src');
  if (/dcs\.conac\.cn/i.test(source) || source.search(COPY) !== -1)
    return [scriptMark(source, 'page', page.lineAt(element.startIndex ?? 0))];
  const script = rawText(element);
  if (!/conac/i.test(script)) return [];
  const marks: MarkFact[] = [];
  const firstLine = page.lineAt(element.children[0]?.startIndex ?? element.startIndex ?? 0);
  const isTemplate = /tmpl|template|html/i.test(attribute(element, 'type'));
  for (const { text, where, row } of isTemplate ? markupParts(script) : scriptParts(script)) {
    const found = inText(unescaped(text), where, firstLine + row);
    // A script that only asks for the address, as prompts at exits do, writes no mark.
    const written = found.filter(({ form, wellFormed }) => form !== 'link' || wellFormed);
    marks.push(...written);
  }
  return marks;
}

interface Part {
  readonly text: string;
  readonly where: Where;
  /** line, counted from the beginning of the script */
  readonly row: number;
}

/** Code and comments of a script, told apart. A text in quotes ends with its line, whatever stands in it. */
function scriptParts(script: string): Part[] {
  const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*|'(?:\\.|[^'\\\n])*|`(?:\\.|[^`\\])*/g;
  const isComment = (token: string): boolean => token.startsWith('//') || token.startsWith('/*');
  return partsBy(script, TOKEN, isComment);
}

/** The same for markup that stands in a script as a template. */
function markupParts(markup: string): Part[] {
  return partsBy(markup, /<!--[\s\S]*?(?:-->|$)/g, () => true);
}

function partsBy(source: string, token: RegExp, isComment: (token: string) => boolean): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let row = 0;
  const add = (text: string, where: Where): void => {
    if (text !== '') parts.push({ text, where, row });
    row += text.match(/\n/g)?.length ?? 0;
  };
  for (const match of source.matchAll(token)) {
    if (!isComment(match[0])) continue;
    add(source.slice(from, match.index), 'page');
    add(match[0], 'comment');
    from = match.index + match[0].length;
  }
  add(source.slice(from), 'page');
  return parts;
}

/** `unescape("%3Cscript …")`: only the escapes of ASCII are undone, anything else stays as it is. */
function unescaped(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function inText(text: string, where: Where, line: number): MarkFact[] {
  const rowOf = (index: number): number => line + (text.slice(0, index).match(/\n/g)?.length ?? 0);
  return [
    ...Array.from(text.matchAll(SCRIPT), (match) => scriptMark(match[0], where, rowOf(match.index))),
    ...copiesIn(text).map(({ address, index }) => scriptMark(address, where, rowOf(index))),
    ...Array.from(text.matchAll(LINK), (match) => linkMark(match[0], where, rowOf(match.index))),
  ];
}

/** Addresses with the script's path at another host. */
function copiesIn(text: string): { address: string; index: number }[] {
  return Array.from(text.matchAll(COPY), ({ 0: path, index }) => {
    const before = /[^\s"'<>()=]*$/.exec(text.slice(Math.max(0, index - LONGEST_HOST), index))?.[0] ?? '';
    return { address: before + path, index };
  }).filter(({ address }) => !/^(?:https?:)?\/\/dcs\.conac\.cn\//i.test(address));
}

function scriptMark(address: string, where: Where, line: number): MarkFact {
  const form = SCRIPT_FORM.exec(address.trim());
  return {
    form: 'script',
    where,
    address: plainText(address),
    wellFormed: form !== null,
    line,
    ...(form?.[5] && { code: form[5].toUpperCase() }),
  };
}

/** Where a click leads: the address of a link or area, else the one in its `onclick`. */
function linkOf(element: Element): string {
  const href = element.name === 'a' || element.name === 'area' ? attribute(element, 'href') : '';
  if (/conac/i.test(href)) return href;
  const click = attribute(element, 'onclick');
  return /['"]([^'"]{0,40}bszs\.conac\.cn[^'"]{0,200})['"]/i.exec(click)?.[1] ?? '';
}

function fromLink(element: Element, line: number): MarkFact {
  const colour = pictureColour(element);
  return {
    ...linkMark(linkOf(element), 'page', line),
    ...(colour && { colour }),
  };
}

function linkMark(address: string, where: Where, line: number): MarkFact {
  const record = recordOf(address);
  return {
    form: 'link',
    where,
    address: plainText(address),
    wellFormed: record !== undefined,
    line,
    ...(record && { record }),
  };
}

/** The record's id, when the address follows `//bszs.conac.cn/sitename?method=show&id=<32 hex digits>`. */
export function recordOf(address: string): string | undefined {
  const url = URL.parse(address.replaceAll('&amp;', '&'), 'https://bszs.conac.cn');
  if (url?.hostname !== 'bszs.conac.cn' || url.pathname !== '/sitename') return undefined;
  const id = url.searchParams.get('id')?.trim() ?? '';
  return url.searchParams.get('method') === 'show' && /^[0-9A-F]{32}$/i.test(id)
    ? id.toUpperCase()
    : undefined;
}

const PICTURE = /(?:^|\/)(red|blue)(_error)?\.(?:png|gif|jpg|svg)(?:$|\?)/i;

function pictureColour(link: Element): MarkFact['colour'] {
  for (const element of allElements(link)) {
    if (element.name !== 'img') continue;
    const match = PICTURE.exec(attribute(element, 'src'));
    if (match) return match[2] ? 'error' : (match[1]?.toLowerCase() as 'red' | 'blue');
  }
  return undefined;
}

/** 党政机关 by its initials, as many templates name the picture. */
const CLAIMS = /(?:^|\/)dzjg[\w-]{0,12}\.(?:png|gif|jpg|svg)$/i;
const NAMED = /(?:党政机关|事业单位)(?:网站)?(?:标识|标志|图标)?$/;

/** The mark's picture without the link that makes it a mark. */
function isLoosePicture(element: Element): boolean {
  const claims =
    attribute(element, 'id') === 'imgConac' ||
    /conac\.cn\/image\//i.test(attribute(element, 'src')) ||
    CLAIMS.test(attribute(element, 'src')) ||
    NAMED.test(attribute(element, 'alt'));
  if (!claims) return false;
  for (const ancestor of lineage(element)) {
    if (/bszs\.conac\.cn/i.test(linkOf(ancestor))) return false;
  }
  return true;
}

function fromPicture(element: Element, line: number): MarkFact {
  const match = PICTURE.exec(attribute(element, 'src'));
  return {
    form: 'picture',
    where: 'page',
    address: plainText(attribute(element, 'src')),
    wellFormed: false,
    line,
    ...(match && { colour: match[2] ? 'error' : (match[1]?.toLowerCase() as 'red' | 'blue') }),
  };
}
