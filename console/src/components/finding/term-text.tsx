import { printTime, type Term } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './term-text.module.css';

interface TermTextProps {
  readonly term: Term | undefined;
  /** what is over has no days left */
  readonly isOpen: boolean;
}

/** 「剩余3个工作日（2026年11月26日止）」; a date that nobody can know yet says so. */
export function TermText({ term, isOpen }: TermTextProps): ReactNode {
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
