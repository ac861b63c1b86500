import { type ArchiveHit, type ArchiveSearch, ITEM_STATE_WORDS } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useArchiveSearch } from '../../api/publications.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './publications.module.css';

/** 档案检索: approved items by what stands in their texts and attachments. */
export function ArchivePage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <Archive />}</SignedIn>;
}

function Archive(): ReactNode {
  const { tell } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const words = search.get('words') ?? '';
  const [typed, setTyped] = useState(words);
  const found = useArchiveSearch(words);
  const isShort = (text: string): boolean =>
    text.trim() === '' ||
    text
      .trim()
      .split(/\s+/)
      .some((word) => [...word].length < 2);
  return (
    <PageFrame
      title={tell('archive.title')}
      lead={tell('archive.lead')}
      acts={<Link to="/publications">{tell('outlets.back')}</Link>}
      asOf={found.data?.asOf}
    >
      <Panel title={tell('archive.search')}>
        <ActForm
          label={tell('archive.search')}
          act={tell('archive.act')}
          isPending={words !== '' && found.isFetching}
          error={null}
          check={() => ({ words: isShort(typed) ? tell('archive.short') : undefined })}
          onSubmit={() => setSearch({ words: typed.trim() })}
        >
          {(faults) => (
            <TextField
              id="words"
              label={tell('archive.words')}
              hint={tell('archive.hint')}
              maxLength={200}
              value={typed}
              fault={faults.words}
              onChange={setTyped}
            />
          )}
        </ActForm>
      </Panel>
      {words !== '' && (
        <Panel title={tell('archive.found')}>
          <Answered answer={found}>{(data) => <Found search={data} />}</Answered>
        </Panel>
      )}
    </PageFrame>
  );
}

function Found({ search }: { readonly search: ArchiveSearch }): ReactNode {
  const { lang, tell } = useLanguage();
  const { rows, isCut } = search;
  if (rows.length === 0) return <EmptyState title={tell('archive.none')} why={tell('archive.none.why')} />;
  return (
    <>
      <p role="status">{tell(isCut ? 'archive.cut' : 'archive.count', { count: rows.length })}</p>
      <ol className={styles.found}>
        {rows.map(({ item, version, state, unit, application, publishedAt, hits }) => (
          <li key={`${item.id} ${version}`}>
            <Link to={`/publications/${item.id}`}>{item.title}</Link>{' '}
            <span className={styles.quiet}>
              {[
                tell('item.versionOf', { version }),
                ITEM_STATE_WORDS[state][lang],
                application.name,
                unit.name,
              ].join(tell('grammar.list'))}{' '}
              {publishedAt && <TimeText iso={publishedAt} />}
            </span>
            {hits.map((hit) => (
              <Excerpt key={hit.file ?? ''} hit={hit} />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

function Excerpt({ hit }: { readonly hit: ArchiveHit }): ReactNode {
  const { tell } = useLanguage();
  const { file, before, found, after } = hit;
  const where = file === undefined ? tell('archive.inText') : tell('archive.inFile', { file });
  return (
    <p>
      <span className={styles.quiet}>{where}</span>{' '}
      {found === '' ? (
        tell('archive.hidden')
      ) : (
        <>
          {before}
          <mark>{found}</mark>
          {after}
        </>
      )}
    </p>
  );
}
