import {
  DELIVERY_STATE_WORDS,
  type Delivery,
  ITEM_EVENT_WORDS,
  OUTLET_FAULT_WORDS,
  OUTLET_KIND_WORDS,
  OUTLET_KINDS,
  type Outlet,
  type OutletKind,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import {
  useAddOutlet,
  useChangeOutlet,
  useOutlets,
  useRemoveOutlet,
  useRenewSecret,
  useSendAgain,
  useTestOutlet,
} from '../../api/outlets.ts';
import { CopyLine } from '../../components/copy-line.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { SelectField } from '../../components/forms/field.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { ApplicationField, usePublishingApplications } from './application-field.tsx';
import { OutletForm } from './outlet-form.tsx';
import styles from './publications.module.css';

/** 发布去向: where the items of each application go, and what has not arrived. */
export function OutletsPage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <Outlets />}</SignedIn>;
}

function Outlets(): ReactNode {
  const { tell } = useLanguage();
  const outlets = useOutlets();
  return (
    <PageFrame
      title={tell('outlets.title')}
      lead={tell('outlets.lead')}
      acts={<Link to="/publications">{tell('outlets.back')}</Link>}
      asOf={outlets.data?.asOf}
    >
      <Answered answer={outlets} lines={6}>
        {({ rows, may }) => (
          <>
            {rows.length === 0 && (
              <Panel title={tell('outlets.list')}>
                <EmptyState title={tell('outlets.none')} why={tell('outlets.none.why')} />
              </Panel>
            )}
            {rows.map((row) => (
              <OneOutlet key={row.id} outlet={row} />
            ))}
            {may.manage && (
              <FoldedPanel title={tell('outlet.new')}>
                <NewOutlet />
              </FoldedPanel>
            )}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function OneOutlet({ outlet }: { readonly outlet: Outlet }): ReactNode {
  const { lang, tell } = useLanguage();
  const { id, name, kind, enabled, application, unit, lastSentAt, lastFault, deliveries, may } = outlet;
  const change = useChangeOutlet(id);
  const note = tell(`channels.state.${enabled ? 'on' : 'off'}`);
  return (
    <Panel title={tell('grammar.note', { text: name, note })}>
      <FactList
        facts={[
          { key: 'kind', label: tell('outlet.kind'), value: OUTLET_KIND_WORDS[kind][lang] },
          {
            key: 'application',
            label: tell('items.application'),
            value: (
              <Link to={`/applications/${application.id}`}>
                {tell('grammar.note', { text: application.name, note: unit.name })}
              </Link>
            ),
          },
          {
            key: 'url',
            label: tell(kind === 'system' ? 'outlet.url' : 'outlet.base'),
            value: String(outlet.config.url),
          },
          {
            key: 'sent',
            label: tell('outlet.sent'),
            value: lastSentAt ? <TimeText iso={lastSentAt} /> : tell('channels.never'),
          },
          ...(lastFault
            ? [
                {
                  key: 'fault',
                  label: tell('channels.fault'),
                  value: tell('grammar.faultAt', {
                    time: lastFault.at,
                    fault: OUTLET_FAULT_WORDS[lastFault.fault][lang],
                  }),
                },
              ]
            : []),
        ]}
      />
      {deliveries.length > 0 && <Deliveries rows={deliveries} mayManage={may.manage} />}
      {may.manage && (
        <>
          <Acts outlet={outlet} />
          <FoldedPanel title={tell('outlet.change', { name })}>
            <OutletForm
              key={JSON.stringify(outlet.config)}
              label={tell('outlet.change', { name })}
              kind={kind}
              id={id}
              known={outlet}
              isPending={change.isPending}
              error={change.error}
              onSubmit={(input) => change.mutate(input)}
              more={<span role="status">{change.isSuccess && tell('channels.saved')}</span>}
            />
          </FoldedPanel>
        </>
      )}
    </Panel>
  );
}

function Deliveries(props: { readonly rows: readonly Delivery[]; readonly mayManage: boolean }): ReactNode {
  const { lang, tell } = useLanguage();
  const again = useSendAgain();
  const columns: readonly Column<Delivery>[] = [
    {
      key: 'item',
      title: tell('items.name'),
      isName: true,
      cell: ({ item }) => <Link to={`/publications/${item.id}`}>{item.title}</Link>,
    },
    {
      key: 'event',
      title: tell('outlet.event'),
      cell: ({ event }) => (event === 'due' ? tell('outlet.due') : ITEM_EVENT_WORDS[event][lang]),
    },
    {
      key: 'state',
      title: tell('items.state'),
      cell: ({ state, fault }) => {
        const text = DELIVERY_STATE_WORDS[state][lang];
        return fault ? tell('grammar.note', { text, note: OUTLET_FAULT_WORDS[fault][lang] }) : text;
      },
    },
    { key: 'at', title: tell('outlet.at'), cell: ({ madeAt }) => <TimeText iso={madeAt} /> },
    {
      key: 'next',
      title: tell('outlet.next'),
      cell: ({ id, state, nextAt, item }) => {
        if (nextAt) return <TimeText iso={nextAt} />;
        if (state !== 'failed' || !props.mayManage) return tell('outlet.next.none');
        return (
          <Button
            size="small"
            aria-label={tell('outlet.again.of', { title: item.title })}
            onClick={() => again.mutate(id)}
          >
            {tell('outlet.again')}
          </Button>
        );
      },
    },
  ];
  return (
    <DataTable
      caption={tell('outlet.deliveries')}
      columns={columns}
      rows={props.rows}
      rowKey={({ id }) => id}
    />
  );
}

function Acts({ outlet: { id, name, kind } }: { readonly outlet: Outlet }): ReactNode {
  const { lang, tell } = useLanguage();
  const test = useTestOutlet(id);
  const renew = useRenewSecret(id);
  const remove = useRemoveOutlet(id);
  const [sure, setSure] = useState(false);
  const { data } = test;
  const error = test.error ?? renew.error ?? remove.error;
  return (
    <>
      {error && <p className={styles.blocks}>{error.message}</p>}
      {renew.data && <Secret secret={renew.data.secret} />}
      <p role="status">
        {data &&
          (data.fault
            ? tell('outlet.tested.fault', { fault: OUTLET_FAULT_WORDS[data.fault][lang] })
            : tell('outlet.tested'))}
      </p>
      <div className={styles.acts}>
        {kind === 'system' && (
          <>
            <Button loading={test.isPending} onClick={() => test.mutate(undefined)}>
              {tell('outlet.test')}
            </Button>{' '}
            <Button loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
              {tell('outlet.renew')}
            </Button>{' '}
          </>
        )}
        {sure ? (
          <>
            <span>{tell('outlet.remove.what')}</span>{' '}
            <Button danger onClick={() => remove.mutate(undefined)}>
              {tell('outlet.remove.sure', { name })}
            </Button>
          </>
        ) : (
          <Button onClick={() => setSure(true)}>{tell('outlet.remove')}</Button>
        )}
      </div>
    </>
  );
}

function Secret({ secret }: { readonly secret: string }): ReactNode {
  const { tell } = useLanguage();
  return (
    <div role="status">
      <p>{tell('outlet.secret')}</p>
      <CopyLine text={secret} />
    </div>
  );
}

function NewOutlet(): ReactNode {
  const { lang, tell } = useLanguage();
  const add = useAddOutlet();
  const applications = usePublishingApplications();
  const [application, setApplication] = useState('');
  const [kind, setKind] = useState<OutletKind>('system');
  return (
    <>
      {add.data?.secret && <Secret secret={add.data.secret} />}
      <ApplicationField
        id="outlet-application"
        label={tell('items.application')}
        applications={applications.data}
        value={application}
        onChange={setApplication}
      />
      <SelectField
        id="outlet-kind"
        label={tell('outlet.kind')}
        options={OUTLET_KINDS.map((value) => ({ value, label: OUTLET_KIND_WORDS[value][lang] }))}
        value={kind}
        onChange={(chosen) => setKind(chosen || 'system')}
      />
      <p className={styles.quiet}>{tell(kind === 'system' ? 'outlet.system.what' : 'outlet.pages.what')}</p>
      {application && (
        <OutletForm
          key={`${kind}/${add.data?.id ?? ''}`}
          label={tell('outlet.new')}
          kind={kind}
          id="new"
          isPending={add.isPending}
          error={add.error}
          onSubmit={(outlet) => add.mutate({ applicationId: application, outlet })}
        />
      )}
    </>
  );
}
