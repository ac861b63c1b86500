import {
  EXCEPTION_KIND_WORDS,
  EXCEPTION_KINDS,
  type ExceptionKind,
  FORCE_WORDS,
  type PaperVerdictList,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAskException, usePapers } from '../../api/papers.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { NoApplication } from './no-application.tsx';

/** 申请例外备案或暂缓整改. */
export function NewExceptionPage(): ReactNode {
  return <SignedIn permission="attestation.write">{() => <NewException />}</SignedIn>;
}

function NewException(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const application = search.get('application') ?? '';
  const papers = usePapers('applications', application);
  if (!application) return <NoApplication title={tell('exceptions.ask')} />;
  return (
    <PageFrame
      title={tell('exceptions.ask')}
      lead={tell('exceptions.lead')}
      acts={<Link to={`/applications/${application}?tab=exceptions`}>{tell('exceptions.back')}</Link>}
    >
      <Answered answer={papers} lines={6}>
        {(list) => <ExceptionForm list={list} applicationId={application} />}
      </Answered>
    </PageFrame>
  );
}

function ExceptionForm(props: {
  readonly list: PaperVerdictList;
  readonly applicationId: string;
}): ReactNode {
  const { list, applicationId } = props;
  const { lang, tell } = useLanguage();
  const navigate = useNavigate();
  const ask = useAskException();
  const [kind, setKind] = useState<ExceptionKind | ''>('exception');
  const [obligation, setObligation] = useState('');
  const [ground, setGround] = useState('');
  const [startsOn, setStartsOn] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const options = list.rows
    .filter(({ code, force }) => code !== 'not-bound' && force !== 'encouraged')
    .filter(({ force }) => kind === 'deferral' || force === 'in-principle')
    .map(({ obligation: value, citation, title, force }) => ({
      value,
      label: tell('grammar.note', { text: `${citation} ${title}`, note: FORCE_WORDS[force][lang] }),
    }));
  return (
    <Panel title={list.application?.name ?? ''}>
      <ActForm
        label={tell('exceptions.ask')}
        act={tell('exceptions.ask.act')}
        isPending={ask.isPending}
        error={ask.error}
        fieldOf={{
          'exception-dates-wrong': 'endsOn',
          'exception-not-in-principle': 'obligation',
          'exception-not-for-application': 'obligation',
          'exception-open-already': 'obligation',
        }}
        check={() => ({
          obligation: obligation ? undefined : tell('paper.obligation.empty'),
          ground: ground.trim() ? undefined : tell('exceptions.ground.empty'),
          startsOn: startsOn ? undefined : tell('exceptions.starts.empty'),
          endsOn: endsOn ? undefined : tell('exceptions.ends.empty'),
        })}
        onSubmit={() =>
          kind &&
          ask.mutate(
            { applicationId, obligation, kind, ground: ground.trim(), startsOn, endsOn },
            { onSuccess: () => navigate(`/applications/${applicationId}?tab=exceptions`) },
          )
        }
      >
        {(faults) => (
          <>
            <ChoiceField
              id="kind"
              label={tell('exceptions.kind')}
              hint={tell('exceptions.kind.hint')}
              values={EXCEPTION_KINDS}
              words={EXCEPTION_KIND_WORDS}
              value={kind}
              onChange={(chosen) => {
                setKind(chosen);
                setObligation('');
              }}
            />
            <SelectField
              id="obligation"
              label={tell('papers.obligation')}
              none={tell('select.none')}
              options={options}
              value={obligation}
              onChange={setObligation}
              fault={faults.obligation}
            />
            <TextField
              id="ground"
              label={tell('exceptions.ground')}
              lines={4}
              maxLength={1000}
              value={ground}
              onChange={setGround}
              fault={faults.ground}
            />
            <TextField
              id="startsOn"
              type="date"
              label={tell('exceptions.starts')}
              value={startsOn}
              onChange={setStartsOn}
              fault={faults.startsOn}
            />
            <TextField
              id="endsOn"
              type="date"
              label={tell('exceptions.ends')}
              hint={tell('exceptions.ends.hint')}
              value={endsOn}
              onChange={setEndsOn}
              fault={faults.endsOn}
            />
          </>
        )}
      </ActForm>
    </Panel>
  );
}
