import {
  LINK_SHOW_WORDS,
  LINK_SHOWS,
  type LinkQuery,
  type LinkRow,
  linkQuerySchema,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { linksFile, useLinks } from '../../api/links.ts';
import { queryIn } from '../../api/query-in.ts';
import { SearchForm } from '../../components/forms/search-form.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
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
        <SearchForm
          label={tell('links.filter')}
          field={tell('links.search')}
          value={query.search}
          longest={100}
        />
        <AnsweredTable
          name="links"
          answer={list}
          caption={tell('links.caption')}
          count={(count) => tell('links.count', { count })}
          columns={columns}
          at={query}
          empty={(data) => <Nothing query={query} isEmpty={data.counts.all === 0} />}
        />
      </Panel>
    </PageFrame>
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
