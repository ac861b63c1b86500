import type { KeptObject } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { evidenceAddress, useDestroyEvidence, useEvidence } from '../../api/checks.ts';
import { useSession } from '../../api/session.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { DestroyedLine } from '../../components/finding/destroyed-line.tsx';
import { DestructionForm } from '../../components/forms/destruction-form.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** One piece of evidence of a check: what is known of it, and its destruction on an order of the secrecy office. */
export function EvidencePage(): ReactNode {
  const { data: session, isPending } = useSession();
  if (isPending) return null;
  if (session?.checksNeedAccount && session.stage !== 'full') return <SignedIn>{() => null}</SignedIn>;
  return <OneObject mayDestroy={session?.permissions.includes('document.destroy') ?? false} />;
}

function OneObject({ mayDestroy }: { readonly mayDestroy: boolean }): ReactNode {
  const { sha256 = '' } = useParams();
  const { tell } = useLanguage();
  const evidence = useEvidence(sha256);
  const destroy = useDestroyEvidence(sha256);
  return (
    <PageFrame title={tell('evidence.title')}>
      <Answered answer={evidence}>
        {(view) => (
          <>
            <Panel title={tell('evidence.title')}>
              <Facts object={view} />
            </Panel>
            {mayDestroy && !view.destroyed && (
              <DestructionForm
                what={tell('evidence.destroy.what')}
                act={tell('evidence.destroy.act')}
                isPending={destroy.isPending}
                error={destroy.error}
                onDestroy={(order) => destroy.mutate(order)}
              />
            )}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function Facts({ object }: { readonly object: KeptObject }): ReactNode {
  const { tell } = useLanguage();
  const { sha256, sm3, mediaType, bytes, keptAt, destroyed } = object;
  const isPicture = mediaType === 'image/jpeg';
  const facts: Fact[] = [
    {
      key: 'kind',
      label: tell('document.kind'),
      value: tell(isPicture ? 'picture.plain' : 'evidence.facts'),
    },
    { key: 'size', label: tell('document.size'), value: tell('document.bytes', { bytes }) },
    { key: 'kept', label: tell('evidence.kept'), value: <TimeText iso={keptAt} /> },
    { key: 'sha256', label: 'SHA-256', value: <code>{sha256}</code> },
    { key: 'sm3', label: 'SM3', value: <code>{sm3}</code> },
  ];
  if (destroyed) {
    const value = <DestroyedLine destroyed={destroyed} />;
    facts.push({ key: 'destroyed', label: tell('document.destroyed'), value });
  } else if (isPicture) {
    const value = (
      <a href={evidenceAddress(sha256)} target="_blank" rel="noreferrer">
        {tell('picture.open')}
      </a>
    );
    facts.push({ key: 'open', label: tell('evidence.content'), value });
  }
  return <FactList facts={facts} />;
}
