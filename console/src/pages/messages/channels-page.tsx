import {
  CHANNEL_KINDS,
  CHANNELS,
  type ChannelKind,
  type Channels,
  MESSAGE_FAULT_WORDS,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useChannels, useTestChannel } from '../../api/messages.ts';
import { FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { FoldedPanel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { ChannelForm } from './channel-form.tsx';

type ChannelRow = Channels['rows'][number];

/** 通知方式: the ways by which people are told, each with its settings and a test. */
export function ChannelsPage(): ReactNode {
  return <SignedIn permission="setting.manage">{() => <AllChannels />}</SignedIn>;
}

function AllChannels(): ReactNode {
  const { tell } = useLanguage();
  const channels = useChannels();
  return (
    <PageFrame
      title={tell('channels.title')}
      lead={tell('channels.lead')}
      acts={<Link to="/settings">{tell('channels.back')}</Link>}
      asOf={channels.data?.asOf}
    >
      <Answered answer={channels} lines={8}>
        {({ rows }) =>
          CHANNEL_KINDS.map((kind) => (
            <Channel key={kind} kind={kind} row={rows.find((each) => each.kind === kind)} />
          ))
        }
      </Answered>
    </PageFrame>
  );
}

function Channel({ kind, row }: { kind: ChannelKind; row: ChannelRow | undefined }): ReactNode {
  const { lang, tell } = useLanguage();
  const word = CHANNELS[kind].word[lang];
  const state = row ? (row.enabled ? 'on' : 'off') : 'none';
  const fault = row?.lastFault;
  return (
    <FoldedPanel title={tell('grammar.note', { text: word, note: tell(`channels.state.${state}`) })}>
      {row && (
        <FactList
          facts={[
            {
              key: 'sent',
              label: tell('channels.sent'),
              value: row.lastSentAt ? <TimeText iso={row.lastSentAt} /> : tell('channels.never'),
            },
            {
              key: 'fault',
              label: tell('channels.fault'),
              value: fault
                ? tell('grammar.faultAt', { time: fault.at, fault: MESSAGE_FAULT_WORDS[fault.fault][lang] })
                : tell('channels.never'),
            },
          ]}
        />
      )}
      <ChannelForm kind={kind} row={row} />
      {row && <TestForm kind={kind} />}
    </FoldedPanel>
  );
}

function TestForm({ kind }: { readonly kind: ChannelKind }): ReactNode {
  const { lang, tell } = useLanguage();
  const test = useTestChannel();
  const [address, setAddress] = useState('');
  const needs = CHANNELS[kind].address;
  const id = `${kind}-test`;
  return (
    <ActForm
      label={tell('channels.test')}
      act={tell('channels.test')}
      isPending={test.isPending}
      error={test.error}
      fieldOf={{ 'message-address-wrong': id }}
      check={() => ({
        [id]: needs === 'none' || address.trim() ? undefined : tell(`messages.${needs}.wrong`),
      })}
      onSubmit={() => test.mutate({ kind, ...(needs !== 'none' && { address: address.trim() }) })}
      more={
        <span role="status">
          {test.data?.sent && tell('channels.test.sent')}
          {test.data?.fault &&
            tell('channels.test.failed', { fault: MESSAGE_FAULT_WORDS[test.data.fault][lang] })}
        </span>
      }
    >
      {(faults) =>
        needs === 'none' ? (
          <p>{tell('channels.test.hint')}</p>
        ) : (
          <TextField
            id={id}
            label={tell('channels.test.to')}
            hint={tell('channels.test.hint')}
            value={address}
            onChange={setAddress}
            fault={faults[id]}
          />
        )
      }
    </ActForm>
  );
}
