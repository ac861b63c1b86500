import {
  PAPER_CLAIM_WORDS,
  PAPER_STATE_WORDS,
  type PaperVersion,
  type PaperView,
  type SessionView,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { contentAddress, usePaper, useSignPaper, useWithdrawPaper } from '../../api/papers.ts';
import { FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './papers.module.css';

/** One 情况说明: what it says, who signed it, and every version before. */
export function PaperPage(): ReactNode {
  return <SignedIn permission="paper.read">{(session) => <Paper session={session} />}</SignedIn>;
}

function Paper({ session }: { readonly session: SessionView }): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const paper = usePaper(id);
  const view = paper.data;
  const mayWrite = session.permissions.includes('attestation.write') && view !== undefined && !view.withdrawn;
  return (
    <PageFrame
      title={view ? tell('paper.of', { title: view.title }) : tell('paper.title')}
      lead={view && <Lead view={view} />}
      acts={mayWrite && <LinkButton to={`/papers/${id}/edit`}>{tell('paper.edit')}</LinkButton>}
      asOf={view?.asOf}
    >
      <Answered answer={paper} lines={8}>
        {(read) => <Versions view={read} session={session} mayWrite={mayWrite} />}
      </Answered>
    </PageFrame>
  );
}

function Lead({ view }: { readonly view: PaperView }): ReactNode {
  const { tell } = useLanguage();
  const { application, unit, basis } = view;
  return (
    <>
      {application ? (
        <Link to={`/applications/${application.id}?tab=papers`}>{application.name}</Link>
      ) : (
        <Link to={`/units/${unit.id}/papers`}>{tell('paper.ofUnit.lead', { unit: unit.name })}</Link>
      )}
      <br />
      {basis}
    </>
  );
}

function Versions(props: {
  readonly view: PaperView;
  readonly session: SessionView;
  readonly mayWrite: boolean;
}): ReactNode {
  const { view, session, mayWrite } = props;
  const { lang, tell } = useLanguage();
  const [newest, ...older] = view.versions;
  const titleOf = ({ version, state }: PaperVersion) =>
    tell('paper.version', { version, state: PAPER_STATE_WORDS[state][lang] });
  if (!newest) return null;
  return (
    <>
      {view.withdrawn && (
        <Panel title={tell('paper.withdrawn')}>
          <p>
            <TimeText iso={view.withdrawn.at} /> {view.withdrawn.ground}
          </p>
        </Panel>
      )}
      <Panel title={titleOf(newest)}>
        <Content version={newest} />
        {newest.state === 'waiting' && <Sign view={view} version={newest} session={session} />}
      </Panel>
      {older.map((version) => (
        <FoldedPanel key={version.version} title={titleOf(version)}>
          <Content version={version} />
        </FoldedPanel>
      ))}
      {mayWrite && <Withdraw id={view.id} />}
    </>
  );
}

function Content({ version }: { readonly version: PaperVersion }): ReactNode {
  const { lang, tell } = useLanguage();
  const unseen = tell('paper.unseen');
  return (
    <FactList
      facts={[
        { key: 'claim', label: tell('paper.claim'), value: PAPER_CLAIM_WORDS[version.claim][lang] },
        {
          key: 'statement',
          label: tell('paper.statement'),
          value: <span className={styles.statement}>{version.statement}</span>,
        },
        { key: 'issuer', label: tell('paper.issuer'), value: version.issuer },
        { key: 'issued', label: tell('paper.issued'), value: <TimeText iso={version.issuedOn} /> },
        {
          key: 'expires',
          label: tell('paper.expires'),
          value: version.expiresOn ? <TimeText iso={version.expiresOn} /> : tell('paper.noEnd'),
        },
        {
          key: 'documents',
          label: tell('paper.documents'),
          value: version.documents.map(({ id, name, destroyed }) => (
            <div key={id}>
              {destroyed ? name : <a href={contentAddress(id)}>{name}</a>}{' '}
              <Link
                to={`/documents/${id}`}
                aria-label={tell('grammar.fact', { field: tell('document.about'), after: name })}
              >
                {tell(destroyed ? 'document.destroyed' : 'document.about')}
              </Link>
            </div>
          )),
        },
        {
          key: 'written',
          label: tell('paper.written'),
          value: (
            <>
              {version.writtenBy.name ?? unseen} <TimeText iso={version.writtenAt} />
            </>
          ),
        },
        {
          key: 'signed',
          label: tell('paper.signed'),
          value: version.signed ? (
            <>
              {version.signed.by ?? unseen} <TimeText iso={version.signed.at} />
            </>
          ) : (
            tell('paper.unsigned')
          ),
        },
      ]}
    />
  );
}

function Sign(props: {
  readonly view: PaperView;
  readonly version: PaperVersion;
  readonly session: SessionView;
}): ReactNode {
  const { view, version, session } = props;
  const { tell } = useLanguage();
  const sign = useSignPaper(view.id);
  if (version.writtenBy.id === session.person?.id)
    return <p className={styles.after}>{tell('paper.sign.own')}</p>;
  if (!session.permissions.includes('attestation.sign'))
    return <p className={styles.after}>{tell('paper.sign.leader')}</p>;
  return (
    <div className={styles.after}>
      <p>{tell('paper.sign.what', { version: version.version, documents: version.documents.length })}</p>
      {sign.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('paper.sign') })} error={sign.error} />
      )}
      <Button type="primary" disabled={sign.isPending} onClick={() => sign.mutate(version.version)}>
        {tell('paper.sign')}
      </Button>
    </div>
  );
}

function Withdraw({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const withdraw = useWithdrawPaper(id);
  const [ground, setGround] = useState('');
  return (
    <FoldedPanel title={tell('paper.withdraw')}>
      <ActForm
        label={tell('paper.withdraw')}
        act={tell('paper.withdraw')}
        isPending={withdraw.isPending}
        error={withdraw.error}
        check={() => ({ ground: ground.trim() ? undefined : tell('paper.ground.empty') })}
        onSubmit={() => withdraw.mutate(ground.trim())}
      >
        {(faults) => (
          <TextField
            id="ground"
            label={tell('paper.ground')}
            hint={tell('paper.withdraw.what')}
            value={ground}
            onChange={setGround}
            fault={faults.ground}
          />
        )}
      </ActForm>
    </FoldedPanel>
  );
}
