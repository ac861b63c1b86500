import { type CheckStep, STEP_STATE_WORDS, STEP_WORDS, type StepState } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../locales/language.tsx';
import { useContentLanguage } from './content-language.ts';
import styles from './step-list.module.css';

/** Shapes beside the words, so that the list can be skimmed. */
const SHAPES = {
  waiting: '○',
  running: '◐',
  done: '✓',
  blocked: '×',
  skipped: '–',
} as const satisfies Record<StepState, string>;

/** The seven steps of a check with their states and seconds. */
export function StepList({ steps }: { readonly steps: readonly CheckStep[] }): ReactNode {
  const { lang, tell } = useLanguage();
  const contentLanguage = useContentLanguage();
  return (
    <ol className={styles.steps}>
      {steps.map(({ step, state, ms, detail }) => (
        <li key={step} data-state={state} className={styles.step}>
          <span aria-hidden="true" className={styles.shape}>
            {SHAPES[state]}
          </span>
          <span className={styles.name}>{STEP_WORDS[step][lang]}</span>
          <span className={styles.state}>{STEP_STATE_WORDS[state][lang]}</span>
          <span className={styles.seconds}>
            {ms !== undefined &&
              state !== 'skipped' &&
              tell('check.step.seconds', { seconds: (ms / 1000).toFixed(1) })}
          </span>
          {detail && (
            <span lang={contentLanguage} className={styles.detail}>
              {detail}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
