import {
  CLOSING_DOER_WORDS,
  CLOSING_STEP_STATE_WORDS,
  CLOSING_STEP_WORDS,
  type ClosingStepView,
  type ClosingView,
  CONFIRMATION_WORDS,
  printTime,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './closing-page.module.css';
import { RecordForm } from './record-form.tsx';

/** The steps in their order: who does each, how far it is, its proofs, and the form to record it. */
export function ClosingSteps({ view }: { readonly view: ClosingView }): ReactNode {
  const { tell } = useLanguage();
  const done = view.steps.filter(({ state }) => state === 'done' || state === 'not-needed').length;
  return (
    <Panel title={tell('closing.steps')}>
      <p>{tell('closing.steps.count', { done, count: view.steps.length })}</p>
      <ol className={styles.steps}>
        {view.steps.map((step) => (
          <li key={step.step}>
            <Step step={step} />
            {view.acts.record && (step.state !== 'waiting' || step.optional) && (
              <RecordForm
                key={`${step.state} ${step.record?.doneOn ?? ''}`}
                id={view.id}
                unit={view.unit.id}
                step={step}
                open={step.step === view.next}
              />
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Step({ step }: { readonly step: ClosingStepView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { doer, inSystem, state, basis, term, days, record, confirmation, waitsFor } = step;
  return (
    <>
      <div className={styles.head}>
        <h3>{CLOSING_STEP_WORDS[step.step][lang]}</h3>
        <span>{CLOSING_STEP_STATE_WORDS[state][lang]}</span>
        <span className={styles.quiet}>
          {tell('grammar.note', {
            text: CLOSING_DOER_WORDS[doer][lang],
            note: tell(inSystem ? 'closing.inSystem' : 'opening.outside'),
          })}
        </span>
        {days !== undefined && state !== 'waiting' && (
          <span className={styles.quiet}>{tell('closing.days', { days })}</span>
        )}
        {confirmation && (
          <span className={confirmation === 'contradicted' ? styles.against : undefined}>
            {CONFIRMATION_WORDS[confirmation][lang]}
          </span>
        )}
      </div>
      {waitsFor.length > 0 && (
        <p className={styles.quiet}>
          {tell('opening.waitsFor', {
            steps: waitsFor.map((each) => CLOSING_STEP_WORDS[each][lang]).join(tell('grammar.list')),
          })}
        </p>
      )}
      {record && <Recorded record={record} />}
      {term && state !== 'done' && <p className={styles.quiet}>{term}</p>}
      <p className={styles.quiet}>{basis}</p>
    </>
  );
}

function Recorded({ record }: { readonly record: NonNullable<ClosingStepView['record']> }): ReactNode {
  const { lang, tell } = useLanguage();
  const { doneOn, number, issuer, ground, documents, by } = record;
  const told = doneOn
    ? [
        tell('opening.record.on', { day: printTime(doneOn, lang) }),
        number && tell('opening.record.number', { number }),
        issuer,
        tell('closing.record.by', { name: by }),
      ]
    : [tell('closing.notNeeded.told', { ground }), tell('closing.record.by', { name: by })];
  return (
    <>
      <p>{told.filter(Boolean).join(tell('grammar.comma'))}</p>
      {documents.length > 0 && (
        <ul>
          {documents.map(({ id, name }) => (
            <li key={id}>
              <Link to={`/documents/${id}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
