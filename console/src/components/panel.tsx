import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly id?: string;
}

/** A section of a page with its heading, on white. */
export function Panel({ title, children, id }: PanelProps): ReactNode {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={styles.panel}>
      <h2 id={heading} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}

interface FoldProps extends PanelProps {
  readonly open?: boolean;
}

/** A section that is folded until it is asked for. Find-in-page and anchors open it. */
export function FoldedPanel({ title, children, id, open }: FoldProps): ReactNode {
  return (
    <details id={id} open={open} className={styles.panel}>
      <summary className={styles.summary}>
        <h2>{title}</h2>
      </summary>
      <div className={styles.folded}>{children}</div>
    </details>
  );
}
