import { Button } from 'antd';
import type { ReactNode } from 'react';
import { usePasskeyConfirm } from '../../api/passkeys.ts';
import { useAccount } from '../../api/people.ts';
import { useSession } from '../../api/session.ts';
import { hasPasskeys, passkeyCure } from '../../browser-passkeys.ts';
import { useLanguage } from '../../locales/language.tsx';
import { ActErrorState } from '../tables/states.tsx';
import styles from './confirm-field.module.css';
import { TextField } from './field.tsx';

interface ConfirmFieldProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault?: string | undefined;
}

/** 再次验证本人: a code, or a passkey that is shown instead. */
export function ConfirmField({ id, value, onChange, fault }: ConfirmFieldProps): ReactNode {
  const { tell } = useLanguage();
  const account = useAccount();
  const { data: session } = useSession();
  const confirm = usePasskeyConfirm();
  const mayShow = (account.data?.passkeys.length ?? 0) > 0 && hasPasskeys() && !passkeyCure();
  const isShown = confirm.data !== undefined && value === confirm.data.code;
  return (
    <>
      {isShown ? (
        <p role="status" id={id} tabIndex={-1}>
          {tell('confirm.shown')}
        </p>
      ) : (
        <TextField
          id={id}
          label={tell('token.code')}
          hint={tell(session?.demo ? 'confirm.demo' : 'token.code.hint')}
          value={value}
          inputMode="numeric"
          autoComplete="one-time-code"
          onChange={onChange}
          fault={fault}
        />
      )}
      {confirm.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('confirm.passkey') })} error={confirm.error} />
      )}
      {mayShow && !isShown && (
        <p className={styles.instead}>
          <Button
            onClick={() => confirm.mutate(undefined, { onSuccess: ({ code }) => onChange(code) })}
            disabled={confirm.isPending}
          >
            {tell('confirm.passkey')}
          </Button>
        </p>
      )}
    </>
  );
}
