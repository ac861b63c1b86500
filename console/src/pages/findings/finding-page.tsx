import { type FindingProof, type FindingView, printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useFinding } from '../../api/findings.ts';
import { FactList } from '../../components/fact-list.tsx';
import { FindingParts } from '../../components/finding/finding-parts.tsx';
import { TermText } from '../../components/finding/term-text.tsx';
import { VerdictTag } from '../../components/finding/verdict-tag.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { FindingActs } from './finding-acts.tsx';
import { isOpenFinding } from './finding-columns.tsx';
import { FindingComments } from './finding-comments.tsx';
import { FindingHistory } from './finding-history.tsx';
import { FindingState } from './finding-state.tsx';

/** 问题详情: what is wrong and how it is mended, where it stands, what can be done, its life, what was said beside it. */
export function FindingPage(): ReactNode {
  return <SignedIn permission="finding.read">{() => <OneFinding />}</SignedIn>;
}

function OneFinding(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const finding = useFinding(id);
  if (!finding.data) {
    return (
      <PageFrame title={tell('finding.title')}>
        <Answered answer={finding} lines={8}>
          {() => null}
        </Answered>
      </PageFrame>
    );
  }
  return <Answered answer={finding}>{(view) => <Finding key={view.id} view={view} />}</Answered>;
}

function Finding({ view }: { readonly view: FindingView }): ReactNode {
  const { tell } = useLanguage();
  const { obligation, application, unit, seen } = view;
  return (
    <PageFrame
      title={view.problem}
      lead={
        <>
          {obligation.citation} {obligation.title}
          <br />
          <Link to={`/applications/${application.id}`}>{application.name}</Link>{' '}
          <Link to={`/units/${unit.id}`}>{unit.name}</Link>
        </>
      }
      asOf={view.asOf}
    >
      <Panel title={tell('finding.now')}>
        <Now view={view} />
      </Panel>
      {view.may.length > 0 && (
        <Panel title={tell('finding.acts')}>
          <FindingActs view={view} />
        </Panel>
      )}
      {seen && (
        <Panel title={tell('finding.parts')}>
          <FindingParts verdict={seen} parts={['basis', 'fact', 'remedy', 'handler', 'recheck']} />
        </Panel>
      )}
      <Panel title={tell('finding.history')}>
        <FindingHistory history={view.history} />
      </Panel>
      <Panel title={tell('finding.comments')} id="comments">
        <FindingComments view={view} />
      </Panel>
    </PageFrame>
  );
}

function Now({ view }: { readonly view: FindingView }): ReactNode {
  const { tell } = useLanguage();
  const { seen, assignee, plea, closedAt, proof } = view;
  const isOpen = isOpenFinding(view);
  return (
    <>
      <FactList
        facts={[
          { key: 'state', label: tell('finding.state'), value: <FindingState {...view} /> },
          {
            key: 'verdict',
            label: tell(closedAt ? 'finding.verdict.before' : 'finding.verdict'),
            value: <VerdictTag verdict={view.verdict} reason={seen?.reason} />,
          },
          ...(proof
            ? [
                {
                  key: 'proof',
                  label: tell('finding.proof'),
                  value: <Proof proof={proof} application={view.application.id} />,
                },
              ]
            : []),
          {
            key: 'assignee',
            label: tell('finding.assignee'),
            value: assignee?.name ?? tell('finding.noAssignee'),
          },
          ...(isOpen
            ? [{ key: 'term', label: tell('finding.term'), value: <TermText term={view.term} isOpen /> }]
            : []),
          ...(view.notice
            ? [
                {
                  key: 'notice',
                  label: tell('finding.notice'),
                  value: (
                    <Link to={`/notices/${view.notice.id}`}>
                      {tell('finding.notice.of', { number: view.notice.number })}
                    </Link>
                  ),
                },
              ]
            : []),
          { key: 'found', label: tell('finding.found'), value: <TimeText iso={view.foundAt} /> },
          {
            key: 'seen',
            label: tell(closedAt ? 'finding.seen.last' : 'finding.seen'),
            value: (
              <>
                <TimeText iso={view.seenAt} />{' '}
                <Link to={`/checks/${view.checkId}#${seen?.anchor ?? ''}`}>{tell('finding.seen.check')}</Link>
              </>
            ),
          },
          ...(closedAt
            ? [{ key: 'closed', label: tell('finding.closed'), value: <TimeText iso={closedAt} /> }]
            : []),
        ]}
      />
      {view.marks.includes('inherited') && <p>{tell('finding.inherited')}</p>}
      {plea && <Plea plea={plea} />}
      {isOpen && <p role="status">{tell(waitingText(view))}</p>}
    </>
  );
}

/** What stands on paper, by whom, until when; and where to see it. */
function Proof({
  proof: { kind, by = '', until },
  application,
}: {
  readonly proof: FindingProof;
  readonly application: string;
}): ReactNode {
  const { lang, tell } = useLanguage();
  const isPaper = kind === 'paper' || kind === 'filing';
  const end = until ? printTime(until, lang) : tell('finding.proof.endless');
  return (
    <>
      {tell(`finding.proof.${kind}`, { by, until: end })}{' '}
      <Link to={`/applications/${application}?tab=${isPaper ? 'papers' : 'exceptions'}`}>
        {tell('finding.proof.see')}
      </Link>
    </>
  );
}

function waitingText({ state, recheckId }: FindingView) {
  if (recheckId) return 'finding.recheck.running' as const;
  return state === 'recheck' ? ('finding.recheck.undone' as const) : ('finding.closes' as const);
}

function Plea({ plea }: { readonly plea: NonNullable<FindingView['plea']> }): ReactNode {
  const { tell } = useLanguage();
  const { kind, by, at, ground, days = 0 } = plea;
  return (
    <p>
      {kind === 'delay'
        ? tell('finding.plea.delay', { by, at, days })
        : tell('finding.plea.appeal', { by, at })}
      <br />
      {tell('finding.history.ground', { ground })}
    </p>
  );
}
