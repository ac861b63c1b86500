import type { SessionView } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { usePapers } from '../../api/papers.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { PaperVerdicts } from './application-papers.tsx';

/** 证明材料 of a unit as a whole. */
export function UnitPapersPage(): ReactNode {
  return <SignedIn permission="paper.read">{(session) => <UnitPapers session={session} />}</SignedIn>;
}

function UnitPapers({ session }: { readonly session: SessionView }): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const papers = usePapers('units', id);
  return (
    <PageFrame
      title={tell('papers.unit.title')}
      lead={
        <>
          {papers.data && <Link to={`/units/${id}`}>{papers.data.unit.name}</Link>} {tell('papers.unit.lead')}
        </>
      }
      acts={
        session.permissions.includes('attestation.write') && (
          <LinkButton to={`/papers/new?unit=${id}`} primary>
            {tell('paper.new')}
          </LinkButton>
        )
      }
      asOf={papers.data?.asOf}
    >
      <Panel title={tell('papers.title')}>
        <Answered answer={papers}>{(list) => <PaperVerdicts list={list} session={session} whole />}</Answered>
      </Panel>
    </PageFrame>
  );
}
