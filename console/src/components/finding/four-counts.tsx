import { type Summary, VERDICT_WORDS, VERDICTS, type Verdict } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, type To } from 'react-router';
import { useLanguage } from '../../locales/language.tsx';
import styles from './four-counts.module.css';

interface FourCountsProps {
  readonly summary: Summary;
  /** where the rows of a number are shown; `undefined` asks for all of them */
  readonly linkTo: (verdict: Verdict | undefined) => To;
  /** the number whose rows are shown now */
  readonly shown?: Verdict | undefined;
}

/** The four numbers in their fixed order, each a link to its rows. Never a score. */
export function FourCounts({ summary, linkTo, shown }: FourCountsProps): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <nav aria-label={tell('result.counts')} className={styles.counts}>
      <ul className={styles.list}>
        {VERDICTS.map((verdict) => {
          const { word, shape, text } = VERDICT_WORDS[verdict];
          return (
            <li key={verdict}>
              <Link
                to={linkTo(verdict)}
                aria-current={shown === verdict ? 'true' : undefined}
                className={`${styles.count} ${verdict === 'unknown' ? styles.hatched : ''}`}
                style={{ borderTopColor: text }}
                data-verdict={verdict}
              >
                <span className={styles.word} style={{ color: text }}>
                  <span aria-hidden="true">{shape} </span>
                  {word[lang]}
                </span>{' '}
                <span className={styles.number}>{summary[verdict]}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      <p className={styles.total}>
        <Link to={linkTo(undefined)} aria-current={shown ? undefined : 'true'}>
          {tell('result.counts.total', { total: summary.total })}
        </Link>
      </p>
    </nav>
  );
}
