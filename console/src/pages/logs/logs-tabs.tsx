import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../api/session.ts';
import styles from '../../components/tab-links.module.css';
import { useLanguage } from '../../locales/language.tsx';

const TABS = [
  { to: '/logs', name: 'sources', permission: 'log-source.read' },
  { to: '/logs/coverage', name: 'coverage', permission: 'log-source.read' },
  { to: '/logs/search', name: 'search', permission: 'log.read' },
  { to: '/logs/archive', name: 'archive', permission: 'log-archive.verify' },
  { to: '/logs/retention', name: 'retention', permission: 'log-archive.verify' },
] as const;
type Tab = (typeof TABS)[number]['name'];

/** The pages of 日志留存, as far as the reader may open them. */
export function LogsTabs({ current }: { readonly current: Tab }): ReactNode {
  const { tell } = useLanguage();
  const { data: session } = useSession();
  return (
    <nav aria-label={tell('logs.tabs')} className={styles.tabs}>
      <ul>
        {TABS.filter(({ permission }) => session?.permissions.includes(permission)).map(({ to, name }) => (
          <li key={name}>
            <Link to={to} className={styles.tab} aria-current={name === current ? 'page' : undefined}>
              {tell(`logs.tab.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
