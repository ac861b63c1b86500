import type { ReactNode } from 'react';
import { hasPasskeys } from '../../browser-passkeys.ts';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/** The second step of signing in by a passkey. */
export function PasskeyFactor(): ReactNode {
  const { tell } = useLanguage();
  return (
    <Panel title={tell('passkey.title')}>
      {hasPasskeys() ? (
        <PasskeyButton path="/session/second-factor/passkey" act={tell('passkey.finish')} isPrimary />
      ) : (
        <p>{tell('passkey.unseen')}</p>
      )}
    </Panel>
  );
}
