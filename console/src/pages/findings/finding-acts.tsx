import type { FindingAct, FindingView } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAppeal, useAskDelay, useDecide, useRecheck, useWatch } from '../../api/findings.ts';
import { ActForm } from '../../components/act-form.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { AssignForm, isTerm } from './assign-form.tsx';
import styles from './finding-acts.module.css';

interface ActProps {
  readonly view: FindingView;
  readonly onDone: () => void;
}

/** What the reader may do now: a button each, and the form of the one that was chosen. */
export function FindingActs({ view }: { readonly view: FindingView }): ReactNode {
  const { tell } = useLanguage();
  const [chosen, setChosen] = useState<FindingAct>();
  const open = chosen && view.may.includes(chosen) ? chosen : undefined;
  // Who mends asks for a check first of all; otherwise the first that is offered.
  const primary = view.may.includes('recheck') ? 'recheck' : view.may[0];
  return (
    <>
      <div className={styles.acts}>
        {view.may.map((act) => (
          <Button
            key={act}
            type={act === primary && !open ? 'primary' : 'default'}
            aria-expanded={act === open}
            onClick={() => setChosen(act === open ? undefined : act)}
          >
            {tell(`finding.act.${act}`)}
          </Button>
        ))}
      </div>
      {open && <OneAct key={open} act={open} view={view} onDone={() => setChosen(undefined)} />}
    </>
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
      return <DelayForm {...props} />;
    case 'appeal':
      return <AppealForm {...props} />;
    case 'decide-delay':
      return <DecideForm {...props} plea="delay" />;
    case 'decide-appeal':
      return <DecideForm {...props} plea="appeal" />;
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

function DelayForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const delay = useAskDelay(view.id);
  const [days, setDays] = useState('');
  const [ground, setGround] = useState('');
  return (
    <ActForm
      label={tell('finding.act.delay')}
      act={tell('finding.act.delay')}
      isPending={delay.isPending}
      error={delay.error}
      check={() => ({
        days: isTerm(days) ? undefined : tell('finding.days.wrong'),
        ground: ground.trim() === '' ? tell('finding.ground.missing') : undefined,
      })}
      onSubmit={() => delay.mutate({ days: Number(days), ground: ground.trim() }, { onSuccess: onDone })}
    >
      {(faults) => (
        <>
          <TextField
            id="days"
            label={tell('finding.delay.days')}
            hint={tell('finding.delay.hint')}
            inputMode="numeric"
            maxLength={3}
            value={days}
            fault={faults.days}
            onChange={setDays}
          />
          <GroundField value={ground} onChange={setGround} fault={faults.ground} />
        </>
      )}
    </ActForm>
  );
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

interface GroundFormProps {
  readonly act: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (ground: string) => void;
}

/** An act that needs its ground and nothing else. */
function GroundForm({ act, isPending, error, onSubmit }: GroundFormProps): ReactNode {
  const { tell } = useLanguage();
  const [ground, setGround] = useState('');
  return (
    <ActForm
      label={act}
      act={act}
      isPending={isPending}
      error={error}
      check={() => ({ ground: ground.trim() === '' ? tell('finding.ground.missing') : undefined })}
      onSubmit={() => onSubmit(ground.trim())}
    >
      {(faults) => <GroundField value={ground} onChange={setGround} fault={faults.ground} />}
    </ActForm>
  );
}

function DecideForm({ view, plea, onDone }: ActProps & { readonly plea: 'delay' | 'appeal' }): ReactNode {
  const { tell } = useLanguage();
  const decide = useDecide(view.id);
  const [decision, setDecision] = useState<'grant' | 'refuse' | ''>('');
  const [ground, setGround] = useState('');
  return (
    <ActForm
      label={tell(`finding.act.decide-${plea}`)}
      act={tell('finding.decide')}
      isPending={decide.isPending}
      error={decide.error}
      fieldOf={{ 'refusal-ground-missing': 'ground' }}
      check={() => ({
        decision: decision === '' ? tell('finding.decision.missing') : undefined,
        ground: decision === 'refuse' && ground.trim() === '' ? tell('finding.ground.missing') : undefined,
      })}
      onSubmit={() =>
        decision !== '' && decide.mutate({ decision, ground: ground.trim() }, { onSuccess: onDone })
      }
    >
      {(faults) => (
        <>
          <SelectField
            id="decision"
            label={tell('finding.decision')}
            value={decision}
            options={(['grant', 'refuse'] as const).map((value) => ({
              value,
              label: tell(`finding.decision.${value}-${plea}`),
            }))}
            none={tell('select.none')}
            fault={faults.decision}
            onChange={setDecision}
          />
          <TextField
            id="ground"
            label={tell('finding.ground.refusal')}
            lines={3}
            maxLength={500}
            value={ground}
            fault={faults.ground}
            onChange={setGround}
          />
        </>
      )}
    </ActForm>
  );
}

function GroundField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault: string | undefined;
}): ReactNode {
  const { tell } = useLanguage();
  return <TextField id="ground" label={tell('finding.ground')} lines={3} maxLength={500} {...props} />;
}
