import type { SecrecyFact } from '../probes/html/page-facts.ts';
import { type SiteView, seen } from '../site-view.ts';
import { allPages, countPages } from './home.ts';
import { defineRule } from './rule.ts';

interface Hit extends SecrecyFact {
  readonly page: string;
}

/** Hits in the sources and in the rendered home page, each once. */
function hitsOf(site: SiteView, kind: SecrecyFact['kind']): Hit[] {
  const source = seen(site, 'html');
  const pages = [...(source ? [source] : []), ...allPages(site)];
  const hits = pages.flatMap((page) =>
    page.secrecy.filter((hit) => hit.kind === kind).map((hit) => ({ ...hit, page: page.url })),
  );
  return hits.filter(
    (hit, index) =>
      hits.findIndex(({ digest, page }) => digest === hit.digest && page === hit.page) === index,
  );
}

/** Art. 16: no classification marks. The facts hold places, the time and salted digests – no text, no picture. */
export const secrecyMarks = defineRule({
  id: 'secrecy-marks',
  needs: ['html'],
  judge(_, site) {
    const hits = hitsOf(site, 'state');
    const strong = hits.filter(({ strength }) => strength === 'strong');
    const told = strong.length > 0 ? strong : hits;
    const [first] = told;
    if (!first) return { code: 'none', facts: { pages: countPages(site) } };
    const places = told.map(({ page, line, digest }) => ({ page, line, digest }));
    const facts = { page: first.page, line: first.line, count: told.length, at: site.now, places };
    return { code: strong.length > 0 ? 'possible' : 'weak', facts };
  },
});

/** Art. 16: no internal papers. Excerpts are masked. */
export const workSecretMarks = defineRule({
  id: 'work-secret-marks',
  needs: ['html'],
  judge(_, site) {
    const hits = hitsOf(site, 'work');
    const strong = hits.filter(({ strength }) => strength === 'strong');
    const told = strong.length > 0 ? strong : hits;
    const [first] = told;
    if (!first) return { code: 'none', facts: { pages: countPages(site) } };
    const places = told.map(({ page, line, digest, masked = '' }) => ({ page, line, digest, masked }));
    const facts = {
      page: first.page,
      line: first.line,
      count: told.length,
      masked: first.masked ?? '**',
      places,
    };
    return { code: strong.length > 0 ? 'found' : 'weak', facts };
  },
});
