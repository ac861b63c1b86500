import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useRegisterUnit } from '../../api/registry.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { type Picked, UnitPick } from '../../components/forms/pick.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { type UnitDraft, UnitFields, unitFaults } from './unit-form.tsx';

/** 登记单位 */
export function NewUnitPage(): ReactNode {
  return <SignedIn permission="unit.manage">{() => <NewUnit />}</SignedIn>;
}

function NewUnit(): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<UnitDraft>({ name: '', kind: '', level: '', region: undefined });
  const [superior, setSuperior] = useState<Picked | undefined>();
  const save = useRegisterUnit();
  function submit(): void {
    const { name, kind, level, region } = draft;
    if (!kind || !level || !region) return;
    const given = { name, kind, level, regionCode: region.id, contacts: [] };
    save.mutate(superior ? { ...given, superiorId: superior.id } : given, {
      onSuccess: ({ id }) => navigate(`/units/${id}`),
    });
  }
  return (
    <PageFrame title={tell('units.add')}>
      <ActForm
        label={tell('units.add')}
        act={tell('application.save')}
        isPending={save.isPending}
        error={save.error}
        check={() => unitFaults(draft, tell)}
        onSubmit={submit}
      >
        {(faults) => (
          <Panel title={tell('application.basic')}>
            <UnitFields draft={draft} faults={faults} onChange={setDraft} />
            <UnitPick id="superior" label={tell('unit.superior')} picked={superior} onPick={setSuperior} />
          </Panel>
        )}
      </ActForm>
    </PageFrame>
  );
}
