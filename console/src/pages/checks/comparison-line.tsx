import { type Comparison, printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, type To } from 'react-router';
import { useLanguage } from '../../locales/language.tsx';
import styles from './comparison-line.module.css';
import { CHANGES, type Change, type ResultFilter } from './result-filter.ts';

interface ComparisonLineProps {
  readonly comparison: Comparison;
  readonly shown: ResultFilter['show'];
  readonly linkTo: (change: Change) => To;
}

/**
 * 与上次比较: what is new, what was mended, what is still there – and what cannot be determined now, where there is any –,
 * each a link to its rows.
 */
export function ComparisonLine({ comparison, shown, linkTo }: ComparisonLineProps): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <p className={styles.line}>
      <span>{tell('result.comparison', { time: printTime(comparison.previousAt, lang) })}</span>
      {CHANGES.map((change) => {
        const count = comparison[change]?.length ?? 0;
        if (change === 'undetermined' && count === 0) return null;
        const label = `${tell(`change.${change}`)} ${count}`;
        if (count === 0) return <span key={change}>{label}</span>;
        return (
          <Link key={change} to={linkTo(change)} aria-current={shown === change ? 'true' : undefined}>
            {label}
          </Link>
        );
      })}
      <Link to={`/checks/${comparison.previousId}`}>{tell('result.comparison.previous')}</Link>
    </p>
  );
}
