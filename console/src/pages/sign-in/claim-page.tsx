import {
  type Claim,
  EMPLOYMENT_WORDS,
  EMPLOYMENTS,
  type Employment,
  loginNameSchema,
  ROLES,
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useClaim, useLink, useSession } from '../../api/session.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { EmptyState, LoadingState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { passwordFault, useLinkToken } from './link-token.ts';

type Draft = Record<Exclude<keyof Claim, 'token' | 'unitKind' | 'unitLevel' | 'employment'>, string> & {
  unitKind: UnitKind | '';
  unitLevel: UnitLevel | '';
  employment: Employment | '';
};

const EMPTY: Draft = {
  unitName: '',
  unitKind: '',
  unitLevel: '',
  regionCode: '',
  regionName: '',
  name: '',
  loginName: '',
  employment: '',
  password: '',
};

/** 首位管理员: the unit, the person and the password, by the one-time link. */
export function ClaimPage(): ReactNode {
  const { lang, tell } = useLanguage();
  const token = useLinkToken();
  const link = useLink(token);
  const { data: session } = useSession();
  const claim = useClaim();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(EMPTY);
  const set = (key: keyof Draft) => (value: string) => setDraft((old) => ({ ...old, [key]: value }));

  if (link.isPending || !session) {
    return (
      <PageFrame title={tell('claim.title')}>
        <LoadingState />
      </PageFrame>
    );
  }
  if (session.claimed && !claim.isSuccess) {
    const isInside = session.stage === 'full';
    return (
      <PageFrame title={tell('claim.title')}>
        <EmptyState
          title={tell('claim.done')}
          why={tell(isInside ? 'claim.done.inside' : 'claim.done.why')}
          act={<Link to="/desk">{tell(isInside ? 'claim.done.desk' : 'claim.done.signIn')}</Link>}
        />
      </PageFrame>
    );
  }
  if (link.data?.kind !== 'first-administrator') {
    return (
      <PageFrame title={tell('claim.title')}>
        <EmptyState title={tell('link.refused')} why={tell('claim.refused.why')} />
      </PageFrame>
    );
  }
  const words = <Key extends string>(keys: readonly Key[], table: Record<Key, { zh: string; en: string }>) =>
    keys.map((value) => ({ value, label: table[value][lang] }));
  const employments = EMPLOYMENTS.filter((each) => EMPLOYMENT_WORDS[each].established).map((value) => ({
    value,
    label: EMPLOYMENT_WORDS[value].word[lang],
  }));

  function check() {
    const missing = (key: keyof Draft, fault: string) => (draft[key].trim() ? undefined : fault);
    return {
      unitName: missing('unitName', tell('claim.unitName.empty')),
      unitKind: missing('unitKind', tell('claim.unitKind.empty')),
      unitLevel: missing('unitLevel', tell('claim.unitLevel.empty')),
      regionName: missing('regionName', tell('claim.regionName.empty')),
      regionCode: /^\d{6}$/.test(draft.regionCode.trim()) ? undefined : tell('claim.regionCode.wrong'),
      name: missing('name', tell('person.name.empty')),
      loginName: loginNameSchema.safeParse(draft.loginName).success
        ? undefined
        : tell('person.loginName.wrong'),
      employment: missing('employment', tell('person.employment.empty')),
      password: passwordFault(draft.password, tell),
    };
  }

  const roles = (['system-admin', 'security-admin'] as const)
    .map((role) => ROLES[role].word[lang])
    .join(tell('grammar.list'));
  return (
    <PageFrame title={tell('claim.title')} lead={tell('claim.lead', { roles })}>
      <Panel title={tell('claim.form')}>
        <ActForm
          label={tell('claim.form')}
          act={tell('claim.act')}
          isPending={claim.isPending}
          error={claim.error}
          fieldOf={{
            'password-too-short': 'password',
            'password-too-plain': 'password',
            'password-holds-name': 'password',
            'claim-needs-own-staff': 'employment',
            'claim-region-differs': 'regionCode',
          }}
          check={check}
          onSubmit={() => claim.mutate({ ...draft, token } as Claim, { onSuccess: () => navigate('/desk') })}
        >
          {(faults) => (
            <>
              <TextField
                id="unitName"
                label={tell('form.unitName')}
                value={draft.unitName}
                onChange={set('unitName')}
                fault={faults.unitName}
                autoComplete="organization"
              />
              <SelectField
                id="unitKind"
                label={tell('form.kind')}
                none={tell('select.none')}
                options={words(UNIT_KINDS, UNIT_KIND_WORDS)}
                value={draft.unitKind}
                onChange={set('unitKind')}
                fault={faults.unitKind}
              />
              <SelectField
                id="unitLevel"
                label={tell('form.level')}
                none={tell('select.none')}
                options={words(UNIT_LEVELS, UNIT_LEVEL_WORDS)}
                value={draft.unitLevel}
                onChange={set('unitLevel')}
                fault={faults.unitLevel}
              />
              <TextField
                id="regionName"
                label={tell('claim.regionName')}
                value={draft.regionName}
                onChange={set('regionName')}
                fault={faults.regionName}
              />
              <TextField
                id="regionCode"
                label={tell('claim.regionCode')}
                hint={tell('claim.regionCode.hint')}
                value={draft.regionCode}
                onChange={set('regionCode')}
                inputMode="numeric"
                maxLength={6}
                fault={faults.regionCode}
              />
              <TextField
                id="name"
                label={tell('person.name')}
                value={draft.name}
                onChange={set('name')}
                autoComplete="name"
                fault={faults.name}
              />
              <SelectField
                id="employment"
                label={tell('person.employment')}
                hint={tell('claim.employment.hint')}
                none={tell('select.none')}
                options={employments}
                value={draft.employment}
                onChange={set('employment')}
                fault={faults.employment}
              />
              <TextField
                id="loginName"
                label={tell('signIn.name')}
                hint={tell('person.loginName.hint')}
                value={draft.loginName}
                onChange={set('loginName')}
                autoComplete="username"
                fault={faults.loginName}
              />
              <TextField
                id="password"
                type="password"
                label={tell('signIn.password')}
                hint={tell('password.hint')}
                value={draft.password}
                onChange={set('password')}
                autoComplete="new-password"
                fault={faults.password}
              />
            </>
          )}
        </ActForm>
      </Panel>
    </PageFrame>
  );
}
