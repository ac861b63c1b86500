import { type ReactNode, useRef } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import styles from './recovery-codes.module.css';

/** Recovery codes, to be written down or printed: they are shown this once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }): ReactNode {
  const list = useRef<HTMLPreElement>(null);
  return (
    <div className={styles.box}>
      <pre ref={list} className={styles.codes}>
        {codes.join('\n')}
      </pre>
      <p>
        <CopyButton source={list} />
      </p>
    </div>
  );
}
