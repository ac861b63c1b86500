import { type ReactNode, useRef } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { CopyButton } from '../copy-button.tsx';
import styles from './finding-parts.module.css';

interface TechnicalFoldProps {
  readonly text: string;
  /** what it is for, where that does not go without saying */
  readonly what?: string;
}

/** 给运维人员: the one place for code and headers. */
export function TechnicalFold({ text, what }: TechnicalFoldProps): ReactNode {
  const { tell } = useLanguage();
  const source = useRef<HTMLPreElement>(null);
  return (
    <details className={styles.fold}>
      <summary>{tell('finding.technical')}</summary>
      {what && <p>{what}</p>}
      <pre ref={source} className={styles.technical}>
        {text}
      </pre>
      <CopyButton source={source} />
    </details>
  );
}
