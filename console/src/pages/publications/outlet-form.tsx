import { type OutletInput, type OutletKind, outletInputSchema } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { ActForm, type Faults } from '../../components/forms/act-form.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import {
  firstValues,
  type NamedField,
  NamedFields,
  namedFaults,
  partOf,
} from '../../components/forms/named-fields.tsx';
import { useLanguage } from '../../locales/language.tsx';

const URL_FIELD = { name: 'url', label: 'outlet.url', wrong: 'outlet.url.wrong' } as const;
/** What the tags of 网页标签规范 say. */
const SITE: readonly NamedField[] = [
  { name: 'url', label: 'outlet.base', hint: 'outlet.base.hint', wrong: 'outlet.base.wrong' },
  {
    name: 'siteIdCode',
    label: 'outlet.siteIdCode',
    hint: 'outlet.siteIdCode.hint',
    wrong: 'outlet.siteIdCode.wrong',
  },
  { name: 'columnName', label: 'outlet.columnName' },
  { name: 'columnType', label: 'outlet.columnType', hint: 'outlet.columnType.hint' },
  { name: 'columnDescription', label: 'outlet.columnDescription' },
  { name: 'columnKeywords', label: 'outlet.columnKeywords' },
];

/** The fields of each kind, by the names of the contract. */
const FIELDS: Readonly<Record<OutletKind, readonly NamedField[]>> = {
  system: [{ ...URL_FIELD, hint: 'outlet.url.hint' }],
  folder: [
    { name: 'folder', label: 'outlet.folder', hint: 'outlet.folder.hint', wrong: 'outlet.folder.wrong' },
    ...SITE,
  ],
  s3: [
    { name: 'endpoint', label: 'outlet.endpoint', wrong: 'outlet.url.wrong' },
    { name: 'region', label: 'outlet.region', wrong: 'outlet.region.wrong' },
    { name: 'bucket', label: 'outlet.bucket', wrong: 'outlet.bucket.wrong' },
    { name: 'prefix', label: 'outlet.prefix', hint: 'outlet.prefix.hint', wrong: 'outlet.prefix.wrong' },
    { name: 'accessKey', label: 'outlet.accessKey', secret: true },
    { name: 'secretKey', label: 'outlet.secretKey', secret: true },
    ...SITE,
  ],
  sftp: [
    { name: 'host', label: 'outlet.host', wrong: 'outlet.host.wrong' },
    { name: 'port', label: 'outlet.port', of: 'number', wrong: 'outlet.port.wrong' },
    { name: 'hostKey', label: 'outlet.hostKey', hint: 'outlet.hostKey.hint', wrong: 'outlet.hostKey.wrong' },
    { name: 'user', label: 'outlet.user', wrong: 'outlet.user.wrong' },
    {
      name: 'privateKey',
      label: 'outlet.privateKey',
      hint: 'outlet.privateKey.hint',
      secret: true,
      lines: 4,
    },
    { name: 'password', label: 'outlet.password', hint: 'outlet.password.hint', secret: true },
    {
      name: 'folder',
      label: 'outlet.remoteFolder',
      hint: 'outlet.remoteFolder.hint',
      wrong: 'outlet.remoteFolder.wrong',
    },
    ...SITE,
  ],
};

interface OutletFormProps {
  readonly label: string;
  readonly kind: OutletKind;
  readonly id: string;
  readonly known?: {
    readonly name: string;
    readonly enabled: boolean;
    readonly config: Readonly<Record<string, unknown>>;
    readonly secrets: readonly string[];
  };
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (outlet: OutletInput) => void;
  readonly more?: ReactNode;
}

/** Sets an outlet up or changes it; what the contract refuses is told at its field. */
export function OutletForm(props: OutletFormProps): ReactNode {
  const { label, kind, id: prefix, known, isPending, error, onSubmit, more } = props;
  const { tell } = useLanguage();
  const fields = FIELDS[kind];
  const [name, setName] = useState(known?.name ?? '');
  const [enabled, setEnabled] = useState<'on' | 'off'>(known?.enabled === false ? 'off' : 'on');
  const [values, setValues] = useState(() => firstValues(fields, known?.config ?? {}));
  const input = {
    kind,
    name: name.trim(),
    enabled: enabled === 'on',
    config: partOf(fields, values, 'config'),
    secrets: partOf(fields, values, 'secrets'),
  };

  function check(): Faults {
    const { error } = outletInputSchema.safeParse(input);
    return {
      [`${prefix}-name`]: input.name ? undefined : tell('field.missing', { field: tell('outlet.name') }),
      ...namedFaults(error?.issues ?? [], { fields, values, prefix, tell }),
    };
  }

  return (
    <ActForm
      label={label}
      act={tell('outlet.save')}
      isPending={isPending}
      error={error}
      fieldOf={{
        'outlet-secret-missing': `${prefix}-accessKey`,
        'outlet-key-missing': `${prefix}-privateKey`,
      }}
      check={check}
      onSubmit={() => onSubmit(outletInputSchema.parse(input))}
      more={more}
    >
      {(faults) => (
        <>
          <TextField
            id={`${prefix}-name`}
            label={tell('outlet.name')}
            maxLength={60}
            value={name}
            fault={faults[`${prefix}-name`]}
            onChange={setName}
          />
          <SelectField
            id={`${prefix}-enabled`}
            label={tell('channels.state')}
            options={(['on', 'off'] as const).map((value) => ({
              value,
              label: tell(`channels.state.${value}`),
            }))}
            value={enabled}
            onChange={(value) => setEnabled(value || 'on')}
          />
          <NamedFields
            fields={fields}
            values={values}
            onChange={setValues}
            prefix={prefix}
            faults={faults}
            kept={known?.secrets ?? []}
          />
        </>
      )}
    </ActForm>
  );
}
