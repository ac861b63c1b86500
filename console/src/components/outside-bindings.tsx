import type { OutsideBinding } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../locales/language.tsx';
import { type Column, DataTable } from './tables/data-table.tsx';
import { TimeText } from './time-text.tsx';

interface OutsideBindingsProps {
  readonly bindings: readonly OutsideBinding[];
  /** the act on one of them */
  readonly act?: (binding: OutsideBinding) => ReactNode;
}

/** 绑定的外部身份 of one account. */
export function OutsideBindings({ bindings, act }: OutsideBindingsProps): ReactNode {
  const { tell } = useLanguage();
  const columns: readonly Column<OutsideBinding>[] = [
    {
      key: 'provider',
      title: tell('provider.one'),
      isName: true,
      cell: ({ providerName, stale }) =>
        stale ? tell('grammar.note', { text: providerName, note: tell('outside.stale') }) : providerName,
    },
    { key: 'label', title: tell('outside.label'), cell: ({ label }) => label },
    { key: 'at', title: tell('outside.boundAt'), cell: ({ boundAt }) => <TimeText iso={boundAt} /> },
    { key: 'by', title: tell('outside.by'), cell: ({ boundBy }) => tell(`outside.by.${boundBy}`) },
    {
      key: 'last',
      title: tell('account.last'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? <TimeText iso={lastUsedAt} /> : tell('passkey.neverUsed')),
    },
    ...(act ? [{ key: 'act', title: tell('account.actColumn'), cell: act }] : []),
  ];
  return (
    <DataTable caption={tell('outside.bindings')} columns={columns} rows={bindings} rowKey={({ id }) => id} />
  );
}
