import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../../locales/language.tsx';
import styles from './pager.module.css';

interface PagerProps {
  /** counted from 1 */
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly sizes: readonly number[];
}

/** Pages of a table that the server pages: links, so that the address says where one is. */
export function Pager({ page, size, total, sizes }: PagerProps): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const pages = Math.max(1, Math.ceil(total / size));
  const smallest = Math.min(...sizes);
  if (total <= smallest) return null;
  const to = (changes: Record<string, number>): { search: string } => {
    const target = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) target.set(name, String(value));
    return { search: target.toString() };
  };
  return (
    <nav aria-label={tell('pager.label')} className={styles.pager}>
      <p>{tell('pager.position', { page, pages, total })}</p>
      <ul className={styles.moves}>
        {page > 1 && (
          <li>
            <Link to={to({ page: page - 1 })}>{tell('pager.previous')}</Link>
          </li>
        )}
        {page < pages && (
          <li>
            <Link to={to({ page: page + 1 })}>{tell('pager.next')}</Link>
          </li>
        )}
      </ul>
      <div className={styles.sizes}>
        <span id="pager-size">{tell('pager.size')}</span>
        <ul aria-labelledby="pager-size" className={styles.moves}>
          {sizes.map((each) => (
            <li key={each}>
              <Link to={to({ size: each, page: 1 })} aria-current={each === size ? 'true' : undefined}>
                {each}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
