import { EMPLOYMENT_WORDS, type Grant, type PersonView, ROLES, type SessionView } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useEndGrant, usePerson, useResetPerson } from '../../api/people.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { ActErrorState, EmptyState, LoadingState, QueryErrorState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { ConfirmEmployment } from './confirm-employment.tsx';
import { HandOver } from './hand-over.tsx';
import { PersonOutside } from './person-outside.tsx';
import styles from './person-page.module.css';

/** One person: employment, grants, and what the security administrator does. */
export function PersonPage(): ReactNode {
  return <SignedIn permission="person.read">{(session) => <OnePerson session={session} />}</SignedIn>;
}

function OnePerson({ session }: { readonly session: SessionView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { id = '' } = useParams();
  const { data, error, refetch } = usePerson(id);
  if (!data) {
    return (
      <PageFrame title={tell('people.title')}>
        {error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState />}
      </PageFrame>
    );
  }
  const may = session.permissions;
  const isOther = session.person?.id !== id;
  const { word, established } = EMPLOYMENT_WORDS[data.employment];
  return (
    <PageFrame
      title={data.name}
      lead={tell('person.lead', { unit: data.unitName, loginName: data.loginName })}
      acts={<Link to="/people">{tell('person.back')}</Link>}
    >
      <Panel title={tell('person.employment')}>
        <p>
          {tell('grammar.note', {
            text: word[lang],
            note: data.confirmedOn
              ? tell('person.confirmedOn', { date: data.confirmedOn })
              : tell('person.unconfirmed'),
          })}
        </p>
        {!established && <p>{tell('person.notEstablished')}</p>}
        {may.includes('employment.confirm') && isOther && <ConfirmEmployment person={data} />}
      </Panel>
      {data.grants && (
        <Panel title={tell('grant.list')}>
          <Grants grants={data.grants} mayEnd={may.includes('grant.give')} />
          {may.includes('grant.give') && isOther && (
            <p className={styles.after}>
              <Link to={`/grants/new?person=${data.id}`}>{tell('grant.new')}</Link>
            </p>
          )}
        </Panel>
      )}
      {may.includes('person.manage') && isOther && <PersonOutside personId={id} />}
      {may.includes('session.end') && isOther && <Reset person={data} />}
    </PageFrame>
  );
}

function Grants({ grants, mayEnd }: { grants: readonly Grant[]; mayEnd: boolean }): ReactNode {
  const { lang, tell } = useLanguage();
  const end = useEndGrant();
  if (grants.length === 0) return <EmptyState title={tell('grant.none')} why={tell('grant.none.why')} />;
  const columns: readonly Column<Grant>[] = [
    { key: 'role', title: tell('grant.role'), isName: true, cell: ({ role }) => ROLES[role].word[lang] },
    {
      key: 'place',
      title: tell('grant.place'),
      cell: ({ placeName }) => placeName || tell('grant.everything'),
    },
    { key: 'from', title: tell('grant.from'), cell: ({ startsAt }) => <TimeText iso={startsAt} /> },
    {
      key: 'to',
      title: tell('grant.to'),
      cell: ({ endsAt }) => (endsAt ? <TimeText iso={endsAt} /> : tell('person.noEnd')),
    },
    { key: 'approver', title: tell('grant.approver'), cell: ({ approver }) => approver ?? '—' },
    { key: 'state', title: tell('grant.state'), cell: ({ state }) => tell(`grant.state.${state}`) },
    {
      key: 'act',
      title: tell('account.actColumn'),
      cell: ({ id, role, state }) =>
        mayEnd && state !== 'ended' ? (
          <Button
            size="small"
            aria-label={tell('grant.end.of', { role: ROLES[role].word[lang] })}
            onClick={() => end.mutate(id)}
          >
            {tell('grant.end')}
          </Button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      {end.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('grant.end') })} error={end.error} />
      )}
      <DataTable caption={tell('grant.list')} columns={columns} rows={grants} rowKey={({ id }) => id} />
    </>
  );
}

function Reset({ person }: { readonly person: PersonView }): ReactNode {
  const { tell } = useLanguage();
  const reset = useResetPerson();
  const [isAsked, setAsked] = useState(false);
  return (
    <Panel title={tell('reset.title')}>
      <p>{tell('reset.what', { name: person.name })}</p>
      {reset.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('reset.act') })} error={reset.error} />
      )}
      {reset.data ? (
        <HandOver link={reset.data} />
      ) : (
        <p className={styles.after}>
          {isAsked ? (
            <Button danger onClick={() => reset.mutate(person.id)}>
              {tell('reset.sure', { name: person.name })}
            </Button>
          ) : (
            <Button onClick={() => setAsked(true)}>{tell('reset.act')}</Button>
          )}
        </p>
      )}
    </Panel>
  );
}
