import { OPENING_PAPER_WORDS, type OpeningView } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { paperAddress } from '../../api/openings.ts';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';

/** One form filled in once: a paper for each authority's procedure. */
export function PaperLinks({ view }: { readonly view: OpeningView }): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <Panel title={tell('opening.papers')}>
      <p className={styles.quiet}>{tell('opening.papers.why')}</p>
      <div className={styles.papers}>
        {view.papers.map((paper) => (
          <Button key={paper} href={paperAddress(view.id, paper)} download>
            {tell('opening.papers.get', { paper: OPENING_PAPER_WORDS[paper][lang] })}
          </Button>
        ))}
      </div>
    </Panel>
  );
}
