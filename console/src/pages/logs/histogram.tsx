import type { LogSearchAnswer } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { FigureWithTable } from '../../components/chart/figure-with-table.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { beijingClock, secondText } from './log-time.tsx';
import styles from './logs.module.css';

interface HistogramProps {
  readonly parts: LogSearchAnswer['histogram'];
  /** ms that a part spans */
  readonly part: number;
}

/** How many there were when: as bars, and the same as a table whose rows narrow the time. */
export function Histogram({ parts, part }: HistogramProps): ReactNode {
  const { tell } = useLanguage();
  const first = Date.parse(parts[0]?.from ?? '');
  const last = Date.parse(parts[parts.length - 1]?.from ?? '');
  const most = parts.reduce((one, { count }) => Math.max(one, count), 0);
  const peak = parts.find(({ count }) => count === most);
  const counts = new Map(parts.map(({ from, count }) => [Date.parse(from), count]));
  const bars = Array.from({ length: Math.round((last - first) / part) + 1 }, (_, index) => {
    const at = first + index * part;
    return { at, count: counts.get(at) ?? 0 };
  });
  const sentence = tell('logs.histogram.sentence', {
    from: secondText(first),
    to: secondText(last + part),
    peak: peak ? secondText(Date.parse(peak.from)) : '',
    count: most,
  });
  return (
    <FigureWithTable
      sentence={sentence}
      label={sentence}
      drawing={
        <>
          <div className={styles.bars}>
            {bars.map(({ at, count }) => (
              <span
                key={at}
                className={styles.bar}
                style={{ height: count === 0 ? 0 : `max(2px, ${(count / most) * 100}%)` }}
              />
            ))}
          </div>
          <div className={styles.spans}>
            <span>{secondText(first)}</span>
            <span>{secondText(last + part)}</span>
          </div>
        </>
      }
      table={<PartTable parts={parts} part={part} />}
    />
  );
}

function PartTable({ parts, part }: HistogramProps): ReactNode {
  const { tell } = useLanguage();
  const [search, setSearch] = useSearchParams();
  function narrow(from: string): void {
    const next = new URLSearchParams(search);
    next.set('from', beijing(Date.parse(from)));
    next.set('to', beijing(Date.parse(from) + part));
    setSearch(next);
  }
  return (
    <DataTable
      caption={tell('logs.histogram')}
      rows={parts}
      rowKey={({ from }) => from}
      columns={[
        {
          key: 'from',
          title: tell('logs.at'),
          isName: true,
          cell: ({ from }) => (
            <Button type="link" size="small" onClick={() => narrow(from)}>
              {secondText(Date.parse(from))}
            </Button>
          ),
        },
        { key: 'count', title: tell('logs.dayEvents'), isNumber: true, cell: ({ count }) => count },
      ]}
    />
  );
}

const beijing = (at: number) => `${beijingClock(at)}+08:00`;
