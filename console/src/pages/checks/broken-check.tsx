import type { CheckView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Panel } from '../../components/panel.tsx';
import { StepList } from '../../components/step-list.tsx';
import { ErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface BrokenCheckProps {
  readonly view: CheckView;
  readonly again: ReactNode;
}

/** A check that our own fault or a stop of the machine ended. A site that cannot be reached has a result instead. */
export function BrokenCheck({ view, again }: BrokenCheckProps): ReactNode {
  const { tell } = useLanguage();
  return (
    <>
      <ErrorState
        title={tell('check.broken.heading')}
        cause={view.failure ?? ''}
        kept={tell('check.broken.kept')}
        cure={tell('check.broken.cure')}
        act={again}
      />
      <Panel title={tell('check.steps')}>
        <StepList steps={view.steps} />
      </Panel>
    </>
  );
}
