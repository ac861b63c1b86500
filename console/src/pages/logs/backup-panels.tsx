import type { LogRetention, LogTask } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { CopyLine } from '../../components/copy-line.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { TaskButton } from './task-button.tsx';
import { TaskText } from './task-text.tsx';

/** 备份 and 恢复演练: where to, when, what came of it last, and a button for each. */
export function BackupPanels({ retention }: { readonly retention: LogRetention }): ReactNode {
  const { tell } = useLanguage();
  const { place, hour, drillDays, backup, drill, may } = retention;
  if (place === undefined)
    return (
      <Panel title={tell('logs.backup')}>
        <p>
          <strong>{tell('logs.backup.unset')}</strong>
        </p>
        <p>{tell('logs.backup.unset.how')}</p>
        <CopyLine text="ZHENGDUN_LOG_BACKUP=/mnt/backup/logs" />
      </Panel>
    );
  return (
    <>
      <Panel title={tell('logs.backup')}>
        <TaskText tasks={backup} good={(task) => <p>{backupText(task, tell)}</p>} />
        <FactList
          facts={[
            { key: 'place', label: tell('logs.backup.place'), value: place },
            { key: 'when', label: tell('logs.backup.when'), value: tell('logs.backup.daily', { hour }) },
          ]}
        />
        {may && <TaskButton work="backup" tasks={backup} />}
      </Panel>
      <Panel title={tell('logs.drill')}>
        <TaskText tasks={drill} good={(task) => <p>{drillText(task, tell)}</p>} />
        <FactList facts={[...drillFacts(drill.last, tell), everyFact(drillDays, tell)]} />
        {may && <TaskButton work="drill" tasks={drill} />}
      </Panel>
    </>
  );
}

type Tell = ReturnType<typeof useLanguage>['tell'];
type EndedTask = LogTask & { readonly endedAt: string };

function backupText({ endedAt, outcome, numbers }: EndedTask, tell: Tell): string {
  if (outcome === 'empty') return tell('logs.backup.empty', { time: endedAt });
  const { events = 0, files = 0, bytes = 0, kept = 0 } = numbers;
  return tell('logs.backup.done', { time: endedAt, events, files, bytes, kept });
}

function drillText({ endedAt, outcome, numbers }: EndedTask, tell: Tell): string {
  if (outcome === 'empty') return tell('logs.drill.empty', { time: endedAt });
  const { events = 0, files = 0, bytes = 0 } = numbers;
  return tell('logs.drill.done', { time: endedAt, events, files, bytes });
}

const MINUTE_MS = 60_000;

function drillFacts(last: LogTask | undefined, tell: Tell) {
  const { lostMs, tookMs } = last?.numbers ?? {};
  return [
    ...(tookMs === undefined
      ? []
      : [
          {
            key: 'rto',
            label: tell('logs.drill.rto'),
            value: tell('logs.drill.seconds', { seconds: Math.max(1, Math.round(tookMs / 1_000)) }),
          },
        ]),
    ...(lostMs === undefined
      ? []
      : [
          {
            key: 'rpo',
            label: tell('logs.drill.rpo'),
            value: tell('logs.drill.minutes', { minutes: Math.ceil(lostMs / MINUTE_MS) }),
          },
        ]),
  ];
}

const everyFact = (days: number, tell: Tell) => ({
  key: 'when',
  label: tell('logs.backup.when'),
  value: days === 1 ? tell('logs.drill.daily') : tell('logs.drill.every', { days }),
});
