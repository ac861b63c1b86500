import {
  ITEM_KIND_WORDS,
  ITEM_KINDS,
  ITEM_NUMBER_VIEWS,
  ITEM_STATE_WORDS,
  ITEM_STATES,
  type ItemNumbers,
  type ItemNumbersQuery,
  itemNumbersQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useItemNumbers } from '../../api/publications.ts';
import { queryIn } from '../../api/query-in.ts';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { PagedTable } from '../../components/tables/paged-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { monthName } from './item-words.tsx';

/** 稿件统计: how many items stand where; each number is the list behind it. */
export function NumbersPage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <Numbers />}</SignedIn>;
}

function Numbers(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(itemNumbersQuerySchema, search);
  const numbers = useItemNumbers(query);
  return (
    <PageFrame
      title={tell('numbers.title')}
      lead={tell('numbers.lead')}
      acts={<Link to="/publications">{tell('outlets.back')}</Link>}
      asOf={numbers.data?.asOf}
    >
      <Panel title={tell(`numbers.${query.by}`)}>
        <PresetLinks
          label={tell('numbers.views')}
          name="by"
          current={query.by}
          presets={ITEM_NUMBER_VIEWS.map((value) => ({ value, label: tell(`numbers.${value}`) }))}
        />
        <Answered answer={numbers}>{(data) => <Table query={query} numbers={data} />}</Answered>
      </Panel>
    </PageFrame>
  );
}

type Units = NonNullable<ItemNumbers['units']>;
type Months = NonNullable<ItemNumbers['months']>;

function Table(props: { readonly query: ItemNumbersQuery; readonly numbers: ItemNumbers }): ReactNode {
  const { query, numbers } = props;
  const { lang, tell } = useLanguage();
  const { units = [], months = [], total } = numbers;
  const empty = <EmptyState title={tell('numbers.none')} why={tell('numbers.none.why')} />;
  const shared = { at: query, empty, count: tell(`numbers.count.${query.by}`, { count: total }) };
  if (query.by === 'months') {
    const columns: Column<Months[number]>[] = [
      {
        key: 'month',
        title: tell('numbers.month'),
        isName: true,
        cell: ({ month }) => monthName(month, lang),
      },
      ...ITEM_KINDS.map((kind) => ({
        key: kind,
        title: ITEM_KIND_WORDS[kind][lang],
        cell: ({ month, kinds }: Months[number]) => (
          <Count
            count={kinds[kind]}
            what={[monthName(month, lang), ITEM_KIND_WORDS[kind][lang]]}
            filter={{ month, kind }}
          />
        ),
      })),
      {
        key: 'all',
        title: tell('numbers.all'),
        cell: ({ month, all }) => <Count count={all} what={[monthName(month, lang)]} filter={{ month }} />,
      },
    ];
    return (
      <PagedTable
        name="numbers-months"
        {...shared}
        caption={tell('numbers.months.caption')}
        columns={columns}
        rowKey={({ month }) => month}
        list={{ rows: months, total }}
      />
    );
  }
  const columns: Column<Units[number]>[] = [
    { key: 'unit', title: tell('numbers.unit'), isName: true, cell: ({ unit }) => unit.name },
    ...ITEM_STATES.map((state) => ({
      key: state,
      title: ITEM_STATE_WORDS[state][lang],
      cell: ({ unit, states }: Units[number]) => (
        <Count
          count={states[state]}
          what={[unit.name, ITEM_STATE_WORDS[state][lang]]}
          filter={{ unit: unit.id, state }}
        />
      ),
    })),
    {
      key: 'all',
      title: tell('numbers.all'),
      cell: ({ unit, all }) => <Count count={all} what={[unit.name]} filter={{ unit: unit.id }} />,
    },
  ];
  return (
    <PagedTable
      name="numbers-units"
      {...shared}
      caption={tell('numbers.units.caption')}
      columns={columns}
      rowKey={({ unit }) => unit.id}
      list={{ rows: units, total }}
    />
  );
}

interface CountProps {
  readonly count: number;
  /** what is counted, for whoever hears the link alone */
  readonly what: readonly string[];
  readonly filter: Readonly<Record<string, string>>;
}

/** A number that leads to its items; of none there is no list. */
function Count({ count, what, filter }: CountProps): ReactNode {
  const { tell } = useLanguage();
  if (count === 0) return 0;
  const search = new URLSearchParams({ show: 'all', ...filter }).toString();
  return (
    <Link
      to={`/publications?${search}`}
      aria-label={tell('numbers.number', { count, what: what.join(tell('grammar.comma')) })}
    >
      {count}
    </Link>
  );
}
