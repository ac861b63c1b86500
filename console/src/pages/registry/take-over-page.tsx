import type { CheckView } from '@zhengdun/contract';
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useCheck } from '../../api/checks.ts';
import { useTakeOver } from '../../api/registry.ts';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState, LoadingState, QueryErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './fields.module.css';
import { type FormFault, type UnitDraft, UnitFields, unitFaults } from './unit-form.tsx';

/** 登记到台账: everything comes from the check; four facts about the unit are asked. */
export function TakeOverPage(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const { data, error, refetch } = useCheck(id);
  return (
    <PageFrame title={tell('takeOver.title')} lead={tell('takeOver.lead')}>
      {data ? (
        <Form view={data} />
      ) : error ? (
        <QueryErrorState error={error} retry={refetch} />
      ) : (
        <LoadingState lines={6} />
      )}
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
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const save = useTakeOver();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (save.isPending) return;
    const found = unitFaults(draft, tell);
    setFaults(found);
    const { name, kind, level, region } = draft;
    if (!kind || !level || !region || found.length > 0) return;
    save.mutate(
      { checkId: view.id, unitName: name, unitKind: kind, unitLevel: level, regionCode: region.id },
      { onSuccess: (created) => navigate(`/applications/${created.id}`) },
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      {faults.length > 0 && <ErrorSummary faults={faults} />}
      {save.error && <ActErrorState title={tell('application.notSaved')} error={save.error} />}
      <Panel title={tell('takeOver.site')}>
        <p>{tell('grammar.pair', { site: view.siteName ?? view.displayHost, url: view.url })}</p>
      </Panel>
      <Panel title={tell('takeOver.unit')}>
        <UnitFields draft={draft} faults={faults} onChange={setDraft} />
      </Panel>
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" aria-disabled={save.isPending}>
          {save.isPending ? tell('form.submitting') : tell('takeOver.act')}
        </Button>
      </div>
    </form>
  );
}
