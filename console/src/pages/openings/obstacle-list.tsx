import type { Obstacle, OpeningView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';
import { OverrideForm } from './override-form.tsx';

/** What stands against a case, with the sentence; a leader approves here what is asked 原则上. */
export function ObstacleList({ view }: { readonly view: OpeningView }): ReactNode {
  const { tell } = useLanguage();
  if (view.obstacles.length === 0) return <p>{tell('opening.findings.none')}</p>;
  return (
    <ul className={styles.obstacles}>
      {view.obstacles.map((obstacle) => (
        <ObstacleItem key={obstacle.code} obstacle={obstacle}>
          {view.acts.override && obstacle.weight === 'in-principle' && !obstacle.overridden && (
            <OverrideForm id={view.id} subject={obstacle.code} />
          )}
        </ObstacleItem>
      ))}
    </ul>
  );
}

export function ObstacleItem(props: {
  readonly obstacle: Obstacle;
  readonly children?: ReactNode;
}): ReactNode {
  const { obstacle, children } = props;
  const { tell } = useLanguage();
  const { weight, fact, basis, advice, overridden } = obstacle;
  return (
    <li>
      <strong data-weight={overridden ? undefined : weight}>
        {tell(overridden ? 'opening.weight.overridden' : `opening.weight.${weight}`)}
      </strong>{' '}
      {fact}
      {tell('grammar.end')}
      <p>
        {advice}
        {tell('grammar.end')}
      </p>
      <p className={styles.quiet}>{basis}</p>
      {children}
    </li>
  );
}
