import { Button } from 'antd';
import type { ReactNode } from 'react';
import { usePasskeyEntry } from '../../api/passkeys.ts';
import { hasPasskeys, passkeyCure } from '../../browser-passkeys.ts';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './passkey-entry.module.css';

/** Signing in by a passkey alone. Browsers that have none see nothing of it. */
export function PasskeyEntry(): ReactNode {
  const { tell } = useLanguage();
  const enter = usePasskeyEntry('/session/passkey');
  if (!hasPasskeys()) return null;
  return (
    <Panel title={tell('passkey.title')}>
      <p className={styles.what}>{tell('passkey.entry')}</p>
      <PasskeyHere>
        {enter.error && (
          <ActErrorState title={tell('form.notDone', { act: tell('passkey.enter') })} error={enter.error} />
        )}
        <Button onClick={() => enter.mutate()} disabled={enter.isPending}>
          {tell('passkey.enter')}
        </Button>
      </PasskeyHere>
    </Panel>
  );
}

/** What takes a passkey – or, under an IP address, where passkeys can be had. */
export function PasskeyHere({ children }: { readonly children: ReactNode }): ReactNode {
  const { tell } = useLanguage();
  const cure = passkeyCure();
  if (!cure) return children;
  const { address } = cure;
  return (
    <p>
      {address ? tell('passkey.byAddress') : tell('passkey.byAddress.others')}{' '}
      {address && <a href={address}>{address}</a>}
    </p>
  );
}
