import type { LogTask, LogTasks } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { ErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface TaskTextProps {
  readonly tasks: LogTasks;
  /** in one sentence, what it came to where nothing is wrong */
  readonly good: (task: LogTask & { readonly endedAt: string }) => ReactNode;
}

/** What one kind of work came to last, how far it is now, and when it is next due. */
export function TaskText({ tasks, good }: TaskTextProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { last, running, next } = tasks;
  return (
    <>
      {last?.endedAt === undefined ? (
        <p>{tell('logs.task.never')}</p>
      ) : last.outcome === 'broken' || last.outcome === 'failed' ? (
        <ErrorState
          title={tell(`logs.task.${last.outcome}.${last.work}`, { time: last.endedAt })}
          cause={last.told?.[lang] ?? ''}
          cure={tell(`logs.task.${last.outcome}.cure`)}
        />
      ) : (
        good({ ...last, endedAt: last.endedAt })
      )}
      {running ? (
        <p role="status">{progressOf(running, tell)}</p>
      ) : (
        next !== undefined && <p>{tell('logs.task.next', { time: next })}</p>
      )}
    </>
  );
}

function progressOf({ startedAt, progress }: LogTask, tell: ReturnType<typeof useLanguage>['tell']): string {
  if (startedAt === undefined) return tell('logs.task.waits');
  if (!progress) return tell('logs.task.runs');
  return tell('logs.task.progress', { done: progress.done, of: progress.of });
}
