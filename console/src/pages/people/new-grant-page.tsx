import {
  GRANT_AREA_WORDS,
  type GrantArea,
  type NewGrant,
  type People,
  ROLE_NAMES,
  ROLES,
  type RoleName,
  type SessionView,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useGiveGrant, usePeople, usePerson } from '../../api/people.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { PersonPick, type Picked } from '../../components/forms/pick.tsx';
import { PlaceField } from '../../components/forms/place-fields.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { EmptyState, LoadingState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { beijingToIso } from './beijing-time.ts';

/** 新增授权: who, as what, over what, from when to when, approved by whom, and why – on one page. */
export function NewGrantPage(): ReactNode {
  return <SignedIn permission="grant.give">{(session) => <OneGrant session={session} />}</SignedIn>;
}

/** A list shows so many; of more one is found by name. */
const LISTED = 100;

function OneGrant({ session }: { readonly session: SessionView }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const given = search.get('person') ?? undefined;
  const person = usePerson(given);
  const people = usePeople({ page: 1, size: LISTED, preset: 'all', q: '' });
  const isAlone = people.data?.total === 1 && people.data.rows[0]?.id === session.person?.id;
  const mayAdd = session.permissions.includes('person.manage');
  return (
    <PageFrame
      title={tell('grant.new')}
      lead={tell('grant.new.lead')}
      acts={<Link to="/people">{tell('person.back')}</Link>}
    >
      <Panel title={tell('grant.new')}>
        {!people.data || (given && !person.data && !person.error) ? (
          <LoadingState />
        ) : isAlone ? (
          <EmptyState
            title={tell('grant.alone')}
            why={tell(mayAdd ? 'grant.alone.why' : 'grant.alone.whoElse')}
            act={mayAdd && <LinkButton to="/people/new">{tell('people.new')}</LinkButton>}
          />
        ) : (
          <NewGrantForm
            people={people.data}
            given={
              person.data && {
                id: person.data.id,
                name: tell('grammar.note', { text: person.data.name, note: person.data.unitName }),
              }
            }
          />
        )}
      </Panel>
    </PageFrame>
  );
}

interface NewGrantFormProps {
  readonly people: People;
  readonly given: Picked | undefined;
}

function NewGrantForm({ people, given }: NewGrantFormProps): ReactNode {
  const { lang, tell } = useLanguage();
  const navigate = useNavigate();
  const give = useGiveGrant();
  const [person, setPerson] = useState(given);
  const [role, setRole] = useState<RoleName | ''>('');
  const [area, setArea] = useState<GrantArea | ''>('');
  const [place, setPlace] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [approver, setApprover] = useState('');
  const [reason, setReason] = useState('');
  const personId = person?.id ?? '';
  const areas: readonly GrantArea[] = role ? ROLES[role].areas : [];
  return (
    <ActForm
      label={tell('grant.new')}
      act={tell('grant.new.act')}
      isPending={give.isPending}
      error={give.error}
      fieldOf={{
        'grant-ends-before-start': 'to',
        'grant-of-others-ends': 'to',
        'grant-top-for-own-staff': 'role',
        'grant-administrators-apart': 'role',
        'grant-audit-with-superior': 'role',
        'place-unknown': 'place',
        'not-oneself': 'personId',
      }}
      check={() => ({
        personId: personId ? undefined : tell('grant.person.empty'),
        role: role ? undefined : tell('grant.role.empty'),
        area: area ? undefined : tell('grant.area.empty'),
        place: place ? undefined : tell('grant.place.empty'),
      })}
      onSubmit={() => {
        const grant = { personId, role, area, place } as NewGrant;
        give.mutate(
          {
            ...grant,
            ...(from && { startsAt: beijingToIso(from) }),
            ...(to && { endsAt: beijingToIso(to) }),
            ...(approver.trim() && { approver }),
            ...(reason.trim() && { reason }),
          },
          { onSuccess: () => navigate(`/people/${personId}`) },
        );
      }}
    >
      {(faults) => (
        <>
          <PersonField people={people} person={person} onChange={setPerson} fault={faults.personId} />
          <SelectField
            id="role"
            label={tell('grant.role')}
            none={tell('select.none')}
            options={ROLE_NAMES.map((value) => ({ value, label: ROLES[value].word[lang] }))}
            value={role}
            onChange={(value) => {
              setRole(value);
              setArea('');
              setPlace('');
            }}
            fault={faults.role}
          />
          <SelectField
            id="area"
            label={tell('grant.area')}
            none={tell(role ? 'select.none' : 'grant.area.roleFirst')}
            options={areas.map((value) => ({ value, label: GRANT_AREA_WORDS[value][lang] }))}
            value={area}
            onChange={(value) => {
              setArea(value);
              setPlace('');
            }}
            fault={faults.area}
          />
          <PlaceField
            id="place"
            label={tell('grant.place')}
            none={tell(area ? 'select.none' : 'grant.place.areaFirst')}
            area={area}
            place={place}
            onChange={setPlace}
            fault={faults.place}
          />
          <TextField
            id="from"
            type="datetime-local"
            label={tell('grant.from')}
            hint={tell('grant.from.hint')}
            value={from}
            onChange={setFrom}
          />
          <TextField
            id="to"
            type="datetime-local"
            label={tell('grant.to')}
            hint={tell('grant.to.hint')}
            value={to}
            onChange={setTo}
            fault={faults.to}
          />
          <TextField
            id="approver"
            label={tell('grant.approver')}
            value={approver}
            onChange={setApprover}
            maxLength={60}
          />
          <TextField id="reason" label={tell('grant.reason')} value={reason} onChange={setReason} />
        </>
      )}
    </ActForm>
  );
}

interface PersonFieldProps {
  readonly people: People;
  readonly person: Picked | undefined;
  readonly onChange: (person: Picked | undefined) => void;
  readonly fault: string | undefined;
}

/** Who is given the grant: out of a list, or found by name where there are more than it shows. */
function PersonField({ people, person, onChange, fault }: PersonFieldProps): ReactNode {
  const { tell } = useLanguage();
  const field = { id: 'personId', label: tell('grant.person'), fault };
  if (people.total > people.rows.length) return <PersonPick {...field} picked={person} onPick={onChange} />;
  const listed = people.rows.map(({ id, name, unitName }) => ({
    id,
    name: tell('grammar.note', { text: name, note: unitName }),
  }));
  return (
    <SelectField
      {...field}
      none={tell('select.none')}
      options={listed.map(({ id, name }) => ({ value: id, label: name }))}
      value={person?.id ?? ''}
      onChange={(id) => onChange(listed.find((each) => each.id === id))}
    />
  );
}
