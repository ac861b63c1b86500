import { OPENING_PAPER_WORDS, type OpeningView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { paperAddress } from '../../api/openings.ts';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';

/** One form filled in once: a paper for each authority's procedure. */
export function PaperLinks({ view }: { readonly view: OpeningView }): ReactNode {
  const { fileIn, lang, tell } = useLanguage();
  return (
    <Panel title={tell('opening.papers')}>
      <p className={styles.quiet}>{tell('opening.papers.why')}</p>
      <ul className={styles.papers}>
        {view.papers.map((paper) => (
          <li key={paper}>
            <a href={fileIn(paperAddress(view.id, paper))} download>
              {tell('opening.papers.get', { paper: OPENING_PAPER_WORDS[paper][lang] })}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
