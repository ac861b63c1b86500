import {
  APPLICATION_KIND_WORDS,
  APPLICATION_KINDS,
  APPLICATION_SHOWS,
  APPLICATION_STATE_WORDS,
  APPLICATION_STATES,
  type ApplicationQuery,
  type ApplicationRow,
  applicationQuerySchema,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { queryIn } from '../../api/query-in.ts';
import { exportAddress, useApplications } from '../../api/registry.ts';
import { ChoiceField, SelectField } from '../../components/forms/field.tsx';
import { SearchForm } from '../../components/forms/search-form.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { NarrowedNote } from '../../components/tables/narrowed-note.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { UnitReportButton } from '../../components/unit-report-button.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 应用台账: filters, sorting and page stand in the address; what has problems comes first. */
export function ApplicationsPage(): ReactNode {
  return (
    <SignedIn permission="application.read">
      {({ permissions }) => <Applications mayRegister={permissions.includes('application.manage')} />}
    </SignedIn>
  );
}

function Applications({ mayRegister }: { readonly mayRegister: boolean }): ReactNode {
  const { fileIn, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(applicationQuerySchema, search);
  const list = useApplications(query);
  return (
    <PageFrame
      title={tell('register.title')}
      lead={tell('register.lead')}
      asOf={list.data?.asOf}
      acts={
        <>
          {mayRegister && (
            <>
              <LinkButton to="/applications/new" primary>
                {tell('register.add')}
              </LinkButton>
              <LinkButton to="/applications/import">{tell('register.import')}</LinkButton>
            </>
          )}
          <LinkButton to="/short-list">{tell('shortList.link')}</LinkButton>
          <UnitReportButton rows={list.data?.rows} />
          <Button href={fileIn(exportAddress(query))} download>
            {tell('register.export')}
          </Button>
        </>
      }
    >
      <Panel title={tell('register.list')}>
        <NarrowedNote narrowed={list.data?.narrowed} />
        <Filter query={query} />
        <Rows query={query} list={list} mayRegister={mayRegister} />
      </Panel>
    </PageFrame>
  );
}

function Filter({ query }: { readonly query: ApplicationQuery }): ReactNode {
  const { tell } = useLanguage();
  const filter = useFilter();
  return (
    <SearchForm label={tell('register.filter')} field={tell('register.search')} value={query.search}>
      <SelectField
        id="show"
        label={tell('register.show')}
        value={query.show}
        options={APPLICATION_SHOWS.map((value) => ({ value, label: tell(`register.show.${value}`) }))}
        onChange={(show) => filter({ show })}
      />
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
        values={APPLICATION_STATES}
        words={APPLICATION_STATE_WORDS}
        none={tell('filter.any')}
        onChange={(state) => filter({ state })}
      />
    </SearchForm>
  );
}

function Rows(props: {
  readonly query: ApplicationQuery;
  readonly list: ReturnType<typeof useApplications>;
  readonly mayRegister: boolean;
}): ReactNode {
  const { query, list, mayRegister } = props;
  const { tell } = useLanguage();
  const columns = useColumns();
  return (
    <AnsweredTable
      name="applications"
      answer={list}
      caption={tell('register.caption')}
      count={(count) => tell('register.count', { count })}
      columns={columns}
      at={query}
      empty={(data) => <Nothing registered={data.registered} mayRegister={mayRegister} />}
    />
  );
}

function Nothing(props: { readonly registered: number; readonly mayRegister: boolean }): ReactNode {
  const { registered, mayRegister } = props;
  const { tell } = useLanguage();
  return registered === 0 ? (
    <EmptyState
      title={tell('register.empty')}
      why={tell('register.empty.why')}
      act={mayRegister && <Link to="/applications/new">{tell('register.add')}</Link>}
    />
  ) : (
    <EmptyState
      title={tell('filter.none')}
      why={tell('register.none.why', { count: registered })}
      act={<Link to="/applications?show=all">{tell('filter.clear')}</Link>}
    />
  );
}

function useColumns(): readonly Column<ApplicationRow>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'name',
      title: tell('register.name'),
      isName: true,
      cell: ({ id, name }) => <Link to={`/applications/${id}`}>{name}</Link>,
    },
    {
      key: 'unit',
      title: tell('register.unit'),
      cell: ({ unit }) => <Link to={`/units/${unit.id}`}>{unit.name}</Link>,
    },
    { key: 'kind', title: tell('register.kind'), cell: ({ kind }) => APPLICATION_KIND_WORDS[kind][lang] },
    {
      key: 'address',
      title: tell('register.address'),
      cell: ({ mainAddress }) => mainAddress ?? tell('register.noAddress'),
    },
    {
      key: 'state',
      title: tell('register.state'),
      cell: ({ state }) => APPLICATION_STATE_WORDS[state][lang],
    },
    {
      key: 'problems',
      title: tell('register.problems'),
      isNumber: true,
      cell: ({ id, name, checked }) =>
        checked ? (
          <Link to={`/applications/${id}`}>
            <span aria-hidden="true">
              {checked.unmet}/{checked.unknown}
            </span>
            <span className="visually-hidden">
              {tell('register.problems.of', {
                name,
                unmet: checked.unmet,
                unmetWord: VERDICT_WORDS.unmet.word[lang],
                unknown: checked.unknown,
                unknownWord: VERDICT_WORDS.unknown.word[lang],
              })}
            </span>
          </Link>
        ) : (
          '—'
        ),
    },
    {
      key: 'checked',
      title: tell('register.checked'),
      cell: ({ checked }) => (checked ? <TimeText iso={checked.at} /> : tell('register.never')),
    },
  ];
}
