import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { PasskeyError } from '../../browser-passkeys.ts';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';
import styles from './states.module.css';

/** So long nothing moves: most answers are there before. */
const PATIENCE_MS = 300;

/** First nothing, then grey lines where text will stand. */
export function LoadingState({ lines = 4 }: { readonly lines?: number }): ReactNode {
  const { tell } = useLanguage();
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!waited) return null;
  return (
    <div role="status" className={styles.loading}>
      <span className="visually-hidden">{tell('loading')}</span>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <div key={line} className={styles.bar} />
      ))}
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly why: string;
  /** the one act that makes sense here */
  readonly act?: ReactNode;
}

/** Why there is nothing, and one act. */
export function EmptyState({ title, why, act }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      <p>{why}</p>
      {act && <p className={styles.act}>{act}</p>}
    </div>
  );
}

interface ErrorStateProps {
  readonly title: string;
  readonly cause: string;
  /** what became of what the person had entered or had before */
  readonly kept?: string;
  readonly cure: string;
  readonly incident?: string | undefined;
  readonly act?: ReactNode;
}

/** What happened, what became of the input, what to do, and the number under which the log tells more. */
export function ErrorState({ title, cause, kept, cure, incident, act }: ErrorStateProps): ReactNode {
  const { tell } = useLanguage();
  return (
    <div role="alert" className={styles.error}>
      <p className={styles.title}>{title}</p>
      <p>{cause}</p>
      {kept && <p>{kept}</p>}
      <p>{cure}</p>
      {incident && !cause.includes(incident) && (
        <p className={styles.incident}>{tell('error.incident', { incident })}</p>
      )}
      {act && <p className={styles.act}>{act}</p>}
    </div>
  );
}

/** ErrorState for a query that got no answer. */
export function QueryErrorState({
  error,
  retry,
}: {
  readonly error: Error;
  readonly retry: () => unknown;
}): ReactNode {
  const { tell } = useLanguage();
  const { cause, cure } = explainError(error, tell);
  return (
    <ErrorState
      title={tell('error.title')}
      cause={cause}
      kept={tell('error.kept')}
      cure={cure}
      incident={error instanceof ApiError ? error.answer?.incident : undefined}
      act={<Button onClick={() => retry()}>{tell('error.retry')}</Button>}
    />
  );
}

/** ErrorState for an act that the server did not carry out; what was entered is still there. */
export function ActErrorState({
  title,
  error,
}: {
  readonly title: string;
  readonly error: Error;
}): ReactNode {
  const { tell } = useLanguage();
  return (
    <ErrorState
      title={title}
      {...explainError(error, tell)}
      kept={tell('form.kept')}
      incident={error instanceof ApiError ? error.answer?.incident : undefined}
    />
  );
}

/** Above old data that could not be renewed. */
export function StaleNotice({ error }: { readonly error: Error }): ReactNode {
  const { tell } = useLanguage();
  return (
    <p role="status" className={styles.stale}>
      {tell('error.stale', { cause: explainError(error, tell).cause })}
    </p>
  );
}

/** What an error means to a person, and what she can do. */
function explainError(error: Error, tell: Tell): { cause: string; cure: string } {
  if (error instanceof PasskeyError) {
    return { cause: tell(`passkey.error.${error.kind}`), cure: tell(`passkey.cure.${error.kind}`) };
  }
  if (error instanceof ApiError && error.answer) {
    return { cause: error.answer.message, cure: tell('error.refused.cure') };
  }
  if (error instanceof ApiError && error.kind === 'unreachable') {
    return { cause: tell('error.unreachable'), cure: tell('error.unreachable.cure') };
  }
  return { cause: tell('error.mismatch'), cure: tell('error.mismatch.cure') };
}
