import { Button } from 'antd';
import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { useLanguage } from '../../locales/language.tsx';
import { ActErrorState } from '../tables/states.tsx';
import styles from './act-form.module.css';
import { ErrorSummary } from './error-summary.tsx';
import { useFocusReturn } from './use-focus-return.ts';

/** Faults by id of the field. */
export type Faults = Readonly<Record<string, string | undefined>>;

interface ActFormProps {
  readonly label: string;
  /** the act, on the button */
  readonly act: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** which field a refusal of the server is about, by its code */
  readonly fieldOf?: Readonly<Record<string, string>>;
  /** what is missing before anything is sent */
  readonly check: () => Faults;
  readonly onSubmit: () => void;
  readonly children: (faults: Faults) => ReactNode;
  readonly more?: ReactNode;
}

/** A form with one act: its faults at the top with the focus and again at the field; what was typed stays. */
export function ActForm(props: ActFormProps): ReactNode {
  const { label, act, isPending, error, fieldOf = {}, check, onSubmit, children, more } = props;
  const { tell } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  useFocusReturn(form, isPending);
  const [own, setOwn] = useState<Faults>({});
  const [fixed, setFixed] = useState<Error | null>(null);
  const answer = error instanceof ApiError && error !== fixed ? error.answer : undefined;
  const field = answer && fieldOf[answer.code];
  const message = answer?.message;
  const faults: Faults = field ? { ...own, [field]: message } : own;
  // The summary takes the focus for new faults; what is typed meanwhile makes none.
  const listed = useMemo(
    () =>
      Object.entries(field ? { ...own, [field]: message } : own).flatMap(([id, fault]) =>
        fault ? [{ field: id, message: fault }] : [],
      ),
    [own, field, message],
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isPending) return;
    const found = check();
    setOwn(found);
    setFixed(error);
    if (Object.values(found).every((fault) => !fault)) onSubmit();
  }

  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={label}>
      {listed.length > 0 && <ErrorSummary faults={listed} />}
      {error && error !== fixed && !field && (
        <ActErrorState title={tell('form.notDone', { act })} error={error} />
      )}
      {children(faults)}
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" aria-disabled={isPending}>
          {isPending ? tell('form.submitting') : act}
        </Button>
        {more}
      </div>
    </form>
  );
}
