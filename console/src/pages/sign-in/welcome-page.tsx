import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useLink, useLinkPassword } from '../../api/session.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { EmptyState, LoadingState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { passwordFault, useLinkToken } from './link-token.ts';

/** A person's own password, by the one-time link that a colleague has handed over. */
export function WelcomePage(): ReactNode {
  const { tell } = useLanguage();
  const token = useLinkToken();
  const link = useLink(token);
  const setPasswordBy = useLinkPassword();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  if (link.isPending) {
    return (
      <PageFrame title={tell('welcome.title')}>
        <LoadingState />
      </PageFrame>
    );
  }
  if (link.data?.kind !== 'person') {
    return (
      <PageFrame title={tell('welcome.title')}>
        <EmptyState title={tell('link.refused')} why={tell('welcome.refused.why')} />
      </PageFrame>
    );
  }
  const { name = '', loginName = '' } = link.data;
  return (
    <PageFrame title={tell('welcome.title')} lead={tell('welcome.lead', { name, loginName })}>
      <Panel title={tell('password.set')}>
        <ActForm
          label={tell('password.set')}
          act={tell('welcome.act')}
          isPending={setPasswordBy.isPending}
          error={setPasswordBy.error}
          fieldOf={{
            'password-too-short': 'password',
            'password-too-plain': 'password',
            'password-holds-name': 'password',
          }}
          check={() => ({ password: passwordFault(password, tell) })}
          onSubmit={() => setPasswordBy.mutate({ token, password }, { onSuccess: () => navigate('/desk') })}
        >
          {(faults) => (
            <TextField
              id="password"
              type="password"
              label={tell('signIn.password')}
              hint={tell('password.hint')}
              value={password}
              onChange={setPassword}
              autoComplete="new-password"
              fault={faults.password}
            />
          )}
        </ActForm>
      </Panel>
    </PageFrame>
  );
}
