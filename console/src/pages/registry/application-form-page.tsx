import {
  APPLICATION_FLAGS,
  APPLICATION_KIND_WORDS,
  APPLICATION_KINDS,
  APPLICATION_STATE_WORDS,
  APPLICATION_STATES,
  type ApplicationInput,
  type ApplicationView,
  CONDITION_WORDS,
  FILING_KINDS,
  FILING_WORDS,
  type Filing,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useApplication, useSaveApplication } from '../../api/registry.ts';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState, LoadingState, QueryErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';
import styles from './fields.module.css';
import { ChoiceField, TextField, TickFields } from './fields.tsx';
import { type Picked, UnitPick } from './pick.tsx';

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
    <PageFrame title={tell('register.add')} lead={tell('application.new.lead')}>
      <ApplicationForm id={undefined} given={EMPTY} />
    </PageFrame>
  );
}

/** 修改登记信息 */
export function EditApplicationPage(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const { data, error, refetch } = useApplication(id);
  return (
    <PageFrame title={tell('application.edit')} lead={data?.name}>
      {data ? (
        <ApplicationForm id={id} given={inputOf(data)} />
      ) : error ? (
        <QueryErrorState error={error} retry={refetch} />
      ) : (
        <LoadingState lines={8} />
      )}
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
  const { lang, tell } = useLanguage();
  const navigate = useNavigate();
  const [input, setInput] = useState(given);
  const [addresses, setAddresses] = useState(given.addresses.join('\n'));
  const [unit, setUnit] = useState<Picked | undefined>();
  const [faults, setFaults] = useState<readonly { field: string; message: string }[]>([]);
  const save = useSaveApplication(id);
  const change = (more: Partial<ApplicationInput>): void => setInput({ ...input, ...more });
  const faultOf = (field: string): string | undefined => faults.find((each) => each.field === field)?.message;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (save.isPending) return;
    const found = faultsOf({ name: input.name, needsUnit: id === undefined && !unit }, tell);
    setFaults(found);
    if (found.length > 0) return;
    const lines = addresses.split('\n').map((line) => line.trim());
    const filings = input.filings.filter(({ number, filedOn, expiresOn }) => number || filedOn || expiresOn);
    const body = { ...input, addresses: lines.filter(Boolean), filings };
    save.mutate(unit ? { ...body, unitId: unit.id } : body, {
      onSuccess: (saved) => navigate(`/applications/${saved.id}?tab=facts`),
    });
  }

  return (
    <form onSubmit={submit} noValidate>
      {faults.length > 0 && <ErrorSummary faults={faults} />}
      {save.error && <ActErrorState title={tell('application.notSaved')} error={save.error} />}
      <Panel title={tell('application.basic')}>
        {id === undefined && (
          <UnitPick
            id="unit"
            label={tell('register.unit')}
            fault={faultOf('unit')}
            picked={unit}
            onPick={setUnit}
          />
        )}
        <TextField
          id="name"
          label={tell('register.name')}
          fault={faultOf('name')}
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
          lang={lang}
          onChange={(kind) => kind && change({ kind })}
        />
        <ChoiceField
          id="state"
          label={tell('register.state')}
          value={input.state}
          values={APPLICATION_STATES}
          words={APPLICATION_STATE_WORDS}
          lang={lang}
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
          lang={lang}
          none={tell('application.ungraded')}
          onChange={(level) => setInput(withOrWithout(input, 'mlpsLevel', Number(level) || undefined))}
        />
      </Panel>
      <Panel title={tell('application.flags')}>
        <TickFields
          legend={tell('application.flags.legend')}
          values={APPLICATION_FLAGS}
          words={CONDITION_WORDS}
          lang={lang}
          ticked={input.flags}
          onChange={(flags) => change({ flags: [...flags] })}
        />
      </Panel>
      <Panel title={tell('application.filings')}>
        {FILING_KINDS.map((kind) => (
          <FilingFields
            key={kind}
            filing={input.filings.find((each) => each.kind === kind) ?? { kind, number: '' }}
            onChange={(filing) =>
              change({ filings: [...input.filings.filter((each) => each.kind !== kind), filing] })
            }
          />
        ))}
      </Panel>
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" aria-disabled={save.isPending}>
          {save.isPending ? tell('form.submitting') : tell('application.save')}
        </Button>
      </div>
    </form>
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

function faultsOf(
  { name, needsUnit }: { readonly name: string; readonly needsUnit: boolean },
  tell: Tell,
): { field: string; message: string }[] {
  return [
    ...(needsUnit ? [{ field: 'unit', message: tell('application.unit.missing') }] : []),
    ...(name.trim() === '' ? [{ field: 'name', message: tell('application.name.missing') }] : []),
  ];
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
    <fieldset className={styles.group}>
      <legend className={styles.label}>{FILING_WORDS[kind][lang]}</legend>
      <div className={styles.choices}>
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
      </div>
    </fieldset>
  );
}
