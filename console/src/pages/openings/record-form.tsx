import { OPENING_STEP_WORDS, type OpeningStepView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useRecordStep } from '../../api/openings.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { type Attached, DocumentFields } from '../papers/document-fields.tsx';
import styles from './opening-page.module.css';

/** 登记办理结果 of a step that was done outside: days, number, who gave it, where the receipt is kept. */
export function RecordForm(props: {
  readonly id: string;
  readonly unit: string;
  readonly step: OpeningStepView;
  /** unfolded: it is what comes next */
  readonly open: boolean;
}): ReactNode {
  const { id, unit, step, open } = props;
  const { lang, tell } = useLanguage();
  const record = useRecordStep(id, step.step);
  const [typed, setTyped] = useState({
    appliedOn: step.record?.appliedOn ?? '',
    doneOn: step.record?.doneOn ?? '',
    number: step.record?.number ?? '',
    issuer: step.record?.issuer ?? '',
    receipt: step.record?.receipt ?? '',
  });
  const there = step.record?.document;
  // One scan: the one that was chosen last.
  const [scans, setScans] = useState<readonly Attached[]>(there ? [there] : []);
  const scan = scans[scans.length - 1];
  const fieldId = (name: string): string => `${step.step}-${name}`;
  const change = (name: keyof typeof typed) => (value: string) => setTyped({ ...typed, [name]: value });
  const { appliedOn, ...rest } = typed;
  const facts = {
    ...rest,
    ...(appliedOn !== '' && { appliedOn }),
    ...(scan && { documentId: scan.id }),
  };
  return (
    <details className={styles.fold} open={open}>
      <summary>{tell(step.record ? 'opening.record.again' : 'opening.record')}</summary>
      <ActForm
        label={tell('opening.record.of', { step: OPENING_STEP_WORDS[step.step][lang] })}
        act={tell('opening.record.act')}
        isPending={record.isPending}
        error={record.error}
        fieldOf={{
          'opening-day-wrong': fieldId('doneOn'),
          'opening-number-missing': fieldId('number'),
        }}
        check={() => ({
          [fieldId('doneOn')]: typed.doneOn === '' ? tell('opening.record.day.missing') : undefined,
          [fieldId('number')]:
            step.asks.includes('number') && typed.number.trim() === ''
              ? tell('opening.record.number.missing')
              : undefined,
        })}
        onSubmit={() => record.mutate(facts)}
      >
        {(faults) => (
          <>
            {step.step !== 'online' && (
              <TextField
                id={fieldId('appliedOn')}
                type="date"
                label={tell('opening.record.applied')}
                hint={tell('opening.optional')}
                value={appliedOn}
                onChange={change('appliedOn')}
              />
            )}
            <TextField
              id={fieldId('doneOn')}
              type="date"
              label={tell(step.step === 'online' ? 'opening.record.online' : 'opening.record.done')}
              fault={faults[fieldId('doneOn')]}
              value={typed.doneOn}
              onChange={change('doneOn')}
            />
            {step.asks.map((name) => (
              <TextField
                key={name}
                id={fieldId(name)}
                label={tell(`opening.record.ask.${name}`)}
                fault={faults[fieldId(name)]}
                {...(name !== 'number' && { hint: tell('opening.optional') })}
                value={typed[name]}
                maxLength={name === 'receipt' ? 200 : 120}
                onChange={change(name)}
              />
            ))}
            {step.asks.includes('receipt') && (
              <DocumentFields
                id={fieldId('scan')}
                label={tell('opening.record.scan')}
                unit={unit}
                documents={scan ? [scan] : []}
                fault={faults[fieldId('scan')]}
                onChange={setScans}
              />
            )}
          </>
        )}
      </ActForm>
    </details>
  );
}
