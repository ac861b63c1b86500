import {
  CHANNELS,
  type ChannelInput,
  type ChannelKind,
  type Channels,
  channelInputSchema,
  SMS_FORM_WORDS,
  SMTP_SECURITY_WORDS,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useSetChannel } from '../../api/messages.ts';
import { ActForm, type Faults } from '../../components/forms/act-form.tsx';
import { SelectField } from '../../components/forms/field.tsx';
import {
  firstValues,
  type NamedField,
  NamedFields,
  namedFaults,
  partOf,
} from '../../components/forms/named-fields.tsx';
import { useLanguage } from '../../locales/language.tsx';

const URL = { label: 'channels.url', hint: 'channels.url.hint', wrong: 'channels.url.wrong' } as const;
const KEY = { name: 'secret', secret: true, label: 'channels.secret' } as const;
const ROBOT = { name: 'url', secret: true, label: 'channels.robot', wrong: 'channels.url.wrong' } as const;

/** The fields of each channel, by the names of the contract. */
const FIELDS: Readonly<Record<ChannelKind, readonly NamedField[]>> = {
  smtp: [
    { name: 'host', label: 'channels.host' },
    { name: 'port', of: 'number', label: 'channels.port', wrong: 'channels.port.wrong' },
    { name: 'security', label: 'channels.security', words: SMTP_SECURITY_WORDS },
    { name: 'user', label: 'channels.user' },
    { name: 'password', secret: true, label: 'channels.password' },
    { name: 'from', label: 'channels.from', wrong: 'messages.mail.wrong' },
  ],
  sms: [
    { name: 'url', ...URL },
    { name: 'form', label: 'channels.form', words: SMS_FORM_WORDS },
    { name: 'body', label: 'channels.body', hint: 'channels.body.hint', lines: 4 },
    {
      name: 'header',
      label: 'channels.header',
      hint: 'channels.header.hint',
      wrong: 'channels.header.wrong',
    },
    KEY,
    { name: 'expect', label: 'channels.expect' },
  ],
  wecom: [ROBOT],
  dingtalk: [ROBOT, KEY],
  webhook: [{ name: 'url', ...URL }, KEY],
};

interface ChannelFormProps {
  readonly kind: ChannelKind;
  readonly row: Channels['rows'][number] | undefined;
}

/** Sets a channel up or changes it; what the contract refuses is told at its field. */
export function ChannelForm({ kind, row }: ChannelFormProps): ReactNode {
  const { lang, tell } = useLanguage();
  const set = useSetChannel();
  const [enabled, setEnabled] = useState(row?.enabled ?? true);
  const fields = FIELDS[kind];
  const [values, setValues] = useState(() => firstValues(fields, row?.config ?? {}));
  const word = CHANNELS[kind].word[lang];
  const id = (name: string): string => `${kind}-${name}`;
  const input = {
    kind,
    enabled,
    config: partOf(fields, values, 'config'),
    secrets: partOf(fields, values, 'secrets'),
  } as ChannelInput;

  function check(): Faults {
    const { error } = channelInputSchema.safeParse(input);
    return namedFaults(error?.issues ?? [], { fields, values, prefix: kind, tell });
  }

  return (
    <ActForm
      label={tell('channels.edit', { channel: word })}
      act={tell('channels.save', { channel: word })}
      isPending={set.isPending}
      error={set.error}
      fieldOf={{ 'channel-secret-missing': id(fields.find(({ secret }) => secret)?.name ?? '') }}
      check={check}
      onSubmit={() => set.mutate(input)}
      more={<span role="status">{set.isSuccess && tell('channels.saved')}</span>}
    >
      {(faults) => (
        <>
          <SelectField
            id={id('enabled')}
            label={tell('channels.state')}
            options={(['on', 'off'] as const).map((value) => ({
              value,
              label: tell(`channels.state.${value}`),
            }))}
            value={enabled ? 'on' : 'off'}
            onChange={(value) => setEnabled(value === 'on')}
          />
          <NamedFields
            fields={fields}
            values={values}
            onChange={setValues}
            prefix={kind}
            faults={faults}
            kept={row?.secrets ?? []}
          />
        </>
      )}
    </ActForm>
  );
}
