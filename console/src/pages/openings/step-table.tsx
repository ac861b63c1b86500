import {
  CONFIRMATION_WORDS,
  OPENING_DOER_WORDS,
  OPENING_STEP_STATE_WORDS,
  OPENING_STEP_WORDS,
  type OpeningStepView,
  type OpeningView,
  printTime,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { MarkCode } from '../../components/mark-code.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { DueText } from './due-text.tsx';
import styles from './opening-page.module.css';
import { OverrideForm } from './override-form.tsx';
import { RecordForm } from './record-form.tsx';

/** The steps in their order: who does each, how far it is, what was recorded, and the form to record it. */
export function StepTable({ view }: { readonly view: OpeningView }): ReactNode {
  const { tell } = useLanguage();
  const next = view.steps.find(
    ({ state, inSystem }) => !inSystem && (state === 'open' || state === 'late'),
  )?.step;
  return (
    <Panel title={tell('opening.tab.steps')}>
      <ol className={styles.steps}>
        {view.steps.map((step) => (
          <li key={step.step}>
            <Step step={step} application={view.applicationId} />
            {mayRecord(view, step) && (
              <RecordForm
                key={step.record?.document?.id}
                id={view.id}
                unit={view.unit.id}
                step={step}
                open={step.step === next}
              />
            )}
            {view.acts.override && step.overridable && step.state === 'open' && (
              <OverrideForm id={view.id} subject={step.step} />
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function mayRecord(
  { acts, applicationId }: OpeningView,
  { step, inSystem, state }: OpeningStepView,
): boolean {
  if (!acts.record || inSystem || state === 'waiting') return false;
  return step !== 'online' || applicationId === undefined;
}

interface StepProps {
  readonly step: OpeningStepView;
  /** once it stands in the register */
  readonly application: string | undefined;
}

function Step({ step, application }: StepProps): ReactNode {
  const { lang, tell } = useLanguage();
  const { doer, inSystem, state, basis, days, due, record, confirmation, waitsFor } = step;
  return (
    <>
      <div className={styles.stepHead}>
        <h3>{OPENING_STEP_WORDS[step.step][lang]}</h3>
        <span className={state === 'late' ? styles.late : undefined}>
          {OPENING_STEP_STATE_WORDS[state][lang]}
        </span>
        <span className={styles.quiet}>
          {tell('grammar.note', {
            text: OPENING_DOER_WORDS[doer][lang],
            note: tell(inSystem ? 'opening.inSystem' : 'opening.outside'),
          })}
        </span>
        {days !== undefined && <span className={styles.quiet}>{tell('opening.days', { days })}</span>}
        {confirmation && (
          <span>
            {application === undefined || confirmation === 'confirmed' ? (
              CONFIRMATION_WORDS[confirmation][lang]
            ) : (
              // Where it is checked, and what the check has seen otherwise.
              <Link
                to={
                  confirmation === 'contradicted'
                    ? `/findings?application=${application}`
                    : `/applications/${application}`
                }
              >
                {CONFIRMATION_WORDS[confirmation][lang]}
              </Link>
            )}
          </span>
        )}
      </div>
      {waitsFor.length > 0 && (
        <p className={styles.quiet}>
          {tell('opening.waitsFor', {
            steps: waitsFor.map((each) => OPENING_STEP_WORDS[each][lang]).join(tell('grammar.list')),
          })}
        </p>
      )}
      {due && (
        <p>
          <DueText day={due.on} />{' '}
          <span className={styles.quiet}>
            {tell(due.confirmed ? 'opening.due.source' : 'opening.due.unconfirmed', { source: due.source })}
          </span>
        </p>
      )}
      {record?.doneOn && (
        <p>
          {[
            tell('opening.record.on', { day: printTime(record.doneOn, lang) }),
            record.number && tell('opening.record.number', { number: record.number }),
            record.issuer,
            record.receipt && tell('opening.record.receipt', { receipt: record.receipt }),
          ]
            .filter(Boolean)
            .join(tell('grammar.comma'))}
        </p>
      )}
      {step.step === 'mark' && <MarkCode number={record?.number} />}
      {record?.document && (
        <p>
          <Link to={`/documents/${record.document.id}`}>
            {tell('opening.record.scan.see', { name: record.document.name })}
          </Link>
        </p>
      )}
      <p className={styles.quiet}>{basis}</p>
    </>
  );
}
