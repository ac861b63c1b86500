import type { Destruction } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { FoldedPanel } from '../panel.tsx';
import { ActForm } from './act-form.tsx';
import { TextField } from './field.tsx';

interface DestructionFormProps {
  /** what stays and what does not */
  readonly what: string;
  /** the button */
  readonly act: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onDestroy: (order: Destruction) => void;
}

/** 按保密要求销毁: number of the order and who approved it. */
export function DestructionForm({ what, act, isPending, error, onDestroy }: DestructionFormProps): ReactNode {
  const { tell } = useLanguage();
  const [orderNumber, setOrder] = useState('');
  const [approver, setApprover] = useState('');
  return (
    <FoldedPanel title={tell('document.destroy')}>
      <ActForm
        label={tell('document.destroy')}
        act={act}
        isPending={isPending}
        error={error}
        check={() => ({
          order: orderNumber.trim() ? undefined : tell('document.order.empty'),
          approver: approver.trim() ? undefined : tell('document.approver.empty'),
        })}
        onSubmit={() => onDestroy({ orderNumber: orderNumber.trim(), approver: approver.trim() })}
      >
        {(faults) => (
          <>
            <p>{what}</p>
            <TextField
              id="order"
              label={tell('document.order')}
              value={orderNumber}
              maxLength={100}
              onChange={setOrder}
              fault={faults.order}
            />
            <TextField
              id="approver"
              label={tell('document.approver')}
              value={approver}
              maxLength={60}
              onChange={setApprover}
              fault={faults.approver}
            />
          </>
        )}
      </ActForm>
    </FoldedPanel>
  );
}
