import type { PersonalFact } from '../probes/html/page-facts.ts';
import { allPages, countPages } from './home.ts';
import { defineRule } from './rule.ts';

const KINDS = {
  'resident-id': { zh: '身份证号', en: 'a resident ID' },
  'bank-card': { zh: '银行卡号', en: 'a bank card' },
  passport: { zh: '护照号', en: 'a passport' },
  'travel-permit': { zh: '通行证号', en: 'a travel permit' },
  'residence-permit': { zh: '居留证号', en: 'a residence permit' },
  mobile: { zh: '手机号', en: 'a mobile number' },
} as const satisfies Record<PersonalFact['kind'], { zh: string; en: string }>;

/** Art. 21, 22: numbers of persons with valid check digits. Mobile numbers stand on many pages rightly: they are counted only. */
export const personalNumbers = defineRule({
  id: 'personal-numbers',
  needs: ['html'],
  judge(_, site) {
    const pages = allPages(site);
    const all = pages.flatMap((page) => page.personal.map((hit) => ({ ...hit, page: page.url })));
    const hits = all.filter(({ kind }) => kind !== 'mobile');
    const distinct = hits.filter(
      (hit, index) => hits.findIndex(({ digest }) => digest === hit.digest) === index,
    );
    const mobiles = new Set(all.filter(({ kind }) => kind === 'mobile').map(({ digest }) => digest)).size;
    const [first] = distinct;
    if (!first) return { code: 'none', facts: { pages: countPages(site), mobiles } };
    return {
      code: 'found',
      facts: {
        page: first.page,
        line: first.line,
        masked: first.masked,
        kinds: [...new Set(distinct.map(({ kind }) => kind))].map((kind) => KINDS[kind]),
        count: distinct.length,
        mobiles,
        hits: distinct.slice(0, 30).map(({ page, line, kind, masked }) => ({ page, line, kind, masked })),
      },
    };
  },
});
