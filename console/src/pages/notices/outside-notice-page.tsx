import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useRegisterNotice } from '../../api/notices.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { NothingChosen, useChosenFindings } from './new-notice-page.tsx';

/** 登记外来通知: what the paper says, with the findings that it is about. */
export function OutsideNoticePage(): ReactNode {
  return <SignedIn permission="notice.answer">{() => <OutsideNotice />}</SignedIn>;
}

const FIELDS = {
  sender: { label: 'notice.outside.sender', limit: 120 },
  number: { label: 'notice.outside.number', limit: 60 },
  title: { label: 'notice.outside.name', limit: 120 },
  receivedOn: { label: 'notice.outside.received', type: 'date' },
  dueOn: { label: 'notice.outside.due', type: 'date' },
} as const;
type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Field[];
const EMPTY: Readonly<Record<Field, string>> = {
  sender: '',
  number: '',
  title: '',
  receivedOn: '',
  dueOn: '',
};

function OutsideNotice(): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const findings = useChosenFindings();
  const register = useRegisterNotice();
  const [paper, setPaper] = useState(EMPTY);
  const missing = (name: Field): string | undefined =>
    paper[name].trim() === '' ? tell('notice.field.missing', { field: tell(FIELDS[name].label) }) : undefined;
  return (
    <PageFrame title={tell('notice.outside.title')} lead={tell('notice.outside.lead')}>
      {findings.length === 0 ? (
        <NothingChosen />
      ) : (
        <Panel title={tell('notice.outside.paper')}>
          <p>{tell('findings.chosen', { count: findings.length })}</p>
          <ActForm
            label={tell('notice.outside.title')}
            act={tell('notice.outside.act')}
            isPending={register.isPending}
            error={register.error}
            fieldOf={{ 'notice-days-wrong': 'dueOn' }}
            check={() => Object.fromEntries(NAMES.map((name) => [name, missing(name)]))}
            onSubmit={() =>
              register.mutate(
                { ...paper, findings: [...findings] },
                { onSuccess: ({ id }) => navigate(`/notices/${id}`) },
              )
            }
          >
            {(faults) =>
              NAMES.map((name) => {
                const field = FIELDS[name];
                return (
                  <TextField
                    key={name}
                    id={name}
                    label={tell(field.label)}
                    {...('limit' in field ? { maxLength: field.limit } : { type: field.type })}
                    value={paper[name]}
                    fault={faults[name]}
                    onChange={(value) => setPaper({ ...paper, [name]: value })}
                  />
                );
              })
            }
          </ActForm>
        </Panel>
      )}
    </PageFrame>
  );
}
