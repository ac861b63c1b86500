import {
  LOG_STATE_WORDS,
  LOG_STATES,
  LOG_WAY_WORDS,
  type LogSourceRow,
  type LogSources,
  logSourceQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLogSources } from '../../api/logs.ts';
import { queryIn } from '../../api/query-in.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { PagedTable } from '../../components/tables/paged-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { LogsTabs } from './logs-tabs.tsx';
import { HeardText, SourceState } from './source-words.tsx';

/** Without a word of a receiver for so long, none is at work. */
const RECEIVER_MS = 60_000;

/** 日志来源: who sends, and who does not. */
export function LogSourcesPage(): ReactNode {
  return <SignedIn permission="log-source.read">{() => <Sources />}</SignedIn>;
}

function Sources(): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(logSourceQuerySchema, search);
  const list = useLogSources(query);
  const columns = useColumns();
  return (
    <PageFrame
      title={tell('logs.title')}
      lead={tell('logs.lead')}
      asOf={list.data?.asOf}
      acts={
        list.data?.may && (
          <LinkButton to="/logs/sources/new" primary>
            {tell('logs.new')}
          </LinkButton>
        )
      }
    >
      <LogsTabs current="sources" />
      <Panel title={tell('logs.sources')}>
        <Answered answer={list}>
          {(data) => (
            <>
              <ReceiverNote list={data} />
              <PresetLinks
                label={tell('logs.presets')}
                name="show"
                current={query.show}
                presets={(['all', ...LOG_STATES] as const).map((value) => ({
                  value,
                  label: tell('grammar.note', {
                    text: value === 'all' ? tell('logs.all') : LOG_STATE_WORDS[value][lang],
                    note: data.counts[value],
                  }),
                }))}
              />
              <PagedTable
                name="log-sources"
                caption={tell('logs.caption')}
                count={tell('logs.count', { count: data.total })}
                columns={columns}
                rowKey={({ id }) => id}
                list={data}
                at={query}
                empty={<Nothing list={data} />}
              />
            </>
          )}
        </Answered>
      </Panel>
      {list.data && list.data.strangers.length > 0 && <Strangers strangers={list.data.strangers} />}
    </PageFrame>
  );
}

function ReceiverNote({ list }: { readonly list: LogSources }): ReactNode {
  const { tell } = useLanguage();
  const { receiverAt, asOf } = list;
  if (receiverAt === undefined) return <p role="status">{tell('logs.receiver.never')}</p>;
  if (Date.parse(asOf) - Date.parse(receiverAt) < RECEIVER_MS) return null;
  return (
    <p role="alert">
      {tell('logs.receiver.gone')} <TimeText iso={receiverAt} />
    </p>
  );
}

function Nothing({ list }: { readonly list: LogSources }): ReactNode {
  const { tell } = useLanguage();
  if (list.counts.all > 0)
    return (
      <EmptyState
        title={tell('filter.none')}
        why={tell('logs.none.why')}
        act={<Link to="/logs?show=all">{tell('logs.all')}</Link>}
      />
    );
  return (
    <EmptyState
      title={tell('logs.nothing')}
      why={tell(list.may ? 'logs.nothing.why' : 'logs.nothing.ask')}
      act={list.may && <Link to="/logs/sources/new">{tell('logs.new')}</Link>}
    />
  );
}

function Strangers({ strangers }: Pick<LogSources, 'strangers'>): ReactNode {
  const { tell } = useLanguage();
  return (
    <Panel title={tell('logs.strangers')}>
      <p>{tell('logs.strangers.what')}</p>
      <DataTable
        caption={tell('logs.strangers')}
        rowKey={({ name }) => name}
        rows={strangers}
        columns={[
          { key: 'name', title: tell('logs.sender'), isName: true, cell: ({ name }) => name },
          { key: 'at', title: tell('logs.heard'), cell: ({ lastAt }) => <TimeText iso={lastAt} /> },
          {
            key: 'events',
            title: tell('logs.dayEvents'),
            isNumber: true,
            cell: ({ events }) => events,
          },
        ]}
      />
    </Panel>
  );
}

function useColumns(): readonly Column<LogSourceRow>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'name',
      title: tell('logs.name'),
      isName: true,
      cell: ({ id, name }) => <Link to={`/logs/sources/${id}`}>{name}</Link>,
    },
    { key: 'unit', title: tell('logs.unit'), cell: ({ unit }) => unit.name },
    { key: 'way', title: tell('logs.way'), cell: ({ way }) => LOG_WAY_WORDS[way][lang] },
    { key: 'state', title: tell('logs.state'), cell: (row) => <SourceState source={row} /> },
    { key: 'heard', title: tell('logs.heard'), cell: ({ heardAt }) => <HeardText at={heardAt} /> },
    { key: 'today', title: tell('logs.today'), isNumber: true, cell: ({ today }) => today },
  ];
}
