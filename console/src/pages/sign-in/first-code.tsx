import { type ReactNode, useState } from 'react';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface FirstCodeProps {
  /** of the field */
  readonly id: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: (code: string) => void;
}

/** The first code of a telephone, from which on its codes count. */
export function FirstCode({ id, isPending, error, onConfirm }: FirstCodeProps): ReactNode {
  const { tell } = useLanguage();
  const [code, setCode] = useState('');
  return (
    <ActForm
      label={tell('factor.confirm')}
      act={tell('factor.act')}
      isPending={isPending}
      error={error}
      fieldOf={{ 'code-refused': id }}
      check={() => ({ [id]: code.trim() ? undefined : tell('code.empty') })}
      onSubmit={() => onConfirm(code)}
    >
      {(faults) => (
        <TextField
          id={id}
          label={tell('factor.code')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={10}
          fault={faults[id]}
        />
      )}
    </ActForm>
  );
}
