import {
  APPLICATION_FLAGS,
  APPLICATION_KIND_WORDS,
  APPLICATION_KINDS,
  APPLICATION_STATE_WORDS,
  APPLICATION_STATES,
  type ApplicationInput,
  type ApplicationView,
  CONDITION_WORDS,
  FILING_WORDS,
  type Filing,
  filingsOf,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { usePlaces } from '../../api/people.ts';
import { useApplication, useSaveApplication } from '../../api/registry.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, FieldGroup, TextField, TickFields } from '../../components/forms/field.tsx';
import { UnitField } from '../../components/forms/place-fields.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { CertificateFile } from './certificate-file.tsx';

const EMPTY: ApplicationInput = {
  name: '',
  kind: 'website',
  state: 'running',
  addresses: [],
  flags: [],
  isPlatform: false,
  filings: [],
};

/** 登记应用 */
export function NewApplicationPage(): ReactNode {
  const { tell } = useLanguage();
  return (
    <SignedIn permission="application.manage">
      {() => (
        <PageFrame title={tell('register.add')} lead={tell('application.new.lead')}>
          <ApplicationForm id={undefined} given={EMPTY} />
        </PageFrame>
      )}
    </SignedIn>
  );
}

/** 修改登记信息 */
export function EditApplicationPage(): ReactNode {
  return <SignedIn permission="application.manage">{() => <EditApplication />}</SignedIn>;
}

function EditApplication(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const application = useApplication(id);
  return (
    <PageFrame title={tell('application.edit')} lead={application.data?.name}>
      <Answered answer={application} lines={8}>
        {(view) => <ApplicationForm id={id} given={inputOf(view)} />}
      </Answered>
    </PageFrame>
  );
}

function inputOf(view: ApplicationView): ApplicationInput {
  const { name, kind, state, addresses, flags, mlpsLevel, openedOn, hostId, isPlatform, filings } = view;
  return {
    name,
    kind,
    state,
    addresses,
    flags,
    isPlatform,
    filings,
    ...(mlpsLevel && { mlpsLevel }),
    ...(openedOn && { openedOn }),
    ...(hostId && { hostId }),
  };
}

const LEVELS = ['1', '2', '3', '4', '5'] as const;

function ApplicationForm(props: {
  readonly id: string | undefined;
  readonly given: ApplicationInput;
}): ReactNode {
  const { id, given } = props;
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const [input, setInput] = useState(given);
  const [addresses, setAddresses] = useState(given.addresses.join('\n'));
  // Most register for the one unit that they see.
  const units = usePlaces().data?.units ?? [];
  const [picked, setPicked] = useState('');
  const unit = picked || (units.length === 1 ? (units[0]?.id ?? '') : '');
  const save = useSaveApplication(id);
  const change = (more: Partial<ApplicationInput>): void => setInput({ ...input, ...more });

  function submit(): void {
    const lines = addresses.split('\n').map((line) => line.trim());
    const filings = input.filings.filter(({ number, filedOn, expiresOn }) => number || filedOn || expiresOn);
    const body = { ...input, addresses: lines.filter(Boolean), filings };
    save.mutate(id === undefined ? { ...body, unitId: unit } : body, {
      onSuccess: (saved) => navigate(`/applications/${saved.id}?tab=facts`),
    });
  }

  return (
    <ActForm
      label={tell(id ? 'application.edit' : 'register.add')}
      act={tell('application.save')}
      isPending={save.isPending}
      error={save.error}
      check={() => ({
        unit: id === undefined && !unit ? tell('application.unit.missing') : undefined,
        name: input.name.trim() === '' ? tell('application.name.missing') : undefined,
      })}
      onSubmit={submit}
    >
      {(faults) => (
        <>
          <Panel title={tell('application.basic')}>
            {id === undefined && (
              <UnitField
                id="unit"
                label={tell('register.unit')}
                none={tell('select.none')}
                fault={faults.unit}
                place={unit}
                onChange={setPicked}
              />
            )}
            <TextField
              id="name"
              label={tell('register.name')}
              fault={faults.name}
              value={input.name}
              maxLength={120}
              onChange={(name) => change({ name })}
            />
            <ChoiceField
              id="kind"
              label={tell('register.kind')}
              value={input.kind}
              values={APPLICATION_KINDS}
              words={APPLICATION_KIND_WORDS}
              onChange={(kind) => kind && change({ kind })}
            />
            <ChoiceField
              id="state"
              label={tell('register.state')}
              value={input.state}
              values={APPLICATION_STATES}
              words={APPLICATION_STATE_WORDS}
              onChange={(state) => state && change({ state })}
            />
            <TextField
              id="addresses"
              label={tell('application.addresses')}
              hint={tell('application.addresses.hint')}
              value={addresses}
              lines={3}
              maxLength={10_000}
              onChange={setAddresses}
            />
            <TextField
              id="opened"
              type="date"
              label={tell('application.opened')}
              value={input.openedOn ?? ''}
              onChange={(day) => setInput(withOrWithout(input, 'openedOn', day || undefined))}
            />
            <ChoiceField
              id="mlps"
              label={tell('application.mlps')}
              value={LEVELS.find((level) => level === String(input.mlpsLevel)) ?? ''}
              values={LEVELS}
              words={LEVEL_WORDS}
              none={tell('application.ungraded')}
              onChange={(level) => setInput(withOrWithout(input, 'mlpsLevel', Number(level) || undefined))}
            />
          </Panel>
          <Panel title={tell('application.flags')}>
            <TickFields
              legend={tell('application.flags.legend')}
              values={APPLICATION_FLAGS}
              words={CONDITION_WORDS}
              ticked={input.flags}
              onChange={(flags) => change({ flags: [...flags] })}
            />
          </Panel>
          <Panel title={tell('application.filings')}>
            {filingsOf(input.kind).map((kind) => (
              <FilingFields
                key={kind}
                filing={input.filings.find((each) => each.kind === kind) ?? { kind, number: '' }}
                onChange={(filing) =>
                  change({ filings: [...input.filings.filter((each) => each.kind !== kind), filing] })
                }
              />
            ))}
          </Panel>
        </>
      )}
    </ActForm>
  );
}

/** Digits are the same in both languages. */
const LEVEL_WORDS = Object.fromEntries(LEVELS.map((level) => [level, { zh: level, en: level }])) as Record<
  (typeof LEVELS)[number],
  { zh: string; en: string }
>;

function withOrWithout<Key extends 'openedOn' | 'mlpsLevel'>(
  input: ApplicationInput,
  key: Key,
  value: ApplicationInput[Key],
): ApplicationInput {
  const { [key]: _, ...rest } = input;
  return (value === undefined ? rest : { ...rest, [key]: value }) as ApplicationInput;
}

function FilingFields(props: {
  readonly filing: Filing;
  readonly onChange: (filing: Filing) => void;
}): ReactNode {
  const { filing, onChange } = props;
  const { lang, tell } = useLanguage();
  const { kind, number, filedOn, expiresOn } = filing;
  const days = { ...(filedOn && { filedOn }), ...(expiresOn && { expiresOn }) };
  return (
    <>
      <FieldGroup legend={FILING_WORDS[kind][lang]}>
        <TextField
          id={`${kind}-number`}
          label={tell('filing.number')}
          value={number}
          maxLength={120}
          onChange={(value) => onChange({ kind, ...days, number: value })}
        />
        <TextField
          id={`${kind}-filed`}
          type="date"
          label={tell('filing.filed')}
          value={filedOn ?? ''}
          onChange={(value) =>
            onChange({ kind, number, ...(value && { filedOn: value }), ...(expiresOn && { expiresOn }) })
          }
        />
        <TextField
          id={`${kind}-expires`}
          type="date"
          label={tell('filing.expires')}
          value={expiresOn ?? ''}
          onChange={(value) =>
            onChange({ kind, number, ...(filedOn && { filedOn }), ...(value && { expiresOn: value }) })
          }
        />
      </FieldGroup>
      {kind === 'identity-certificate' && <CertificateFile onRead={onChange} />}
    </>
  );
}
