import { type Standing, VERDICT_WORDS, type Verdict } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../../locales/language.tsx';
import styles from './desk-page.module.css';

const COUNTS: readonly { readonly of: keyof Standing; readonly verdict: Verdict }[] = [
  { of: 'unmet', verdict: 'unmet' },
  { of: 'unknown', verdict: 'unknown' },
  { of: 'met', verdict: 'met' },
  { of: 'notApplicable', verdict: 'not-applicable' },
];

/** The four counts with their change. What is unmet or undetermined leads to its list; of the others there is none. */
export function StandingCounts(props: {
  readonly standing: Standing;
  readonly before: Standing | undefined;
}): ReactNode {
  const { standing, before } = props;
  const { lang, tell } = useLanguage();
  const changeOf = (of: keyof Standing): string => {
    if (!before) return tell('desk.standing.new');
    const count = standing[of] - before[of];
    if (count === 0) return tell('desk.standing.same');
    return count > 0 ? tell('desk.standing.more', { count }) : tell('desk.standing.less', { count: -count });
  };
  return (
    <ul className={styles.counts}>
      {COUNTS.map(({ of, verdict }) => {
        const { word, shape, text } = VERDICT_WORDS[verdict];
        const isListed = verdict === 'unmet' || verdict === 'unknown';
        return (
          <li key={of} style={{ borderTopColor: text }} data-verdict={verdict}>
            <span style={{ color: text }}>
              <span aria-hidden="true">{shape} </span>
              {word[lang]}
            </span>
            <span className={styles.number}>
              {isListed ? (
                <Link to={`/findings?verdict=${verdict}`} aria-label={`${word[lang]} ${standing[of]}`}>
                  {standing[of]}
                </Link>
              ) : (
                standing[of]
              )}
            </span>
            <span className={styles.quiet}>{changeOf(of)}</span>
          </li>
        );
      })}
    </ul>
  );
}
