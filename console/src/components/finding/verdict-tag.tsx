import { REASON_WORDS, type Reason, VERDICT_WORDS, type Verdict } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './verdict-tag.module.css';

interface VerdictTagProps {
  readonly verdict: Verdict;
  /** only with `unknown`: written 「无法判定（检测受阻）」 */
  readonly reason?: Reason | undefined;
}

/** A verdict as word, shape and colour, all from the one table: no verdict is told by its colour alone. */
export function VerdictTag({ verdict, reason }: VerdictTagProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { word, shape, text, background } = VERDICT_WORDS[verdict];
  const label = reason
    ? tell('grammar.note', { text: word[lang], note: REASON_WORDS[reason][lang] })
    : word[lang];
  return (
    <span
      className={verdict === 'unknown' ? `${styles.tag} ${styles.hatched}` : styles.tag}
      style={{ color: text, backgroundColor: background, borderColor: text }}
    >
      <span aria-hidden="true" className={styles.shape}>
        {shape}
      </span>
      {label}
    </span>
  );
}
