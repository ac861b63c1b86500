import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { useContentLanguage } from '../content-language.ts';
import { Panel } from '../panel.tsx';
import styles from './first-to-mend.module.css';

interface MendFirst {
  readonly key: string;
  /** what is wrong, as a link to where it is told */
  readonly problem: ReactNode;
  readonly remedy?: string | undefined;
  readonly handler: string;
}

interface FirstToMendProps {
  readonly items: readonly MendFirst[];
  /** by what they are ordered, in a sentence */
  readonly order: string;
}

/** 「先改这几项」, each with who mends it. */
export function FirstToMend({ items, order }: FirstToMendProps): ReactNode {
  const { tell } = useLanguage();
  const contentLanguage = useContentLanguage();
  if (items.length === 0) return null;
  return (
    <Panel title={tell('result.first')}>
      <ol className={styles.list}>
        {items.map(({ key, problem, remedy, handler }) => (
          <li key={key} lang={contentLanguage}>
            {problem}
            {remedy && <span className={styles.remedy}>{remedy}</span>}
            <span className={styles.handler}>{tell('result.handler', { handler })}</span>
          </li>
        ))}
      </ol>
      <p className={styles.order}>{order}</p>
    </Panel>
  );
}
