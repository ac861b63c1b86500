import type { ReactNode } from 'react';
import { ApiError } from '../../api/client.ts';
import { ActErrorState, ErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { TextKey } from '../../locales/texts.ts';
import styles from './outside-entry.module.css';

/** What somebody can do who was refused; of the others the refusal itself says so. */
const CURES: Readonly<Record<string, Extract<TextKey, `outside.cure.${string}`>>> = {
  'outside-failed': 'outside.cure.failed',
  'outside-journey-lost': 'outside.cure.again',
  'provider-unknown': 'outside.cure.other',
  'outside-closed': 'outside.cure.other',
};

/** A provider, or we, did not let somebody in: why, and the way on. */
export function OutsideRefusal({ act, error }: { readonly act: string; readonly error: Error }): ReactNode {
  const { tell } = useLanguage();
  const answer = error instanceof ApiError ? error.answer : undefined;
  const title = tell('form.notDone', { act });
  const cure = answer && CURES[answer.code];
  if (!answer || !cure) return <ActErrorState title={title} error={error} />;
  return <ErrorState title={title} cause={answer.message} cure={tell(cure)} incident={answer.incident} />;
}

/** The provider knows somebody, and no account is bound to that: both ways on. */
export function UnboundWords({ name }: { readonly name: string }): ReactNode {
  const { tell } = useLanguage();
  return (
    <div role="status">
      <p>{tell('outside.unbound', { name })}</p>
      <ul className={styles.choices}>
        <li>{tell('outside.unbound.own', { name })}</li>
        <li>{tell('outside.unbound.none')}</li>
      </ul>
    </div>
  );
}
