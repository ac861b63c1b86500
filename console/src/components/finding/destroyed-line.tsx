import type { Destroyed } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { TimeText } from '../time-text.tsx';

/** When, and on what order, something was destroyed. */
export function DestroyedLine({ destroyed }: { readonly destroyed: Destroyed }): ReactNode {
  const { tell } = useLanguage();
  const { at, orderNumber: order, approver } = destroyed;
  return (
    <>
      <TimeText iso={at} /> {tell('document.destroyed.by', { order, approver })}
    </>
  );
}
