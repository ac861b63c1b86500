import type { FindingAct, FindingView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useAppeal, useAskDelay, useDecide, useRecheck, useWatch } from '../../api/findings.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { DecideForm, DelayForm, GroundForm } from '../../components/forms/plea-forms.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { AssignForm } from './assign-form.tsx';

interface ActProps {
  readonly view: FindingView;
  readonly onDone: () => void;
}

/** What the reader may do now. Who mends asks for a check first of all; otherwise the first act that is offered is. */
export function FindingActs({ view }: { readonly view: FindingView }): ReactNode {
  const { tell } = useLanguage();
  return (
    <ActMenu
      acts={view.may.map((value) => ({ value, label: tell(`finding.act.${value}`) }))}
      primary={view.may.includes('recheck') ? 'recheck' : view.may[0]}
      formOf={(act, onDone) => <OneAct act={act} view={view} onDone={onDone} />}
    />
  );
}

function OneAct({ act, ...props }: ActProps & { readonly act: FindingAct }): ReactNode {
  const { view, onDone } = props;
  switch (act) {
    case 'assign':
      return <AssignForm unit={view.unit.id} ids={[view.id]} onDone={onDone} />;
    case 'recheck':
      return <RecheckForm {...props} />;
    case 'delay':
      return <AskDelay {...props} />;
    case 'appeal':
      return <AppealForm {...props} />;
    case 'decide-delay':
      return <Decide {...props} plea="delay" />;
    case 'decide-appeal':
      return <Decide {...props} plea="appeal" />;
    case 'watch':
      return <WatchForm {...props} on />;
    case 'unwatch':
      return <WatchForm {...props} on={false} />;
  }
}

function RecheckForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const recheck = useRecheck(view.id);
  return (
    <ActForm
      label={tell('finding.act.recheck')}
      act={tell('finding.act.recheck')}
      isPending={recheck.isPending}
      error={recheck.error}
      check={() => ({})}
      onSubmit={() => recheck.mutate(undefined, { onSuccess: onDone })}
    >
      {() => <p>{tell('finding.recheck.what')}</p>}
    </ActForm>
  );
}

function AskDelay({ view, onDone }: ActProps): ReactNode {
  const delay = useAskDelay(view.id);
  return <DelayForm {...delay} onSubmit={(asked) => delay.mutate(asked, { onSuccess: onDone })} />;
}

function AppealForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const appeal = useAppeal(view.id);
  return (
    <GroundForm
      act={tell('finding.act.appeal')}
      {...appeal}
      onSubmit={(ground) => appeal.mutate({ ground }, { onSuccess: onDone })}
    />
  );
}

function WatchForm({ view, on, onDone }: ActProps & { readonly on: boolean }): ReactNode {
  const { tell } = useLanguage();
  const watch = useWatch(view.id);
  return (
    <GroundForm
      act={tell(on ? 'finding.act.watch' : 'finding.act.unwatch')}
      {...watch}
      onSubmit={(ground) => watch.mutate({ on, ground }, { onSuccess: onDone })}
    />
  );
}

function Decide({ view, plea, onDone }: ActProps & { readonly plea: 'delay' | 'appeal' }): ReactNode {
  const { tell } = useLanguage();
  const decide = useDecide(view.id);
  return (
    <DecideForm
      label={tell(`finding.act.decide-${plea}`)}
      options={{
        grant: tell(`finding.grant.${plea}`),
        refuse: tell(`finding.refuse.${plea}`),
      }}
      {...decide}
      onSubmit={(decided) => decide.mutate(decided, { onSuccess: onDone })}
    />
  );
}
