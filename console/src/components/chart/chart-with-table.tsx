import { lazy, type ReactNode, Suspense } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { DataTable } from '../tables/data-table.tsx';
import { LoadingState } from '../tables/states.tsx';
import type { ChartData } from './chart-data.ts';
import { FigureWithTable } from './figure-with-table.tsx';

/** ECharts is as large as the rest of the page: it comes when the first chart does. */
const LineChart = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }));

interface ChartWithTableProps {
  readonly title: string;
  /** what the chart shows, in one sentence: all that a screen reader gets of the drawing */
  readonly sentence: string;
  readonly data: ChartData;
}

/** A chart, its sentence, and the same data as a table. */
export function ChartWithTable({ title, sentence, data }: ChartWithTableProps): ReactNode {
  return (
    <FigureWithTable
      sentence={sentence}
      label={`${title}: ${sentence}`}
      drawing={
        <Suspense fallback={<LoadingState />}>
          <LineChart data={data} />
        </Suspense>
      }
      table={<ChartTable caption={title} data={data} />}
    />
  );
}

function ChartTable({ caption, data }: { readonly caption: string; readonly data: ChartData }): ReactNode {
  const { tell } = useLanguage();
  const { axis, categories, series } = data;
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: axis, title: axis, isName: true, cell: ({ category }) => category },
        ...series.map(({ name, values }) => ({
          key: name,
          title: name,
          isNumber: true,
          cell: ({ index }: { index: number }) => values[index] ?? tell('chart.none'),
        })),
      ]}
      rows={categories.map((category, index) => ({ category, index }))}
      rowKey={({ category }) => category}
    />
  );
}
