import { type EntranceLink, entranceLinks } from './entrance-links.ts';
import { isOrganHost, isUnder } from './organ-hosts.ts';
import { metaContent } from './probes/html/metas.ts';
import type { PageFacts } from './probes/html/page-facts.ts';
import type { ExitLink } from './probes/links/index.ts';
import type { Observations } from './site-view.ts';

/** What later probes are sent to look for, taken from the pages that were read. */

/** Pages as sources, the home page also as rendered. */
export function pagesOf(observations: Observations): PageFacts[] {
  const { html, browser, crawl } = observations;
  return [
    ...(html.outcome === 'seen' ? [html.facts] : []),
    ...(browser.outcome === 'seen' ? [browser.facts.home.facts] : []),
    ...(crawl.outcome === 'seen' ? crawl.facts.pages : []),
  ];
}

const MAX_PLACES = 3;

/** Exits to what is no organ's site and not the unit's own, with the places where they stand. */
export function exitsOf(observations: Observations, domain: string): ExitLink[] {
  const exits = new Map<string, { page: string; line: number; text: string }[]>();
  // Most links stand on every page, and lead to the site itself.
  const inside = new Set<string>();
  for (const page of pagesOf(observations)) {
    for (const { url, kind, line, text } of page.links) {
      if (kind === 'form' || inside.has(url)) continue;
      const places = exits.get(url) ?? [];
      if (places.length === 0 && !leaves(url, domain)) {
        inside.add(url);
        continue;
      }
      if (places.length < MAX_PLACES && !places.some((place) => place.page === page.url))
        places.push({ page: page.url, line, text });
      exits.set(url, places);
    }
  }
  return Array.from(exits, ([url, on]) => ({ url, on }));
}

function leaves(url: string, domain: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host !== '' && !isUnder(host, domain) && !isOrganHost(host);
}

/** Entrances for the unit's own people that stand on its pages. */
export function entrancesOf(observations: Observations, domain: string): EntranceLink[] {
  return entranceLinks(pagesOf(observations), domain);
}

const MAX_HOSTS = 40;

/** Hosts of others whose scripts, fonts, pictures or frames the home page uses. */
export function thirdPartyHosts(observations: Observations, domain: string): string[] {
  const { html, browser } = observations;
  const asked = browser.outcome === 'seen' ? browser.facts.home.requests.map(({ host }) => host) : [];
  const named =
    html.outcome === 'seen' ? html.facts.embedded.map(({ url = '' }) => URL.parse(url)?.hostname ?? '') : [];
  return [...new Set([...asked, ...named])]
    .filter((host) => host !== '' && !isUnder(host, domain))
    .slice(0, MAX_HOSTS);
}

/** Names by which the unit may be called on its page. */
export function namesToLookFor(home: PageFacts, unitName: string | undefined): string[] {
  const names = [unitName, home.footer.organiser, home.footer.holder, metaContent(home.metas, 'SiteName')];
  return [...new Set(names.filter((name) => name !== undefined && name.length >= 3))].map(
    (name) => name ?? '',
  );
}
