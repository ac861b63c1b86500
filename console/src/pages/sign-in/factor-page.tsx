import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useFirstPasskey } from '../../api/passkeys.ts';
import { useConfirmFactor, useFactorOffer, useTakeSession } from '../../api/session.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { LoadingState, QueryErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { FirstCode } from './first-code.tsx';
import { FirstPasskey } from './first-passkey.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SeedPicture } from './seed-picture.tsx';

/** 双因子登记: codes of a telephone or a passkey, and then the recovery codes, once. */
export function FactorPage(): ReactNode {
  const { tell } = useLanguage();
  const offer = useFactorOffer();
  const confirm = useConfirmFactor();
  const passkey = useFirstPasskey();
  const takeSession = useTakeSession();
  const done = confirm.data ?? passkey.data;
  if (done) {
    const { codes, session } = done;
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
        {offer.data && <SeedPicture offer={offer.data} />}
      </Panel>
      <Panel title={tell('factor.confirm')}>
        <FirstCode
          id="code"
          isPending={confirm.isPending}
          error={confirm.error}
          onConfirm={(code) => confirm.mutate({ code })}
        />
      </Panel>
      <FirstPasskey
        isPending={passkey.isPending}
        error={passkey.error}
        onMake={(name) => passkey.mutate({ name })}
      />
    </PageFrame>
  );
}
