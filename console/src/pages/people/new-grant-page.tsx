import {
  GRANT_AREA_WORDS,
  type GrantArea,
  type NewGrant,
  ROLE_NAMES,
  ROLES,
  type RoleName,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useGiveGrant, usePeople, usePlaces } from '../../api/people.ts';
import { ActForm } from '../../components/act-form.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { placesFor } from '../../components/place-fields.tsx';
import { LoadingState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { beijingToIso } from './beijing-time.ts';

/** 新增授权: who, as what, over what, from when to when, approved by whom, and why – on one page. */
export function NewGrantPage(): ReactNode {
  return <SignedIn permission="grant.give">{() => <NewGrantForm />}</SignedIn>;
}

function NewGrantForm(): ReactNode {
  const { lang, tell } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const places = usePlaces();
  const people = usePeople({ page: 1, size: 100, preset: 'all', q: '' });
  const give = useGiveGrant();
  const [personId, setPersonId] = useState(search.get('person') ?? '');
  const [role, setRole] = useState<RoleName | ''>('');
  const [area, setArea] = useState<GrantArea | ''>('');
  const [place, setPlace] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [approver, setApprover] = useState('');
  const [reason, setReason] = useState('');
  if (!places.data || !people.data) {
    return (
      <PageFrame title={tell('grant.new')}>
        <LoadingState />
      </PageFrame>
    );
  }
  const areas: readonly GrantArea[] = role ? ROLES[role].areas : [];
  const options = placesFor(area, places.data);
  return (
    <PageFrame
      title={tell('grant.new')}
      lead={tell('grant.new.lead')}
      acts={<Link to="/people">{tell('person.back')}</Link>}
    >
      <Panel title={tell('grant.new')}>
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
              <SelectField
                id="personId"
                label={tell('grant.person')}
                none={tell('select.none')}
                options={people.data.rows.map((row) => ({
                  value: row.id,
                  label: tell('grammar.note', { text: row.name, note: row.unitName }),
                }))}
                value={personId}
                onChange={setPersonId}
                fault={faults.personId}
              />
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
              <SelectField
                id="place"
                label={tell('grant.place')}
                none={tell(area ? 'select.none' : 'grant.place.areaFirst')}
                options={options}
                value={place}
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
      </Panel>
    </PageFrame>
  );
}
