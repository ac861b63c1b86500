import {
  EXPIRY_KIND_WORDS,
  EXPIRY_KINDS,
  EXPIRY_SPAN_WORDS,
  EXPIRY_SPANS,
  type Expiry,
  type ExpiryList,
  type ExpiryQuery,
  expiryQuerySchema,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { calendarAddress, useExpiries } from '../../api/papers.ts';
import { queryIn } from '../../api/query-in.ts';
import { ChoiceField } from '../../components/forms/field.tsx';
import { useFilter } from '../../components/forms/use-filter.ts';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { PagedTable } from '../../components/tables/paged-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 即将到期: what ends when, the nearest first, each linked to where it is mended. */
export function ExpiriesPage(): ReactNode {
  return <SignedIn permission="paper.read">{() => <Expiries />}</SignedIn>;
}

function Expiries(): ReactNode {
  const { fileIn, lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(expiryQuerySchema, search);
  const list = useExpiries(query);
  const filter = useFilter();
  const { data } = list;
  return (
    <PageFrame
      title={tell('expiries.title')}
      lead={tell('expiries.lead')}
      asOf={data?.asOf}
      acts={
        <Button href={fileIn(calendarAddress(query))} download>
          {tell('expiries.calendar')}
        </Button>
      }
    >
      <PresetLinks
        label={tell('expiries.spans')}
        name="within"
        presets={EXPIRY_SPANS.map((value) => {
          const text = EXPIRY_SPAN_WORDS[value][lang];
          return { value, label: data ? tell('grammar.note', { text, note: data.spans[value] }) : text };
        })}
        current={query.within}
      />
      <Panel title={EXPIRY_SPAN_WORDS[query.within][lang]}>
        <ChoiceField
          id="kind"
          label={tell('expiries.kind')}
          values={EXPIRY_KINDS}
          words={EXPIRY_KIND_WORDS}
          none={tell('filter.any')}
          value={query.kind ?? ''}
          onChange={(kind) => filter({ kind })}
        />
        <Answered answer={list}>{(read) => <Rows list={read} query={query} />}</Answered>
      </Panel>
    </PageFrame>
  );
}

function Rows({ list, query }: { readonly list: ExpiryList; readonly query: ExpiryQuery }): ReactNode {
  const { lang, tell } = useLanguage();
  const columns: readonly Column<Expiry>[] = [
    {
      key: 'what',
      title: tell('expiries.what'),
      isName: true,
      cell: (row) => <Link to={placeOf(row)}>{row.what}</Link>,
    },
    { key: 'kind', title: tell('expiries.kind'), cell: ({ kind }) => EXPIRY_KIND_WORDS[kind][lang] },
    {
      key: 'application',
      title: tell('expiries.application'),
      cell: ({ application }) =>
        application ? <Link to={`/applications/${application.id}`}>{application.name}</Link> : '—',
    },
    {
      key: 'unit',
      title: tell('register.unit'),
      cell: ({ unit }) => <Link to={`/units/${unit.id}`}>{unit.name}</Link>,
    },
    { key: 'day', title: tell('expiries.day'), cell: ({ expiresOn }) => <TimeText iso={expiresOn} /> },
    {
      key: 'left',
      title: tell('expiries.left'),
      cell: ({ daysLeft }) =>
        daysLeft < 0 ? tell('expiries.over', { days: -daysLeft }) : tell('expiries.days', { days: daysLeft }),
    },
  ];
  return (
    <PagedTable
      name="expiries"
      caption={tell('expiries.title')}
      count={tell('expiries.count', { count: list.total })}
      columns={columns}
      rowKey={({ kind, id, what, expiresOn }) => `${kind} ${id} ${what} ${expiresOn}`}
      list={list}
      at={query}
      empty={
        <EmptyState
          title={tell('expiries.none')}
          why={tell('expiries.none.why')}
          act={
            <Link to={query.kind ? '/expiries?within=90' : '/applications?show=all'}>
              {tell(query.kind ? 'filter.clear' : 'expiries.none.act')}
            </Link>
          }
        />
      }
    />
  );
}

/** Where it is mended. */
function placeOf({ kind, id, application }: Expiry): string {
  switch (kind) {
    case 'paper':
      return `/papers/${id}`;
    case 'exception':
    case 'deferral':
      return `/applications/${application?.id}?tab=exceptions`;
    case 'filing':
      return `/applications/${id}/edit`;
    case 'certificate':
      return `/applications/${id}`;
    case 'grant':
      return `/people/${id}`;
  }
}
