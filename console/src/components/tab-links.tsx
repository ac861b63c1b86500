import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './tab-links.module.css';

interface TabLinksProps<Tab extends string> {
  /** what the tabs are parts of */
  readonly label: string;
  readonly tabs: readonly { readonly value: Tab; readonly label: string }[];
  readonly current: Tab;
}

/** Parts of a page as links: the address says which one is open, as `?tab=`. */
export function TabLinks<Tab extends string>({ label, tabs, current }: TabLinksProps<Tab>): ReactNode {
  return (
    <nav aria-label={label} className={styles.tabs}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.value}>
            <Link
              to={{ search: `?tab=${tab.value}` }}
              className={styles.tab}
              aria-current={tab.value === current ? 'page' : undefined}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
