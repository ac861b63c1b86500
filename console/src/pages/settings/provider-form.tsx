import {
  type OutsideKind,
  outsideConfigs,
  type ProviderInput,
  type ProviderRow,
  providerInputSchema,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useSetProvider } from '../../api/outside.ts';
import { ActForm, type Faults } from '../../components/forms/act-form.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { firstValues, NamedFields, namedFaults, partOf } from '../../components/forms/named-fields.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PROVIDER_FIELDS } from './provider-fields.ts';

interface ProviderFormProps {
  readonly kind: OutsideKind;
  /** undefined: a new one, which is off until it is switched on */
  readonly row: ProviderRow | undefined;
  readonly onDone: (id: string) => void;
}

/** Sets a provider up or changes it; what the contract refuses is told at its field. */
export function ProviderForm({ kind, row, onDone }: ProviderFormProps): ReactNode {
  const { tell } = useLanguage();
  const set = useSetProvider(row?.id);
  const fields = PROVIDER_FIELDS[kind];
  const prefix = row?.id ?? 'new';
  const [nameId, codeId, secretId] = [`${prefix}-name`, `${prefix}-code`, `${prefix}-bindPassword`];
  const [name, setName] = useState(row?.name ?? '');
  const [values, setValues] = useState(() => firstValues(fields, row?.config ?? defaultsOf(kind)));
  const [code, setCode] = useState('');
  const provider = {
    kind,
    name: name.trim(),
    enabled: row?.enabled ?? false,
    config: partOf(fields, values, 'config'),
    secrets: partOf(fields, values, 'secrets'),
  } as ProviderInput;
  const act = tell(row ? 'provider.save' : 'provider.add');

  function check(): Faults {
    const read = providerInputSchema.safeParse(provider);
    const issues: { path: PropertyKey[] }[] = [...(read.error?.issues ?? [])];
    if (kind === 'ldap' && !row?.secrets.length && !values.bindPassword)
      issues.push({ path: ['secrets', 'bindPassword'] });
    return {
      [nameId]: provider.name ? undefined : tell('provider.name.empty'),
      ...namedFaults(issues, { fields, values, prefix, tell }),
      [codeId]: code.trim() ? undefined : tell('token.code.empty'),
    };
  }

  return (
    <ActForm
      label={act}
      act={act}
      isPending={set.isPending}
      error={set.error}
      fieldOf={{
        'code-refused': codeId,
        'provider-name-taken': nameId,
        'provider-secret-missing': secretId,
      }}
      check={check}
      onSubmit={() =>
        set.mutate({ provider, code }, { onSuccess: ({ id }) => onDone(id), onSettled: () => setCode('') })
      }
    >
      {(faults) => (
        <>
          <TextField
            id={nameId}
            label={tell('provider.name')}
            hint={tell('provider.name.hint')}
            value={name}
            maxLength={40}
            onChange={setName}
            fault={faults[nameId]}
          />
          <NamedFields
            fields={fields}
            values={values}
            onChange={setValues}
            prefix={prefix}
            faults={faults}
            kept={row?.secrets ?? []}
          />
          <ConfirmField id={codeId} value={code} onChange={setCode} fault={faults[codeId]} />
        </>
      )}
    </ActForm>
  );
}

/** What the contract puts where nothing is given. */
function defaultsOf(kind: OutsideKind): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outsideConfigs[kind].shape).map(([name, schema]) => [
      name,
      schema.safeParse(undefined).data,
    ]),
  );
}
