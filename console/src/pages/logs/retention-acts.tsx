import { LOG_KIND_NAMES, LOG_KIND_WORDS, type LogKindName, type LogRetention } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useHoldLogs, useLiftLogHold, useSetLogRetention } from '../../api/log-archive.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';

type Act = 'days' | 'hold' | 'lift';
interface FormProps {
  readonly retention: LogRetention;
  readonly onDone: () => void;
}

/** What a system administrator over all units may change. */
export function RetentionActs({ retention }: Pick<FormProps, 'retention'>): ReactNode {
  const { tell } = useLanguage();
  const held = (retention.holds.rows?.length ?? 0) > 0;
  const acts: readonly Act[] = held ? ['days', 'hold', 'lift'] : ['days', 'hold'];
  return (
    <Panel title={tell('item.acts')}>
      <ActMenu
        acts={acts.map((value) => ({ value, label: tell(`logs.retention.act.${value}`) }))}
        primary={undefined}
        formOf={(act, onDone) => {
          if (act === 'days') return <DaysForm retention={retention} onDone={onDone} />;
          if (act === 'hold') return <HoldForm retention={retention} onDone={onDone} />;
          return <LiftForm retention={retention} onDone={onDone} />;
        }}
      />
    </Panel>
  );
}

const DAYS = /^[1-9]\d{0,4}$/;

function DaysForm({ retention, onDone }: FormProps): ReactNode {
  const { lang, tell } = useLanguage();
  const change = useSetLogRetention();
  const daysOf = (kind: LogKindName) =>
    String(retention.kinds.find((each) => each.kind === kind)?.days ?? '');
  const [kind, setKind] = useState<LogKindName>('access');
  const [days, setDays] = useState(() => daysOf('access'));
  const [code, setCode] = useState('');
  const act = tell('logs.retention.act.days');
  const given = days.trim();
  return (
    <ActForm
      label={act}
      act={act}
      isPending={change.isPending}
      error={change.error}
      fieldOf={{ 'logs-retention-short': 'days', 'code-refused': 'code' }}
      check={() => ({
        days: given === '' || DAYS.test(given) ? undefined : tell('logs.retention.days.unfit'),
        code: code.trim() === '' ? tell('token.code.empty') : undefined,
      })}
      onSubmit={() =>
        change.mutate(
          { kind, days: given === '' ? null : Number(given), code },
          { onSuccess: onDone, onSettled: () => setCode('') },
        )
      }
    >
      {(faults) => (
        <>
          <SelectField
            id="kind"
            label={tell('logs.kind')}
            value={kind}
            options={LOG_KIND_NAMES.map((value) => ({ value, label: LOG_KIND_WORDS[value][lang] }))}
            onChange={(value) => {
              if (value === '') return;
              setKind(value);
              setDays(daysOf(value));
            }}
          />
          <TextField
            id="days"
            label={tell('logs.retention.days.field')}
            hint={tell('logs.retention.days.hint')}
            value={days}
            inputMode="numeric"
            onChange={setDays}
            fault={faults.days}
          />
          <ConfirmField id="code" value={code} onChange={setCode} fault={faults.code} />
        </>
      )}
    </ActForm>
  );
}

const EMPTY = { number: '', reason: '', approver: '', from: '', to: '', sources: '' };

function HoldForm({ onDone }: FormProps): ReactNode {
  const { lang, tell } = useLanguage();
  const hold = useHoldLogs();
  const [draft, setDraft] = useState(EMPTY);
  const [kind, setKind] = useState<LogKindName | ''>('');
  const act = tell('logs.retention.act.hold');
  const set = (name: keyof typeof EMPTY) => (value: string) => setDraft({ ...draft, [name]: value });
  const missing = (name: 'number' | 'reason' | 'approver') =>
    draft[name].trim() === '' ? tell(`logs.holds.${name}.missing`) : undefined;
  return (
    <ActForm
      label={act}
      act={act}
      isPending={hold.isPending}
      error={hold.error}
      fieldOf={{ 'logs-hold-range': 'to' }}
      check={() => ({
        number: missing('number'),
        reason: missing('reason'),
        approver: missing('approver'),
      })}
      onSubmit={() =>
        hold.mutate(
          {
            number: draft.number.trim(),
            reason: draft.reason.trim(),
            approver: draft.approver.trim(),
            ...(draft.from && { from: draft.from }),
            ...(draft.to && { to: draft.to }),
            kinds: kind === '' ? [] : [kind],
            sources: draft.sources.split(/[\s,，、]+/).filter(Boolean),
          },
          { onSuccess: onDone },
        )
      }
    >
      {(faults) => (
        <>
          {(['number', 'reason', 'approver'] as const).map((name) => (
            <TextField
              key={name}
              id={name}
              label={tell(`logs.holds.${name}`)}
              value={draft[name]}
              maxLength={name === 'reason' ? 200 : 60}
              onChange={set(name)}
              fault={faults[name]}
            />
          ))}
          <TextField
            id="from"
            type="date"
            label={tell('logs.holds.from')}
            hint={tell('logs.holds.from.hint')}
            value={draft.from}
            onChange={set('from')}
          />
          <TextField
            id="to"
            type="date"
            label={tell('logs.holds.to')}
            value={draft.to}
            onChange={set('to')}
            fault={faults.to}
          />
          <SelectField
            id="hold-kind"
            label={tell('logs.kind')}
            value={kind}
            none={tell('logs.allKinds')}
            options={LOG_KIND_NAMES.map((value) => ({ value, label: LOG_KIND_WORDS[value][lang] }))}
            onChange={setKind}
          />
          <TextField
            id="sources"
            label={tell('logs.sources')}
            hint={tell('logs.holds.sources.hint')}
            value={draft.sources}
            lines={2}
            maxLength={4_000}
            onChange={set('sources')}
          />
        </>
      )}
    </ActForm>
  );
}

function LiftForm({ retention, onDone }: FormProps): ReactNode {
  const { tell } = useLanguage();
  const lift = useLiftLogHold();
  const [id, setId] = useState('');
  const [code, setCode] = useState('');
  const act = tell('logs.retention.act.lift');
  return (
    <ActForm
      label={act}
      act={act}
      isPending={lift.isPending}
      error={lift.error}
      fieldOf={{ 'logs-hold-unknown': 'hold', 'code-refused': 'code' }}
      check={() => ({
        hold: id === '' ? tell('logs.holds.choose') : undefined,
        code: code.trim() === '' ? tell('token.code.empty') : undefined,
      })}
      onSubmit={() => lift.mutate({ id, code }, { onSuccess: onDone, onSettled: () => setCode('') })}
    >
      {(faults) => (
        <>
          <p>{tell('logs.holds.lift.what')}</p>
          <SelectField
            id="hold"
            label={tell('logs.holds')}
            value={id}
            none={tell('logs.holds.choose')}
            options={(retention.holds.rows ?? []).map((hold) => ({
              value: hold.id,
              label: hold.number ?? hold.reason,
            }))}
            onChange={setId}
            fault={faults.hold}
          />
          <ConfirmField id="code" value={code} onChange={setCode} fault={faults.code} />
        </>
      )}
    </ActForm>
  );
}
