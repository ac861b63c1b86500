import { LONGEST_TERM } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { ActForm } from './act-form.tsx';
import { SelectField, TextField } from './field.tsx';

/** What an act is asked and answered by. */
interface ActState {
  readonly isPending: boolean;
  readonly error: Error | null;
}

interface GroundFormProps extends ActState {
  readonly act: string;
  /** what the act does, before it is done */
  readonly lead?: string;
  readonly onSubmit: (ground: string) => void;
}

/** An act that needs its ground and nothing else. */
export function GroundForm({ act, lead, isPending, error, onSubmit }: GroundFormProps): ReactNode {
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
      {(faults) => (
        <>
          {lead && <p>{lead}</p>}
          <GroundField value={ground} onChange={setGround} fault={faults.ground} />
        </>
      )}
    </ActForm>
  );
}

interface DelayFormProps extends ActState {
  readonly onSubmit: (delay: { days: number; ground: string }) => void;
}

/** 申请延期: working days more, with the ground. */
export function DelayForm({ isPending, error, onSubmit }: DelayFormProps): ReactNode {
  const { tell } = useLanguage();
  const [days, setDays] = useState('');
  const [ground, setGround] = useState('');
  return (
    <ActForm
      label={tell('finding.act.delay')}
      act={tell('finding.act.delay')}
      isPending={isPending}
      error={error}
      check={() => ({
        days: isTerm(days) ? undefined : tell('finding.days.wrong'),
        ground: ground.trim() === '' ? tell('finding.ground.missing') : undefined,
      })}
      onSubmit={() => onSubmit({ days: Number(days), ground: ground.trim() })}
    >
      {(faults) => (
        <>
          <DaysField
            label={tell('finding.delay.days')}
            hint={tell('finding.delay.hint')}
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

interface DecideFormProps extends ActState {
  readonly label: string;
  readonly options: Readonly<Record<'grant' | 'refuse', string>>;
  readonly onSubmit: (decided: { decision: 'grant' | 'refuse'; ground: string }) => void;
}

/** The decision on a request: a refusal tells its ground. */
export function DecideForm({ label, options, isPending, error, onSubmit }: DecideFormProps): ReactNode {
  const { tell } = useLanguage();
  const [decision, setDecision] = useState<'grant' | 'refuse' | ''>('');
  const [ground, setGround] = useState('');
  return (
    <ActForm
      label={label}
      act={tell('finding.decide')}
      isPending={isPending}
      error={error}
      fieldOf={{ 'refusal-ground-missing': 'ground' }}
      check={() => ({
        decision: decision === '' ? tell('finding.decision.missing') : undefined,
        ground: decision === 'refuse' && ground.trim() === '' ? tell('finding.ground.missing') : undefined,
      })}
      onSubmit={() => decision !== '' && onSubmit({ decision, ground: ground.trim() })}
    >
      {(faults) => (
        <>
          <SelectField
            id="decision"
            label={tell('finding.decision')}
            value={decision}
            options={(['grant', 'refuse'] as const).map((value) => ({ value, label: options[value] }))}
            none={tell('select.none')}
            fault={faults.decision}
            onChange={setDecision}
          />
          <GroundField
            label={tell('finding.ground.refusal')}
            value={ground}
            fault={faults.ground}
            onChange={setGround}
          />
        </>
      )}
    </ActForm>
  );
}

interface FieldProps {
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault: string | undefined;
}

function GroundField({ label, ...props }: FieldProps): ReactNode {
  const { tell } = useLanguage();
  return (
    <TextField id="ground" label={label ?? tell('finding.ground')} lines={3} maxLength={500} {...props} />
  );
}

/** A number of working days. */
export function DaysField(props: FieldProps & { readonly label: string; readonly hint: string }): ReactNode {
  return <TextField id="days" inputMode="numeric" maxLength={3} {...props} />;
}

/** Whether a text is a term that may be set, in working days. */
export function isTerm(text: string): boolean {
  return /^[0-9]{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= LONGEST_TERM;
}
