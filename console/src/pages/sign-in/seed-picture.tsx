import type { FactorOffer } from '@zhengdun/contract';
import { lazy, type ReactNode, Suspense, useRef } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './factor-page.module.css';

/** Nobody but who sets up a second factor needs what draws it. */
const SeedCode = lazy(async () => ({ default: (await import('./seed-code.tsx')).SeedCode }));

/** The key of a telephone's codes: as a picture to scan, and to type. */
export function SeedPicture({ offer }: { readonly offer: FactorOffer }): ReactNode {
  const { tell } = useLanguage();
  const secret = useRef<HTMLElement>(null);
  return (
    <div className={styles.scan}>
      <div role="img" aria-label={tell('factor.picture')} className={styles.picture}>
        <div aria-hidden="true">
          <Suspense fallback={null}>
            <SeedCode uri={offer.uri} />
          </Suspense>
        </div>
      </div>
      <div className={styles.words}>
        <p>{tell('factor.how')}</p>
        <p className={styles.byHand}>{tell('factor.byHand')}</p>
        <p>
          <code ref={secret} className={styles.secret}>
            {offer.secret}
          </code>{' '}
          <CopyButton source={secret} />
        </p>
      </div>
    </div>
  );
}
