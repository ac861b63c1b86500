import type { Element } from 'domhandler';
import { decodePage } from '../../../kernel/decode.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import { attribute, type ParsedPage, parsePage, rawText } from './dom.ts';
import { elementText } from './flat-text.ts';
import { hidingManner } from './hiding.ts';

/** What scripts of a page do that its source does not show. */
export interface ScriptedFacts {
  /** words of what a reader sees and clicks, where a script alone knows what comes then */
  readonly clicked: readonly string[];
  /** `id` and `class` of boxes that stand empty in the source */
  readonly empty: readonly string[];
  /** the page's own scripts */
  readonly scripts: string;
}

const MOST = 2_000;
const MOST_SCRIPT = 1_000_000;
const BOXES: ReadonlySet<string> = new Set(['div', 'ul', 'ol', 'p', 'span', 'td', 'tbody', 'section', 'dl']);

/** Pure; bounded. A page that no script is on has none of it. */
export function readScripted(body: Uint8Array, contentType: string | undefined): ScriptedFacts {
  const page = parsePage(decodePage(body, contentType).text);
  const { elements } = page;
  const hasScripts = elements.some(({ name }) => name === 'script');
  const clicked = elements
    .filter((element) => isClicked(element) && hidingManner(element) === undefined)
    .map((element) => plainText(elementText(element, 400) || attribute(element, 'title'), 200));
  const empty = hasScripts
    ? elements.filter(isEmptyBox).map((box) => `${box.attribs.id} ${box.attribs.class}`)
    : [];
  return { clicked: clicked.slice(0, MOST), empty: empty.slice(0, MOST), scripts: scriptsOf(page) };
}

/** `<a href="javascript:…">`, `<a href="#" onclick=…>`, `<span onclick=…>`; not what a script only watches on its way. */
function isClicked(element: Element): boolean {
  const href = attribute(element, 'href').trim();
  if (/^javascript:\s*\S/i.test(href) && !/^javascript:\s*(?:void|;|$)/i.test(href)) return true;
  const leads = href !== '' && !/^(?:#|javascript:)/i.test(href);
  return !leads && attribute(element, 'onclick').trim() !== '';
}

function isEmptyBox(element: Element): boolean {
  if (!BOXES.has(element.name) || (!element.attribs.id && !element.attribs.class)) return false;
  return element.children.every(
    (child) => child.type === 'comment' || (child.type === 'text' && child.data.trim() === ''),
  );
}

function scriptsOf({ elements }: ParsedPage): string {
  const all = elements
    .filter(({ name }) => name === 'script')
    .map(rawText)
    .join('\n')
    .slice(0, MOST_SCRIPT);
  return all.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
