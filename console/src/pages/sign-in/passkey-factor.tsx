import { Button } from 'antd';
import type { ReactNode } from 'react';
import { usePasskeyEntry } from '../../api/passkeys.ts';
import { hasPasskeys } from '../../browser-passkeys.ts';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PasskeyHere } from './passkey-entry.tsx';

/** The second step of signing in by a passkey. */
export function PasskeyFactor(): ReactNode {
  const { tell } = useLanguage();
  const enter = usePasskeyEntry('/session/second-factor/passkey');
  return (
    <Panel title={tell('passkey.title')}>
      {hasPasskeys() ? (
        <PasskeyHere>
          {enter.error && (
            <ActErrorState
              title={tell('form.notDone', { act: tell('passkey.finish') })}
              error={enter.error}
            />
          )}
          <Button type="primary" onClick={() => enter.mutate()} disabled={enter.isPending}>
            {tell('passkey.finish')}
          </Button>
        </PasskeyHere>
      ) : (
        <p>{tell('passkey.unseen')}</p>
      )}
    </Panel>
  );
}
