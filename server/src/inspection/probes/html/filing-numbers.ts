import { PROVINCE_CHARACTERS } from '@zhengdun/rulebook';
import type { Element, Text } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { allComments, allElements, attribute, lineage, type ParsedPage, rawText } from './dom.ts';
import { ascii, type FlatText } from './flat-text.ts';
import type { FilingFact, SiteCodeFact } from './page-facts.ts';

const PROVINCE = PROVINCE_CHARACTERS;
const BEFORE = `(?:[(]?([${PROVINCE}])[)]?\\s*)?`;

/**
 * ICP numbers in every way people write them: blanks anywhere, 「ICP备案号：」 before the digits, the serial before
 * or behind 号, the province in brackets or behind the colon. Licences (京ICP证…) are not filing numbers.
 */
const ICP = new RegExp(
  `${BEFORE}ICP\\s*备\\s*(?:案\\s*)?(?:编\\s*)?(?:号\\s*)?[:]?\\s*(?:([${PROVINCE}])\\s*)?(\\d[\\d ]{3,16}\\d)\\s*(?:号)?\\s*(?:[-－—–]\\s*(\\d{1,4}))?`,
  'gi',
);

/** Public-security numbers: 号 before or behind the digits, digits in groups, province in brackets. */
const POLICE = new RegExp(
  `${BEFORE}公\\s*网\\s*安\\s*备\\s*(?:案\\s*)?(?:号\\s*)?[:]?\\s*(\\d[\\d\\s]{5,24}\\d)`,
  'g',
);

const SITE_CODE = /标识码\s*[:]?\s*([A-Za-z]{0,2}\d{4,14})/g;
const LIMIT = 20;

type Where = FilingFact['where'];
interface Place {
  readonly where: Where;
  readonly line: number;
  readonly node?: Text | Element;
}

export function readIcpNumbers(page: ParsedPage, text: FlatText): FilingFact[] {
  return readNumbers(page, text, icpIn);
}

export function readPoliceNumbers(page: ParsedPage, text: FlatText): FilingFact[] {
  return readNumbers(page, text, policeIn);
}

/** Looks where a visitor reads first, then where a number is only hinted at; the same number is told once a place. */
function readNumbers(
  page: ParsedPage,
  text: FlatText,
  find: (text: string, place: (offset: number) => Place) => FilingFact[],
): FilingFact[] {
  const found = find(text.text, (offset) => ({
    where: 'text',
    line: text.lineAt(offset),
    ...(text.nodeAt(offset) && { node: text.nodeAt(offset) }),
  }));
  for (const comment of allComments(page.root)) {
    const line = page.lineAt(comment.startIndex ?? 0);
    found.push(...find(ascii(withoutTags(comment.data)), () => ({ where: 'comment', line })));
  }
  for (const element of allElements(page.root)) {
    const line = page.lineAt(element.startIndex ?? 0);
    if (element.name === 'script') {
      found.push(...find(ascii(writtenText(rawText(element))), () => ({ where: 'script', line })));
    } else if (element.name === 'img') {
      const described = `${attribute(element, 'alt')} ${attribute(element, 'title')}`;
      found.push(...find(ascii(described), () => ({ where: 'attribute', line, node: element })));
    }
  }
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
  return Array.from(text.matchAll(ICP), (match) => {
    const [whole, before, behind, spaced = '', serial] = match;
    const province = before ?? behind;
    const digits = spaced.replaceAll(' ', '');
    const number =
      province && /^(\d{8}|\d{10})$/.test(digits)
        ? `${province}ICP备${digits}号${serial ? `-${serial}` : ''}`
        : undefined;
    return filing({ whole, province, digits, number }, placeAt(numberOffset(match)));
  });
}

function policeIn(text: string, placeAt: (offset: number) => Place): FilingFact[] {
  return Array.from(text.matchAll(POLICE), (match) => {
    const [whole, province, spaced = ''] = match;
    const digits = firstFourteen(spaced);
    const number = province && digits.length === 14 ? `${province}公网安备${digits}号` : undefined;
    return filing({ whole, province, digits, number }, placeAt(numberOffset(match)));
  });
}

/** Position of the first digit: the link that counts is the one around the digits. */
function numberOffset(match: RegExpExecArray): number {
  return match.index + match[0].search(/\d/);
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
  place: Place,
): FilingFact {
  const link = place.node ? linkAround(place.node) : undefined;
  const linkCode = link && /[?&#/](?:recordcode|code)=(\d{1,20})/i.exec(link)?.[1];
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

function linkAround(node: Text | Element): string | undefined {
  for (const element of lineage(node)) {
    if (element.name === 'a') return attribute(element, 'href') || undefined;
  }
  return undefined;
}

function withoutTags(markup: string): string {
  return markup.replace(/<[^>]{0,2000}>/g, '');
}

/** What a script would write: joined string pieces without their tags. */
function writtenText(script: string): string {
  if (!/备|标识码/.test(script)) return '';
  return withoutTags(script.slice(0, 200_000).replace(/(['"`])\s*\+\s*(['"`])/g, ''));
}

/** The 网站标识码 wherever the page states it: its meta tag, its text, the 找错 script or link. */
export function readSiteCodes(page: ParsedPage, text: FlatText): SiteCodeFact[] {
  const codes: SiteCodeFact[] = [];
  for (const match of text.text.matchAll(SITE_CODE)) {
    codes.push({ code: match[1] ?? '', where: 'text', line: text.lineAt(match.index + match[0].length - 1) });
  }
  for (const element of allElements(page.root)) {
    const line = page.lineAt(element.startIndex ?? 0);
    const isMeta = element.name === 'meta' && attribute(element, 'name').toLowerCase() === 'siteidcode';
    if (isMeta) codes.push({ code: plainText(attribute(element, 'content'), 40), where: 'meta', line });
    const code = jiucuoCode(element);
    if (code !== undefined) codes.push({ code: plainText(code, 40), where: 'jiucuo', line });
  }
  return codes.slice(0, LIMIT);
}

/** 找错: `<script id="_jiucuo_" sitecode=…>`, `jiucuo.html?site_code=…`, or the picture's `Link('…')`. */
function jiucuoCode(element: Element): string | undefined {
  const source = attribute(element, 'src');
  if (element.name === 'script' && (/jiucuo\.js/.test(source) || attribute(element, 'id') === '_jiucuo_')) {
    return attribute(element, 'sitecode');
  }
  const href = attribute(element, 'href');
  if (/jiucuo/.test(href)) return /site_code=([^&#]{1,40})/i.exec(href)?.[1];
  const click = attribute(element, 'onclick');
  if (/jiucuo/.test(attribute(element, 'src')) && /^Link\(/.test(click))
    return /Link\(\s*['"]([^'"]{1,40})/.exec(click)?.[1];
  return undefined;
}
