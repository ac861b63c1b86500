import {
  ITEM_KIND_WORDS,
  ITEM_SHOW_WORDS,
  ITEM_SHOWS,
  ITEM_STATE_WORDS,
  type ItemQuery,
  type ItemRow,
  itemQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useItems } from '../../api/publications.ts';
import { queryIn } from '../../api/query-in.ts';
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
import { ItemStateText, monthName, usePersonName } from './item-words.tsx';
import { SecretStops } from './secret-stops.tsx';

/** 信息发布: what waits for the reader first. */
export function ItemsPage(): ReactNode {
  return (
    <SignedIn permission="publication.read">
      {({ permissions }) => (
        <Items
          writes={permissions.includes('publication.write')}
          judgesSecrets={permissions.includes('secret.read')}
        />
      )}
    </SignedIn>
  );
}

interface ItemsProps {
  readonly writes: boolean;
  readonly judgesSecrets: boolean;
}

function Items({ writes, judgesSecrets }: ItemsProps): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(itemQuerySchema, search);
  const list = useItems(query);
  const columns = useColumns();
  return (
    <PageFrame
      title={tell('items.title')}
      lead={tell('items.lead')}
      asOf={list.data?.asOf}
      acts={
        <>
          {writes && (
            <LinkButton to="/publications/new" primary>
              {tell('items.write')}
            </LinkButton>
          )}
          <LinkButton to="/publications/calendar">{tell('itemCalendar.title')}</LinkButton>
          <LinkButton to="/publications/archive">{tell('archive.title')}</LinkButton>
          <LinkButton to="/publications/numbers">{tell('numbers.title')}</LinkButton>
          <LinkButton to="/publications/outlets">{tell('outlets.title')}</LinkButton>
          <LinkButton to="/publications/word-lists">{tell('wordLists.title')}</LinkButton>
          <LinkButton to="/publications/sources">{tell('sources.title')}</LinkButton>
          <LinkButton to="/publications/workflow">{tell('items.workflow')}</LinkButton>
        </>
      }
    >
      {judgesSecrets && <SecretStops />}
      <Panel title={tell('items.list')}>
        <PresetLinks
          label={tell('items.presets')}
          name="show"
          current={query.show}
          presets={ITEM_SHOWS.map((value) => ({
            value,
            label: ITEM_SHOW_WORDS[value][lang],
            count: list.data?.counts[value],
          }))}
        />
        <SearchForm label={tell('items.filter')} field={tell('items.search')} value={query.search} />
        <NarrowedTo query={query} rows={list.data?.rows} />
        <AnsweredTable
          name="items"
          answer={list}
          caption={tell('items.caption')}
          count={(count) => tell('items.count', { count })}
          columns={columns}
          at={query}
          empty={() => <Nothing query={query} />}
        />
      </Panel>
    </PageFrame>
  );
}

/** Which part of the list somebody sees who came from a number, with the way to the whole of it. */
function NarrowedTo(props: {
  readonly query: ItemQuery;
  readonly rows: readonly ItemRow[] | undefined;
}): ReactNode {
  const { lang, tell } = useLanguage();
  const { state, kind, month, unit, show } = props.query;
  const [first] = props.rows ?? [];
  const parts = [
    ...(unit && first ? [first.unit.name] : []),
    ...(state ? [ITEM_STATE_WORDS[state][lang]] : []),
    ...(month ? [tell('items.month', { month: monthName(month, lang) })] : []),
    ...(kind ? [ITEM_KIND_WORDS[kind][lang]] : []),
  ];
  if (!state && !kind && !month && !unit) return null;
  return (
    <p>
      {parts.length > 0 && tell('items.only', { parts: parts.join(tell('grammar.comma')) })}{' '}
      <Link to={`/publications?show=${show}`}>{tell('filter.clear')}</Link>
    </p>
  );
}

function Nothing({ query }: { readonly query: ItemQuery }): ReactNode {
  const { tell } = useLanguage();
  const all = <Link to="/publications?show=all">{tell('items.empty.act')}</Link>;
  return query.show === 'mine' && !query.search ? (
    <EmptyState title={tell('items.empty')} why={tell('items.empty.why')} act={all} />
  ) : (
    <EmptyState title={tell('filter.none')} why={tell('items.none.why')} act={all} />
  );
}

function useColumns(): readonly Column<ItemRow>[] {
  const { tell } = useLanguage();
  const nameOf = usePersonName();
  return [
    {
      key: 'name',
      title: tell('items.name'),
      isName: true,
      cell: ({ id, title }) => <Link to={`/publications/${id}`}>{title}</Link>,
    },
    {
      key: 'application',
      title: tell('items.application'),
      cell: ({ application }) => <Link to={`/applications/${application.id}`}>{application.name}</Link>,
    },
    { key: 'state', title: tell('items.state'), cell: (row) => <ItemStateText {...row} /> },
    {
      key: 'version',
      title: tell('items.version'),
      cell: ({ version }) => tell('item.versionOf', { version }),
    },
    { key: 'author', title: tell('items.author'), cell: ({ author }) => nameOf(author) },
    { key: 'since', title: tell('items.since'), cell: ({ since }) => <TimeText iso={since} /> },
  ];
}
