import type { SessionView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './demo-bar.module.css';

/** On every page of the demonstration: a bar that says so, and a mark behind what the page holds. */
export function DemoBar({ session }: { readonly session: SessionView | undefined }): ReactNode {
  const { tell } = useLanguage();
  if (!session?.demo) return null;
  return (
    <>
      <p className={styles.bar}>{tell('demo.bar')}</p>
      <div className={styles.mark} aria-hidden="true" />
    </>
  );
}
