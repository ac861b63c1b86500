import type { UnitNode } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useUnits } from '../../api/registry.ts';
import { EmptyState, LoadingState, QueryErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './units-page.module.css';

/** So many units of one level are listed; whoever is not among them is found by name. */
const SHOWN = 100;

interface BranchProps {
  /** units below this one, or those at the top */
  readonly superior?: string | undefined;
  readonly search?: string | undefined;
  readonly current: string | undefined;
}

/** Units of one level as a list; those below open in place. */
export function UnitBranch({ superior, search, current }: BranchProps): ReactNode {
  const { tell } = useLanguage();
  const { data, error, refetch } = useUnits({ superior, search, page: 1, size: SHOWN });
  if (!data) return error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState lines={3} />;
  if (data.rows.length === 0) {
    return search ? (
      <p>{tell('units.none')}</p>
    ) : (
      <EmptyState
        title={tell('units.empty')}
        why={tell('units.empty.why')}
        act={<Link to="/units/import">{tell('units.import')}</Link>}
      />
    );
  }
  return (
    <>
      <ul>
        {data.rows.map((node) => (
          <Node key={node.id} node={node} current={current} />
        ))}
      </ul>
      {data.total > data.rows.length && (
        <p className={styles.more}>{tell('units.more', { count: data.total - data.rows.length })}</p>
      )}
    </>
  );
}

function Node(props: { readonly node: UnitNode; readonly current: string | undefined }): ReactNode {
  const { node, current } = props;
  const { tell } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { id, name, subordinates } = node;
  return (
    <li>
      <span className={styles.node}>
        {subordinates > 0 ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            aria-label={tell('units.below', { name, count: subordinates })}
            onClick={() => setOpen(!isOpen)}
          >
            <span aria-hidden="true">{isOpen ? '−' : '+'}</span>
          </button>
        ) : (
          <span className={styles.leaf} />
        )}
        <Link to={`/units/${id}`} aria-current={id === current ? 'page' : undefined}>
          {name}
        </Link>
      </span>
      {isOpen && <UnitBranch superior={id} current={current} />}
    </li>
  );
}
