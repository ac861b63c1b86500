import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './error-summary.module.css';

interface FieldFault {
  /** id of the field */
  readonly field: string;
  readonly message: string;
}

/** All faults of a form at its top, with the focus, each linked to its field. */
export function ErrorSummary({ faults }: { readonly faults: readonly FieldFault[] }): ReactNode {
  const { tell } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new set of faults takes the focus.
  useEffect(() => box.current?.focus(), [faults]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className={styles.summary}>
      <p className={styles.title}>{tell('error.summary', { count: faults.length })}</p>
      <ul>
        {faults.map(({ field, message }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
