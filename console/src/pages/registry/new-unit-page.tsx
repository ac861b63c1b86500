import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useRegisterUnit } from '../../api/registry.ts';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './fields.module.css';
import { type Picked, UnitPick } from './pick.tsx';
import { type FormFault, type UnitDraft, UnitFields, unitFaults } from './unit-form.tsx';

/** 登记单位 */
export function NewUnitPage(): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<UnitDraft>({ name: '', kind: '', level: '', region: undefined });
  const [superior, setSuperior] = useState<Picked | undefined>();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const save = useRegisterUnit();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (save.isPending) return;
    const found = unitFaults(draft, tell);
    setFaults(found);
    const { name, kind, level, region } = draft;
    if (!kind || !level || !region || found.length > 0) return;
    save.mutate(
      {
        name,
        kind,
        level,
        regionCode: region.id,
        contacts: [],
        ...(superior && { superiorId: superior.id }),
      },
      { onSuccess: ({ id }) => navigate(`/units/${id}`) },
    );
  }
  return (
    <PageFrame title={tell('units.add')}>
      <form onSubmit={submit} noValidate>
        {faults.length > 0 && <ErrorSummary faults={faults} />}
        {save.error && <ActErrorState title={tell('unit.notSaved')} error={save.error} />}
        <Panel title={tell('application.basic')}>
          <UnitFields draft={draft} faults={faults} onChange={setDraft} />
          <UnitPick id="superior" label={tell('unit.superior')} picked={superior} onPick={setSuperior} />
        </Panel>
        <div className={styles.acts}>
          <Button type="primary" htmlType="submit" aria-disabled={save.isPending}>
            {save.isPending ? tell('form.submitting') : tell('application.save')}
          </Button>
        </div>
      </form>
    </PageFrame>
  );
}
