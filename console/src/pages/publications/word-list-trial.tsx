import type { WordListTried } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { DataTable } from '../../components/tables/data-table.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './publications.module.css';

/** What a version finds in the items of the last month, beside the version in use. */
export function WordListTrial({ tried }: { readonly tried: WordListTried }): ReactNode {
  const { lang, tell } = useLanguage();
  const { version, inForce, items, itemsHit, hits, added, lost, words, changed, isCut } = tried;
  const list = (all: readonly string[]): string => all.join(lang === 'zh' ? '、' : ', ');
  return (
    <section aria-label={tell('wordLists.trial', { version })}>
      <h3 className={styles.part}>{tell('wordLists.trial', { version })}</h3>
      <p role="status">
        {items === 0
          ? tell('wordLists.noItems')
          : tell(inForce === undefined ? 'wordLists.found' : 'wordLists.compared', {
              ...{ items, itemsHit, hits, added, lost },
              inForce: inForce ?? 0,
            })}
      </p>
      {isCut && <p className={styles.quiet}>{tell('wordLists.cut')}</p>}
      {words.length > 0 && (
        <DataTable
          caption={tell('wordLists.words')}
          rows={words}
          rowKey={({ word, category }) => `${word}\n${category}`}
          columns={[
            { key: 'word', title: tell('wordLists.word'), isName: true, cell: ({ word }) => word },
            { key: 'category', title: tell('wordLists.category'), cell: ({ category }) => category },
            { key: 'hits', title: tell('wordLists.hits'), isNumber: true, cell: (row) => row.hits },
            ...(inForce === undefined
              ? []
              : [
                  {
                    key: 'before',
                    title: tell('wordLists.before'),
                    isNumber: true,
                    cell: (row: (typeof words)[number]) => row.before,
                  },
                ]),
          ]}
        />
      )}
      {changed.length > 0 && (
        <>
          <h4 className={styles.part}>{tell('wordLists.changed')}</h4>
          <ul>
            {changed.map((item) => (
              <li key={item.id}>
                <Link to={`/publications/${item.id}`}>{item.title}</Link>{' '}
                {item.added.length > 0 && tell('wordLists.added', { words: list(item.added) })}{' '}
                {item.lost.length > 0 && tell('wordLists.lost', { words: list(item.lost) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
