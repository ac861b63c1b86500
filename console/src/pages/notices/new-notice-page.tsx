import { type NoticeDraft, printTime } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { draftPaper, useDraft, useSendNotice } from '../../api/notices.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { DaysField, isTerm } from '../../components/forms/plea-forms.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { FindingRows } from '../findings/finding-columns.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** What a notice gives where nobody says otherwise. */
const PRESET_DAYS = '15';

/** 发整改通知: term and demands, with the date and the free days before it is sent. */
export function NewNoticePage(): ReactNode {
  return <SignedIn permission="notice.send">{() => <NewNotice />}</SignedIn>;
}

function NewNotice(): ReactNode {
  const { tell } = useLanguage();
  const findings = useChosenFindings();
  const [days, setDays] = useState(PRESET_DAYS);
  // While a number is typed, the date of the last one stays.
  const [counted, setCounted] = useState(Number(PRESET_DAYS));
  const draft = useDraft(findings.length > 0 ? { findings, days: counted } : undefined);
  const unit = draft.data?.unit.name;
  return (
    <PageFrame
      title={tell('notice.new.title')}
      lead={unit && tell('notice.new.lead', { unit })}
      asOf={draft.data?.asOf}
    >
      {findings.length === 0 ? (
        <NothingChosen />
      ) : (
        <Answered answer={draft} lines={8}>
          {(data) => (
            <Compose
              draft={data}
              findings={findings}
              days={days}
              setDays={(text) => {
                setDays(text);
                if (isTerm(text)) setCounted(Number(text));
              }}
            />
          )}
        </Answered>
      )}
    </PageFrame>
  );
}

/** The findings that the list has handed on in the address. */
export function useChosenFindings(): readonly string[] {
  const [search] = useSearchParams();
  return (search.get('findings') ?? '').split(',').filter(Boolean);
}

export function NothingChosen(): ReactNode {
  const { tell } = useLanguage();
  return (
    <EmptyState
      title={tell('notice.new.none')}
      why={tell('notice.new.none.why')}
      act={<Link to="/findings">{tell('notices.empty.act')}</Link>}
    />
  );
}

interface ComposeProps {
  readonly draft: NoticeDraft;
  readonly findings: readonly string[];
  readonly days: string;
  readonly setDays: (days: string) => void;
}

function Compose({ draft, findings, days, setDays }: ComposeProps): ReactNode {
  const { fileIn, tell } = useLanguage();
  const navigate = useNavigate();
  const send = useSendNotice();
  const [demand, setDemand] = useState('');
  const body = { findings: [...findings], days: Number(days), demand: demand.trim() };
  return (
    <>
      <Panel title={tell('notice.findings')}>
        <FindingRows rows={draft.rows} />
      </Panel>
      <Panel title={tell('notice.compose')}>
        <ActForm
          label={tell('notice.new.title')}
          act={tell('notice.send')}
          isPending={send.isPending}
          error={send.error}
          check={() => ({ days: isTerm(days) ? undefined : tell('finding.days.wrong') })}
          onSubmit={() => send.mutate(body, { onSuccess: ({ id }) => navigate(`/notices/${id}`) })}
          more={
            isTerm(days) && (
              <Button href={fileIn(draftPaper({ findings, days: Number(days) }, demand.trim()))} download>
                {tell('notice.preview.docx')}
              </Button>
            )
          }
        >
          {(faults) => (
            <>
              <DaysField
                label={tell('notice.days')}
                hint={tell('notice.days.hint')}
                value={days}
                fault={faults.days}
                onChange={setDays}
              />
              <Counted draft={draft} />
              <TextField
                id="demand"
                label={tell('notice.demand')}
                hint={tell('notice.demand.hint')}
                lines={4}
                maxLength={500}
                value={demand}
                onChange={setDemand}
              />
            </>
          )}
        </ActForm>
      </Panel>
    </>
  );
}

/** Where the term ends, and which days on the way do not count. */
function Counted({ draft }: { readonly draft: NoticeDraft }): ReactNode {
  const { lang, tell } = useLanguage();
  const { term, freeDays } = draft;
  const named = freeDays.map(({ day, name }) => {
    const text = printTime(day, lang);
    return name && lang === 'zh' ? tell('grammar.note', { text, note: name }) : text;
  });
  return (
    <div role="status">
      <p>
        {term.dueOn
          ? tell('notice.preview.until', { day: printTime(term.dueOn, lang) })
          : tell('notice.preview.unknown')}
      </p>
      {term.dueOn && (
        <p>
          {named.length > 0
            ? tell('notice.preview.free', { days: named.join(tell('grammar.list')) })
            : tell('notice.preview.noFree')}
        </p>
      )}
    </div>
  );
}
