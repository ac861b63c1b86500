import { type Lang, printTime, type Term } from '@zhengdun/contract';
import { dayOf } from '../kernel/clock/index.ts';

/** The day of a moment in Beijing: 「2026年11月23日」. @param at ISO 8601 */
export function dayText(at: string, lang: Lang): string {
  return printTime(dayOf(new Date(at)), lang);
}

/** 「2026年12月1日」, or why nobody can say yet; empty without a term. */
export function termText(term: Term | undefined, lang: Lang): string {
  if (!term) return '';
  if (term.dueOn) return printTime(term.dueOn, lang);
  const from = dayText(term.from, lang);
  const { days = 0 } = term;
  return lang === 'zh'
    ? `自${from}起${days}个工作日（下一年节假日安排公布后确定日期）`
    : `${days} working days from ${from} (the holidays of the next year are not published yet)`;
}
