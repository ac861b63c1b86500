import type { UnitNode } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useUnits } from '../../api/registry.ts';
import { Answered } from '../../components/tables/answered.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
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
  const units = useUnits({ superior, search, page: 1, size: SHOWN });
  const none = search ? (
    <p>{tell('units.none')}</p>
  ) : (
    <EmptyState
      title={tell('units.empty')}
      why={tell('units.empty.why')}
      act={<Link to="/units/import">{tell('units.import')}</Link>}
    />
  );
  return (
    <Answered answer={units} lines={3}>
      {({ rows, total }) =>
        rows.length === 0 ? (
          none
        ) : (
          <>
            <ul>
              {rows.map((node) => (
                <Node key={node.id} node={node} current={current} />
              ))}
            </ul>
            {total > rows.length && (
              <p className={styles.more}>{tell('units.more', { count: total - rows.length })}</p>
            )}
          </>
        )
      }
    </Answered>
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
