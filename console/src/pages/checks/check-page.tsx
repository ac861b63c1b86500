import type { CheckView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { isUnderWay, useCheck } from '../../api/checks.ts';
import { ApiError } from '../../api/client.ts';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { EmptyState, LoadingState, QueryErrorState, StaleNotice } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';
import { BrokenCheck } from './broken-check.tsx';
import { CheckAgain } from './check-again.tsx';
import { FinishedCheck } from './finished-check.tsx';
import { MayCheck } from './may-check.tsx';
import { ResultActs } from './result-acts.tsx';
import { RunningCheck } from './running-check.tsx';

/** 检查结果: one check from waiting to its result. It can be left and returned to. */
export function CheckPage(): ReactNode {
  return (
    <MayCheck>
      <OneCheck />
    </MayCheck>
  );
}

function OneCheck(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const { data: view, error, refetch, dataUpdatedAt } = useCheck(id);
  if (!view) {
    return (
      <PageFrame title={isMissing(error) ? tell('check.none.title') : tell('check.title')}>
        {isMissing(error) ? (
          <EmptyState
            title={tell('check.none.title')}
            why={tell('check.none.cause')}
            act={<Link to="/">{tell('error.notFound.act')}</Link>}
          />
        ) : error ? (
          <QueryErrorState error={error} retry={refetch} />
        ) : (
          <LoadingState lines={8} />
        )}
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={titleOf(view, tell)}
      lead={view.siteName && view.displayHost}
      acts={view.result && <ResultActs id={view.id} again={<CheckAgain view={view} />} />}
      asOf={view.result?.finishedAt}
    >
      <Progress view={view} />
      {error && <StaleNotice error={error} />}
      {isUnderWay(view.state) && <RunningCheck view={view} now={dataUpdatedAt} />}
      {view.state === 'broken' && <BrokenCheck view={view} again={<CheckAgain view={view} />} />}
      {view.result && <FinishedCheck result={view.result} />}
    </PageFrame>
  );
}

/** Tells those who do not see the page when a step or the check ends. */
function Progress({ view }: { readonly view: CheckView }): ReactNode {
  const { tell } = useLanguage();
  const ended = view.steps.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
  return (
    <p role="status" className="visually-hidden">
      {isUnderWay(view.state)
        ? tell('check.steps.done', { done: ended, all: view.steps.length })
        : view.state === 'done' && tell('check.finished')}
    </p>
  );
}

function titleOf({ state, siteName, displayHost: host }: CheckView, tell: Tell): string {
  const site = siteName ?? host;
  if (state === 'waiting') return tell('check.waiting.title', { site });
  if (state === 'running') return tell('check.running.title', { site });
  return state === 'broken' ? tell('check.broken.title', { site }) : tell('result.title', { site });
}

function isMissing(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 400);
}
