import { filingOfLink, PROVINCE_CHARACTERS } from '@zhengdun/rulebook/tables';
import type { Element, Node, Text } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allElements, attribute, lineage, type ParsedPage, rawText } from './dom.ts';
import { ascii, elementText, type FlatText } from './flat-text.ts';
import type { FilingFact, PageFacts, SiteCodeFact } from './page-facts.ts';

const PROVINCE = PROVINCE_CHARACTERS;
const BEFORE = `(?:[(]?([${PROVINCE}])[)]?\\s*)?`;

/**
 * ICP numbers in every way people write them: blanks anywhere, 「ICP备案号：」 before the digits, the serial before
 * or behind 号, the province in brackets or behind the colon. Licences (京ICP证…) are not filing numbers. Slips of
 * the pen (lCP, IPC, a dash or B2- before the digits) are found too, but have no normal form.
 */
const ICP = new RegExp(
  `${BEFORE}(ICP|[l1]CP|IPC)\\s*备\\s*(?:案\\s*)?(?:编\\s*)?(?:号\\s*)?((?:[-:]?\\s*)(?:B[12]\\s*-)?)\\s*(?:([${PROVINCE}])\\s*)?(\\d[\\d ]{3,16}\\d)\\s*(?:号)?\\s*(?:[-－—–]\\s*(\\d{1,4}))?`,
  'gi',
);

/** 京ICP12345678: 备 left out. What stands behind ICP证 is a licence. */
const ICP_WITHOUT_WORD = new RegExp(`([${PROVINCE}])\\s*ICP\\s*号?\\s*[:]?\\s*(\\d{8}|\\d{10})(?!\\d)`, 'gi');

/** 冀ICP备XXXXXXXX号: what a template holds until somebody writes the number. */
const ICP_PLACEHOLDER = new RegExp(`([${PROVINCE}])\\s*ICP\\s*备\\s*[:]?\\s*[Xx×*]{4,12}\\s*号`, 'gi');

/**
 * Public-security numbers: 号 before or behind the digits, digits in groups, province in brackets. Only 公网安备 is
 * the form; 公安机关备案号, 公安备, 公网备 and 网警备案号 before digits are found too, but have no normal form.
 */
const POLICE = new RegExp(
  `${BEFORE}(?:(公\\s*网\\s*安\\s*备)|公安网备|公网备|网警备|公安(?:机关|部)?(?:联网|网络)?备)\\s*(?:案\\s*)?(?:(?:编|证|序)\\s*)?(?:号\\s*)?[:]?\\s*[(]?\\s*(\\d[\\d\\s]{5,24}\\d)`,
  'g',
);

/** 网站标识号, 网站识别码 and 网站标示码 stand for 网站标识码. */
const SITE_CODE = /(网站\s*(?:标\s*识|识别|标示|标志)|标识)\s*[码号]\s*[:]?\s*([A-Za-z]{0,2}\d{4,14})/g;
/** A bare 标识码 in running text may be that of a medicine or a device: it counts in the foot of the page only. */
const FOOT = 2_500;
const LIMIT = 20;

type Where = FilingFact['where'];
interface Place {
  readonly where: Where;
  readonly line: number;
  readonly node?: Text | Element;
}

/** What a visitor reads of the page, and the same with what inline styles hide. */
interface Texts {
  readonly seen: FlatText;
  readonly all: FlatText;
}

/** The filing numbers of a page (Art. 4), wherever they are shown or only hinted at. */
export function readFilingNumbers(
  page: ParsedPage,
  texts: Texts,
): Pick<PageFacts, 'icpNumbers' | 'policeNumbers'> {
  const hints = hintsOf(page);
  const links = filingLinksOf(page);
  const read = (filing: Filing, find: Find): FilingFact[] => {
    const numbers = readNumbers(texts, hints, find);
    const further = furtherLinks(
      page,
      links.filter((link) => link.filing === filing),
      numbers,
    );
    return [...numbers, ...further].slice(0, LIMIT);
  };
  return { icpNumbers: read('icp', icpIn), policeNumbers: read('police', policeIn) };
}

type Filing = 'icp' | 'police';
type Find = (text: string, placeAt: (offset: number) => Place) => FilingFact[];

interface LinkToFiling {
  readonly element: Element;
  readonly href: string;
  readonly filing: Filing;
}

function filingLinksOf(page: ParsedPage): LinkToFiling[] {
  return page.elements.flatMap((element) => {
    const href = element.name === 'a' ? attribute(element, 'href') : '';
    const filing = href === '' ? undefined : filingOfLink(href);
    return filing ? [{ element, href, filing }] : [];
  });
}

/**
 * Links to a filing system that carry no number in its form: around nothing but a picture, in which the number may be
 * drawn, or around the bare digits of a police number (`<a …><img>11010102000001号</a>`).
 */
function furtherLinks(
  page: ParsedPage,
  links: readonly LinkToFiling[],
  known: readonly FilingFact[],
): FilingFact[] {
  const found: FilingFact[] = [];
  for (const { element, href, filing } of links) {
    const text = elementText(element, 80);
    const code = codeIn(href);
    const bare = filing === 'police' ? /\d{8,14}/.exec(text)?.[0] : undefined;
    if (bare !== undefined && known.some(({ digits }) => digits === bare)) continue;
    const isDrawn = text === '' ? hasPicture(element) : code !== undefined && !/\d{4}/.test(text);
    if (bare === undefined && !isDrawn) continue;
    found.push({
      text: plainText(text, 60),
      digits: bare ?? code ?? '',
      where: bare === undefined ? 'picture' : 'text',
      link: plainText(href),
      ...(code && { linkCode: code }),
      line: page.lineAt(element.startIndex ?? 0),
    });
  }
  return found;
}

function hasPicture(element: Element): boolean {
  for (const { name } of allElements(element)) if (name === 'img') return true;
  return false;
}

/** What a number may stand in besides the text of the page. */
interface Hint {
  readonly text: string;
  readonly place: Place;
}

/** Comments, what scripts would write, descriptions of pictures and links. Every way of writing a number holds 备. */
function hintsOf(page: ParsedPage): Hint[] {
  const hints: Hint[] = [];
  const add = (text: string, node: Node, of: { where: Where; node?: Element }): void => {
    if (text.includes('备'))
      hints.push({ text: ascii(text), place: { ...of, line: page.lineAt(node.startIndex ?? 0) } });
  };
  for (const comment of page.comments) add(withoutTags(comment.data), comment, { where: 'comment' });
  for (const element of page.elements) {
    if (element.name === 'script') add(writtenText(rawText(element)), element, { where: 'script' });
    if (element.name !== 'img' && element.name !== 'a') continue;
    const described = ['alt', 'title', 'aria-label'].map((name) => attribute(element, name)).join(' ');
    add(described, element, { where: 'attribute', node: element });
  }
  return hints;
}

/** Looks where a visitor reads first, then where a number is only hinted at; the same number is told once a place. */
function readNumbers({ seen: text, all }: Texts, hints: readonly Hint[], find: Find): FilingFact[] {
  const found = find(text.text, (offset) => ({
    where: 'text',
    line: text.lineAt(offset),
    ...(text.nodeAt(offset) && { node: text.nodeAt(offset) }),
  }));
  if (all !== text) {
    const read = new Set(found.map(({ digits }) => digits));
    const hidden = find(all.text, (offset) => ({ where: 'hidden', line: all.lineAt(offset) }));
    found.push(...hidden.filter(({ digits }) => !read.has(digits)));
  }
  for (const { text: hint, place } of hints) found.push(...find(hint, () => place));
  const seen = new Set<string>();
  return found
    .filter(({ where, text: as, link }) => {
      const key = `${where}|${as}|${link}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, LIMIT);
}

function icpIn(text: string, placeAt: (offset: number) => Place): FilingFact[] {
  const slips = Array.from(text.matchAll(ICP_WITHOUT_WORD), (match) => {
    const [whole, province, digits = ''] = match;
    return filing({ whole, province, digits, number: undefined }, placesOf(match, placeAt));
  });
  const numbers = Array.from(text.matchAll(ICP), (match) => {
    const [whole, before, letters = '', sign = '', behind, spaced = '', serial] = match;
    const province = before ?? behind;
    const digits = spaced.replaceAll(' ', '');
    const isForm = /^icp$/i.test(letters) && /^:?\s*$/.test(sign);
    const number =
      isForm && province && /^(\d{8}|\d{10})$/.test(digits)
        ? `${province}ICP备${digits}号${serial ? `-${serial}` : ''}`
        : undefined;
    return filing({ whole, province, digits, number }, placesOf(match, placeAt));
  });
  const empty = Array.from(text.matchAll(ICP_PLACEHOLDER), (match) => {
    const [whole, province] = match;
    return filing({ whole, province, digits: '', number: undefined }, [
      placeAt(match.index),
      placeAt(match.index),
    ]);
  });
  return [...numbers, ...slips, ...empty];
}

function policeIn(text: string, placeAt: (offset: number) => Place): FilingFact[] {
  return Array.from(text.matchAll(POLICE), (match) => {
    const [whole, province, form, spaced = ''] = match;
    const digits = firstFourteen(spaced);
    const number = form && province && digits.length === 14 ? `${province}公网安备${digits}号` : undefined;
    return filing({ whole, province, digits, number }, placesOf(match, placeAt));
  });
}

/** The places of the first digit and of the beginning: the link around the digits counts, else that around the label. */
function placesOf(match: RegExpExecArray, placeAt: (offset: number) => Place): readonly [Place, Place] {
  return [placeAt(match.index + match[0].search(/\d/)), placeAt(match.index)];
}

/** Digits in groups are joined, but a telephone number that follows the fourteen is not. */
function firstFourteen(spaced: string): string {
  let digits = '';
  for (const group of spaced.split(/\s+/)) {
    if (digits.length >= 14) break;
    digits += group;
  }
  return digits;
}

function filing(
  found: { whole: string; province: string | undefined; digits: string; number: string | undefined },
  [place, beginning]: readonly [Place, Place],
): FilingFact {
  const link = linkAround(place.node) ?? linkAround(beginning.node);
  const linkCode = link && codeIn(link);
  return {
    text: plainText(found.whole, 60),
    digits: found.digits,
    where: place.where,
    line: place.line,
    ...(found.province && { province: found.province }),
    ...(found.number && { number: found.number }),
    ...(link && { link: plainText(link) }),
    ...(linkCode && { linkCode }),
  };
}

/** The code in a link to the look-up page; any other link may carry a `code` of its own. */
function codeIn(link: string): string | undefined {
  if (filingOfLink(link) !== 'police') return undefined;
  return /[?&#/](?:recordcode|code)=\s*(\d{1,20})/i.exec(link)?.[1];
}

/** The filing system behind a prompt of the site: `javascript:leave('https://…')`, `/go?url=https://…`. */
function filingWithin(href: string): string | undefined {
  const called = /^javascript:/i.test(href)
    ? /['"]((?:https?:)?\/\/[^'"]{1,500})['"]/i.exec(href)?.[1]
    : undefined;
  const handed = [...(URL.parse(href, 'https://x.invalid/')?.searchParams.values() ?? [])];
  return [called, ...handed].find((address) => address && filingOfLink(address) !== undefined);
}

/** The address that a click on the number opens: of the link around it, or in an `onclick` around it. */
function linkAround(node: Text | Element | undefined): string | undefined {
  if (node === undefined) return undefined;
  for (const element of lineage(node)) {
    const clicked = /['"]((?:https?:)?\/\/[^'"]{1,500})['"]/i.exec(attribute(element, 'onclick'))?.[1];
    if (element.name !== 'a') {
      if (clicked) return clicked;
      continue;
    }
    const href = attribute(element, 'href');
    return (
      (/^(javascript:|#|$)/i.test(href) ? clicked : undefined) ?? filingWithin(href) ?? (href || undefined)
    );
  }
  return undefined;
}

function withoutTags(markup: string): string {
  return markup.replace(/<[^>]{0,2000}>/g, '');
}

/** What a script would write: joined string pieces without their tags. */
function writtenText(script: string): string {
  return withoutTags(script.slice(0, 200_000).replace(/(['"`])\s*\+\s*(['"`])/g, ''));
}

/** The 网站标识码 wherever the page states it: its meta tag, its text, the 找错 script or link. */
export function readSiteCodes(page: ParsedPage, text: FlatText): SiteCodeFact[] {
  const codes: SiteCodeFact[] = [];
  for (const match of text.text.matchAll(SITE_CODE)) {
    const [whole, label = '', code = ''] = match;
    const isInFoot = match.index >= text.text.length - FOOT;
    if (!label.startsWith('网站') && !isInFoot) continue;
    codes.push({ code, where: 'text', line: text.lineAt(match.index + whole.length - 1) });
  }
  for (const element of page.elements) {
    const add = (where: SiteCodeFact['where'], code: string): void => {
      codes.push({ code, where, line: page.lineAt(element.startIndex ?? 0) });
    };
    if (element.name === 'meta' && attribute(element, 'name').toLowerCase() === 'siteidcode')
      add('meta', plainText(ascii(attribute(element, 'content')), 40).trim());
    const code = jiucuoCode(element);
    if (code !== undefined) add('jiucuo', plainText(code, 40));
  }
  return codes.slice(0, LIMIT);
}

/**
 * 找错: `<script id="_jiucuo_" sitecode=…>`, `jiucuo.html?site_code=…` in a link or a click, the picture's
 * `Link('…')`, or the holder that a content system fills: `<div class="j-jiucuo" data-setting="{sitecode:…}">`.
 */
function jiucuoCode(element: Element): string | undefined {
  const source = attribute(element, 'src');
  if (element.name === 'script' && (/jiucuo\.js/.test(source) || attribute(element, 'id') === '_jiucuo_')) {
    return attribute(element, 'sitecode');
  }
  const click = attribute(element, 'onclick');
  for (const address of [attribute(element, 'href'), click]) {
    const code = /jiucuo[^'"\s]{0,200}[?&]site_code=([^&#'"]{1,40})/i.exec(address)?.[1];
    if (code !== undefined) return code;
  }
  if (/jiucuo/.test(source) && /^Link\(/.test(click)) return /Link\(\s*['"]([^'"]{1,40})/.exec(click)?.[1];
  if (/jiucuo/.test(attribute(element, 'class')))
    return /sitecode\s*:\s*['"]?([\w]{1,40})/i.exec(attribute(element, 'data-setting'))?.[1];
  return undefined;
}
