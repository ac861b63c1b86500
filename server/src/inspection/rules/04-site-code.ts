import type { LocalText } from '@zhengdun/contract';
import { siteCodeForm } from '@zhengdun/rulebook';
import type { SiteCodeFact } from '../probes/html/page-facts.ts';
import { homeView } from './home.ts';
import { defineRule } from './rule.ts';

const PLACES: Readonly<Record<SiteCodeFact['where'], LocalText>> = {
  meta: { zh: '网页标签', en: 'meta tag' },
  text: { zh: '页脚', en: 'footer' },
  jiucuo: { zh: '找错入口', en: '找错 entry' },
};

/** Art. 4: the 网站标识码 in meta tag, footer and 找错 entry is one and the same (国办发〔2017〕47号). */
export const siteCode = defineRule({
  id: 'site-code',
  needs: ['html'],
  judge({ html }, site) {
    if (site.unit.kind === 'institution') return { code: 'not-government', facts: {} };
    const home = homeView(site);
    const all = [...html.siteCodes, ...(home?.parts ?? []).flatMap(({ siteCodes }) => siteCodes)];
    // BM14000002 and bm14000002 are one code.
    const codes = all
      .filter(({ code }) => code !== '')
      .map((each) => ({ ...each, code: each.code.toLowerCase() }));
    const values = [...new Set(codes.map(({ code }) => code))];
    const facts = { codes: dedupe(codes).map(({ code, where, line }) => ({ code, where, line })) };
    const [only = ''] = values;
    if (values.length === 0) {
      return home?.maybeMore
        ? { code: 'maybe-written', facts: { why: home.maybeMore } }
        : { code: 'missing', facts };
    }
    const places = [...new Set(codes.map(({ where }) => PLACES[where]))];
    if (values.length > 1) {
      return {
        code: 'differ',
        facts: {
          ...facts,
          found: dedupe(codes).map(({ code, where }) => ({
            zh: `${PLACES[where].zh}为${code}`,
            en: `${PLACES[where].en} ${code}`,
          })),
        },
      };
    }
    return siteCodeForm(only)
      ? { code: 'agree', facts: { ...facts, code: only, places } }
      : { code: 'malformed', facts: { ...facts, code: only, places } };
  },
});

function dedupe(codes: readonly SiteCodeFact[]): SiteCodeFact[] {
  return codes.filter(
    (each, index) =>
      codes.findIndex(({ code, where }) => code === each.code && where === each.where) === index,
  );
}
