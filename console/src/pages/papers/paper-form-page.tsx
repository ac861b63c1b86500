import { type PaperVerdictList, type PaperView, printTime } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { usePaper, usePapers, useSavePaper } from '../../api/papers.ts';
import { SelectField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { NoApplication } from './no-application.tsx';
import { PaperForm } from './paper-form.tsx';

/** 填写情况说明, for an application or a unit as a whole. */
export function NewPaperPage(): ReactNode {
  return <SignedIn permission="attestation.write">{() => <NewPaper />}</SignedIn>;
}

function NewPaper(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const application = search.get('application');
  const papers = usePapers(application ? 'applications' : 'units', application ?? search.get('unit') ?? '');
  if (!application && !search.get('unit')) return <NoApplication title={tell('paper.new')} />;
  const back = application
    ? `/applications/${application}?tab=papers`
    : `/units/${search.get('unit')}/papers`;
  return (
    <PageFrame
      title={tell('paper.new')}
      lead={tell('paper.new.lead')}
      acts={<Link to={back}>{tell('papers.back')}</Link>}
    >
      <Answered answer={papers} lines={8}>
        {(list) => <NewForm list={list} asked={search.get('obligation') ?? ''} />}
      </Answered>
    </PageFrame>
  );
}

function NewForm({ list, asked }: { readonly list: PaperVerdictList; readonly asked: string }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const save = useSavePaper(undefined);
  const [chosen, setChosen] = useState(asked);
  const open = [...list.rows.filter((row) => !row.paperId && row.code !== 'not-bound'), ...list.others];
  const obligation = open.find((each) => each.obligation === chosen);
  const { application, unit } = list;
  return (
    <Panel title={application?.name ?? unit.name}>
      {!application && <p>{tell('paper.ofUnit')}</p>}
      <PaperForm
        key={unit.id}
        unit={unit.id}
        obligation={obligation}
        isPending={save.isPending}
        error={save.error}
        choice={(fault) => (
          <SelectField
            id="obligation"
            label={tell('papers.obligation')}
            none={tell('select.none')}
            options={open.map((each) => ({
              value: each.obligation,
              label: `${each.citation} ${each.title}`,
            }))}
            value={obligation?.obligation ?? ''}
            onChange={setChosen}
            fault={fault}
          />
        )}
        onSave={(input) =>
          save.mutate(
            {
              ...input,
              unitId: unit.id,
              ...(application && { applicationId: application.id }),
              obligation: chosen,
            },
            { onSuccess: ({ id }) => navigate(`/papers/${id}`) },
          )
        }
      />
    </Panel>
  );
}

/** The next version of a 情况说明. */
export function EditPaperPage(): ReactNode {
  return <SignedIn permission="attestation.write">{() => <EditPaper />}</SignedIn>;
}

function EditPaper(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const paper = usePaper(id);
  return (
    <PageFrame
      title={tell('paper.edit')}
      lead={tell('paper.edit.lead')}
      acts={<Link to={`/papers/${id}`}>{tell('paper.back')}</Link>}
    >
      <Answered answer={paper} lines={8}>
        {(view) => <EditForm view={view} />}
      </Answered>
    </PageFrame>
  );
}

function EditForm({ view }: { readonly view: PaperView }): ReactNode {
  const { lang, tell } = useLanguage();
  const navigate = useNavigate();
  const save = useSavePaper(view.id);
  const [last] = view.versions;
  return (
    <Panel title={`${view.citation} ${view.title}`}>
      {last && (
        <p>{tell('paper.edit.from', { version: last.version, time: printTime(last.writtenAt, lang) })}</p>
      )}
      <PaperForm
        unit={view.unit.id}
        obligation={view}
        {...(last && { last: { ...last, documents: last.documents.filter(({ destroyed }) => !destroyed) } })}
        isPending={save.isPending}
        error={save.error}
        onSave={(input) => save.mutate(input, { onSuccess: () => navigate(`/papers/${view.id}`) })}
      />
    </Panel>
  );
}
