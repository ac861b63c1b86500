import {
  fillTemplate,
  LOG_KIND_NAMES,
  LOG_KIND_WORDS,
  type LogArchive,
  type LogTask,
  logArchiveQuerySchema,
} from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import {
  checkpointFile,
  entryFile,
  HEADS_FILE,
  useLogArchive,
  useLogTask,
  VERIFIERS_FILE,
} from '../../api/log-archive.ts';
import { queryIn } from '../../api/query-in.ts';
import { CopyLine } from '../../components/copy-line.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { PagedTable } from '../../components/tables/paged-table.tsx';
import { ActErrorState, EmptyState, ErrorState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { LogsTabs } from './logs-tabs.tsx';
import { StampsPanel } from './stamps-panel.tsx';
import { TaskText } from './task-text.tsx';

/** 完整性: what is sealed, whether it is whole, and how that is shown to somebody who does not trust us. */
export function LogArchivePage(): ReactNode {
  return <SignedIn permission="log-archive.verify">{() => <ArchiveOfLogs />}</SignedIn>;
}

function ArchiveOfLogs(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(logArchiveQuerySchema, search);
  const archive = useLogArchive(query);
  const verify = useLogTask('verify');
  const runs = archive.data?.verify.running !== undefined;
  return (
    <PageFrame
      title={tell('logs.archive')}
      lead={tell('logs.archive.lead')}
      asOf={archive.data?.asOf}
      acts={
        <Button
          type="primary"
          aria-disabled={runs || verify.isPending}
          onClick={() => !runs && !verify.isPending && verify.mutate(undefined)}
        >
          {tell(runs ? 'logs.archive.verifying' : 'logs.archive.verify')}
        </Button>
      }
    >
      <LogsTabs current="archive" />
      {verify.error && (
        <ActErrorState
          title={tell('form.notDone', { act: tell('logs.archive.verify') })}
          error={verify.error}
        />
      )}
      <Answered answer={archive}>
        {(data) => (
          <>
            <Panel title={tell('logs.archive.last')}>
              <TaskText tasks={data.verify} good={(task) => <WholeText task={task} />} />
            </Panel>
            <Panel title={tell('logs.archive.sealed')}>
              {data.unreadable !== undefined && (
                <ErrorState
                  title={tell('logs.archive.unreadable')}
                  cause={data.unreadable}
                  cure={tell('logs.task.broken.cure')}
                />
              )}
              {data.sealed && <SealedFacts sealed={data.sealed} />}
              <Files archive={data} query={query} />
            </Panel>
            {data.sealed && <Signed archive={data} sealed={data.sealed} />}
            {data.sealed && <StampsPanel stamps={data.stamps} />}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function WholeText({ task }: { readonly task: LogTask & { readonly endedAt: string } }): ReactNode {
  const { lang, tell } = useLanguage();
  const { events = 0, segments = 0, compared = 0, waiting = 0, clockTurnedBack = 0 } = task.numbers;
  const { collectors = 0, elsewhere = 0, earlier = 0, stamps = 0 } = task.numbers;
  if (task.outcome === 'empty')
    return <p role="status">{tell('logs.archive.empty', { time: task.endedAt })}</p>;
  return (
    <>
      <p role="status">
        <strong>{tell('logs.archive.whole', { time: task.endedAt, events, segments })}</strong>
      </p>
      {task.told && (
        <p role="alert">
          <strong>{task.told[lang]}</strong>
        </p>
      )}
      <p>{tell(compared > 0 ? 'logs.archive.compared' : 'logs.archive.uncompared', { compared })}</p>
      {stamps > 0 && <p>{tell('logs.archive.stamped', { stamps })}</p>}
      {collectors > 0 && (
        <p>
          {tell(earlier > 0 ? 'logs.archive.inStore.part' : 'logs.archive.inStore', {
            ...{ collectors, elsewhere, earlier },
          })}
        </p>
      )}
      {waiting > 0 && <p>{tell('logs.archive.waiting', { waiting })}</p>}
      {clockTurnedBack > 0 && <p>{tell('logs.archive.clock', { count: clockTurnedBack })}</p>}
    </>
  );
}

type Sealed = NonNullable<LogArchive['sealed']>;

function SealedFacts({ sealed }: { readonly sealed: Sealed }): ReactNode {
  const { tell } = useLanguage();
  const { events, removed, files, bytes, days, from, to, sealedAt, store, collectors = [] } = sealed;
  return (
    <FactList
      facts={[
        ...(store !== undefined
          ? [
              {
                key: 'store',
                label: tell('logs.archive.store'),
                value: tell('logs.archive.store.of', { store, collectors: collectors.length }),
              },
            ]
          : []),
        {
          key: 'events',
          label: tell('logs.archive.events'),
          value: tell(removed > 0 ? 'logs.archive.events.removed' : 'logs.archive.events.all', {
            events,
            removed,
          }),
        },
        ...(from !== undefined && to !== undefined
          ? [
              {
                key: 'span',
                label: tell('logs.archive.span'),
                value: tell('logs.archive.span.days', { from, to, days }),
              },
            ]
          : []),
        {
          key: 'files',
          label: tell('logs.archive.files'),
          value: tell('logs.archive.files.size', { files, bytes }),
        },
        { key: 'sealed', label: tell('logs.archive.sealedAt'), value: <TimeText iso={sealedAt} /> },
      ]}
    />
  );
}

function Files(props: {
  readonly archive: LogArchive;
  readonly query: ReturnType<typeof logArchiveQuerySchema.parse>;
}): ReactNode {
  const { archive, query } = props;
  const { lang, tell } = useLanguage();
  const columns = useColumns(archive.sealed?.collectors !== undefined);
  if (archive.counts.all === 0)
    return <EmptyState title={tell('logs.archive.nothing')} why={tell('logs.archive.nothing.why')} />;
  return (
    <>
      <PresetLinks
        label={tell('logs.archive.kinds')}
        name="kind"
        current={query.kind}
        presets={(['all', ...LOG_KIND_NAMES] as const).map((value) => ({
          value,
          label: value === 'all' ? tell('logs.all') : LOG_KIND_WORDS[value][lang],
          count: archive.counts[value],
        }))}
      />
      <PagedTable
        name="log-archive"
        caption={tell('logs.archive.caption')}
        count={tell('logs.archive.count', { count: archive.total })}
        columns={columns}
        rowKey={({ collector = '', entry, kind }) => `${collector}-${entry}-${kind}`}
        list={archive}
        at={query}
        empty={<EmptyState title={tell('filter.none')} why={tell('logs.archive.none.why')} />}
      />
    </>
  );
}

function useColumns(isShared: boolean): readonly Column<LogArchive['rows'][number]>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'entry',
      title: tell('logs.archive.entry'),
      isName: true,
      cell: ({ entry, collector }) => (
        <a href={entryFile(entry, collector)} download>
          {tell('logs.archive.entry.number', { entry })}
        </a>
      ),
    },
    ...(isShared
      ? [
          {
            key: 'collector',
            title: tell('logs.archive.collector'),
            cell: ({ collector = '' }: LogArchive['rows'][number]) => collector,
          },
        ]
      : []),
    { key: 'kind', title: tell('logs.kind'), cell: ({ kind }) => LOG_KIND_WORDS[kind][lang] },
    { key: 'from', title: tell('logs.archive.first'), cell: ({ from }) => <TimeText iso={from} /> },
    { key: 'to', title: tell('logs.heard'), cell: ({ to }) => <TimeText iso={to} /> },
    { key: 'events', title: tell('logs.dayEvents'), isNumber: true, cell: ({ events }) => events },
    {
      key: 'bytes',
      title: tell('logs.archive.size'),
      isNumber: true,
      cell: ({ bytes }) => fillTemplate('{bytes:bytes}', { bytes }, lang),
    },
    {
      key: 'state',
      title: tell('logs.state'),
      cell: ({ compacted }) => tell(compacted ? 'logs.archive.compacted' : 'logs.archive.asSealed'),
    },
  ];
}

type Tell = ReturnType<typeof useLanguage>['tell'];

/** Roots over the manifests: of a common store, those of each receiver. */
function rootFacts({ sha256, sm3, collectors = [] }: Sealed, tell: Tell) {
  const own = (key: string, label: string, value: string | undefined) =>
    value === undefined ? [] : [{ key, label, value: <code>{value}</code> }];
  return [
    ...own('sha256', tell('logs.archive.root.sha256'), sha256),
    ...own('sm3', tell('logs.archive.root.sm3'), sm3),
    ...collectors.map(({ name, entries, events, sha256: root }) => ({
      key: `collector-${name}`,
      label: name,
      value: (
        <>
          {tell('logs.archive.kept.one', { entries, last: events })} <code>{root}</code>
        </>
      ),
    })),
  ];
}

/** The signed head, and what an outsider needs to verify the archive without us. */
function Signed({ archive, sealed }: { readonly archive: LogArchive; readonly sealed: Sealed }): ReactNode {
  const { tell } = useLanguage();
  const { total, rows } = archive.checkpoints;
  const signed = (right: boolean) => tell(right ? 'logs.archive.signed' : 'logs.archive.unsigned');
  const [newest] = rows;
  return (
    <Panel title={tell('logs.archive.checkpoint')}>
      <p>{tell('logs.archive.checkpoint.what')}</p>
      <FactList
        facts={[
          { key: 'origin', label: tell('logs.archive.origin'), value: sealed.origin },
          { key: 'entries', label: tell('logs.archive.entries'), value: sealed.entries },
          ...rootFacts(sealed, tell),
          {
            key: 'ed25519',
            label: tell('logs.archive.by.ed25519'),
            value: signed(sealed.signatures.ed25519),
          },
          { key: 'sm2', label: tell('logs.archive.by.sm2'), value: signed(sealed.signatures.sm2) },
        ]}
      />
      <p>
        {newest && (
          <>
            <a href={sealed.collectors ? HEADS_FILE : checkpointFile(newest.id)} download>
              {tell('logs.archive.get.note')}
            </a>
            {'　'}
          </>
        )}
        <a href={VERIFIERS_FILE} download>
          {tell('logs.archive.get.keys')}
        </a>
      </p>
      <p>{tell('logs.archive.outside')}</p>
      <CopyLine
        text={`zhengdun logs verify ./logs --key verifiers.txt --head ${sealed.collectors ? 'heads' : 'head'}.note`}
      />
      <details>
        <summary>{tell('logs.archive.kept', { count: total })}</summary>
        <ul>
          {rows.map(({ id, at, entries, last }) => (
            <li key={id}>
              <a href={checkpointFile(id)} download>
                <TimeText iso={at} />
              </a>{' '}
              {tell('logs.archive.kept.one', { entries, last })}
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}
