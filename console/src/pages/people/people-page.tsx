import {
  EMPLOYMENT_WORDS,
  type PeopleQuery,
  type PersonRow,
  peopleQuerySchema,
  ROLES,
  type SessionView,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { usePeople } from '../../api/people.ts';
import { queryIn } from '../../api/query-in.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { AnsweredTable } from '../../components/tables/answered-table.tsx';
import type { Column } from '../../components/tables/data-table.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './people-page.module.css';

/** 人员: who is there, as what, and until when. */
export function PeoplePage(): ReactNode {
  return <SignedIn permission="person.read">{(session) => <PeopleList session={session} />}</SignedIn>;
}

function PeopleList({ session }: { readonly session: SessionView }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const query = queryIn(peopleQuerySchema, search);
  const people = usePeople(query);
  return (
    <PageFrame
      title={tell('people.title')}
      lead={tell('people.lead')}
      asOf={people.data?.asOf}
      acts={
        <>
          {session.permissions.includes('grant.give') && (
            <LinkButton to="/grants/new" primary>
              {tell('grant.new')}
            </LinkButton>
          )}
          {session.permissions.includes('session.end') && (
            <LinkButton to="/tokens">{tell('token.title')}</LinkButton>
          )}
          {session.permissions.includes('person.manage') && (
            <LinkButton to="/people/new">{tell('people.new')}</LinkButton>
          )}
        </>
      }
    >
      <PresetLinks
        label={tell('people.filter')}
        name="preset"
        presets={[
          { value: 'all', label: tell('people.all') },
          { value: 'ending', label: tell('people.ending') },
        ]}
        current={query.preset}
      />
      <Panel title={tell(query.preset === 'ending' ? 'people.ending' : 'people.all')}>
        <Rows query={query} people={people} />
      </Panel>
    </PageFrame>
  );
}

function Rows({ query, people }: { query: PeopleQuery; people: ReturnType<typeof usePeople> }): ReactNode {
  const { tell } = useLanguage();
  const columns = useColumns();
  return (
    <AnsweredTable
      name="people"
      answer={people}
      caption={tell('people.title')}
      columns={columns}
      at={query}
      empty={() => (
        <EmptyState
          title={tell('filter.none')}
          why={tell('people.none.why')}
          act={<Link to="/people">{tell('filter.clear')}</Link>}
        />
      )}
    />
  );
}

function useColumns(): readonly Column<PersonRow>[] {
  const { lang, tell } = useLanguage();
  return [
    {
      key: 'name',
      title: tell('person.name'),
      isName: true,
      cell: ({ id, name, loginName }) => (
        <>
          <Link to={`/people/${id}`}>{name}</Link>
          <span className={styles.login}>{loginName}</span>
        </>
      ),
    },
    { key: 'unit', title: tell('person.unit'), cell: ({ unitName }) => unitName },
    {
      key: 'employment',
      title: tell('person.employment'),
      cell: ({ employment, confirmedOn }) => {
        const { word, established } = EMPLOYMENT_WORDS[employment];
        if (!established) return word[lang];
        const note = tell(confirmedOn ? 'person.established' : 'person.unconfirmed');
        return tell('grammar.note', { text: word[lang], note });
      },
    },
    {
      key: 'roles',
      title: tell('person.roles'),
      cell: ({ roles }) =>
        roles.length > 0 ? roles.map((role) => ROLES[role].word[lang]).join(tell('grammar.list')) : '—',
    },
    {
      key: 'until',
      title: tell('person.until'),
      cell: ({ grantsEndAt, roles }) => {
        if (grantsEndAt) return <TimeText iso={grantsEndAt} />;
        return roles.length > 0 ? tell('person.noEnd') : '—';
      },
    },
    {
      key: 'last',
      title: tell('person.lastSignIn'),
      cell: ({ lastSignInAt }) => (lastSignInAt ? <TimeText iso={lastSignInAt} /> : tell('person.never')),
    },
  ];
}
