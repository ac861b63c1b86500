import { printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';

const DAY_MS = 86_400_000;

/** The last day of a term in calendar days, with the days that are left. */
export function DueText({ day }: { readonly day: string }): ReactNode {
  const { lang, tell } = useLanguage();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const left = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  const time = printTime(day, lang);
  return (
    <time dateTime={day} className={left < 0 ? styles.late : undefined}>
      {left < 0 ? tell('openings.late', { days: -left, time }) : tell('openings.left', { days: left, time })}
    </time>
  );
}
