import {
  OVERVIEW_SORTS,
  OVERVIEW_WAYS,
  type Overview,
  type OverviewQuery,
  overviewQuerySchema,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useGravest, useOverview, useTrend } from '../../api/overview.ts';
import { queryIn } from '../../api/query-in.ts';
import { queryText } from '../../api/use-asked.ts';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TrendChart } from '../../components/trend-chart.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { useFindingColumns } from '../findings/finding-columns.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { DistributionTable } from './distribution-table.tsx';
import styles from './overview-page.module.css';

/** 监督总览: the gravest first, then the table of divisions or units, then the months. */
export function OverviewPage(): ReactNode {
  return <SignedIn permission="overview.read">{() => <Overviewed />}</SignedIn>;
}

function Overviewed(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(overviewQuerySchema, search);
  const { sort: _, ...focus } = query;
  const table = useOverview(query);
  const gravest = useGravest(focus);
  const trend = useTrend(focus);
  const columns = useFindingColumns();
  return (
    <PageFrame title={tell('overview.title')} lead={tell('overview.lead')} asOf={table.data?.asOf}>
      <Panel title={tell('overview.gravest')}>
        <Answered answer={gravest}>
          {({ rows }) =>
            rows.length > 0 ? (
              <DataTable
                caption={tell('overview.gravest')}
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
              />
            ) : (
              <EmptyState title={tell('overview.gravest.none')} why={tell('overview.gravest.none.why')} />
            )
          }
        </Answered>
      </Panel>
      <Panel title={tell('overview.table')}>
        <Answered answer={table}>{(data) => <Distribution query={query} overview={data} />}</Answered>
      </Panel>
      <Panel title={tell('trend.title')}>
        <Answered answer={trend}>{({ months }) => <TrendChart months={months} />}</Answered>
      </Panel>
    </PageFrame>
  );
}

function Distribution(props: { readonly query: OverviewQuery; readonly overview: Overview }): ReactNode {
  const { query, overview } = props;
  const { tell } = useLanguage();
  if (overview.rows.length === 0)
    return <EmptyState title={tell('overview.none')} why={tell('overview.none.why')} />;
  return (
    <>
      <Way query={query} overview={overview} />
      <div className={styles.choices}>
        <PresetLinks
          label={tell('overview.by')}
          name="by"
          current={query.by}
          presets={OVERVIEW_WAYS.map((value) => ({ value, label: tell(`overview.by.${value}`) }))}
        />
        <PresetLinks
          label={tell('overview.sort')}
          name="sort"
          current={query.sort}
          presets={OVERVIEW_SORTS.map((value) => ({ value, label: tell(`overview.sort.${value}`) }))}
        />
      </div>
      <DistributionTable query={query} overview={overview} />
      {overview.total > overview.rows.length && (
        <p>{tell('overview.more', { shown: overview.rows.length, total: overview.total })}</p>
      )}
      <p className={styles.legend}>{tell('overview.legend')}</p>
    </>
  );
}

/** From the area down to where one stands, and from the whole text down to an article. */
function Way({ query, overview }: { readonly query: OverviewQuery; readonly overview: Overview }): ReactNode {
  const { tell } = useLanguage();
  const { by, sort, chapter, article } = query;
  const place = overview.path[overview.path.length - 1]?.place ?? {};
  const steps = [
    ...(overview.areas.length > 1
      ? [{ name: tell('overview.areas'), to: { by, sort, chapter, article } }]
      : []),
    ...overview.path.map(({ name, place: at }) => ({ name, to: { by, sort, chapter, article, ...at } })),
  ];
  return (
    <nav aria-label={tell('overview.way')} className={styles.way}>
      <ol>
        {steps.map(({ name, to }, index) => (
          <li key={queryText(to)}>
            <Link
              to={{ search: queryText(to) }}
              aria-current={index === steps.length - 1 ? 'page' : undefined}
            >
              {name}
            </Link>
          </li>
        ))}
      </ol>
      {chapter !== undefined && (
        <Link to={{ search: queryText({ by, sort, ...place }) }}>{tell('overview.chapters')}</Link>
      )}
      {article !== undefined && (
        <Link to={{ search: queryText({ by, sort, chapter, ...place }) }}>{tell('overview.articles')}</Link>
      )}
    </nav>
  );
}
