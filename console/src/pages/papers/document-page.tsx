import { DOCUMENT_KINDS, type PaperDocument } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { contentAddress, useDestroyDocument, useDocument } from '../../api/papers.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { DestroyedLine } from '../../components/finding/destroyed-line.tsx';
import { DestructionForm } from '../../components/forms/destruction-form.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './papers.module.css';

/** One document: what is known of it, its content as a download, and its destruction on an order. */
export function DocumentPage(): ReactNode {
  return (
    <SignedIn permission="paper.read">
      {({ permissions }) => <OneDocument mayDestroy={permissions.includes('document.destroy')} />}
    </SignedIn>
  );
}

function OneDocument({ mayDestroy }: { readonly mayDestroy: boolean }): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const document = useDocument(id);
  const { data } = document;
  return (
    <PageFrame
      title={data?.name ?? tell('document.title')}
      acts={
        data &&
        !data.destroyed && (
          <Button type="primary" href={contentAddress(id)} download>
            {tell('document.take')}
          </Button>
        )
      }
    >
      <Answered answer={document}>
        {(view) => (
          <>
            <Panel title={tell('document.title')}>
              <Facts document={view} />
            </Panel>
            {mayDestroy && !view.destroyed && <Destroy id={id} />}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function Facts({ document }: { readonly document: PaperDocument }): ReactNode {
  const { lang, tell } = useLanguage();
  const { destroyed } = document;
  const facts: Fact[] = [
    { key: 'kind', label: tell('document.kind'), value: DOCUMENT_KINDS[document.kind].word[lang] },
    { key: 'size', label: tell('document.size'), value: tell('document.bytes', { bytes: document.bytes }) },
    { key: 'kept', label: tell('document.kept'), value: <TimeText iso={document.keptAt} /> },
    { key: 'sha256', label: 'SHA-256', value: <span className={styles.digest}>{document.sha256}</span> },
    { key: 'sm3', label: 'SM3', value: <span className={styles.digest}>{document.sm3}</span> },
  ];
  if (destroyed) {
    const value = <DestroyedLine destroyed={destroyed} />;
    facts.push({ key: 'destroyed', label: tell('document.destroyed'), value });
  }
  return <FactList facts={facts} />;
}

function Destroy({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const destroy = useDestroyDocument(id);
  return (
    <DestructionForm
      what={tell('document.destroy.what')}
      act={tell('document.destroy.act')}
      isPending={destroy.isPending}
      error={destroy.error}
      onDestroy={(order) => destroy.mutate(order)}
    />
  );
}
