import type { DemandFact, EmbeddedFact } from '../probes/html/page-facts.ts';
import type { SiteView } from '../site-view.ts';
import { allPages, countPages, homeView } from './home.ts';
import { defineRule } from './rule.ts';

/** Flash, Silverlight, ActiveX, Java, old players and what only they play. PDF, films and pictures in objects are fine. */
const DEAD =
  /clsid:|activex|x-shockwave-flash|futuresplash|silverlight|x-java|realaudio|x-ms-wm|x-mplayer|x-oleobject|mms:|\.(swf|xap|wmv|wma|asf|asx|rm|rmvb|ram|ra|mid|avi|flv)(\?|\s|$)/i;

/** Art. 11 ¶1: pages do not depend on dead plug-ins. */
export const deadPlugins = defineRule({
  id: 'dead-plugins',
  needs: ['html'],
  judge(_, site) {
    const found = allPages(site).flatMap((page) =>
      page.embedded
        .filter(isDead)
        .map(({ type = '', url = '', line }) => ({ page: page.url, line, type: type || url })),
    );
    const [first] = found;
    if (!first) return { code: 'none', facts: { pages: countPages(site) } };
    const types = [...new Set(found.map(({ type }) => pluginName(type)))];
    return {
      code: 'found',
      facts: { page: first.page, line: first.line, count: found.length, types, objects: found.slice(0, 20) },
    };
  },
});

function isDead({ kind, type = '', url = '' }: EmbeddedFact): boolean {
  return kind === 'applet' || (kind === 'object' && DEAD.test(`${type} ${url}`));
}

function pluginName(type: string): string {
  if (/x-shockwave-flash|futuresplash|\.swf|D27CDB6E/i.test(type)) return 'Flash';
  if (/silverlight|\.xap/i.test(type)) return 'Silverlight';
  if (/x-mplayer|x-ms-wm|6bf52a52|22d6f312|\.(wmv|wma|asf|asx)/i.test(type)) return 'Windows Media Player';
  if (/realaudio|\.(rm|rmvb|ram|ra)(\?|\s|$)/i.test(type)) return 'RealPlayer';
  if (/x-java|applet|\.class|\.jar/i.test(type)) return 'Java';
  return /activex|clsid/i.test(type) ? 'ActiveX' : type.slice(0, 40);
}

/** Fewer characters than this are no page. */
const EMPTY = 80;
const FULL = 400;

/** Art. 11 ¶1: the home page is of use where scripts are limited. */
export const worksWithoutScripts = defineRule({
  id: 'works-without-scripts',
  needs: ['browser'],
  judge({ browser }) {
    const bare = browser.withoutScripts;
    if (!bare) return { code: 'unclear', facts: {} };
    const facts = { without: bare.textLength, with: browser.home.facts.textLength, links: bare.linkCount };
    const isEmpty = bare.textLength < EMPTY && browser.home.facts.textLength >= FULL;
    return { code: isEmpty ? 'empty' : 'usable', facts };
  },
});

interface PlacedDemand extends DemandFact {
  readonly page: string;
  readonly isItem: boolean;
}

function demandsOf(site: SiteView, kinds: readonly DemandFact['kind'][]): PlacedDemand[] {
  return allPages(site).flatMap((page) =>
    page.demands
      .filter(({ kind }) => kinds.includes(kind))
      .map((demand) => ({ ...demand, page: page.url, isItem: page.article !== null })),
  );
}

function told(demand: PlacedDemand, all: readonly PlacedDemand[], site: SiteView) {
  const places = all
    .slice(0, 20)
    .map(({ page, line, kind, strength, text }) => ({ page, line, kind, strength, text }));
  return {
    page: demand.page,
    line: lineInSource(site, demand),
    text: demand.text,
    count: all.length,
    places,
  };
}

/** Lines of the source are those a person finds; the rendered page has others. */
function lineInSource(site: SiteView, demand: PlacedDemand): number {
  const html = site.observations.html;
  const source =
    html.outcome === 'seen' && homeView(site)?.parts[0]?.url === demand.page ? html.facts : undefined;
  return source?.demands.find(({ text }) => text === demand.text)?.line ?? demand.line;
}

/** Art. 11 ¶1: nobody is required to use a certain browser, plug-in or office program. 建议 is not 要求. */
export const clientDemanded = defineRule({
  id: 'client-demanded',
  needs: ['html'],
  judge(_, site) {
    const demands = demandsOf(site, ['browser', 'plug-in', 'office']);
    const demanded = demands.filter(({ strength }) => strength === 'demanded');
    const pages = countPages(site);
    const [first] = demanded;
    if (first) return { code: 'demanded', facts: told(first, demanded, site) };
    const [wish] = demands;
    return wish
      ? { code: 'suggested', facts: { ...told(wish, demands, site), pages } }
      : { code: 'none', facts: { pages } };
  },
});

/** Art. 11 ¶2: no app and no platform is the precondition of a service. What an item says of others' services needs a person. */
export const installDemanded = defineRule({
  id: 'install-demanded',
  needs: ['html'],
  judge(_, site) {
    const demands = demandsOf(site, ['app', 'platform']);
    const demanded = demands.filter(({ strength }) => strength === 'demanded');
    const pages = countPages(site);
    const own = demanded.filter(({ isItem }) => !isItem);
    if (own[0]) return { code: 'demanded', facts: told(own[0], own, site) };
    if (demanded[0]) return { code: 'in-article', facts: told(demanded[0], demanded, site) };
    const [wish] = demands;
    return wish
      ? { code: 'suggested', facts: { ...told(wish, demands, site), pages } }
      : { code: 'none', facts: { pages } };
  },
});
