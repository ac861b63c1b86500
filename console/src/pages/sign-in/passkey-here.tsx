import type { ReactNode } from 'react';
import { passkeyCure } from '../../browser-passkeys.ts';
import { useLanguage } from '../../locales/language.tsx';

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
