import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useSecondFactor, useSignOut } from '../../api/session.ts';
import { ActForm } from '../../components/act-form.tsx';
import { TextField } from '../../components/field.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** The second step of signing in: the code of the telephone, or a recovery code. */
export function SecondFactorPage(): ReactNode {
  const { tell } = useLanguage();
  const [code, setCode] = useState('');
  const enter = useSecondFactor();
  const leave = useSignOut();
  return (
    <PageFrame title={tell('code.title')} lead={tell('code.lead')}>
      <Panel title={tell('code.form')}>
        <ActForm
          label={tell('code.form')}
          act={tell('code.act')}
          isPending={enter.isPending}
          error={enter.error}
          fieldOf={{ 'code-refused': 'code' }}
          check={() => ({ code: code.trim() ? undefined : tell('code.empty') })}
          onSubmit={() => enter.mutate({ code })}
          more={<Button onClick={() => leave.mutate(undefined)}>{tell('code.leave')}</Button>}
        >
          {(faults) => (
            <TextField
              id="code"
              label={tell('code.label')}
              hint={tell('code.hint')}
              value={code}
              onChange={setCode}
              autoComplete="one-time-code"
              maxLength={40}
              fault={faults.code}
            />
          )}
        </ActForm>
      </Panel>
    </PageFrame>
  );
}
