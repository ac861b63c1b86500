import {
  LINK_SHOW_WORDS,
  LINK_SHOWS,
  type LinkQuery,
  type LinkRow,
  linkQuerySchema,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { linksFile, useLinks } from '../../api/links.ts';
import { queryIn } from '../../api/query-in.ts';
import { Answered } from '../../components/answered.tsx';
import type { Column } from '../../components/data-table.tsx';
import { TextField } from '../../components/field.tsx';
import { FilterForm } from '../../components/filter-form.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useFilter } from '../../components/use-filter.ts';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { LinkStateText, PlaceText, RelevanceText } from './link-words.tsx';
import styles from './links.module.css';

/** 外链台账: what has to be dealt with first. */
export function LinksPage(): ReactNode {
  return <SignedIn permission="link.read">{() => <Links />}</SignedIn>;
}

function Links(): ReactNode {
  const { fileIn, lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(linkQuerySchema, search);
  const list = useLinks(query);
  const columns = useColumns();
  return (
    <PageFrame
      title={tell('links.title')}
      lead={tell('links.lead')}
      asOf={list.data?.asOf}
      acts={
        <Button href={fileIn(linksFile(query))} download>
          {tell('links.export')}
        </Button>
      }
    >
      <Panel title={tell('links.list')}>
        <PresetLinks
          label={tell('links.presets')}
          name="show"
          current={query.show}
          presets={LINK_SHOWS.map((value) => ({
            value,
            label: LINK_SHOW_WORDS[value][lang],
            count: list.data?.counts[value],
          }))}
        />
        <Filter key={search.toString()} query={query} />
        <Answered answer={list}>
          {(data) => (
            <PagedTable
              caption={tell('links.caption')}
              count={tell('links.count', { count: data.total })}
              columns={columns}
              rowKey={({ id }) => id}
              list={data}
              at={query}
              empty={<Nothing query={query} isEmpty={data.counts.all === 0} />}
            />
          )}
        </Answered>
      </Panel>
    </PageFrame>
  );
}

function Filter({ query }: { readonly query: LinkQuery }): ReactNode {
  const { tell } = useLanguage();
  const filter = useFilter();
  const [words, setWords] = useState(query.search ?? '');
  return (
    <FilterForm label={tell('links.filter')} onFind={() => filter({ search: words.trim() })}>
      <TextField
        id="search"
        type="search"
        label={tell('links.search')}
        value={words}
        maxLength={100}
        onChange={setWords}
      />
    </FilterForm>
  );
}

function Nothing({ query, isEmpty }: { readonly query: LinkQuery; readonly isEmpty: boolean }): ReactNode {
  const { tell } = useLanguage();
  if (query.search)
    return (
      <EmptyState
        title={tell('filter.none')}
        why={tell('links.none.why')}
        act={<Link to="/links?show=all">{tell('links.empty.act')}</Link>}
      />
    );
  if (isEmpty)
    return (
      <EmptyState
        title={tell('links.nothing')}
        why={tell('links.nothing.why')}
        act={<Link to="/applications">{tell('links.nothing.act')}</Link>}
      />
    );
  return (
    <EmptyState
      title={tell('links.empty')}
      why={tell('links.empty.why')}
      act={<Link to="/links?show=all">{tell('links.empty.act')}</Link>}
    />
  );
}

function useColumns(): readonly Column<LinkRow>[] {
  const { tell } = useLanguage();
  return [
    {
      key: 'url',
      title: tell('links.url'),
      isName: true,
      cell: ({ id, url }) => (
        <Link to={`/links/${id}`} className={styles.address}>
          {url}
        </Link>
      ),
    },
    {
      key: 'place',
      title: tell('links.place'),
      cell: ({ place, places }) => (
        <span className={styles.address}>
          {place ? <PlaceText place={place} /> : tell('links.nowhere')}
          {places > 1 && tell('links.morePlaces', { count: places })}
        </span>
      ),
    },
    { key: 'ground', title: tell('links.ground'), cell: (row) => <RelevanceText {...row} /> },
    { key: 'state', title: tell('links.state'), cell: (row) => <LinkStateText {...row} /> },
    {
      key: 'handler',
      title: tell('links.handler'),
      cell: ({ handler }) => (handler ? (handler.name ?? tell('items.gone')) : tell('links.nobody')),
    },
    {
      key: 'checked',
      title: tell('links.checked'),
      cell: ({ checkedAt }) => (checkedAt ? <TimeText iso={checkedAt} /> : tell('links.unchecked')),
    },
  ];
}
