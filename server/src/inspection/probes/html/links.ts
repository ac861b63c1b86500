import type { Element } from 'domhandler';
import { plainText } from '../../../kernel/plain-text.ts';
import { attribute, type ParsedPage, rawText } from './dom.ts';
import { elementText } from './flat-text.ts';
import { type Hiding, standsInNameless } from './hiding.ts';
import type { LinkFact, LinkKind } from './page-facts.ts';

const LIMIT = 4_000;
/** `window.open('…')`, `location = '…'`, `location.href = '…'`, `location.replace('…')`, `top.location …` */
const OPENS = /(?:window\s*\.\s*)?\bopen\s*\(\s*(['"`])([^'"`\s]{1,1000})\1/g;
const LOCATES =
  /\blocation\s*(?:\.\s*href\s*)?=\s*(['"`])([^'"`\s]{1,1000})\1|\blocation\s*\.\s*(?:assign|replace)\s*\(\s*(['"`])([^'"`\s]{1,1000})\3/g;

/**
 * Every way in which a page leads elsewhere: `a`, `area`, `option`, forms, frames, `meta refresh`, and addresses in
 * `window.open` and `location =`, in attributes and in the page's own scripts. Absolute, in document order.
 */
export function readLinks(page: ParsedPage, pageUrl: string, hiding: Hiding): LinkFact[] {
  const links: LinkFact[] = [];
  const base = baseOf(page, pageUrl);
  for (const element of page.elements) {
    if (links.length >= LIMIT) break;
    for (const [kind, address] of addressesOf(element)) {
      const url = absolute(address, base);
      if (!url) continue;
      const own = hiding.own(element);
      const hidden = own ?? hiding.byPage(element);
      const isNameless = own !== undefined && kind === 'a' && standsInNameless(element);
      links.push({
        kind,
        url,
        text: label(element),
        line: page.lineAt(element.startIndex ?? 0),
        ...(hidden && { hidden: plainText(hidden, 120) }),
        ...(isNameless && { nameless: true }),
      });
    }
  }
  return links.slice(0, LIMIT);
}

/** The page's base address (`<base href>` counts). */
export function baseOf(page: ParsedPage, pageUrl: string): string {
  for (const element of page.elements) {
    if (element.name === 'base') return absolute(attribute(element, 'href'), pageUrl) ?? pageUrl;
    if (element.name === 'body') break;
  }
  return pageUrl;
}

/** Absolute http(s) address, without the fragment; nothing for other schemes and for broken ones. */
export function absolute(address: string, base: string): string | undefined {
  if (address === '' || address.length > 2_000) return undefined;
  const url = URL.parse(address, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  url.hash = '';
  return url.href;
}

function addressesOf(element: Element): [LinkKind, string][] {
  const click = attribute(element, 'onclick') || attribute(element, 'onchange');
  const byClick = click === '' ? [] : inScript(click);
  switch (element.name) {
    case 'a': {
      const href = attribute(element, 'href');
      if (/^javascript:/i.test(href)) return [...inScript(href), ...byClick];
      return [['a', href], ...byClick];
    }
    case 'area':
      return [['area', attribute(element, 'href')], ...byClick];
    case 'option':
      return looksLikeAddress(attribute(element, 'value')) ? [['option', attribute(element, 'value')]] : [];
    case 'form':
      return [['form', attribute(element, 'action')], ...byClick];
    case 'iframe':
    case 'frame':
      return [['frame', attribute(element, 'src')]];
    case 'meta':
      return refreshOf(element);
    case 'script':
      return attribute(element, 'src') ? [] : inScript(rawText(element).slice(0, 300_000));
    default:
      return byClick;
  }
}

function inScript(script: string): [LinkKind, string][] {
  const opened = Array.from(script.matchAll(OPENS), (match): [LinkKind, string] => ['open', match[2] ?? '']);
  const located = Array.from(script.matchAll(LOCATES), (match): [LinkKind, string] => [
    'location',
    match[2] ?? match[4] ?? '',
  ]);
  return [...opened, ...located].filter(([, address]) => looksLikeAddress(address));
}

function refreshOf(element: Element): [LinkKind, string][] {
  if (attribute(element, 'http-equiv').toLowerCase() !== 'refresh') return [];
  const address = /url\s*=\s*['"]?([^'"\s]{1,1000})/i.exec(attribute(element, 'content'))?.[1];
  return address ? [['refresh', address]] : [];
}

function looksLikeAddress(value: string): boolean {
  return /^(https?:)?\/\/\S+\.\S+/i.test(value) || /^\.{0,2}\/[\w.-]+/.test(value);
}

function label(element: Element): string {
  if (element.name === 'script' || element.name === 'form') return '';
  const text = elementText(element, 400) || attribute(element, 'title') || attribute(element, 'alt');
  return plainText(text, 60);
}
