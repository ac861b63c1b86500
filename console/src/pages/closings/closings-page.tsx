import {
  APPLICATION_KIND_WORDS,
  CLOSING_OCCASION_WORDS,
  CLOSING_OUTCOME_WORDS,
  CLOSING_SHOWS,
  CLOSING_STATE_WORDS,
  CLOSING_STEP_WORDS,
  type ClosingRow,
  closingQuerySchema,
  printTime,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useClosings } from '../../api/closings.ts';
import { queryIn } from '../../api/query-in.ts';
import { queryText } from '../../api/use-asked.ts';
import { SearchForm } from '../../components/forms/search-form.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 变更关停: what is under way, the longest first; filters and page stand in the address. */
export function ClosingsPage(): ReactNode {
  return (
    <SignedIn permission="closing.read">
      {({ permissions }) => <Closings mayRecord={permissions.includes('closing.record')} />}
    </SignedIn>
  );
}

function Closings({ mayRecord }: { readonly mayRecord: boolean }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(closingQuerySchema, search);
  const list = useClosings(query);
  const columns = useColumns();
  const { application, unit } = query;
  return (
    <PageFrame
      title={tell('closings.title')}
      lead={tell('closings.lead')}
      asOf={list.data?.asOf}
      acts={
        mayRecord && (
          <LinkButton to={`/closings/new?${queryText({ application, unit })}`} primary>
            {tell('closings.add')}
          </LinkButton>
        )
      }
    >
      <Panel title={tell('closings.list')}>
        <PresetLinks
          label={tell('closings.show')}
          name="show"
          current={query.show}
          presets={CLOSING_SHOWS.map((value) => ({ value, label: tell(`closings.show.${value}`) }))}
        />
        {application !== undefined && (
          <p>
            {tell('closings.ofOne')} <Link to="/closings?show=all">{tell('filter.clear')}</Link>
          </p>
        )}
        <SearchForm label={tell('closings.filter')} field={tell('openings.search')} value={query.search} />
        <AnsweredTable
          name="closings"
          answer={list}
          caption={tell('closings.caption')}
          count={(count) => tell('closings.count', { count })}
          columns={columns}
          at={query}
          empty={(data) => <Nothing registered={data.registered} />}
        />
      </Panel>
    </PageFrame>
  );
}

function Nothing({ registered }: { readonly registered: number }): ReactNode {
  const { tell } = useLanguage();
  return registered === 0 ? (
    <EmptyState title={tell('closings.empty')} why={tell('closings.empty.why')} />
  ) : (
    <EmptyState
      title={tell('filter.none')}
      why={tell('closings.none.why', { count: registered })}
      act={<Link to="/closings?show=all">{tell('filter.clear')}</Link>}
    />
  );
}

function useColumns(): readonly Column<ClosingRow>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'name',
      title: tell('register.name'),
      isName: true,
      cell: ({ id, name }) => <Link to={`/closings/${id}`}>{name}</Link>,
    },
    {
      key: 'unit',
      title: tell('register.unit'),
      // Who hands over is another unit, whose page is its own.
      cell: ({ unit, received }) =>
        received ? unit.name : <Link to={`/units/${unit.id}`}>{unit.name}</Link>,
    },
    { key: 'kind', title: tell('register.kind'), cell: ({ kind }) => APPLICATION_KIND_WORDS[kind][lang] },
    {
      key: 'occasion',
      title: tell('closings.occasion'),
      cell: ({ occasion, outcome }) =>
        tell('grammar.note', {
          text: CLOSING_OCCASION_WORDS[occasion][lang],
          note: CLOSING_OUTCOME_WORDS[outcome][lang],
        }),
    },
    { key: 'state', title: tell('register.state'), cell: ({ state }) => CLOSING_STATE_WORDS[state][lang] },
    {
      key: 'next',
      title: tell('openings.next'),
      cell: ({ next, state }) =>
        next ? CLOSING_STEP_WORDS[next][lang] : state === 'open' ? tell('closing.seal') : '—',
    },
    { key: 'since', title: tell('closings.since'), cell: ({ since }) => printTime(since, lang) },
  ];
}
