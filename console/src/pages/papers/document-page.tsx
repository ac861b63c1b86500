import { DOCUMENT_KINDS, type PaperDocument } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { contentAddress, useDestroyDocument, useDocument } from '../../api/papers.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
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
    const { orderNumber: order, approver } = destroyed;
    facts.push({
      key: 'destroyed',
      label: tell('document.destroyed'),
      value: (
        <>
          <TimeText iso={destroyed.at} /> {tell('document.destroyed.by', { order, approver })}
        </>
      ),
    });
  }
  return <FactList facts={facts} />;
}

function Destroy({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const destroy = useDestroyDocument(id);
  const [orderNumber, setOrder] = useState('');
  const [approver, setApprover] = useState('');
  return (
    <FoldedPanel title={tell('document.destroy')}>
      <ActForm
        label={tell('document.destroy')}
        act={tell('document.destroy.act')}
        isPending={destroy.isPending}
        error={destroy.error}
        check={() => ({
          order: orderNumber.trim() ? undefined : tell('document.order.empty'),
          approver: approver.trim() ? undefined : tell('document.approver.empty'),
        })}
        onSubmit={() => destroy.mutate({ orderNumber: orderNumber.trim(), approver: approver.trim() })}
      >
        {(faults) => (
          <>
            <p>{tell('document.destroy.what')}</p>
            <TextField
              id="order"
              label={tell('document.order')}
              value={orderNumber}
              maxLength={100}
              onChange={setOrder}
              fault={faults.order}
            />
            <TextField
              id="approver"
              label={tell('document.approver')}
              value={approver}
              maxLength={60}
              onChange={setApprover}
              fault={faults.approver}
            />
          </>
        )}
      </ActForm>
    </FoldedPanel>
  );
}
