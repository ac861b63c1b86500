import { FORCE_WORDS, PAPER_ACT_WORDS, type PaperVerdictRow } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { queryText } from '../../api/use-asked.ts';
import { DataTable } from '../../components/data-table.tsx';
import { VerdictTag } from '../../components/verdict-tag.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** Whom the papers are of. */
export interface Owner {
  readonly application?: string;
  readonly unit?: string;
}

interface PaperRowsProps {
  readonly caption: string;
  readonly rows: readonly PaperVerdictRow[];
  readonly owner: Owner;
  readonly empty: ReactNode;
}

/** Obligations by article with their state, and in the row what to do about each. */
export function PaperRows({ caption, rows, owner, empty }: PaperRowsProps): ReactNode {
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
        { key: 'force', title: tell('papers.force'), cell: ({ force }) => FORCE_WORDS[force][lang] },
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
        { key: 'act', title: tell('papers.act'), cell: (row) => <RowAct row={row} owner={owner} /> },
      ]}
    />
  );
}

function RowAct({ row, owner }: { readonly row: PaperVerdictRow; readonly owner: Owner }): ReactNode {
  const { lang, tell } = useLanguage();
  const { act, obligation, paperId, title } = row;
  const write = `/papers/new?${queryText({ ...owner, obligation })}`;
  if (act === 'register' && owner.application) {
    return (
      <>
        <Named
          to={`/applications/${owner.application}/edit`}
          word={PAPER_ACT_WORDS.register[lang]}
          of={title}
        />
        {row.code !== 'level-too-low' && (
          <>
            <br />
            <Named to={paperId ? `/papers/${paperId}` : write} word={tell('papers.orPaper')} of={title} />
          </>
        )}
      </>
    );
  }
  if (act === 'sign' && paperId)
    return <Named to={`/papers/${paperId}`} word={PAPER_ACT_WORDS.sign[lang]} of={title} />;
  if (act === 'renew' && paperId)
    return <Named to={`/papers/${paperId}/edit`} word={PAPER_ACT_WORDS.renew[lang]} of={title} />;
  if (act === 'write') return <Named to={write} word={PAPER_ACT_WORDS.write[lang]} of={title} />;
  return '—';
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
