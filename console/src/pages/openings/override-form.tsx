import { type ReactNode, useState } from 'react';
import { useOverride } from '../../api/openings.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';

/** 负责人书面批准: the ground and the paper. */
export function OverrideForm(props: { readonly id: string; readonly subject: string }): ReactNode {
  const { id, subject } = props;
  const { tell } = useLanguage();
  const override = useOverride(id);
  const [ground, setGround] = useState('');
  const [paper, setPaper] = useState('');
  return (
    <details className={styles.fold}>
      <summary>{tell('opening.override')}</summary>
      <ActForm
        label={tell('opening.override')}
        act={tell('opening.override.act')}
        isPending={override.isPending}
        error={override.error}
        check={() => ({
          [`${subject}-ground`]: ground.trim() === '' ? tell('opening.ground.missing') : undefined,
          [`${subject}-paper`]: paper.trim() === '' ? tell('opening.paper.missing') : undefined,
        })}
        onSubmit={() => override.mutate({ subject, ground, paper })}
      >
        {(faults) => (
          <>
            <TextField
              id={`${subject}-ground`}
              label={tell('opening.ground')}
              fault={faults[`${subject}-ground`]}
              value={ground}
              lines={3}
              maxLength={1000}
              onChange={setGround}
            />
            <TextField
              id={`${subject}-paper`}
              label={tell('opening.override.paper')}
              fault={faults[`${subject}-paper`]}
              value={paper}
              maxLength={120}
              onChange={setPaper}
            />
          </>
        )}
      </ActForm>
    </details>
  );
}
