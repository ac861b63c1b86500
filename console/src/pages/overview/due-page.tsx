import { type DueRow, dueQuerySchema } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useDue } from '../../api/overview.ts';
import { queryIn } from '../../api/query-in.ts';
import { VerdictTag } from '../../components/finding/verdict-tag.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { NarrowedNote } from '../../components/tables/narrowed-note.tsx';
import { PagedTable } from '../../components/tables/paged-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 应查项: the list behind that number of 监督总览. */
export function DuePage(): ReactNode {
  return <SignedIn permission="overview.read">{() => <Due />}</SignedIn>;
}

function Due(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(dueQuerySchema, search);
  const list = useDue(query);
  const columns = useColumns();
  return (
    <PageFrame
      title={tell('overview.due')}
      lead={tell('overview.due.lead')}
      asOf={list.data?.asOf}
      acts={<LinkButton to="/overview">{tell('overview.due.back')}</LinkButton>}
    >
      <Panel title={tell('overview.due.list')}>
        <NarrowedNote narrowed={list.data?.narrowed} />
        <Answered answer={list}>
          {(data) => (
            <PagedTable
              name="due"
              caption={tell('overview.due.caption')}
              count={tell('overview.due.count', { count: data.total })}
              columns={columns}
              rowKey={({ application, rule }) => `${application.id} ${rule}`}
              list={data}
              at={query}
              empty={<EmptyState title={tell('overview.due.none')} why={tell('overview.due.none.why')} />}
            />
          )}
        </Answered>
      </Panel>
    </PageFrame>
  );
}

function useColumns(): readonly Column<DueRow>[] {
  const { tell } = useLanguage();
  return [
    {
      key: 'item',
      title: tell('overview.due.item'),
      isName: true,
      cell: ({ title, findingId }) =>
        findingId ? <Link to={`/findings/${findingId}`}>{title}</Link> : title,
    },
    { key: 'citation', title: tell('overview.due.basis'), cell: ({ citation }) => citation },
    {
      key: 'application',
      title: tell('findings.application'),
      cell: ({ application }) => <Link to={`/applications/${application.id}`}>{application.name}</Link>,
    },
    {
      key: 'unit',
      title: tell('register.unit'),
      cell: ({ unit }) => <Link to={`/units/${unit.id}`}>{unit.name}</Link>,
    },
    {
      key: 'verdict',
      title: tell('findings.verdict'),
      cell: ({ verdict, settled }) => {
        if (!verdict) return tell('overview.due.unseen');
        return settled ? tell('overview.due.settled') : <VerdictTag verdict={verdict} />;
      },
    },
    {
      key: 'checked',
      title: tell('overview.due.checked'),
      cell: ({ checkedAt }) => (checkedAt ? <TimeText iso={checkedAt} /> : '—'),
    },
  ];
}
