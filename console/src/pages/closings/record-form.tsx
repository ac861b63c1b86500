import { CLOSING_STEP_WORDS, type ClosingStepView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useRecordClosing } from '../../api/closings.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { type Attached, DocumentFields } from '../papers/document-fields.tsx';
import styles from './closing-page.module.css';

type How = 'done' | 'not-needed';

interface RecordFormProps {
  readonly id: string;
  readonly unit: string;
  readonly step: ClosingStepView;
  /** unfolded: it is what comes next */
  readonly open: boolean;
}

/** 登记办理结果 of a step that was done outside, with its proofs, or why it is none of this case. */
export function RecordForm({ id, unit, step, open }: RecordFormProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { record: there, asks, needsDocument, optional, inSystem, state } = step;
  const record = useRecordClosing(id, step.step);
  const mustBeNone = inSystem || state === 'waiting';
  const [how, setHow] = useState<How>(mustBeNone || state === 'not-needed' ? 'not-needed' : 'done');
  const [typed, setTyped] = useState({
    doneOn: there?.doneOn ?? '',
    number: there?.number ?? '',
    issuer: there?.issuer ?? '',
    ground: there?.ground ?? '',
  });
  const [documents, setDocuments] = useState<readonly Attached[]>(there?.documents ?? []);
  const fieldId = (name: string): string => `${step.step}-${name}`;
  const change = (name: keyof typeof typed) => (value: string) => setTyped({ ...typed, [name]: value });
  const { doneOn, number, issuer, ground } = typed;
  const choices: readonly How[] = mustBeNone ? ['not-needed'] : ['done', 'not-needed'];
  function faultsNow(): Record<string, string | undefined> {
    if (how === 'not-needed')
      return { [fieldId('ground')]: ground.trim() === '' ? tell('opening.ground.missing') : undefined };
    return {
      [fieldId('doneOn')]: doneOn === '' ? tell('opening.record.day.missing') : undefined,
      [fieldId('documents')]:
        needsDocument && documents.length === 0 ? tell('closing.documents.missing') : undefined,
    };
  }
  return (
    <details className={styles.fold} open={open}>
      <summary>{tell(there ? 'opening.record.again' : 'opening.record')}</summary>
      <ActForm
        label={tell('opening.record.of', { step: CLOSING_STEP_WORDS[step.step][lang] })}
        act={tell('opening.record.act')}
        isPending={record.isPending}
        error={record.error}
        fieldOf={{
          'closing-day-wrong': fieldId('doneOn'),
          'closing-number-missing': fieldId('number'),
          'closing-document-missing': fieldId('documents'),
        }}
        check={faultsNow}
        onSubmit={() =>
          record.mutate(
            how === 'done'
              ? { how, number, issuer, doneOn, documents: documents.map((each) => each.id) }
              : { how, ground },
          )
        }
      >
        {(faults) => (
          <>
            {optional && (
              <SelectField
                id={fieldId('how')}
                label={tell('closing.how')}
                value={how}
                options={choices.map((value) => ({ value, label: tell(`closing.how.${value}`) }))}
                onChange={(value) => setHow(value || 'done')}
              />
            )}
            {how === 'not-needed' ? (
              <TextField
                id={fieldId('ground')}
                label={tell('opening.ground')}
                fault={faults[fieldId('ground')]}
                value={ground}
                lines={2}
                maxLength={500}
                onChange={change('ground')}
              />
            ) : (
              <>
                <TextField
                  id={fieldId('doneOn')}
                  type="date"
                  label={tell('opening.record.done')}
                  fault={faults[fieldId('doneOn')]}
                  value={doneOn}
                  onChange={change('doneOn')}
                />
                {asks.map((name) => (
                  <TextField
                    key={name}
                    id={fieldId(name)}
                    label={tell(name === 'number' ? 'opening.record.ask.number' : 'closing.issuer')}
                    fault={faults[fieldId(name)]}
                    value={typed[name]}
                    maxLength={120}
                    onChange={change(name)}
                  />
                ))}
                <DocumentFields
                  id={fieldId('documents')}
                  label={tell(needsDocument ? 'closing.documents.needed' : 'closing.documents')}
                  unit={unit}
                  documents={documents}
                  fault={faults[fieldId('documents')]}
                  onChange={(apply) => setDocuments(apply)}
                />
              </>
            )}
          </>
        )}
      </ActForm>
    </details>
  );
}
