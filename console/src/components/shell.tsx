import type { ReactNode } from 'react';
import { Link, NavLink, useLocation, useSearchParams } from 'react-router';
import { LANGUAGE_PARAMETER, LANGUAGE_TAGS, useLanguage } from '../locales/language.tsx';
import type { TextKey } from '../locales/texts.ts';
import styles from './shell.module.css';

/** The pages that exist, in the order of console.md §1.3. A result belongs to 网站检查. */
const MENU = [{ to: '/', label: 'menu.checks', holds: /^\/(checks\/|$)/ }] as const satisfies readonly {
  to: string;
  label: TextKey;
  holds: RegExp;
}[];

/** What every page stands in: skip link, head with menu and language, and the page. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const { tell } = useLanguage();
  const { pathname } = useLocation();
  return (
    <>
      <a href="#content" className={styles.skip}>
        {tell('app.skip')}
      </a>
      <header className={styles.header}>
        <div className={styles.row}>
          <Link to="/" className={styles.brand}>
            <span className={styles.name}>{tell('app.name')}</span>{' '}
            <span className={styles.purpose}>{tell('app.purpose')}</span>
          </Link>
          <nav aria-label={tell('app.menu')} className={styles.menu}>
            <ul>
              {MENU.map(({ to, label, holds }) => (
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
          <LanguageSwitch />
        </div>
      </header>
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
