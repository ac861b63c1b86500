import { EMPLOYMENT_WORDS, EMPLOYMENTS, type Employment, type PersonView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useConfirmEmployment } from '../../api/people.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** Personnel has confirmed how somebody is employed, on a day. */
export function ConfirmEmployment({ person }: { readonly person: PersonView }): ReactNode {
  const { lang, tell } = useLanguage();
  const confirm = useConfirmEmployment();
  const [employment, setEmployment] = useState<Employment | ''>(person.employment);
  const [confirmedOn, setConfirmedOn] = useState('');
  return (
    <ActForm
      label={tell('employment.confirm')}
      act={tell('employment.confirm')}
      isPending={confirm.isPending}
      error={confirm.error}
      check={() => ({
        employment: employment ? undefined : tell('person.employment.empty'),
        confirmedOn: confirmedOn ? undefined : tell('employment.date.empty'),
      })}
      onSubmit={() =>
        confirm.mutate({ id: person.id, employment: employment || person.employment, confirmedOn })
      }
    >
      {(faults) => (
        <>
          <SelectField
            id="employment"
            label={tell('person.employment')}
            options={EMPLOYMENTS.map((value) => ({ value, label: EMPLOYMENT_WORDS[value].word[lang] }))}
            value={employment}
            onChange={setEmployment}
            fault={faults.employment}
          />
          <TextField
            id="confirmedOn"
            type="date"
            label={tell('employment.date')}
            value={confirmedOn}
            onChange={setConfirmedOn}
            fault={faults.confirmedOn}
          />
        </>
      )}
    </ActForm>
  );
}
