import { type SmallUnit as Mode, SMALL_UNIT_MOST_DAYS } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useBeginSmallUnit, useEndSmallUnit, useSmallUnit } from '../../api/people.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { FoldedPanel } from '../../components/panel.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface SmallUnitProps {
  readonly id: string;
  /** whether who is signed in may begin, renew and end it */
  readonly mayAct: boolean;
}

/** 小单位模式: one person is system and security administrator, for a time and with a ground; the superior audits. */
export function SmallUnit({ id, mayAct }: SmallUnitProps): ReactNode {
  const { tell } = useLanguage();
  const mode = useSmallUnit(id);
  return (
    <FoldedPanel title={tell('smallUnit.title')}>
      <p>{tell('smallUnit.what')}</p>
      <Answered answer={mode}>
        {(view) => (
          <>
            <State view={view} />
            {mayAct && <Acts id={id} view={view} />}
          </>
        )}
      </Answered>
    </FoldedPanel>
  );
}

function State({ view }: { readonly view: Mode }): ReactNode {
  const { tell } = useLanguage();
  if (!view.running) return <p role="status">{tell('smallUnit.off')}</p>;
  const people = view.merged.join(tell('grammar.list')) || tell('application.none');
  return (
    <>
      <p role="status">{tell('smallUnit.on', { from: view.startsAt ?? '', until: view.endsAt ?? '' })}</p>
      <p>
        {tell('smallUnit.by', { approver: view.approver ?? '', reason: view.reason ?? '' })}
        {tell('smallUnit.people', { people })}
      </p>
    </>
  );
}

function Acts({ id, view }: { readonly id: string; readonly view: Mode }): ReactNode {
  const { tell } = useLanguage();
  const begin = useBeginSmallUnit(id);
  const end = useEndSmallUnit(id);
  const [endsOn, setEndsOn] = useState('');
  const [approver, setApprover] = useState('');
  const [reason, setReason] = useState('');
  const act = tell(view.running ? 'smallUnit.renew' : 'smallUnit.begin');
  return (
    <>
      <ActForm
        label={act}
        act={act}
        isPending={begin.isPending}
        error={begin.error}
        fieldOf={{ 'small-unit-end-refused': 'smallUnitEnd' }}
        check={() => ({
          smallUnitEnd: endsOn ? undefined : tell('smallUnit.end.empty'),
          smallUnitApprover: approver.trim() ? undefined : tell('smallUnit.approver.empty'),
          smallUnitReason: reason.trim() ? undefined : tell('smallUnit.reason.empty'),
        })}
        onSubmit={() => begin.mutate({ endsOn, approver, reason })}
        more={
          view.running && (
            <Button onClick={() => end.mutate(undefined)} aria-disabled={end.isPending}>
              {tell('smallUnit.stop')}
            </Button>
          )
        }
      >
        {(faults) => (
          <>
            <TextField
              id="smallUnitEnd"
              type="date"
              label={tell('smallUnit.end')}
              hint={tell('smallUnit.end.hint', { days: SMALL_UNIT_MOST_DAYS })}
              value={endsOn}
              onChange={setEndsOn}
              fault={faults.smallUnitEnd}
            />
            <TextField
              id="smallUnitApprover"
              label={tell('grant.approver')}
              value={approver}
              maxLength={60}
              onChange={setApprover}
              fault={faults.smallUnitApprover}
            />
            <TextField
              id="smallUnitReason"
              label={tell('grant.reason')}
              value={reason}
              onChange={setReason}
              fault={faults.smallUnitReason}
            />
          </>
        )}
      </ActForm>
      {end.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('smallUnit.stop') })} error={end.error} />
      )}
    </>
  );
}
