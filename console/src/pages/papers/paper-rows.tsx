import {
  FORCE_WORDS,
  PAPER_ACT_WORDS,
  type PaperVerdictRow,
  type PermissionName,
  type SessionView,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { queryText } from '../../api/use-asked.ts';
import { VerdictTag } from '../../components/finding/verdict-tag.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './papers.module.css';

/** Whom the papers are of. */
interface Owner {
  readonly application?: string;
  readonly unit?: string;
}

interface PaperRowsProps {
  readonly caption: string;
  readonly rows: readonly PaperVerdictRow[];
  readonly owner: Owner;
  readonly session: SessionView;
  readonly empty: ReactNode;
}

/** Obligations by article with their state, and in the row what to do about each. */
export function PaperRows({ caption, rows, owner, session, empty }: PaperRowsProps): ReactNode {
  const { lang, tell } = useLanguage();
  if (rows.length === 0) return empty;
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ obligation }) => obligation}
      columns={[
        {
          key: 'title',
          title: tell('papers.obligation'),
          isName: true,
          cell: ({ title, paperId }) => (paperId ? <Link to={`/papers/${paperId}`}>{title}</Link> : title),
        },
        { key: 'citation', title: tell('papers.basis'), cell: ({ citation }) => citation },
        {
          key: 'force',
          title: tell('papers.force'),
          cell: ({ force }) => <span className={styles.whole}>{FORCE_WORDS[force][lang]}</span>,
        },
        {
          key: 'verdict',
          title: tell('papers.verdict'),
          cell: ({ verdict, reason }) => <VerdictTag verdict={verdict} reason={reason} />,
        },
        {
          key: 'told',
          title: tell('papers.fact'),
          cell: (row) => (
            <>
              {row.told}
              {row.inherited && ` ${tell('papers.inherited')}`}
              {row.waiting && row.code !== 'waiting' && ` ${tell('papers.newer')}`}
              {row.alsoProbed && ` ${tell('papers.probed')}`}
            </>
          ),
        },
        {
          key: 'act',
          title: tell('papers.act'),
          cell: (row) => <RowAct row={row} owner={owner} session={session} />,
        },
      ]}
    />
  );
}

interface RowActProps {
  readonly row: PaperVerdictRow;
  readonly owner: Owner;
  readonly session: SessionView;
}

/** What is to be done next: a link for whoever may do it, and the bare words for everybody else. */
function RowAct({ row, owner, session }: RowActProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { act, obligation, paperId, title } = row;
  const may = (permission: PermissionName) => session.permissions.includes(permission);
  if (!act) return '—';
  const write = paperId ? `/papers/${paperId}/edit` : `/papers/new?${queryText({ ...owner, obligation })}`;
  const word = PAPER_ACT_WORDS[act][lang];
  if (act === 'sign') return <Named to={`/papers/${paperId}`} word={word} of={title} />;
  if (act === 'items' || act === 'workflow') {
    const items = `/publications?${queryText({ show: 'all', application: owner.application })}`;
    const to = act === 'items' ? items : '/publications/workflow';
    return may('publication.read') ? <Named to={to} word={word} of={title} /> : word;
  }
  if (act !== 'register')
    return may('attestation.write') ? <Named to={write} word={word} of={title} /> : word;
  return (
    <>
      {may('application.manage') ? (
        <Named to={`/applications/${owner.application}/edit`} word={word} of={title} />
      ) : (
        word
      )}
      {may('attestation.write') && row.code !== 'level-too-low' && (
        <>
          <br />
          <Named to={write} word={tell('papers.orPaper')} of={title} />
        </>
      )}
    </>
  );
}

/** Links of one word in many rows say to a screen reader which row they are of. */
function Named(props: { readonly to: string; readonly word: string; readonly of: string }): ReactNode {
  const { to, word, of } = props;
  const { tell } = useLanguage();
  return (
    <Link to={to} aria-label={tell('grammar.fact', { field: word, after: of })}>
      {word}
    </Link>
  );
}
