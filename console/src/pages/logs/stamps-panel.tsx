import type { LogArchive } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { CopyLine } from '../../components/copy-line.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { TaskButton } from './task-button.tsx';
import { TaskText } from './task-text.tsx';

/** 时间戳: which signed heads an authority has seen, and when the next is. */
export function StampsPanel({ stamps }: Pick<LogArchive, 'stamps'>): ReactNode {
  const { tell } = useLanguage();
  const { place, tasks, total, rows } = stamps;
  return (
    <Panel title={tell('logs.stamps')}>
      <p>{tell('logs.stamps.what')}</p>
      {place === undefined ? (
        <>
          <p>
            <strong>{tell('logs.stamps.unset')}</strong>
          </p>
          <p>{tell('logs.stamps.unset.how')}</p>
          <CopyLine text="ZHENGDUN_LOG_TSA=https://tsa.example.cn/tsr" />
        </>
      ) : (
        <>
          <TaskText
            tasks={tasks}
            good={({ endedAt: time, outcome, numbers: { entries = 0 } }) => (
              <p>{tell(outcome === 'empty' ? 'logs.stamps.empty' : 'logs.stamps.done', { time, entries })}</p>
            )}
          />
          <FactList facts={[{ key: 'place', label: tell('logs.stamps.place'), value: place }]} />
          {stamps.may && <TaskButton work="stamp" tasks={tasks} />}
        </>
      )}
      {total > 0 && (
        <>
          <p>{tell('logs.stamps.count', { total, shown: rows.length })}</p>
          <StampTable rows={rows} />
        </>
      )}
    </Panel>
  );
}

function StampTable({ rows }: Pick<LogArchive['stamps'], 'rows'>): ReactNode {
  const { tell } = useLanguage();
  return (
    <DataTable
      caption={tell('logs.stamps.caption')}
      rows={rows}
      rowKey={({ entries }) => String(entries)}
      columns={[
        {
          key: 'entries',
          title: tell('logs.stamps.entries'),
          isName: true,
          cell: ({ entries }) => tell('logs.archive.entry.number', { entry: entries }),
        },
        { key: 'at', title: tell('logs.stamps.at'), cell: ({ at }) => <TimeText iso={at} /> },
        { key: 'by', title: tell('logs.stamps.by'), cell: ({ authority }) => authority },
        {
          key: 'trusted',
          title: tell('logs.stamps.trusted'),
          cell: ({ trusted }) => tell(trusted ? 'logs.stamps.trusted.yes' : 'logs.stamps.trusted.no'),
        },
      ]}
    />
  );
}
