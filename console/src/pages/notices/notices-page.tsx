import {
  NOTICE_SHOW_WORDS,
  NOTICE_SHOWS,
  type NoticeQuery,
  type NoticeRow,
  noticeQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useNotices } from '../../api/notices.ts';
import { queryIn } from '../../api/query-in.ts';
import { TermText } from '../../components/finding/term-text.tsx';
import { SearchForm } from '../../components/forms/search-form.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { isOpenNotice, NoticeStateText } from './notice-state.tsx';

/** 通知台账: when each was delivered, signed for and done. */
export function NoticesPage(): ReactNode {
  return <SignedIn permission="notice.read">{() => <Notices />}</SignedIn>;
}

function Notices(): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(noticeQuerySchema, search);
  const list = useNotices(query);
  const columns = useColumns();
  return (
    <PageFrame
      title={tell('notices.title')}
      lead={tell('notices.lead')}
      asOf={list.data?.asOf}
      acts={<LinkButton to="/findings">{tell('notices.empty.act')}</LinkButton>}
    >
      <Panel title={tell('notices.list')}>
        <PresetLinks
          label={tell('notices.presets')}
          name="show"
          current={query.show}
          presets={NOTICE_SHOWS.map((value) => ({
            value,
            label: NOTICE_SHOW_WORDS[value][lang],
            count: list.data?.counts[value],
          }))}
          more={list.data?.more}
        />
        <SearchForm label={tell('notices.filter')} field={tell('notices.search')} value={query.search} />
        <AnsweredTable
          name="notices"
          answer={list}
          caption={tell('notices.caption')}
          count={(count) => tell('notices.count', { count })}
          columns={columns}
          at={query}
          empty={() => <Nothing query={query} />}
        />
      </Panel>
    </PageFrame>
  );
}

function Nothing({ query }: { readonly query: NoticeQuery }): ReactNode {
  const { tell } = useLanguage();
  return query.show !== 'open' || query.search || query.unit ? (
    <EmptyState
      title={tell('filter.none')}
      why={tell('notices.none.why')}
      act={<Link to="/notices?show=all">{tell('filter.clear')}</Link>}
    />
  ) : (
    <EmptyState
      title={tell('notices.empty')}
      why={tell('notices.empty.why')}
      act={<Link to="/findings">{tell('notices.empty.act')}</Link>}
    />
  );
}

function useColumns(): readonly Column<NoticeRow>[] {
  const { tell } = useLanguage();
  return [
    {
      key: 'name',
      title: tell('notices.name'),
      isName: true,
      cell: ({ id, number, title }) => (
        <Link to={`/notices/${id}`}>{tell('grammar.note', { text: title, note: number })}</Link>
      ),
    },
    {
      key: 'unit',
      title: tell('notices.unit'),
      cell: ({ unit }) => <Link to={`/units/${unit.id}`}>{unit.name}</Link>,
    },
    { key: 'state', title: tell('notices.state'), cell: (row) => <NoticeStateText {...row} /> },
    {
      key: 'term',
      title: tell('notices.term'),
      cell: (row) => <TermText term={row.term} isOpen={isOpenNotice(row)} />,
    },
    {
      key: 'delivered',
      title: tell('notices.delivered'),
      cell: ({ deliveredAt }) => <TimeText iso={deliveredAt} />,
    },
    {
      key: 'signed',
      title: tell('notices.signed'),
      cell: ({ signedAt }) => (signedAt ? <TimeText iso={signedAt} /> : tell('notices.unsigned')),
    },
    {
      key: 'done',
      title: tell('notices.done'),
      cell: ({ doneAt, settled, findings }) =>
        doneAt ? <TimeText iso={doneAt} /> : tell('notices.undone', { settled, findings }),
    },
  ];
}
