import {
  FINDING_MARK_WORDS,
  FINDING_STATE_WORDS,
  type FindingMark,
  type FindingRow,
  printTime,
  type Term,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './finding-state.module.css';

/** Marks that ask for a look first. */
const URGENT: readonly FindingMark[] = ['overdue', 'watched'];

/** The state, and beside it what stands beside it. Words tell; colour only repeats them. */
export function FindingState({ state, marks }: Pick<FindingRow, 'state' | 'marks'>): ReactNode {
  const { lang } = useLanguage();
  return (
    <span className={styles.state}>
      <span>{FINDING_STATE_WORDS[state][lang]}</span>
      {marks.map((mark) => (
        <span key={mark} className={URGENT.includes(mark) ? styles.urgent : styles.mark}>
          {FINDING_MARK_WORDS[mark][lang]}
        </span>
      ))}
    </span>
  );
}

/** 「剩余3个工作日（2026年11月26日止）」; a date that nobody can know yet says so. */
export function TermText({
  term,
  isOpen,
}: {
  readonly term: Term | undefined;
  readonly isOpen: boolean;
}): ReactNode {
  const { lang, tell } = useLanguage();
  if (!term) return tell('term.none');
  const { dueOn, days = 0, from, workingDaysLeft: left } = term;
  if (!dueOn) return tell('term.unknown', { days, from: printTime(from, lang) });
  const day = printTime(dueOn, lang);
  return (
    <time dateTime={dueOn} className={isOpen && left !== undefined && left < 0 ? styles.over : undefined}>
      {(left === undefined || !isOpen) && tell('term.until', { day })}
      {isOpen && left !== undefined && left > 0 && tell('term.left', { days: left, day })}
      {isOpen && left === 0 && tell('term.today', { day })}
      {isOpen && left !== undefined && left < 0 && tell('term.over', { days: -left, day })}
    </time>
  );
}
