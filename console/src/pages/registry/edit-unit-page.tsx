import {
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  UNIT_POST_WORDS,
  UNIT_POSTS,
  type UnitContact,
  type UnitView,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useChangeUnit, useMoveUnit, useUnit } from '../../api/registry.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, FieldGroup, TextField } from '../../components/forms/field.tsx';
import { type Picked, RegionPick, UnitPick } from '../../components/forms/pick.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 变更单位 and 移动单位: what a unit is, and where it stands. */
export function EditUnitPage(): ReactNode {
  return <SignedIn permission="unit.manage">{() => <EditUnit />}</SignedIn>;
}

function EditUnit(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const unit = useUnit(id);
  return (
    <PageFrame
      title={tell('unit.edit')}
      lead={unit.data?.name}
      acts={<LinkButton to={`/units/${id}`}>{tell('unit.back')}</LinkButton>}
    >
      <Answered answer={unit} lines={6}>
        {(view) => (
          <>
            <ChangeForm key={view.changedAt} unit={view} />
            <MoveForm unit={view} />
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function ChangeForm({ unit }: { readonly unit: UnitView }): ReactNode {
  const { lang, tell } = useLanguage();
  const navigate = useNavigate();
  const change = useChangeUnit(unit.id);
  const [name, setName] = useState(unit.name);
  const [kind, setKind] = useState<UnitView['kind'] | ''>(unit.kind);
  const [level, setLevel] = useState<UnitView['level'] | ''>(unit.level);
  const [creditCode, setCreditCode] = useState(unit.creditCode ?? '');
  const [contacts, setContacts] = useState<readonly UnitContact[]>(
    UNIT_POSTS.map(
      (post) => unit.contacts.find((each) => each.post === post) ?? { post, name: '', title: '', phone: '' },
    ),
  );
  const set = (post: UnitContact['post'], part: Partial<UnitContact>): void =>
    setContacts(contacts.map((each) => (each.post === post ? { ...each, ...part } : each)));
  function submit(): void {
    change.mutate(
      {
        name: name.trim(),
        kind: kind || unit.kind,
        level: level || unit.level,
        ...(creditCode.trim() && { creditCode: creditCode.trim() }),
        contacts: contacts.filter((each) => each.name.trim() !== ''),
      },
      { onSuccess: () => navigate(`/units/${unit.id}`) },
    );
  }
  return (
    <Panel title={tell('unit.change')}>
      <ActForm
        label={tell('unit.change')}
        act={tell('application.save')}
        isPending={change.isPending}
        error={change.error}
        check={() => ({ 'unit-name': name.trim() === '' ? tell('unit.name.missing') : undefined })}
        onSubmit={submit}
      >
        {(faults) => (
          <>
            <TextField
              id="unit-name"
              label={tell('form.unitName')}
              fault={faults['unit-name']}
              value={name}
              maxLength={120}
              onChange={setName}
            />
            <ChoiceField
              id="unit-kind"
              label={tell('form.kind')}
              value={kind}
              values={UNIT_KINDS}
              words={UNIT_KIND_WORDS}
              onChange={setKind}
            />
            <ChoiceField
              id="unit-level"
              label={tell('form.level')}
              value={level}
              values={UNIT_LEVELS}
              words={UNIT_LEVEL_WORDS}
              onChange={setLevel}
            />
            <TextField
              id="unit-code"
              label={tell('unit.code')}
              value={creditCode}
              maxLength={18}
              onChange={setCreditCode}
            />
            {contacts.map(({ post, name: person, title, phone }) => (
              <FieldGroup key={post} legend={UNIT_POST_WORDS[post][lang]}>
                <TextField
                  id={`${post}-name`}
                  label={tell('unit.contact.name')}
                  value={person}
                  maxLength={60}
                  onChange={(text) => set(post, { name: text })}
                />
                <TextField
                  id={`${post}-title`}
                  label={tell('unit.contact.title')}
                  value={title}
                  maxLength={60}
                  onChange={(text) => set(post, { title: text })}
                />
                <TextField
                  id={`${post}-phone`}
                  label={tell('unit.contact.phone')}
                  {...(post === 'liaison' && { hint: tell('unit.contact.phone.liaison') })}
                  value={phone}
                  maxLength={40}
                  onChange={(text) => set(post, { phone: text })}
                />
              </FieldGroup>
            ))}
          </>
        )}
      </ActForm>
    </Panel>
  );
}

function MoveForm({ unit }: { readonly unit: UnitView }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const move = useMoveUnit(unit.id);
  const current = unit.superiors[unit.superiors.length - 1];
  const [region, setRegion] = useState<Picked | undefined>({
    id: unit.region.code,
    name: unit.region.fullName,
  });
  const [superior, setSuperior] = useState<Picked | undefined>(current);
  function submit(): void {
    if (!region) return;
    // Only what changes is sent: a superior outside of one's reach is not seen here, and stays.
    const moved = {
      ...(region.id !== unit.region.code && { regionCode: region.id }),
      ...(superior?.id !== current?.id && { superiorId: superior?.id ?? null }),
    };
    move.mutate(moved, { onSuccess: () => navigate(`/units/${unit.id}`) });
  }
  return (
    <Panel title={tell('unit.move')}>
      <p>{tell('unit.move.what')}</p>
      <ActForm
        label={tell('unit.move')}
        act={tell('unit.move')}
        isPending={move.isPending}
        error={move.error}
        check={() => ({ 'unit-region': region ? undefined : tell('unit.region.missing') })}
        onSubmit={submit}
      >
        {(faults) => (
          <>
            <RegionPick
              id="unit-region"
              label={tell('unit.region')}
              fault={faults['unit-region']}
              picked={region}
              onPick={setRegion}
            />
            <UnitPick id="superior" label={tell('unit.superior')} picked={superior} onPick={setSuperior} />
          </>
        )}
      </ActForm>
    </Panel>
  );
}
