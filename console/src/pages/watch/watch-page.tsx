import {
  SCHEDULE_SHOWS,
  type ScheduleQuery,
  type ScheduleRow,
  type SessionView,
  scheduleQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { queryIn } from '../../api/query-in.ts';
import { useSchedule } from '../../api/watch.ts';
import { SelectField } from '../../components/forms/field.tsx';
import { SearchForm } from '../../components/forms/search-form.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { WatchSettingPanels } from './watch-settings.tsx';

/** 定期检测: when each application is checked, and what holds that up. */
export function WatchPage(): ReactNode {
  return <SignedIn permission="application.read">{(session) => <Watch session={session} />}</SignedIn>;
}

function Watch({ session }: { readonly session: SessionView }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(scheduleQuerySchema, search);
  const schedule = useSchedule(query);
  return (
    <PageFrame title={tell('watch.title')} lead={tell('watch.lead')} asOf={schedule.data?.asOf}>
      <Panel title={tell('watch.list')}>
        <Filter query={query} />
        <AnsweredTable
          name="watch"
          answer={schedule}
          lines={8}
          caption={tell('watch.caption')}
          columns={columnsOf(tell)}
          at={query}
          count={(count) => tell('watch.count', { count })}
          empty={() => <Empty query={query} />}
        />
      </Panel>
      <WatchSettingPanels permissions={session.permissions} />
    </PageFrame>
  );
}

function Filter({ query }: { readonly query: ScheduleQuery }): ReactNode {
  const { tell } = useLanguage();
  const filter = useFilter();
  return (
    <SearchForm label={tell('watch.filter')} field={tell('watch.search')} value={query.search}>
      <SelectField
        id="show"
        label={tell('watch.show')}
        options={SCHEDULE_SHOWS.map((value) => ({ value, label: tell(`watch.show.${value}`) }))}
        value={query.show}
        onChange={(show) => filter({ show })}
      />
    </SearchForm>
  );
}

function Empty({ query }: { readonly query: ScheduleQuery }): ReactNode {
  const { tell } = useLanguage();
  if (query.search || query.show !== 'all') {
    return (
      <EmptyState
        title={tell('filter.none')}
        why={tell('watch.empty.why')}
        act={<Link to="/watch">{tell('filter.clear')}</Link>}
      />
    );
  }
  return (
    <EmptyState
      title={tell('watch.empty')}
      why={tell('watch.empty.why')}
      act={<Link to="/applications?show=all">{tell('watch.empty.act')}</Link>}
    />
  );
}

function columnsOf(tell: ReturnType<typeof useLanguage>['tell']): readonly Column<ScheduleRow>[] {
  return [
    {
      key: 'name',
      title: tell('watch.name'),
      isName: true,
      cell: ({ id, name }) => <Link to={`/applications/${id}`}>{name}</Link>,
    },
    { key: 'unit', title: tell('watch.unit'), cell: ({ unit }) => unit.name },
    { key: 'host', title: tell('watch.host'), cell: ({ host }) => host },
    { key: 'days', title: tell('watch.days'), cell: ({ days }) => tell('watch.days.value', { days }) },
    {
      key: 'last',
      title: tell('watch.last'),
      cell: ({ checkedAt, checkId }) => {
        if (!checkedAt) return tell('watch.never');
        const time = <TimeText iso={checkedAt} />;
        return checkId ? <Link to={`/checks/${checkId}`}>{time}</Link> : time;
      },
    },
    {
      key: 'next',
      title: tell('watch.next'),
      cell: ({ nextAt, pause }) => {
        if (!nextAt) return tell('watch.unplanned');
        if (!pause) return <TimeText iso={nextAt} />;
        return tell('watch.paused', { time: nextAt, name: pause.name, until: pause.endsAt });
      },
    },
  ];
}
