import {
  CHANNELS,
  type ChannelKind,
  type MessageChoiceView,
  PACE_WORDS,
  type Pace,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useMessageChoice, useSetChoice } from '../../api/messages.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 接收通知: by which way, how often and when not – of one's own. */
export function MessageChoicePage(): ReactNode {
  return <SignedIn>{() => <Choice />}</SignedIn>;
}

function Choice(): ReactNode {
  const { tell } = useLanguage();
  const choice = useMessageChoice();
  return (
    <PageFrame
      title={tell('messages.title')}
      lead={tell('messages.lead')}
      acts={<Link to="/account">{tell('account.title')}</Link>}
    >
      <Panel title={tell('messages.how')}>
        <Answered answer={choice}>
          {(view) =>
            view.channels.length === 0 && !view.channel ? (
              <EmptyState title={tell('messages.none')} why={tell('messages.none.why')} />
            ) : (
              <ChoiceForm view={view} />
            )
          }
        </Answered>
      </Panel>
    </PageFrame>
  );
}

function ChoiceForm({ view }: { readonly view: MessageChoiceView }): ReactNode {
  const { lang, tell } = useLanguage();
  const set = useSetChoice();
  const [channel, setChannel] = useState<ChannelKind | ''>(view.channel ?? '');
  const [address, setAddress] = useState(view.address ?? '');
  const [pace, setPace] = useState<Pace>(view.pace);
  const [quietFrom, setQuietFrom] = useState(view.quietFrom ?? '');
  const [quietTo, setQuietTo] = useState(view.quietTo ?? '');
  const needs = channel === '' ? 'none' : CHANNELS[channel].address;
  return (
    <ActForm
      label={tell('messages.how')}
      act={tell('messages.save')}
      isPending={set.isPending}
      error={set.error}
      fieldOf={{
        'message-address-wrong': 'address',
        'quiet-hours-wrong': 'quietTo',
        'channel-not-set-up': 'channel',
      }}
      check={() => ({
        address: needs === 'none' || address.trim() ? undefined : tell(`messages.${needs}.wrong`),
        quietTo: (quietFrom === '') === (quietTo === '') ? undefined : tell('messages.quiet.wrong'),
      })}
      onSubmit={() =>
        set.mutate({
          pace,
          ...(channel && { channel }),
          ...(needs !== 'none' && { address: address.trim() }),
          ...(quietFrom && { quietFrom }),
          ...(quietTo && { quietTo }),
        })
      }
      more={<span role="status">{set.isSuccess && tell('messages.saved')}</span>}
    >
      {(faults) => (
        <>
          <SelectField
            id="channel"
            label={tell('messages.channel')}
            none={tell('messages.channel.none')}
            options={view.channels.map((value) => ({ value, label: CHANNELS[value].word[lang] }))}
            value={channel}
            onChange={setChannel}
            fault={faults.channel}
          />
          {needs !== 'none' && (
            <TextField
              id="address"
              label={tell(`messages.${needs}`)}
              hint={tell('messages.address.hint')}
              inputMode={needs === 'mail' ? 'email' : 'tel'}
              value={address}
              onChange={setAddress}
              fault={faults.address}
            />
          )}
          {channel !== '' && (
            <>
              <ChoiceField
                id="pace"
                label={tell('messages.pace')}
                values={Object.keys(PACE_WORDS) as Pace[]}
                words={PACE_WORDS}
                value={pace}
                onChange={(value) => value && setPace(value)}
              />
              <TextField
                id="quietFrom"
                type="time"
                label={tell('messages.quietFrom')}
                hint={tell('messages.quiet.hint')}
                value={quietFrom}
                onChange={setQuietFrom}
              />
              <TextField
                id="quietTo"
                type="time"
                label={tell('messages.quietTo')}
                value={quietTo}
                onChange={setQuietTo}
                fault={faults.quietTo}
              />
            </>
          )}
        </>
      )}
    </ActForm>
  );
}
