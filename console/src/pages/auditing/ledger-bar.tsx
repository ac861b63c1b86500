import type { SessionView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLedger } from '../../api/auditing.ts';
import { useLanguage } from '../../locales/language.tsx';
import styles from './ledger-bar.module.css';

/** A broken ledger is told on every page to those who answer for it, and cannot be put away. */
export function LedgerBar({ session }: { readonly session: SessionView | undefined }): ReactNode {
  const { lang, tell } = useLanguage();
  const { data } = useLedger(session?.permissions.includes('ledger.verify') ?? false);
  if (!data?.last?.fault || !session?.permissions.includes('ledger.verify')) return null;
  return (
    <div role="alert" className={styles.bar}>
      {tell('ledger.broken', { time: data.last.at, fault: data.last.fault[lang] })}{' '}
      <Link to="/ledger">{tell('ledger.title')}</Link>
    </div>
  );
}
