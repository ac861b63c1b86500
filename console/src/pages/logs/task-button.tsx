import type { LogTasks } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLogTask } from '../../api/log-archive.ts';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface TaskButtonProps {
  readonly work: 'backup' | 'drill' | 'stamp';
  readonly tasks: LogTasks;
}

/** Has something done at once that is done by itself at its time; while it is under way, it says so. */
export function TaskButton({ work, tasks }: TaskButtonProps): ReactNode {
  const { tell } = useLanguage();
  const run = useLogTask(work);
  const runs = tasks.running !== undefined || run.isPending;
  return (
    <>
      {run.error && (
        <ActErrorState title={tell('form.notDone', { act: tell(`logs.${work}.now`) })} error={run.error} />
      )}
      <p>
        <Button aria-disabled={runs} onClick={() => !runs && run.mutate(undefined)}>
          {tell(runs ? `logs.${work}.runs` : `logs.${work}.now`)}
        </Button>
      </p>
    </>
  );
}
