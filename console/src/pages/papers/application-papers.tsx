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
import { Answered } from '../../components/answered.tsx';
import { FourCounts } from '../../components/four-counts.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { ClosureList } from './closure-list.tsx';
import { ExceptionList } from './exception-list.tsx';
import { PaperRows } from './paper-rows.tsx';

interface ApplicationPapersProps {
  readonly id: string;
  readonly session: SessionView;
}

/** 证明材料 of an application: what papers decide of it, its closure, and its exceptions. */
export function ApplicationPapers({ id, session }: ApplicationPapersProps): ReactNode {
  const papers = usePapers('applications', id);
  return (
    <Answered answer={papers} lines={8}>
      {(list) => (
        <>
          <PaperVerdicts list={list} />
          <ClosureList id={id} rows={list.rows} />
          <ExceptionList id={id} session={session} />
        </>
      )}
    </Answered>
  );
}

/** The four counts and the rows behind them; what does not apply is shown when it is asked for. */
export function PaperVerdicts({ list }: { readonly list: PaperVerdictList }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const shown = VERDICTS.find((verdict) => verdict === search.get('verdict'));
  const total = list.rows.length;
  function linkTo(verdict: Verdict | undefined): To {
    const next = new URLSearchParams(search);
    if (verdict) next.set('verdict', verdict);
    else next.set('verdict', 'all');
    return { search: next.toString() };
  }
  const isShown = ({ verdict }: PaperVerdictRow): boolean => {
    if (shown) return verdict === shown;
    return search.get('verdict') === 'all' || verdict === 'unmet' || verdict === 'unknown';
  };
  return (
    <>
      <p>{tell('papers.lead')}</p>
      <FourCounts summary={{ ...list.counts, total }} linkTo={linkTo} shown={shown} />
      <PaperRows
        caption={tell('papers.caption')}
        rows={list.rows.filter(isShown)}
        owner={list.application ? { application: list.application.id } : { unit: list.unit.id }}
        empty={
          <p>
            {tell('papers.none')} <Link to={linkTo(undefined)}>{tell('papers.all')}</Link>
          </p>
        }
      />
    </>
  );
}
