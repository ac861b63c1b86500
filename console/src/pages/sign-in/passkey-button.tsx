import { Button } from 'antd';
import type { ReactNode } from 'react';
import { usePasskeyEntry } from '../../api/passkeys.ts';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PasskeyHere } from './passkey-here.tsx';

interface PasskeyButtonProps {
  /** what is entered by it: everything, or the second step */
  readonly path: Parameters<typeof usePasskeyEntry>[0];
  readonly act: string;
  readonly isPrimary?: boolean;
}

/** Has the browser show a passkey and enters by it. */
export function PasskeyButton({ path, act, isPrimary = false }: PasskeyButtonProps): ReactNode {
  const { tell } = useLanguage();
  const enter = usePasskeyEntry(path);
  return (
    <PasskeyHere>
      {enter.error && <ActErrorState title={tell('form.notDone', { act })} error={enter.error} />}
      <Button
        type={isPrimary ? 'primary' : 'default'}
        onClick={() => enter.mutate()}
        disabled={enter.isPending}
      >
        {act}
      </Button>
    </PasskeyHere>
  );
}
