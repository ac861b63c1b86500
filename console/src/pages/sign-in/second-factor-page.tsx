import type { SessionView } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useSecondFactor, useSignOut } from '../../api/session.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PasskeyFactor } from './passkey-factor.tsx';

interface SecondFactorPageProps {
  readonly factors: NonNullable<SessionView['factors']>;
}

/** The second step of signing in: a passkey, the code of the telephone, or a recovery code. */
export function SecondFactorPage({ factors }: SecondFactorPageProps): ReactNode {
  const { tell } = useLanguage();
  const [code, setCode] = useState('');
  const hasCodes = factors.includes('code');
  const enter = useSecondFactor();
  const leave = useSignOut();
  return (
    <PageFrame title={tell('code.title')} lead={tell('code.lead')}>
      {factors.includes('passkey') && <PasskeyFactor />}
      <Panel title={tell(hasCodes ? 'code.form' : 'code.form.recovery')}>
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
              label={tell(hasCodes ? 'code.label' : 'code.form.recovery')}
              hint={hasCodes ? tell('code.hint') : tell('code.hint.recovery')}
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
