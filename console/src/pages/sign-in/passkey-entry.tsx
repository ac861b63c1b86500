import type { ReactNode } from 'react';
import { hasPasskeys } from '../../browser-passkeys.ts';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import styles from './passkey-entry.module.css';

/** Signing in by a passkey alone. Browsers that have none see nothing of it. */
export function PasskeyEntry(): ReactNode {
  const { tell } = useLanguage();
  if (!hasPasskeys()) return null;
  return (
    <Panel title={tell('passkey.title')}>
      <p className={styles.what}>{tell('passkey.entry')}</p>
      <PasskeyButton path="/session/passkey" act={tell('passkey.enter')} />
    </Panel>
  );
}
