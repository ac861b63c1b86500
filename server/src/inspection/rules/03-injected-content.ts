import type { ForeignFact } from '../probes/html/page-facts.ts';
import type { SiteView } from '../site-view.ts';
import { allPages, countPages } from './home.ts';
import { defineRule } from './rule.ts';

/** What intruders do and honest programs do sometimes, too. */
const DISGUISED = new Set<ForeignFact['kind']>(['disguised-text', 'disguised-script', 'hidden-frame']);
const OWN_QUESTION = new Set<ForeignFact['kind']>(['miner', 'promotion']);

/** Art. 3: advertising and redirecting code that intruders leave behind. */
export const injectedContent = defineRule({
  id: 'injected-content',
  needs: ['html'],
  judge(_, site) {
    const signs = signsOf(site, (kind) => !DISGUISED.has(kind) && !OWN_QUESTION.has(kind));
    if (signs.length > 0) return { code: 'found', facts: toldSigns(signs) };
    const disguised = signsOf(site, (kind) => DISGUISED.has(kind));
    if (disguised.length > 0) return { code: 'disguised', facts: toldSigns(disguised) };
    const promotions = signsOf(site, (kind) => kind === 'promotion');
    if (promotions.length > 0) return { code: 'promotion', facts: toldSigns(promotions) };
    return { code: 'none', facts: { pages: countPages(site) } };
  },
});

/** Art. 3: scripts that use the visitor's computer for mining. */
export const minerScripts = defineRule({
  id: 'miner-scripts',
  needs: ['html'],
  judge(_, site) {
    const signs = signsOf(site, (kind) => kind === 'miner');
    if (signs.length === 0) return { code: 'none', facts: { pages: countPages(site) } };
    return { code: 'found', facts: toldSigns(signs) };
  },
});

interface Sign extends ForeignFact {
  readonly page: string;
}

function signsOf(site: SiteView, counts: (kind: ForeignFact['kind']) => boolean): Sign[] {
  return allPages(site).flatMap((page) =>
    page.foreign.filter(({ kind }) => counts(kind)).map((sign) => ({ ...sign, page: page.url })),
  );
}

function toldSigns(signs: readonly Sign[]) {
  const [first] = signs;
  return {
    page: first?.page ?? '',
    line: first?.line ?? 1,
    count: signs.length,
    signs: [...new Set(signs.map(({ detail }) => detail))],
    places: signs.slice(0, 20).map(({ page, line, kind, detail }) => ({ page, line, kind, detail })),
  };
}
