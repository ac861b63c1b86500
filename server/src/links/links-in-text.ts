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

/** Addresses in a text that leave for what is neither an organ's site nor under one of the own hosts, each once. */
export function exitsInText(text: string, ownHosts: readonly string[]): TextLink[] {
  const own = ownHosts.map(registrableDomain);
  const found = new Map<string, TextLink>();
  for (const [at, line] of text.split('\n').entries()) {
    for (const [written] of line.matchAll(ADDRESS)) {
      const parsed = URL.parse(written.replace(/[.,;:!?]+$/, ''));
      if (parsed?.username !== '' || parsed.href.length > LONGEST) continue;
      const { hostname, href } = parsed;
      if (isOrganHost(hostname) || own.some((domain) => isUnder(hostname, domain))) continue;
      if (!found.has(href)) found.set(href, { url: href, line: at + 1 });
      if (found.size >= MOST) return [...found.values()];
    }
  }
  return [...found.values()];
}
