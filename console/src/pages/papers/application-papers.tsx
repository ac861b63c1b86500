import {
  type PaperVerdictList,
  type PaperVerdictRow,
  type SessionView,
  VERDICTS,
  type Verdict,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, type To, useSearchParams } from 'react-router';
import { usePapers } from '../../api/papers.ts';
import { FourCounts } from '../../components/finding/four-counts.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { PaperRows } from './paper-rows.tsx';
import styles from './papers.module.css';

interface ApplicationPapersProps {
  readonly id: string;
  readonly session: SessionView;
}

/** 证明材料 of an application: what papers decide of it; once it is no longer used, the checklist of its closure. */
export function ApplicationPapers({ id, session }: ApplicationPapersProps): ReactNode {
  const { tell } = useLanguage();
  const papers = usePapers('applications', id);
  return (
    <Answered answer={papers} lines={8}>
      {(list) => {
        const steps = list.rows.filter(isClosureStep);
        const proven = steps.filter(({ verdict }) => verdict === 'met').length;
        return (
          <>
            {steps.length > 0 ? (
              <p>{tell('closure.lead', { proven, total: steps.length })}</p>
            ) : (
              <p>
                {tell('papers.lead')} {tell('papers.lead.unit')}{' '}
                <Link to={`/units/${list.unit.id}/papers`}>{tell('papers.unit.title')}</Link>
              </p>
            )}
            <PaperVerdicts list={list} session={session} whole={steps.length > 0} />
          </>
        );
      }}
    </Answered>
  );
}

/** Art. 12 ¶2: what is owed once an application is no longer used. */
function isClosureStep({ article, code }: PaperVerdictRow): boolean {
  return article === 12 && code !== 'not-bound' && code !== 'no-event';
}

interface PaperVerdictsProps {
  readonly list: PaperVerdictList;
  readonly session: SessionView;
  /** also what is met is shown at first */
  readonly whole: boolean;
}

/** The four counts and the rows behind them, at first what is open. */
export function PaperVerdicts({ list, session, whole }: PaperVerdictsProps): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const asked = search.get('verdict');
  const shown = VERDICTS.find((verdict) => verdict === asked);
  function linkTo(verdict: Verdict | undefined): To {
    const next = new URLSearchParams(search);
    next.set('verdict', verdict ?? 'all');
    return { search: next.toString() };
  }
  const isShown = ({ verdict }: PaperVerdictRow): boolean => {
    if (shown) return verdict === shown;
    if (asked === 'all') return true;
    return verdict !== 'not-applicable' && (whole || verdict !== 'met');
  };
  return (
    <div className={styles.verdicts}>
      <FourCounts summary={{ ...list.counts, total: list.rows.length }} linkTo={linkTo} shown={shown} />
      <PaperRows
        caption={tell('papers.caption')}
        rows={list.rows.filter(isShown)}
        owner={list.application ? { application: list.application.id } : { unit: list.unit.id }}
        session={session}
        empty={
          <p>
            {tell('papers.none')} <Link to={linkTo(undefined)}>{tell('papers.all')}</Link>
          </p>
        }
      />
    </div>
  );
}
