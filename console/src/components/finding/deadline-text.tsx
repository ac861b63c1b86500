import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './deadline-text.module.css';
import { deadlineTime } from './deadline-time.ts';

interface DeadlineTextProps {
  /** ISO 8601 */
  readonly deadline: string;
  /** reckoned by the server with the statutory calendar; 0 is today, below 0 overdue */
  readonly workingDaysLeft: number;
}

/** 「剩余3个工作日（11月26日17:30前）」: never a countdown without its date. */
export function DeadlineText({ deadline, workingDaysLeft }: DeadlineTextProps): ReactNode {
  const { tell } = useLanguage();
  const time = deadlineTime(deadline, tell);
  const days = Math.abs(workingDaysLeft);
  return (
    <time dateTime={deadline} className={workingDaysLeft < 0 ? styles.overdue : undefined}>
      {workingDaysLeft > 0 && tell('deadline.left', { days, time })}
      {workingDaysLeft === 0 && tell('deadline.today', { time })}
      {workingDaysLeft < 0 && tell('deadline.overdue', { days, time })}
    </time>
  );
}
