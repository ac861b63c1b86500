import type { SessionView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import { NoticeBar } from './notice-bar.tsx';

/** Tells holders of grants that end when they do: the session ends with them. */
export function GrantsEnd({ session }: { readonly session: SessionView }): ReactNode {
  const { tell } = useLanguage();
  const { grantsEndAt } = session;
  if (grantsEndAt === undefined) return null;
  return (
    <NoticeBar>
      <p>{tell('account.grantsEnd', { time: grantsEndAt })}</p>
    </NoticeBar>
  );
}
