import type { FactorOffer } from '@zhengdun/contract';
import { QRCode } from 'antd';
import { type ReactNode, useRef } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './factor-page.module.css';

/** The key of a telephone's codes: as a picture to scan, and to type. */
export function SeedPicture({ offer }: { readonly offer: FactorOffer }): ReactNode {
  const { tell } = useLanguage();
  const secret = useRef<HTMLElement>(null);
  return (
    <div className={styles.scan}>
      <div role="img" aria-label={tell('factor.picture')} className={styles.picture}>
        <div aria-hidden="true">
          <QRCode type="svg" value={offer.uri} size={188} bordered={false} color="#000" bgColor="#fff" />
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
