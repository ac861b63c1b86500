import { CHAPTERS, VERDICT_WORDS } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, type To } from 'react-router';
import { useLanguage } from '../../locales/language.tsx';
import styles from './filter-bar.module.css';
import { isChange, type ResultFilter } from './result-filter.ts';

interface FilterBarProps {
  readonly filter: ResultFilter;
  /** the same page without the filter */
  readonly clear: To;
}

/** Says that rows are hidden, and which are shown. */
export function FilterBar({ filter, clear }: FilterBarProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { show } = filter;
  const chapter = CHAPTERS.find(({ number }) => number === filter.chapter)?.title[lang];
  const shown = show && (isChange(show) ? tell(`change.${show}`) : VERDICT_WORDS[show].word[lang]);
  const what = [chapter, shown].filter(Boolean).join(' · ');
  return (
    <div role="status" className={styles.bar}>
      <span>{tell('result.filtered', { what })}</span>
      <Link to={clear}>{tell('result.filter.clear')}</Link>
    </div>
  );
}
