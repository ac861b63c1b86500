import { OPENING_DOER_WORDS, OPENING_STEP_STATE_WORDS, type OpeningStepView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';

const AUTHORITIES = ['establishment', 'telecom', 'police'] as const;

/** 编办, 电信, 公安 with the days that each has used. */
export function StepBar({ steps }: { readonly steps: readonly OpeningStepView[] }): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <ol aria-label={tell('opening.bar')} className={styles.bar}>
      {AUTHORITIES.map((authority) => {
        const own = steps.filter(({ doer }) => doer === authority);
        const next = own.find(({ state }) => state !== 'done' && state !== 'overridden');
        const state = next?.state ?? 'done';
        const days = own.map((step) => step.days).filter((each) => each !== undefined);
        return (
          <li key={authority} data-state={state}>
            <strong>{OPENING_DOER_WORDS[authority][lang]}</strong>
            <br />
            {OPENING_STEP_STATE_WORDS[state][lang]}
            {days.length > 0 && (
              <span className={styles.quiet}>
                {' '}
                {tell('opening.days', { days: days.reduce((sum, each) => sum + each, 0) })}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
