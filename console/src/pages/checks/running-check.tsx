import { type CheckView, STEPS, summarise, VERDICT_WORDS, VERDICTS } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { BriefFinding } from '../../components/finding/finding-card.tsx';
import type { FindingPart } from '../../components/finding/finding-parts.tsx';
import { VerdictTag } from '../../components/finding/verdict-tag.tsx';
import { Panel } from '../../components/panel.tsx';
import { StepList } from '../../components/step-list.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './running-check.module.css';

const FOLDED: readonly FindingPart[] = ['basis', 'remedy', 'handler', 'recheck'];

interface RunningCheckProps {
  readonly view: CheckView;
  /** when the view was asked for, ms since 1970 */
  readonly now: number;
}

/** Steps at the left, and what has been judged so far, in the order in which it came. */
export function RunningCheck({ view, now }: RunningCheckProps): ReactNode {
  const { tell } = useLanguage();
  const { state, early, requestedAt } = view;
  const steps =
    view.steps.length > 0 ? view.steps : STEPS.map((step) => ({ step, state: 'waiting' as const }));
  const seconds = Math.max(0, Math.round((now - new Date(requestedAt).getTime()) / 1000));
  return (
    <>
      <p>
        {state === 'waiting' ? tell('check.waiting') : tell('check.elapsed', { seconds })}
        <br />
        {tell('check.leave')}
      </p>
      <div className={styles.columns}>
        <Panel title={tell('check.steps')}>
          <StepList steps={steps} />
        </Panel>
        <Panel title={tell('check.early')}>
          {early.length === 0 ? <p>{tell('check.early.none')}</p> : <EarlyResults early={early} />}
        </Panel>
      </div>
    </>
  );
}

function EarlyResults({ early }: Pick<CheckView, 'early'>): ReactNode {
  const { lang, tell } = useLanguage();
  const summary = summarise(early);
  return (
    <>
      <p>{tell('check.early.count', { total: summary.total })}</p>
      <p className={styles.counts}>
        {VERDICTS.map((verdict) => (
          <span key={verdict}>
            {VERDICT_WORDS[verdict].word[lang]} {summary[verdict]}
          </span>
        ))}
      </p>
      <ul>
        {early.map((verdict) => (
          <BriefFinding
            key={verdict.anchor}
            verdict={verdict}
            parts={FOLDED}
            heading="h3"
            tag={<VerdictTag verdict={verdict.verdict} reason={verdict.reason} />}
          />
        ))}
      </ul>
    </>
  );
}
