import { type ItemView, LINK_RELEVANCE_WORDS } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './publications.module.css';

/** Shown at once. */
const MOST = 20;

/** 文中的外部链接 (Art. 15): each with its line and what was decided about it. Nothing where there is none. */
export function ExitPanel({ view }: { readonly view: ItemView }): ReactNode {
  const { tell } = useLanguage();
  const { exits, state } = view;
  const isWritten = state === 'draft' || state === 'returned';
  const open = exits.filter(({ relevance }) => relevance === 'open').length;
  if (exits.length === 0) return null;
  return (
    <Panel title={tell('exits.title')}>
      {open > 0 && (
        <p className={styles.blocks}>{tell(isWritten ? 'exits.open' : 'exits.listed', { count: open })}</p>
      )}
      <ExitList exits={exits.slice(0, MOST)} />
      {exits.length > MOST && (
        <FoldedPanel title={tell('exits.more', { count: exits.length - MOST })}>
          <ExitList exits={exits.slice(MOST)} />
        </FoldedPanel>
      )}
    </Panel>
  );
}

function ExitList({ exits }: Pick<ItemView, 'exits'>): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <ul className={styles.comments}>
      {exits.map(({ url, line, relevance, link }) => (
        <li key={url}>
          <span>{url}</span>{' '}
          <span>{tell('exits.at', { line, relevance: LINK_RELEVANCE_WORDS[relevance][lang] })}</span>{' '}
          {link && (
            <Link
              to={`/links/${link}`}
              aria-label={tell('grammar.fact', { field: tell('exits.show'), after: url })}
            >
              {tell('exits.show')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
