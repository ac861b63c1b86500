import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useLanguage } from '../../locales/language.tsx';
import styles from './page-frame.module.css';

interface PageFrameProps {
  /** the one h1, and the title of the window */
  readonly title: string;
  /** beside or below the title */
  readonly lead?: ReactNode;
  /** primary act first */
  readonly acts?: ReactNode;
  /** time of the data, ISO 8601 */
  readonly asOf?: string | undefined;
  readonly children: ReactNode;
}

/** The content of one page: its heading takes the focus when a person comes here from another page. */
export function PageFrame({ title, lead, acts, asOf, children }: PageFrameProps): ReactNode {
  const { tell } = useLanguage();
  const { pathname, key, hash } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - ${tell('app.name')}`;
  }, [title, tell]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of filters or of the anchor is no new page.
  useEffect(() => {
    if (key === 'default' || hash !== '') return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <main id="content" className={styles.main}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {acts && <div className={styles.acts}>{acts}</div>}
      </div>
      {children}
      {asOf && <p className={styles.asOf}>{tell('app.asOf', { time: asOf })}</p>}
    </main>
  );
}
