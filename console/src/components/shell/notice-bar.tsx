import type { ReactNode } from 'react';
import styles from './notice-bar.module.css';

/** Something that its reader should know before the page, and maybe what to do about it. */
export function NoticeBar({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div role="status" className={styles.notice}>
      {children}
    </div>
  );
}
