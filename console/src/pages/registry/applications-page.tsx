import {
  APPLICATION_KIND_WORDS,
  APPLICATION_KINDS,
  APPLICATION_SHOWS,
  APPLICATION_STATE_WORDS,
  APPLICATION_STATES,
  type ApplicationQuery,
  type ApplicationRow,
  applicationQuerySchema,
  PAGE_SIZES,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { queryIn } from '../../api/query-in.ts';
import { exportAddress, useApplications } from '../../api/registry.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Pager } from '../../components/pager.tsx';
import { Panel } from '../../components/panel.tsx';
import { EmptyState, LoadingState, QueryErrorState, StaleNotice } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './applications-page.module.css';
import { ChoiceField, TextField } from './fields.tsx';

/** 应用台账: filters, sorting and page stand in the address; what has problems comes first. */
export function ApplicationsPage(): ReactNode {
  const { tell } = useLanguage();
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
          <LinkButton to="/applications/new" primary>
            {tell('register.add')}
          </LinkButton>
          <LinkButton to="/applications/import">{tell('register.import')}</LinkButton>
          <Button href={exportAddress(query)} download>
            {tell('register.export')}
          </Button>
        </>
      }
    >
      <Panel title={tell('register.list')}>
        <Filter key={search.toString()} query={query} />
        <Rows query={query} list={list} />
      </Panel>
    </PageFrame>
  );
}

function Filter({ query }: { readonly query: ApplicationQuery }): ReactNode {
  const { lang, tell } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState(query.search ?? '');
  const change = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    next.delete('page');
    setSearch(next);
  };
  function submit(event: FormEvent): void {
    event.preventDefault();
    change('search', words.trim());
  }
  return (
    <form onSubmit={submit} className={styles.filter} aria-label={tell('register.filter')}>
      <TextField
        id="search"
        type="search"
        label={tell('register.search')}
        value={words}
        maxLength={60}
        onChange={setWords}
      />
      <ChoiceField
        id="show"
        label={tell('register.show')}
        value={query.show}
        values={APPLICATION_SHOWS}
        words={{
          problem: { zh: tell('register.show.problem'), en: tell('register.show.problem') },
          unchecked: { zh: tell('register.show.unchecked'), en: tell('register.show.unchecked') },
          all: { zh: tell('register.show.all'), en: tell('register.show.all') },
        }}
        lang={lang}
        onChange={(value) => change('show', value)}
      />
      <ChoiceField
        id="kind"
        label={tell('register.kind')}
        value={query.kind ?? ''}
        values={APPLICATION_KINDS}
        words={APPLICATION_KIND_WORDS}
        lang={lang}
        none={tell('register.any')}
        onChange={(value) => change('kind', value)}
      />
      <ChoiceField
        id="state"
        label={tell('register.state')}
        value={query.state ?? ''}
        values={APPLICATION_STATES}
        words={APPLICATION_STATE_WORDS}
        lang={lang}
        none={tell('register.any')}
        onChange={(value) => change('state', value)}
      />
      <div>
        <Button htmlType="submit">{tell('register.find')}</Button>
      </div>
    </form>
  );
}

function Rows(props: {
  readonly query: ApplicationQuery;
  readonly list: ReturnType<typeof useApplications>;
}): ReactNode {
  const { query, list } = props;
  const { tell } = useLanguage();
  const columns = useColumns();
  const { data, error, refetch } = list;
  if (!data) return error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState />;
  if (data.registered === 0) {
    return (
      <EmptyState
        title={tell('register.empty')}
        why={tell('register.empty.why')}
        act={<Link to="/applications/new">{tell('register.add')}</Link>}
      />
    );
  }
  if (data.rows.length === 0) {
    return (
      <EmptyState
        title={tell('register.none')}
        why={tell('register.none.why', { count: data.registered })}
        act={<Link to="/applications?show=all">{tell('register.clear')}</Link>}
      />
    );
  }
  return (
    <>
      {error && <StaleNotice error={error} />}
      <p role="status">{tell('register.count', { count: data.total })}</p>
      <DataTable
        caption={tell('register.caption')}
        columns={columns}
        rows={data.rows}
        rowKey={({ id }) => id}
      />
      <Pager page={query.page} size={query.size} total={data.total} sizes={PAGE_SIZES} />
    </>
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
