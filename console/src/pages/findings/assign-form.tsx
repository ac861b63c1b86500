import { type ReactNode, useState } from 'react';
import { useAssign, useAssignees } from '../../api/findings.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { SelectField } from '../../components/forms/field.tsx';
import { DaysField, isTerm } from '../../components/forms/plea-forms.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface AssignFormProps {
  readonly unit: string;
  readonly ids: readonly string[];
  readonly onDone: () => void;
}

/** 指派: to somebody of the unit who may mend, with a term or without. */
export function AssignForm({ unit, ids, onDone }: AssignFormProps): ReactNode {
  const { tell } = useLanguage();
  const assignees = useAssignees(unit);
  const assign = useAssign();
  const [person, setPerson] = useState('');
  const [days, setDays] = useState('');
  return (
    <Answered answer={assignees} lines={2}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p>{tell('finding.person.none')}</p>
        ) : (
          <ActForm
            label={tell('finding.act.assign')}
            act={tell('finding.act.assign')}
            isPending={assign.isPending}
            error={assign.error}
            check={() => ({
              person: person === '' ? tell('finding.person.missing') : undefined,
              days: days === '' || isTerm(days) ? undefined : tell('finding.days.wrong'),
            })}
            onSubmit={() =>
              assign.mutate(
                { ids: [...ids], personId: person, ...(days !== '' && { days: Number(days) }) },
                { onSuccess: onDone },
              )
            }
          >
            {(faults) => (
              <>
                <SelectField
                  id="person"
                  label={tell('finding.person')}
                  value={person}
                  options={rows.map(({ id, name }) => ({ value: id, label: name }))}
                  none={tell('select.none')}
                  fault={faults.person}
                  onChange={setPerson}
                />
                <DaysField
                  label={tell('finding.days')}
                  hint={tell('finding.days.hint')}
                  value={days}
                  fault={faults.days}
                  onChange={setDays}
                />
              </>
            )}
          </ActForm>
        )
      }
    </Answered>
  );
}
