import type { LedgerView } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLedger, useVerifyLedger } from '../../api/auditing.ts';
import { CopyLine } from '../../components/copy-line.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 存证: whether the ledger is whole, and how to verify it without us. */
export function LedgerPage(): ReactNode {
  return <SignedIn permission="ledger.verify">{() => <Ledger />}</SignedIn>;
}

function Ledger(): ReactNode {
  const { tell } = useLanguage();
  const ledger = useLedger();
  const verify = useVerifyLedger();
  const running = ledger.data?.running === true;
  return (
    <PageFrame
      title={tell('ledger.title')}
      lead={tell('ledger.lead')}
      asOf={ledger.data?.asOf}
      acts={
        <Button
          type="primary"
          aria-disabled={running || verify.isPending}
          onClick={() => !running && verify.mutate(undefined)}
        >
          {tell(running ? 'ledger.running' : 'ledger.verify')}
        </Button>
      }
    >
      {verify.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('ledger.verify') })} error={verify.error} />
      )}
      <Panel title={tell('ledger.last')}>
        <Answered answer={ledger}>{(view) => <LastVerification view={view} />}</Answered>
      </Panel>
      <Panel title={tell('ledger.outside')}>
        <ol>
          <li>{tell('ledger.outside.copy')}</li>
          <li>{tell('ledger.outside.keys')}</li>
          <li>{tell('ledger.outside.steps')}</li>
          <li>{tell('ledger.outside.keep')}</li>
        </ol>
        <CopyLine text="zhengdun ledger export ./ledger" />
        <CopyLine text="zhengdun ledger verify --from ./ledger --checkpoint checkpoint-2026-10.txt" />
        {ledger.data?.log && (
          <FactList
            facts={[
              { key: 'origin', label: tell('ledger.origin'), value: ledger.data.log.origin },
              { key: 'ed25519', label: 'Ed25519', value: ledger.data.log.ed25519 },
              { key: 'sm2', label: 'SM2', value: ledger.data.log.sm2 },
              ...ledger.data.log.rotations.map(({ number, size, at }) => ({
                key: `rotation-${number}`,
                label: tell('ledger.rotation', { number }),
                value: tell('ledger.rotation.how', { time: at, last: size - 1 }),
              })),
            ]}
          />
        )}
      </Panel>
    </PageFrame>
  );
}

function LastVerification({ view }: { readonly view: LedgerView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { last } = view;
  if (!last) return <p role="status">{tell('ledger.none')}</p>;
  const size = last.size.toLocaleString('fr-FR').replaceAll(/\s/g, ' ');
  const sentence = last.fault
    ? tell('ledger.broken', { time: last.at, fault: last.fault[lang] })
    : tell('ledger.whole', { time: last.at, size });
  return (
    <>
      <p role="status">{sentence}</p>
      <p>{tell('ledger.compared', { checkpoints: last.checkpoints, pending: last.pending })}</p>
    </>
  );
}
