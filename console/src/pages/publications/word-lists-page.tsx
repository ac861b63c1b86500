import type { WordListRow, WordLists } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useTryWordList, useUseWordList, useWordLists } from '../../api/word-lists.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './publications.module.css';
import { UploadWordList } from './upload-word-list.tsx';
import { WordListTrial } from './word-list-trial.tsx';

/** 词库: a unit's own lists of words, tried on the items of the last month before they are used. */
export function WordListsPage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <Lists />}</SignedIn>;
}

function Lists(): ReactNode {
  const { tell } = useLanguage();
  const lists = useWordLists();
  return (
    <PageFrame
      title={tell('wordLists.title')}
      lead={tell('wordLists.lead')}
      acts={<Link to="/publications">{tell('outlets.back')}</Link>}
      asOf={lists.data?.asOf}
    >
      <Answered answer={lists} lines={6}>
        {({ rows, units }) => (
          <>
            {rows.length === 0 && (
              <Panel title={tell('wordLists.list')}>
                <EmptyState title={tell('wordLists.none')} why={tell('wordLists.none.why')} />
              </Panel>
            )}
            {rows.map((row) => (
              <OneList key={row.id} list={row} />
            ))}
            {units.length > 0 && (
              <UploadWordList units={units} lists={rows.filter(({ may }) => may.manage)} />
            )}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

type Version = WordLists['rows'][number]['versions'][number];

function OneList({ list }: { readonly list: WordListRow }): ReactNode {
  const { tell } = useLanguage();
  const { id, name, unit, inForce, below, versions, may } = list;
  const trial = useTryWordList(id);
  const use = useUseWordList(id);
  const [alsoBelow, setAlsoBelow] = useState(below);
  const tried = trial.data;
  const columns: readonly Column<Version>[] = [
    {
      key: 'version',
      title: tell('wordLists.version'),
      isName: true,
      cell: ({ version }) => {
        const text = tell('wordLists.nth', { version });
        return version === inForce ? tell('grammar.note', { text, note: tell('wordLists.inUse') }) : text;
      },
    },
    { key: 'entries', title: tell('wordLists.entries'), isNumber: true, cell: ({ entries }) => entries },
    { key: 'file', title: tell('wordLists.file'), cell: ({ fileName }) => fileName },
    { key: 'by', title: tell('wordLists.by'), cell: ({ madeBy }) => madeBy },
    { key: 'at', title: tell('wordLists.at'), cell: ({ madeAt }) => <TimeText iso={madeAt} /> },
    {
      key: 'tried',
      title: tell('wordLists.tried'),
      cell: ({ triedAt }) => (triedAt ? <TimeText iso={triedAt} /> : tell('wordLists.untried')),
    },
    ...(may.manage
      ? [
          {
            key: 'act',
            title: tell('wordLists.acts'),
            cell: ({ version }: Version) => (
              <Button
                size="small"
                loading={trial.isPending && trial.variables === version}
                aria-label={tell('wordLists.try.of', { name, version })}
                onClick={() => trial.mutate(version)}
              >
                {tell('wordLists.try')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  const error = trial.error ?? use.error;
  return (
    <Panel title={tell('grammar.note', { text: name, note: unit.name })}>
      <p role="status">
        {inForce === undefined
          ? tell('wordLists.state.off')
          : tell(below ? 'wordLists.state.below' : 'wordLists.state.own', { version: inForce })}
      </p>
      <DataTable
        caption={tell('wordLists.versions', { name })}
        columns={columns}
        rows={versions}
        rowKey={({ version }) => String(version)}
      />
      {error && <p className={styles.blocks}>{error.message}</p>}
      {tried && <WordListTrial tried={tried} />}
      {may.manage && (
        <>
          {(tried || inForce !== undefined) && (
            <p>
              <label>
                <input
                  type="checkbox"
                  checked={alsoBelow}
                  onChange={({ target }) => setAlsoBelow(target.checked)}
                />{' '}
                {tell('wordLists.below')}
              </label>
            </p>
          )}
          {tried && (
            <>
              <Button
                type="primary"
                loading={use.isPending}
                onClick={() => use.mutate({ version: tried.version, below: alsoBelow })}
              >
                {tell('wordLists.use', { version: tried.version })}
              </Button>{' '}
            </>
          )}
          {inForce !== undefined && (
            <>
              {alsoBelow !== below && (
                <Button onClick={() => use.mutate({ version: inForce, below: alsoBelow })}>
                  {tell('wordLists.below.save')}
                </Button>
              )}{' '}
              <Button onClick={() => use.mutate({ version: null, below: false })}>
                {tell('wordLists.stop')}
              </Button>
            </>
          )}
        </>
      )}
    </Panel>
  );
}
