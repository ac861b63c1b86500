import { FINDING_EVENT_WORDS, FINDING_STATE_WORDS, type FindingView, printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './finding-history.module.css';

type Line = FindingView['history'][number];

/** The life of a finding, the newest first: when, who, what, and what it became. */
export function FindingHistory({ history }: { readonly history: readonly Line[] }): ReactNode {
  return (
    <ol reversed className={styles.history}>
      {[...history].reverse().map((line) => (
        <li key={line.id}>
          <HistoryLine line={line} />
        </li>
      ))}
    </ol>
  );
}

function HistoryLine({ line }: { readonly line: Line }): ReactNode {
  const { lang, tell } = useLanguage();
  const { event, by, from, to, other, ground, days, dueOn, checkId } = line;
  const facts = [
    other,
    days !== undefined && tell('finding.history.days', { days }),
    dueOn && tell('finding.history.term', { day: printTime(dueOn, lang) }),
    from &&
      from !== to &&
      tell('grammar.becomes', {
        from: FINDING_STATE_WORDS[from][lang],
        to: FINDING_STATE_WORDS[to][lang],
      }),
  ].filter(Boolean);
  return (
    <>
      <p className={styles.when}>
        <TimeText iso={line.at} /> {by ?? tell('finding.history.system')}
      </p>
      <p>
        <strong>{FINDING_EVENT_WORDS[event][lang]}</strong>
        {facts.length > 0 && ` ${facts.join(tell('grammar.list'))}`}{' '}
        {checkId && <Link to={`/checks/${checkId}`}>{tell('finding.history.check')}</Link>}
      </p>
      {ground && <p>{tell('finding.history.ground', { ground })}</p>}
    </>
  );
}
