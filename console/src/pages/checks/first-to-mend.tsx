import type { CheckVerdict } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useContentLanguage } from '../../components/content-language.ts';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './first-to-mend.module.css';

/** 「先改这几项」, each with who mends it. */
export function FirstToMend({ verdicts }: { readonly verdicts: readonly CheckVerdict[] }): ReactNode {
  const { tell } = useLanguage();
  const contentLanguage = useContentLanguage();
  if (verdicts.length === 0) return null;
  return (
    <Panel title={tell('result.first')}>
      <ol className={styles.list}>
        {verdicts.map(({ anchor, text }) => (
          <li key={anchor} lang={contentLanguage}>
            <a href={`#${anchor}`}>{text.problem ?? text.title}</a>
            <span className={styles.remedy}>{text.remedy}</span>
            <span className={styles.handler}>{tell('result.handler', { handler: text.handler ?? '' })}</span>
          </li>
        ))}
      </ol>
      <p className={styles.order}>{tell('result.first.order')}</p>
    </Panel>
  );
}
