import { Parser } from 'htmlparser2';
import { isOrganHost, isUnder, registrableDomain } from '../inspection/index.ts';

/** A link that stands in a text. */
export interface TextLink {
  readonly url: string;
  /** from 1 */
  readonly line: number;
}

const ADDRESS = /https?:\/\/[^\s<>"'“”‘’《》「」（）()，。；、！？[\]{}|\\^`]+/giu;
/** Of one text. */
const MOST = 500;
const LONGEST = 1_000;

/**
 * Addresses in a text that leave for what is neither an organ's site nor under one of the own hosts, each once, in the order
 * of their lines. A content system may hand in HTML: what its elements lead to is read as a browser does.
 */
export function exitsInText(text: string, ownHosts: readonly string[]): TextLink[] {
  const own = ownHosts.map(registrableDomain);
  const isHtml = TAG.test(text);
  const written = [...writtenIn(text, isHtml), ...(isHtml ? linkedIn(text, ownHosts[0]) : [])];
  const found = new Map<string, TextLink>();
  for (const { url, line } of written.sort((a, b) => a.line - b.line)) {
    const parsed = URL.parse(url);
    if (parsed?.username !== '' || parsed.href.length > LONGEST) continue;
    const { hostname, href } = parsed;
    if (isOrganHost(hostname) || own.some((domain) => isUnder(hostname, domain))) continue;
    if (!found.has(href)) found.set(href, { url: href, line });
    if (found.size >= MOST) break;
  }
  return [...found.values()];
}

const TAG = /<[a-z][^<>]*>/i;
/** Ends an address in an attribute of an attribute's language. */
const ENTITY_END = /&(?:quot|apos|lt|gt|#0*3[49]|#x0*2[27]);/i;

/** Whole addresses, wherever they stand: in words, in scripts, in attributes. */
function* writtenIn(text: string, isHtml: boolean): Generator<TextLink> {
  for (const [at, line] of text.split('\n').entries())
    for (const [written] of line.matchAll(ADDRESS)) {
      const [address = ''] = isHtml ? written.split(ENTITY_END) : [written];
      const url = isHtml ? address.replaceAll('&amp;', '&') : address;
      yield { url: url.replace(/[.,;:!?]+$/, ''), line: at + 1 };
    }
}

/** Attributes by which an element leads to another page. */
const LEADING: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  form: ['action'],
  button: ['formaction'],
  input: ['formaction'],
  option: ['value'],
  iframe: ['src'],
};

/** What elements lead to: also without a scheme, in entities, or below a base of another site. Linear in the text. */
function linkedIn(text: string, ownHost: string | undefined): TextLink[] {
  const links: TextLink[] = [];
  let base = `https://${ownHost ?? 'own.invalid'}/`;
  let at = 0;
  let line = 1;
  const parser = new Parser({
    onopentag(name, given) {
      for (; at < parser.startIndex; at += 1) if (text[at] === '\n') line += 1;
      if (name === 'base' && given.href) base = URL.parse(given.href, base)?.href ?? base;
      for (const key of LEADING[name] ?? []) {
        const parsed = given[key] === undefined ? null : URL.parse(given[key], base);
        const isHere = parsed?.hostname === ownHost || parsed?.hostname === 'own.invalid';
        if (parsed && !isHere && /^https?:$/.test(parsed.protocol)) links.push({ url: parsed.href, line });
      }
    },
  });
  parser.end(text);
  return links;
}
