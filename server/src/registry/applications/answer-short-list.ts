import { FATES, type Lang, type ShortList, type ShortListQuestion } from '@zhengdun/contract';
import { citation, OBLIGATIONS } from '@zhengdun/rulebook';
import { fateOf } from './short-list.ts';

/** What a unit has to answer for, after the four questions of the first use: its own first. */
export function answerShortList({ kind, level, applications }: ShortListQuestion, lang: Lang): ShortList {
  const rows = OBLIGATIONS.map((obligation) => ({
    id: obligation.id,
    citation: citation(obligation.position, lang),
    title: obligation.title[lang],
    advice: obligation.advice[lang],
    fate: fateOf(obligation, { kind, level }, applications),
  }));
  return {
    rows: rows.toSorted((a, b) => FATES.indexOf(a.fate) - FATES.indexOf(b.fate)),
    counts: {
      own: rows.filter(({ fate }) => fate === 'own').length,
      shared: rows.filter(({ fate }) => fate === 'shared').length,
      event: rows.filter(({ fate }) => fate === 'event').length,
      inherited: rows.filter(({ fate }) => fate === 'inherited').length,
      'not-bound': rows.filter(({ fate }) => fate === 'not-bound').length,
    },
  };
}
