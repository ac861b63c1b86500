import { printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../locales/language.tsx';
import styles from './life-line.module.css';
import { TimeText } from './time-text.tsx';

/** Something that happened, as a history keeps it. */
export interface LifeEvent {
  readonly id: number;
  readonly at: string;
  readonly name: string;
  /** missing: it happened by itself */
  readonly by?: string | undefined;
  readonly facts: readonly string[];
  readonly ground?: string | undefined;
  readonly days?: number | undefined;
  readonly dueOn?: string | undefined;
  readonly checkId?: string | undefined;
}

/** A life as a time line, the newest first: when, who, what, and why. */
export function LifeLine({ events }: { readonly events: readonly LifeEvent[] }): ReactNode {
  return (
    <ol reversed className={styles.history}>
      {[...events].reverse().map((event) => (
        <li key={event.id}>
          <OneEvent event={event} />
        </li>
      ))}
    </ol>
  );
}

function OneEvent({ event }: { readonly event: LifeEvent }): ReactNode {
  const { lang, tell } = useLanguage();
  const { name, by, ground, days, dueOn, checkId } = event;
  const facts = [
    ...event.facts,
    days !== undefined && tell('finding.history.days', { days }),
    dueOn && tell('finding.history.term', { day: printTime(dueOn, lang) }),
  ].filter(Boolean);
  return (
    <>
      <p className={styles.when}>
        <TimeText iso={event.at} /> {by ?? tell('finding.history.system')}
      </p>
      <p>
        <strong>{name}</strong>
        {facts.length > 0 && ` ${facts.join(tell('grammar.list'))}`}{' '}
        {checkId && <Link to={`/checks/${checkId}`}>{tell('finding.history.check')}</Link>}
      </p>
      {ground && <p>{tell('finding.history.ground', { ground })}</p>}
    </>
  );
}
