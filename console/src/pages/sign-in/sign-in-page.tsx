import { type ReactNode, useState } from 'react';
import { useSignIn } from '../../api/session.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { DemoEntry } from './demo-entry.tsx';
import { OutsideEntry } from './outside-entry.tsx';
import { PasskeyEntry } from './passkey-entry.tsx';

interface SignInPageProps {
  /** whether there is an administrator to sign in */
  readonly claimed: boolean;
  /** an invented city, where one enters as somebody of it */
  readonly demo: boolean;
}

/** 登录: user name and password. */
export function SignInPage({ claimed, demo }: SignInPageProps): ReactNode {
  const { tell } = useLanguage();
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  return (
    <PageFrame title={tell('signIn.title')} lead={tell(claimed ? 'signIn.lead' : 'signIn.unclaimed')}>
      {demo && <DemoEntry />}
      <Panel title={tell('signIn.form')}>
        <ActForm
          label={tell('signIn.form')}
          act={tell('signIn.act')}
          isPending={signIn.isPending}
          error={signIn.error}
          fieldOf={{ 'sign-in-refused': 'password' }}
          check={() => ({
            loginName: loginName.trim() ? undefined : tell('signIn.name.empty'),
            password: password ? undefined : tell('signIn.password.empty'),
          })}
          onSubmit={() => signIn.mutate({ loginName, password })}
        >
          {(faults) => (
            <>
              <TextField
                id="loginName"
                label={tell('signIn.name')}
                value={loginName}
                onChange={setLoginName}
                autoComplete="username"
                fault={faults.loginName}
              />
              <TextField
                id="password"
                type="password"
                label={tell('signIn.password')}
                value={password}
                onChange={setPassword}
                autoComplete="current-password"
                fault={faults.password}
              />
            </>
          )}
        </ActForm>
      </Panel>
      {claimed && <OutsideEntry />}
      {claimed && <PasskeyEntry />}
    </PageFrame>
  );
}
