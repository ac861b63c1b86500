import type { ReactNode } from 'react';
import styles from './state-words.module.css';

interface StateWordsProps {
  readonly state: string;
  /** what stands beside the state */
  readonly marks: readonly { readonly key: string; readonly word: string; readonly isUrgent: boolean }[];
}

/** A state with its marks. Words tell; colour only repeats them. */
export function StateWords({ state, marks }: StateWordsProps): ReactNode {
  return (
    <span className={styles.state}>
      <span>{state}</span>
      {marks.map(({ key, word, isUrgent }) => (
        <span key={key} className={isUrgent ? styles.urgent : styles.mark}>
          {word}
        </span>
      ))}
    </span>
  );
}
