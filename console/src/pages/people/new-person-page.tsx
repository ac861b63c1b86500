import { EMPLOYMENT_WORDS, EMPLOYMENTS, type Employment, loginNameSchema } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useAddPerson, usePlaces } from '../../api/people.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { UnitField } from '../../components/forms/place-fields.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { LoadingState, QueryErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { HandOver } from './hand-over.tsx';
import styles from './person-page.module.css';

/** 新增人员. */
export function NewPersonPage(): ReactNode {
  return <SignedIn permission="person.manage">{() => <NewPersonForm />}</SignedIn>;
}

function NewPersonForm(): ReactNode {
  const { lang, tell } = useLanguage();
  const places = usePlaces();
  const add = useAddPerson();
  const [unitId, setUnitId] = useState('');
  const [name, setName] = useState('');
  const [loginName, setLoginName] = useState('');
  const [employment, setEmployment] = useState<Employment | ''>('');
  const units = places.data?.units ?? [];
  const unit = unitId || (units.length === 1 ? (units[0]?.id ?? '') : '');
  return (
    <PageFrame
      title={tell('people.new')}
      lead={tell('people.new.lead')}
      acts={<Link to="/people">{tell('person.back')}</Link>}
    >
      <Panel title={tell('people.new')}>
        {!places.data && places.error && <QueryErrorState error={places.error} retry={places.refetch} />}
        {!places.data && !places.error && <LoadingState />}
        {add.data && (
          <>
            <HandOver link={add.data} />
            <p className={styles.after}>
              <Link to={`/people/${add.data.id}`}>{tell('people.new.open')}</Link>
            </p>
          </>
        )}
        {places.data && !add.data && (
          <ActForm
            label={tell('people.new')}
            act={tell('people.new.act')}
            isPending={add.isPending}
            error={add.error}
            fieldOf={{ 'login-name-taken': 'loginName', 'place-unknown': 'unitId' }}
            check={() => ({
              unitId: unit ? undefined : tell('person.unit.empty'),
              name: name.trim() ? undefined : tell('person.name.empty'),
              loginName: loginNameSchema.safeParse(loginName).success
                ? undefined
                : tell('person.loginName.wrong'),
              employment: employment ? undefined : tell('person.employment.empty'),
            })}
            onSubmit={() => employment && add.mutate({ unitId: unit, name, loginName, employment })}
          >
            {(faults) => (
              <>
                <UnitField
                  id="unitId"
                  label={tell('person.unit')}
                  none={tell('select.none')}
                  place={unit}
                  onChange={setUnitId}
                  fault={faults.unitId}
                />
                <TextField
                  id="name"
                  label={tell('person.name')}
                  value={name}
                  onChange={setName}
                  fault={faults.name}
                />
                <TextField
                  id="loginName"
                  label={tell('signIn.name')}
                  hint={tell('person.loginName.hint')}
                  value={loginName}
                  onChange={setLoginName}
                  fault={faults.loginName}
                />
                <SelectField
                  id="employment"
                  label={tell('person.employment')}
                  none={tell('select.none')}
                  options={EMPLOYMENTS.map((value) => ({ value, label: EMPLOYMENT_WORDS[value].word[lang] }))}
                  value={employment}
                  onChange={setEmployment}
                  fault={faults.employment}
                />
              </>
            )}
          </ActForm>
        )}
      </Panel>
    </PageFrame>
  );
}
