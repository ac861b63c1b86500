import type { CheckRequest, CheckRow } from '@zhengdun/contract';
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useGuess, useStartCheck } from '../../api/checks.ts';
import { ApiError } from '../../api/client.ts';
import { ErrorSummary } from '../../components/forms/error-summary.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './check-form.module.css';
import { type UnitChoice, UnitQuestions } from './unit-questions.tsx';

/** So long after the last key the address is guessed at. */
const TYPING_PAUSE_MS = 400;
export const ADDRESS_FIELD = 'address';

/**
 * One address, two optional questions, one button. What is typed stays until the check has begun. Who comes from an
 * application finds its address filled in.
 */
export function CheckForm({ onStarted }: { readonly onStarted: (row: CheckRow) => void }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const [address, setAddress] = useState(search.get('address') ?? '');
  const [choice, setChoice] = useState<UnitChoice>({});
  const [isEmptySent, setEmptySent] = useState(false);
  const guess = useGuess(useSettled(address.trim()));
  const start = useStartCheck();
  const fault = isEmptySent ? tell('form.address.empty') : addressFault(start.error);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (start.isPending) return;
    setEmptySent(address.trim() === '');
    start.reset();
    if (address.trim() !== '') start.mutate(requestOf(address, choice), { onSuccess: onStarted });
  }

  return (
    <form onSubmit={submit} noValidate aria-label={tell('form.title')}>
      {fault && <ErrorSummary faults={[{ field: ADDRESS_FIELD, message: fault }]} />}
      {start.error && !fault && (
        <div className={styles.sending}>
          <ActErrorState title={tell('check.notStarted')} error={start.error} />
        </div>
      )}
      <label htmlFor={ADDRESS_FIELD} className={styles.label}>
        {tell('form.address')}
      </label>
      {fault && (
        <p id="address-fault" className={styles.fault}>
          {fault}
        </p>
      )}
      <div className={styles.row}>
        <Input
          id={ADDRESS_FIELD}
          size="large"
          className={styles.address ?? ''}
          placeholder="www.xxx.gov.cn"
          value={address}
          onChange={({ target }) => setAddress(target.value)}
          {...(fault && { status: 'error' as const })}
          aria-invalid={fault !== undefined}
          aria-describedby={fault ? 'address-hint address-fault' : 'address-hint'}
          autoComplete="url"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="url"
          maxLength={2_000}
        />
        <Button type="primary" htmlType="submit" size="large" aria-disabled={start.isPending}>
          {start.isPending ? tell('form.submitting') : tell('form.submit')}
        </Button>
      </div>
      <p id="address-hint" aria-live="polite" className={styles.target}>
        {guess.data
          ? tell('form.address.target', { url: readable(guess.data.url, guess.data.displayHost) })
          : tell('form.address.hint')}
      </p>
      <UnitQuestions choice={choice} guess={guess.data?.unit} onChange={setChoice} />
      <p className={styles.hint}>{tell('form.unit.more')}</p>
    </form>
  );
}

function requestOf(address: string, { kind, level }: UnitChoice): CheckRequest {
  return { address, ...(kind && { unitKind: kind }), ...(level && { unitLevel: level }) };
}

/** What the server says is wrong with the address itself; other faults are not the field's. */
function addressFault(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || error.status !== 400) return undefined;
  return error.answer?.fields?.find(({ path }) => path.endsWith('address'))?.message ?? error.answer?.message;
}

/** The address with its host in Unicode, as a person knows it. */
function readable(url: string, displayHost: string): string {
  return url.replace(/^(https?:\/\/)[^/:?#]+/, `$1${displayHost}`);
}

/** A text, once nobody has changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
