import { filingOfLink, provinceOfCharacter, provinceOfCode } from '@zhengdun/rulebook';
import type { FilingFact } from '../probes/html/page-facts.ts';
import type { SiteView } from '../site-view.ts';
import { homeView } from './home.ts';
import { type Answer, defineRule, withFacts } from './rule.ts';

/** Art. 4: an ICP number is shown, in the right form, linked to the filing system. */
export const icpNumber = defineRule({
  id: 'icp-number',
  needs: ['html'],
  judge({ html }, site) {
    const { shown, others } = numbersOf(site, (page) => page.icpNumbers, html.icpNumbers);
    const proper = shown.filter(({ number }) => number !== undefined);
    const numbers = [...new Set(proper.map(({ number = '' }) => number))];
    const facts = { found: [...shown, ...others].map(plain) };
    const [first] = shown;
    if (proper.length === 0 && first)
      return { code: 'malformed', facts: { ...facts, text: first.text, line: first.line } };
    if (proper.length === 0) return withFacts(judgeUnseen(site, others), facts);
    if (new Set(numbers.map(subjectOf)).size > 1)
      return { code: 'several-numbers', facts: { ...facts, numbers } };
    const linked = proper.find(({ link }) => filingOfLink(link) === 'icp');
    const number = linked?.number ?? numbers[0] ?? '';
    if (linked) return { code: 'well-formed', facts: { ...facts, number, link: linked.link ?? '' } };
    const elsewhere = proper.find(({ link }) => link)?.link;
    // A copy with its link may stand in a part of the footer that was not read; one that leads elsewhere is wrong all the same.
    const why = elsewhere === undefined ? homeView(site)?.maybeMore : undefined;
    if (why) return { code: 'maybe-linked', facts: { ...facts, number, why } };
    return {
      code: 'not-linked',
      facts: { ...facts, number, link: elsewhere ?? { zh: '无', en: 'none' } },
    };
  },
});

/** Art. 4: a public-security number is shown; its province, its digits and its link agree. */
export const policeNumber = defineRule({
  id: 'police-number',
  needs: ['html'],
  judge({ html }, site) {
    const { shown, others } = numbersOf(site, (page) => page.policeNumbers, html.policeNumbers);
    const facts = { found: [...shown, ...others].map(plain) };
    // Where a page repeats the number for telephones, the copy that carries most tells most.
    const best =
      shown.find(({ number, linkCode }) => number && linkCode) ??
      shown.find(({ number }) => number) ??
      shown[0];
    if (!best) return withFacts(judgeUnseen(site, others), facts);
    const { number, digits, province = '' } = best;
    // The badge beside the number may be the link.
    const badge = others.find(({ where, link }) => where === 'picture' && filingOfLink(link) === 'police');
    const link = filingOfLink(best.link) === 'police' ? best.link : badge?.link;
    const linkCode = best.linkCode ?? badge?.linkCode;
    if (!number) {
      const { text, line } = best;
      const proper = digits.length === 14 ? properForm(digits) : undefined;
      if (proper === undefined) return { code: 'malformed', facts: { ...facts, text, line } };
      if (linkCode === undefined || linkCode === digits)
        return { code: 'other-form', facts: { ...facts, text, line, proper } };
      return { code: 'link-mismatch', facts: { ...facts, number: text, linkCode } };
    }
    if (provinceOfCharacter(province)?.code !== provinceOfCode(digits)?.code) {
      return { code: 'province-mismatch', facts: { ...facts, number, province, digits: digits.slice(0, 2) } };
    }
    if (linkCode !== undefined && linkCode !== digits)
      return { code: 'link-mismatch', facts: { ...facts, number, linkCode } };
    const why = homeView(site)?.maybeMore;
    if (linkCode === undefined && link === undefined) {
      if (why) return { code: 'maybe-linked', facts: { ...facts, number, why } };
      return { code: 'not-linked', facts: { ...facts, number } };
    }
    return { code: 'consistent', facts: { ...facts, number, digits } };
  },
});

/** 京公网安备11010102000001号, by the division that its first two digits name; undefined where there is none. */
function properForm(digits: string): string | undefined {
  const province = provinceOfCode(digits)?.character;
  return province && `${province}公网安备${digits}号`;
}

type Unseen = 'maybe-written' | 'hidden' | 'maybe-drawn' | 'only-commented' | 'missing';

/** No number is read on the page: whether it may be there for a visitor all the same. */
function judgeUnseen(
  site: SiteView,
  others: readonly FilingFact[],
): Extract<Answer<'icp-number'>, { code: Unseen }> {
  const find = (...places: FilingFact['where'][]) => others.find(({ where }) => places.includes(where));
  const home = homeView(site);
  const hidden = find('hidden');
  const why = find('script') ? MAY_BE_SCRIPTED : hidden && !home?.rendered ? MAY_BE_UNVEILED : undefined;
  const maybe = home?.maybeMore ?? why;
  if (maybe) return { code: 'maybe-written', facts: { why: maybe } };
  if (hidden) return { code: 'hidden', facts: { line: hidden.line, text: hidden.text } };
  const drawn = find('picture', 'attribute');
  if (drawn) {
    const seen = drawn.text || drawn.linkCode || drawn.link || '';
    return { code: 'maybe-drawn', facts: { line: drawn.line, seen } };
  }
  const commented = find('comment');
  if (commented) return { code: 'only-commented', facts: { line: commented.line, text: commented.text } };
  return { code: 'missing', facts: { at: site.now } };
}

const MAY_BE_SCRIPTED = {
  zh: '脚本中有编号，本次没有用浏览器打开',
  en: 'a script holds a number, and no browser opened the page this time',
};

const MAY_BE_UNVEILED = {
  zh: '有编号写在隐藏的元素中，脚本可能使它显示，本次没有用浏览器打开',
  en: 'a hidden element holds a number, scripts may show it, and no browser opened the page this time',
};

/** Numbers a visitor reads, and those that are only in the source; the rendered page counts where there is one. */
function numbersOf(
  site: SiteView,
  pick: (page: {
    icpNumbers: readonly FilingFact[];
    policeNumbers: readonly FilingFact[];
  }) => readonly FilingFact[],
  ofSource: readonly FilingFact[],
): { shown: FilingFact[]; others: FilingFact[] } {
  const home = homeView(site);
  const seenParts = (home?.parts ?? []).flatMap(pick);
  const shown = seenParts.filter(({ where }) => where === 'text');
  // Lines are those of the source where the number stands in it: scripts shift the rendered ones.
  const lined = shown.map((each) => {
    const inSource = ofSource.find(({ where, digits }) => where === 'text' && digits === each.digits);
    return inSource ? { ...each, line: inSource.line } : each;
  });
  const hinted = (home?.rendered ? ofSource : seenParts).filter(({ where }) => where !== 'text');
  return {
    shown: lined,
    // What a script would write has been written in a rendered page, or not.
    others: home?.rendered ? hinted.filter(({ where }) => where !== 'script') : hinted,
  };
}

/** 京ICP备12345678号-3 and -4 are sites of one filing subject. */
function subjectOf(number: string): string {
  return number.replace(/-\d+$/, '');
}

function plain({ text, number, digits, where, link, linkCode, line }: FilingFact) {
  return {
    text,
    digits,
    where,
    line,
    ...(number !== undefined && { number }),
    ...(link !== undefined && { link }),
    ...(linkCode !== undefined && { linkCode }),
  };
}
