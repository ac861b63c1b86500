import { type ReactNode, useState } from 'react';
import { hasPasskeys } from '../../browser-passkeys.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PasskeyHere } from './passkey-here.tsx';

interface FirstPasskeyProps {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onMake: (name: string) => void;
}

/** A passkey instead of the telephone's codes, for whoever has no second factor yet. */
export function FirstPasskey({ isPending, error, onMake }: FirstPasskeyProps): ReactNode {
  const { tell } = useLanguage();
  const [name, setName] = useState('');
  if (!hasPasskeys()) return null;
  return (
    <Panel title={tell('passkey.first')}>
      <p>{tell('passkey.first.what')}</p>
      <PasskeyHere>
        <ActForm
          label={tell('passkey.first')}
          act={tell('passkey.make')}
          isPending={isPending}
          error={error}
          check={() => ({ passkeyName: name.trim() ? undefined : tell('passkey.name.empty') })}
          onSubmit={() => onMake(name.trim())}
        >
          {(faults) => (
            <TextField
              id="passkeyName"
              label={tell('passkey.name')}
              hint={tell('passkey.name.hint')}
              value={name}
              maxLength={60}
              onChange={setName}
              fault={faults.passkeyName}
            />
          )}
        </ActForm>
      </PasskeyHere>
    </Panel>
  );
}
