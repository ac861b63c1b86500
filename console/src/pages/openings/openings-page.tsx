import {
  APPLICATION_KIND_WORDS,
  APPLICATION_KINDS,
  OPENING_SHOWS,
  OPENING_STATE_WORDS,
  OPENING_STATES,
  OPENING_STEP_WORDS,
  type OpeningQuery,
  type OpeningRow,
  openingQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useOpenings } from '../../api/openings.ts';
import { queryIn } from '../../api/query-in.ts';
import { ChoiceField } from '../../components/forms/field.tsx';
import { SearchForm } from '../../components/forms/search-form.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
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
import { DueText } from './due-text.tsx';

/** 开办办理: what waits for the asker first, by time left; filters and page stand in the address. */
export function OpeningsPage(): ReactNode {
  return (
    <SignedIn permission="opening.read">
      {({ permissions }) => <Openings mayApply={permissions.includes('opening.apply')} />}
    </SignedIn>
  );
}

function Openings({ mayApply }: { readonly mayApply: boolean }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(openingQuerySchema, search);
  const list = useOpenings(query);
  const columns = useColumns();
  return (
    <PageFrame
      title={tell('openings.title')}
      lead={tell('openings.lead')}
      asOf={list.data?.asOf}
      acts={
        mayApply && (
          <LinkButton to="/openings/new" primary>
            {tell('openings.add')}
          </LinkButton>
        )
      }
    >
      <Panel title={tell('openings.list')}>
        <PresetLinks
          label={tell('openings.show')}
          name="show"
          current={query.show}
          presets={OPENING_SHOWS.map((value) => ({ value, label: tell(`openings.show.${value}`) }))}
        />
        <Filter query={query} />
        <AnsweredTable
          name="openings"
          answer={list}
          caption={tell('openings.caption')}
          count={(count) => tell('openings.count', { count })}
          columns={columns}
          at={query}
          empty={(data) => <Nothing registered={data.registered} mayApply={mayApply} />}
        />
      </Panel>
    </PageFrame>
  );
}

function Filter({ query }: { readonly query: OpeningQuery }): ReactNode {
  const { tell } = useLanguage();
  const filter = useFilter();
  return (
    <SearchForm label={tell('openings.filter')} field={tell('openings.search')} value={query.search}>
      <ChoiceField
        id="kind"
        label={tell('register.kind')}
        value={query.kind ?? ''}
        values={APPLICATION_KINDS}
        words={APPLICATION_KIND_WORDS}
        none={tell('filter.any')}
        onChange={(kind) => filter({ kind })}
      />
      <ChoiceField
        id="state"
        label={tell('register.state')}
        value={query.state ?? ''}
        values={OPENING_STATES}
        words={OPENING_STATE_WORDS}
        none={tell('filter.any')}
        onChange={(state) => filter({ state })}
      />
    </SearchForm>
  );
}

function Nothing(props: { readonly registered: number; readonly mayApply: boolean }): ReactNode {
  const { registered, mayApply } = props;
  const { tell } = useLanguage();
  return registered === 0 ? (
    <EmptyState
      title={tell('openings.empty')}
      why={tell('openings.empty.why')}
      act={mayApply && <Link to="/openings/new">{tell('openings.add')}</Link>}
    />
  ) : (
    <EmptyState
      title={tell('filter.none')}
      why={tell('openings.none.why', { count: registered })}
      act={<Link to="/openings?show=all">{tell('filter.clear')}</Link>}
    />
  );
}

function useColumns(): readonly Column<OpeningRow>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'name',
      title: tell('register.name'),
      isName: true,
      cell: ({ id, name }) => <Link to={`/openings/${id}`}>{name || tell('openings.unnamed')}</Link>,
    },
    {
      key: 'unit',
      title: tell('register.unit'),
      cell: ({ unit }) => <Link to={`/units/${unit.id}`}>{unit.name}</Link>,
    },
    { key: 'kind', title: tell('register.kind'), cell: ({ kind }) => APPLICATION_KIND_WORDS[kind][lang] },
    { key: 'state', title: tell('register.state'), cell: ({ state }) => OPENING_STATE_WORDS[state][lang] },
    {
      key: 'next',
      title: tell('openings.next'),
      cell: ({ next }) => (next ? OPENING_STEP_WORDS[next][lang] : '—'),
    },
    {
      key: 'due',
      title: tell('openings.due'),
      cell: ({ dueOn }) => (dueOn ? <DueText day={dueOn} /> : tell('openings.noDue')),
    },
    { key: 'since', title: tell('openings.since'), cell: ({ since }) => <TimeText iso={since} /> },
  ];
}
