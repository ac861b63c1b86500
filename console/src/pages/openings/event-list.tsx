import { OPENING_EVENT_WORDS, OPENING_STEP_WORDS, type OpeningView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';

/** What happened, newest first, by whom. */
export function EventList({ events }: { readonly events: OpeningView['events'] }): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <ol className={styles.events}>
      {[...events].reverse().map(({ event, at, actor, step, text }) => (
        <li key={`${at}-${event}-${step ?? ''}`}>
          <TimeText iso={at} />{' '}
          {tell('grammar.note', {
            text: [OPENING_EVENT_WORDS[event][lang], step && OPENING_STEP_WORDS[step][lang]]
              .filter(Boolean)
              .join(' '),
            note: actor,
          })}
          {text && <p className={styles.quiet}>{text}</p>}
        </li>
      ))}
    </ol>
  );
}
