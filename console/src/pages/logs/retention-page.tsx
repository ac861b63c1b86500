import { LOG_KIND_WORDS, type LogRetention, type LogTasks } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { checkpointFile, entryFile, useLogRetention } from '../../api/log-archive.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { ErrorState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { BackupPanels } from './backup-panels.tsx';
import { HoldList } from './hold-list.tsx';
import { LogsTabs } from './logs-tabs.tsx';
import { RetentionActs } from './retention-acts.tsx';

/** 保存与备份: how long what is kept, what was deleted by it, and whether a backup can be restored. */
export function LogRetentionPage(): ReactNode {
  return <SignedIn permission="log-archive.verify">{() => <RetentionOfLogs />}</SignedIn>;
}

function RetentionOfLogs(): ReactNode {
  const { lang, tell } = useLanguage();
  const retention = useLogRetention();
  return (
    <PageFrame title={tell('logs.retention')} lead={tell('logs.retention.lead')} asOf={retention.data?.asOf}>
      <LogsTabs current="retention" />
      <Answered answer={retention}>
        {(data) => (
          <>
            <Panel title={tell('logs.retention.days')}>
              {data.damaged && (
                <ErrorState
                  title={tell('logs.retention.damaged')}
                  cause={data.damaged[lang]}
                  cure={tell('logs.retention.damaged.cure')}
                />
              )}
              <Terms retention={data} />
              <p>{tell('logs.retention.how')}</p>
            </Panel>
            <HoldList retention={data} />
            {data.may && <RetentionActs retention={data} />}
            <BackupPanels retention={data} />
            <Tombstones tombstones={data.tombstones} />
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

/** kind · 天数 · 备份 · 最近恢复演练: of the last two the whole archive has one. */
function Terms({ retention }: { readonly retention: LogRetention }): ReactNode {
  const { lang, tell } = useLanguage();
  const { place, backup, drill } = retention;
  const taskText = ({ last }: LogTasks) =>
    last?.endedAt === undefined || last.outcome === undefined
      ? tell('logs.retention.task.none')
      : tell(`logs.retention.task.${last.outcome}`, { time: last.endedAt });
  const columns: readonly Column<LogRetention['kinds'][number]>[] = [
    { key: 'kind', title: tell('logs.kind'), isName: true, cell: ({ kind }) => LOG_KIND_WORDS[kind][lang] },
    {
      key: 'days',
      title: tell('logs.retention.term'),
      cell: ({ days }) =>
        days === undefined ? tell('logs.retention.never') : tell('logs.retention.term.days', { days }),
    },
    {
      key: 'from',
      title: tell('logs.archive.first'),
      cell: ({ from }) => (from === undefined ? '—' : <TimeText iso={from} />),
    },
    { key: 'events', title: tell('logs.retention.events'), isNumber: true, cell: ({ events }) => events },
    {
      key: 'backup',
      title: tell('logs.retention.backup'),
      cell: ({ events }) => {
        if (place === undefined) return tell('logs.retention.backup.unset');
        return events === 0 ? '—' : taskText(backup);
      },
    },
    {
      key: 'drill',
      title: tell('logs.retention.drill'),
      cell: ({ events }) => (events === 0 ? '—' : taskText(drill)),
    },
  ];
  return (
    <DataTable
      caption={tell('logs.retention.days')}
      columns={columns}
      rows={retention.kinds}
      rowKey={({ kind }) => kind}
    />
  );
}

function Tombstones({ tombstones }: Pick<LogRetention, 'tombstones'>): ReactNode {
  const { lang, tell } = useLanguage();
  const { total, rows } = tombstones;
  return (
    <Panel title={tell('logs.tombstones')}>
      {rows.length === 0 ? (
        <p>{tell('logs.tombstones.none')}</p>
      ) : (
        <>
          <p>{tell('logs.tombstones.what', { total, shown: rows.length })}</p>
          <DataTable
            caption={tell('logs.tombstones')}
            rows={rows}
            rowKey={({ collector = '', entry }) => `${collector}-${entry}`}
            columns={[
              {
                key: 'at',
                title: tell('logs.tombstones.at'),
                isName: true,
                cell: ({ at }) => <TimeText iso={at} />,
              },
              {
                key: 'kinds',
                title: tell('logs.kind'),
                cell: ({ kinds }) =>
                  kinds
                    .map(({ kind, days }) =>
                      tell('grammar.note', {
                        text: LOG_KIND_WORDS[kind][lang],
                        note: tell('logs.retention.term.days', { days }),
                      }),
                    )
                    .join(tell('grammar.comma')),
              },
              {
                key: 'newest',
                title: tell('logs.tombstones.newest'),
                cell: ({ newestAt }) => <TimeText iso={newestAt} />,
              },
              { key: 'events', title: tell('logs.dayEvents'), isNumber: true, cell: ({ events }) => events },
              {
                key: 'signed',
                title: tell('logs.tombstones.signed'),
                cell: ({ entry, collector, checkpoint }) => (
                  <>
                    <a href={entryFile(entry, collector)} download>
                      {tell('logs.archive.entry.number', { entry })}
                    </a>{' '}
                    {checkpoint !== undefined && (
                      <a href={checkpointFile(checkpoint)} download>
                        {tell('logs.archive.checkpoint')}
                      </a>
                    )}
                  </>
                ),
              },
            ]}
          />
        </>
      )}
    </Panel>
  );
}
