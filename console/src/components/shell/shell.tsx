import type { PermissionName } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, NavLink, useLocation, useSearchParams } from 'react-router';
import { useSession } from '../../api/session.ts';
import { LANGUAGE_PARAMETER, LANGUAGE_TAGS, useLanguage } from '../../locales/language.tsx';
import type { TextKey } from '../../locales/texts.ts';
import { LedgerBar } from '../../pages/auditing/ledger-bar.tsx';
import { AccountMenu } from './account-menu.tsx';
import { DemoBar } from './demo-bar.tsx';
import { ScreenMark } from './screen-mark.tsx';
import styles from './shell.module.css';

interface Entry {
  readonly to: string;
  readonly label: Extract<TextKey, `menu.${string}`>;
  readonly holds: RegExp;
  /** shown to whoever has it; without one to everybody */
  readonly permission?: PermissionName;
  /** shown to whoever has signed in */
  readonly isOwn?: boolean;
}

/** The pages that exist, in the order of console.md §1.3. A result belongs to 网站检查. */
const MENU: readonly Entry[] = [
  { to: '/desk', label: 'menu.desk', holds: /^\/desk(\/|$)/, isOwn: true },
  { to: '/', label: 'menu.checks', holds: /^\/(checks\/|$)/ },
  { to: '/watch', label: 'menu.watch', holds: /^\/watch(\/|$)/, permission: 'application.read' },
  {
    to: '/applications',
    label: 'menu.applications',
    holds: /^\/(applications|papers|documents|exceptions)(\/|$)/,
    permission: 'application.read',
  },
  {
    to: '/openings',
    label: 'menu.openings',
    holds: /^\/openings(\/|$)/,
    permission: 'opening.read',
  },
  {
    to: '/closings',
    label: 'menu.closings',
    holds: /^\/closings(\/|$)/,
    permission: 'closing.read',
  },
  {
    to: '/findings',
    label: 'menu.findings',
    holds: /^\/(findings|notices)(\/|$)/,
    permission: 'finding.read',
  },
  {
    to: '/publications',
    label: 'menu.publications',
    holds: /^\/publications(\/|$)/,
    permission: 'publication.read',
  },
  { to: '/links', label: 'menu.links', holds: /^\/links(\/|$)/, permission: 'link.read' },
  { to: '/logs', label: 'menu.logs', holds: /^\/logs(\/|$)/, permission: 'log-source.read' },
  { to: '/expiries', label: 'menu.expiries', holds: /^\/expiries(\/|$)/, permission: 'paper.read' },
  { to: '/overview', label: 'menu.overview', holds: /^\/overview(\/|$)/, permission: 'overview.read' },
  { to: '/units', label: 'menu.units', holds: /^\/units(\/|$)/, permission: 'unit.read' },
  {
    to: '/people',
    label: 'menu.people',
    holds: /^\/(people|grants|tokens)(\/|$)/,
    permission: 'person.read',
  },
  { to: '/audit', label: 'menu.audit', holds: /^\/audit(\/|$)/, permission: 'audit.read' },
  {
    to: '/settings',
    label: 'menu.settings',
    holds: /^\/settings(\/|$)/,
    permission: 'setting.manage',
  },
  { to: '/ledger', label: 'menu.ledger', holds: /^\/ledger(\/|$)/, permission: 'ledger.verify' },
];

/** So many entries stand beside the name of the program; more have a row of their own. */
const ONE_ROW = 5;

/** What every page stands in: skip link, head with menu and language, and the page. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const { tell } = useLanguage();
  const { pathname } = useLocation();
  const { data: session } = useSession();
  const entries = MENU.filter(
    ({ permission, isOwn }) =>
      (!isOwn || session?.stage === 'full') && (!permission || session?.permissions.includes(permission)),
  );
  return (
    <>
      <a href="#content" className={styles.skip}>
        {tell('app.skip')}
      </a>
      <header className={styles.header}>
        <div className={entries.length > ONE_ROW ? `${styles.row} ${styles.twoRows}` : styles.row}>
          <Link to="/" className={styles.brand}>
            <span className={styles.name}>{tell('app.name')}</span>{' '}
            <span className={styles.purpose}>{tell('app.purpose')}</span>
          </Link>
          <nav aria-label={tell('app.menu')} className={styles.menu}>
            <ul>
              {entries.map(({ to, label, holds }) => (
                <li key={to}>
                  <NavLink
                    to={to}
                    end
                    className={holds.test(pathname) ? `${styles.entry} ${styles.here}` : styles.entry}
                  >
                    {tell(label)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <AccountMenu session={session} />
          <LanguageSwitch />
        </div>
      </header>
      <DemoBar session={session} />
      <ScreenMark session={session} />
      <LedgerBar session={session} />
      {children}
    </>
  );
}

/** A link to this very page in the other language; the address then says the language. */
function LanguageSwitch(): ReactNode {
  const { lang, tell } = useLanguage();
  const { hash } = useLocation();
  const [search] = useSearchParams();
  const other = lang === 'zh' ? 'en' : 'zh';
  const target = new URLSearchParams(search);
  target.set(LANGUAGE_PARAMETER, other);
  return (
    <Link
      to={{ search: target.toString(), hash }}
      lang={LANGUAGE_TAGS[other]}
      hrefLang={LANGUAGE_TAGS[other]}
      className={styles.language}
    >
      {tell('app.otherLanguage')}
    </Link>
  );
}
