import { Button, QRCode } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useConfirmFactor, useFactorOffer, useTakeSession } from '../../api/session.ts';
import { ActForm } from '../../components/act-form.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { TextField } from '../../components/field.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { LoadingState, QueryErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './factor-page.module.css';
import { RecoveryCodes } from './recovery-codes.tsx';

/** 双因子登记: a picture for the telephone, its first code, and then the recovery codes, once. */
export function FactorPage(): ReactNode {
  const { tell } = useLanguage();
  const offer = useFactorOffer();
  const confirm = useConfirmFactor();
  const takeSession = useTakeSession();
  const [code, setCode] = useState('');
  const secret = useRef<HTMLElement>(null);
  if (confirm.data) {
    const { codes, session } = confirm.data;
    return (
      <PageFrame title={tell('codes.title')} lead={tell('codes.lead')}>
        <Panel title={tell('codes.list')}>
          <RecoveryCodes codes={codes} />
          <Button type="primary" onClick={() => takeSession(session)}>
            {tell('codes.saved')}
          </Button>
        </Panel>
      </PageFrame>
    );
  }
  return (
    <PageFrame title={tell('factor.title')} lead={tell('factor.lead')}>
      <Panel title={tell('factor.scan')}>
        {!offer.data && offer.error && <QueryErrorState error={offer.error} retry={offer.refetch} />}
        {!offer.data && !offer.error && <LoadingState />}
        {offer.data && (
          <div className={styles.scan}>
            <div role="img" aria-label={tell('factor.picture')} className={styles.picture}>
              <div aria-hidden="true">
                <QRCode
                  type="svg"
                  value={offer.data.uri}
                  size={188}
                  bordered={false}
                  color="#000"
                  bgColor="#fff"
                />
              </div>
            </div>
            <div className={styles.words}>
              <p>{tell('factor.how')}</p>
              <p className={styles.byHand}>{tell('factor.byHand')}</p>
              <p>
                <code ref={secret} className={styles.secret}>
                  {offer.data.secret}
                </code>{' '}
                <CopyButton source={secret} />
              </p>
            </div>
          </div>
        )}
      </Panel>
      <Panel title={tell('factor.confirm')}>
        <ActForm
          label={tell('factor.confirm')}
          act={tell('factor.act')}
          isPending={confirm.isPending}
          error={confirm.error}
          fieldOf={{ 'code-refused': 'code' }}
          check={() => ({ code: code.trim() ? undefined : tell('code.empty') })}
          onSubmit={() => confirm.mutate({ code })}
        >
          {(faults) => (
            <TextField
              id="code"
              label={tell('factor.code')}
              value={code}
              onChange={setCode}
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={10}
              fault={faults.code}
            />
          )}
        </ActForm>
      </Panel>
    </PageFrame>
  );
}
