import type { CheckView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useCheck } from '../../api/checks.ts';
import { useTakeOver } from '../../api/registry.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { type UnitDraft, UnitFields, unitFaults } from './unit-form.tsx';

/** 登记到台账: everything comes from the check; four facts about the unit are asked. */
export function TakeOverPage(): ReactNode {
  return <SignedIn permission="application.manage">{() => <TakeOver />}</SignedIn>;
}

function TakeOver(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const check = useCheck(id);
  return (
    <PageFrame title={tell('takeOver.title')} lead={tell('takeOver.lead')}>
      <Answered answer={check} lines={6}>
        {(view) => <Form view={view} />}
      </Answered>
    </PageFrame>
  );
}

function Form({ view }: { readonly view: CheckView }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const { unit } = view;
  const [draft, setDraft] = useState<UnitDraft>({
    name: unit.name ?? '',
    kind: unit.kind ?? '',
    level: unit.level ?? '',
    region: undefined,
  });
  const save = useTakeOver();
  function submit(): void {
    const { name, kind, level, region } = draft;
    if (!kind || !level || !region) return;
    save.mutate(
      { checkId: view.id, unitName: name, unitKind: kind, unitLevel: level, regionCode: region.id },
      { onSuccess: (created) => navigate(`/applications/${created.id}`) },
    );
  }
  return (
    <ActForm
      label={tell('takeOver.title')}
      act={tell('takeOver.act')}
      isPending={save.isPending}
      error={save.error}
      check={() => unitFaults(draft, tell)}
      onSubmit={submit}
    >
      {(faults) => (
        <>
          <Panel title={tell('takeOver.site')}>
            <p>{tell('grammar.pair', { site: view.siteName ?? view.displayHost, url: view.url })}</p>
          </Panel>
          <Panel title={tell('takeOver.unit')}>
            <UnitFields draft={draft} faults={faults} onChange={setDraft} />
          </Panel>
        </>
      )}
    </ActForm>
  );
}
