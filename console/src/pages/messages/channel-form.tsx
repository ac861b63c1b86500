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
import { ActForm, type Faults } from '../../components/act-form.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { TextKey } from '../../locales/texts.ts';

interface FieldOf {
  readonly name: string;
  /** kept encrypted and never shown again */
  readonly secret?: true;
  readonly label: TextKey;
  readonly hint?: 'channels.url.hint' | 'channels.body.hint' | 'channels.header.hint';
  readonly wrong?:
    | 'channels.port.wrong'
    | 'channels.url.wrong'
    | 'channels.header.wrong'
    | 'messages.mail.wrong';
  readonly words?: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
  readonly lines?: number;
}

const URL = { label: 'channels.url', hint: 'channels.url.hint', wrong: 'channels.url.wrong' } as const;
const KEY = { name: 'secret', secret: true, label: 'channels.secret' } as const;
const ROBOT = { name: 'url', secret: true, label: 'channels.robot', wrong: 'channels.url.wrong' } as const;

/** The fields of each channel, by the names of the contract. */
const FIELDS: Readonly<Record<ChannelKind, readonly FieldOf[]>> = {
  smtp: [
    { name: 'host', label: 'channels.host' },
    { name: 'port', label: 'channels.port', wrong: 'channels.port.wrong' },
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
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      FIELDS[kind].map(({ name, secret, words }) => {
        const known = secret ? undefined : row?.config[name];
        return [name, known === undefined ? (Object.keys(words ?? {})[0] ?? '') : String(known)];
      }),
    ),
  );
  const word = CHANNELS[kind].word[lang];
  const id = (name: string): string => `${kind}-${name}`;
  const input = inputOf(kind, enabled, values);

  function check(): Faults {
    const read = channelInputSchema.safeParse(input);
    if (read.success) return {};
    return Object.fromEntries(
      read.error.issues.map(({ path }) => {
        const name = String(path[1]);
        const wrong = FIELDS[kind].find((field) => field.name === name)?.wrong;
        return [id(name), tell(values[name] && wrong ? wrong : 'channels.missing')];
      }),
    );
  }

  return (
    <ActForm
      label={tell('channels.edit', { channel: word })}
      act={tell('channels.save', { channel: word })}
      isPending={set.isPending}
      error={set.error}
      fieldOf={{ 'channel-secret-missing': id(FIELDS[kind].find(({ secret }) => secret)?.name ?? '') }}
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
          {FIELDS[kind].map(({ name, label, hint, secret, words, lines }) => {
            const field = {
              id: id(name),
              label: tell(label as 'channels.url'),
              value: values[name] ?? '',
              onChange: (value: string) => setValues({ ...values, [name]: value }),
              fault: faults[id(name)],
            };
            if (words) {
              const options = Object.entries(words).map(([value, each]) => ({ value, label: each[lang] }));
              return <SelectField key={name} {...field} options={options} />;
            }
            const kept = secret && row?.secrets.includes(name) ? tell('channels.kept') : undefined;
            return (
              <TextField
                key={name}
                {...field}
                type={secret ? 'password' : 'text'}
                hint={kept ?? (hint && tell(hint as 'channels.body.hint', { open: '{', close: '}' }))}
                maxLength={4_000}
                autoComplete={secret ? 'new-password' : 'off'}
                {...(lines && { lines })}
              />
            );
          })}
        </>
      )}
    </ActForm>
  );
}

/** What is sent: what was left empty is left out, and the contract judges the rest. */
function inputOf(
  kind: ChannelKind,
  enabled: boolean,
  values: Readonly<Record<string, string>>,
): ChannelInput {
  const part = (secret: boolean) =>
    Object.fromEntries(
      FIELDS[kind]
        .filter((field) => (field.secret ?? false) === secret && values[field.name]?.trim())
        .map(({ name }) => [name, name === 'port' ? Number(values[name]) : values[name]]),
    );
  return { kind, enabled, config: part(false), secrets: part(true) } as ChannelInput;
}
