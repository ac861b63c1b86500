import { APPLICATION_KIND_WORDS, APPLICATION_KINDS, type ApplicationKind } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useBeginOpening } from '../../api/openings.ts';
import { useUnits } from '../../api/registry.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField } from '../../components/forms/field.tsx';
import { type Picked, UnitPick } from '../../components/forms/pick.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 开始填报: which unit, what kind. Everything else is asked in the case itself. */
export function NewOpeningPage(): ReactNode {
  return <SignedIn permission="opening.apply">{() => <NewOpening />}</SignedIn>;
}

function NewOpening(): ReactNode {
  const { tell } = useLanguage();
  const units = useUnits({ page: 1, size: 20 });
  return (
    <PageFrame title={tell('openings.add')} lead={tell('openings.add.lead')}>
      <Answered answer={units}>
        {({ rows, total }) => <BeginForm only={total === 1 ? rows[0] : undefined} />}
      </Answered>
    </PageFrame>
  );
}

/** @param only the unit of whoever has one only: it is not asked for */
function BeginForm({ only }: { readonly only: Picked | undefined }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const begin = useBeginOpening();
  const [unit, setUnit] = useState(only);
  const [kind, setKind] = useState<ApplicationKind | ''>('');
  return (
    <ActForm
      label={tell('openings.add')}
      act={tell('openings.begin')}
      isPending={begin.isPending}
      error={begin.error}
      check={() => ({
        unit: unit ? undefined : tell('application.unit.missing'),
        kind: kind ? undefined : tell('openings.kind.missing'),
      })}
      onSubmit={() =>
        unit &&
        kind &&
        begin.mutate({ unitId: unit.id, kind }, { onSuccess: ({ id }) => navigate(`/openings/${id}`) })
      }
    >
      {(faults) => (
        <Panel title={tell('application.basic')}>
          <UnitPick
            id="unit"
            label={tell('register.unit')}
            fault={faults.unit}
            picked={unit}
            onPick={setUnit}
          />
          <ChoiceField
            id="kind"
            label={tell('register.kind')}
            fault={faults.kind}
            value={kind}
            values={APPLICATION_KINDS}
            words={APPLICATION_KIND_WORDS}
            none={tell('select.none')}
            onChange={setKind}
          />
        </Panel>
      )}
    </ActForm>
  );
}
