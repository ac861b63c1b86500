import {
  ADDRESSED_WAYS,
  LOG_KIND_NAMES,
  LOG_KIND_WORDS,
  type LogKindName,
  type LogSourceChange,
  type LogSourceView,
  type LogWay,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import type { Faults } from '../../components/forms/act-form.tsx';
import { ChoiceField, TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';

/** What may be changed of a source, as it is typed. */
export interface SourceDraft {
  readonly kind: LogKindName | '';
  readonly addresses: string;
  readonly host: string;
  readonly app: string;
  readonly silence: string;
}
export const NEW_DRAFT: SourceDraft = { kind: '', addresses: '', host: '', app: '', silence: '60' };

export function draftOf(view: LogSourceView): SourceDraft {
  const { kind = '', addresses, host = '', app = '', silence } = view;
  return { kind, addresses: addresses.join('\n'), host, app, silence: String(silence) };
}

export function changeOf({ kind, addresses, host, app, silence }: SourceDraft): LogSourceChange {
  return {
    ...(kind !== '' && { kind }),
    addresses: addresses.split(/[\s,，;；、]+/).filter((each) => each !== ''),
    ...(host.trim() !== '' && { host: host.trim() }),
    ...(app.trim() !== '' && { app: app.trim() }),
    silence: Number(silence),
  };
}

export function draftFaults(draft: SourceDraft, way: LogWay | '', tell: Tell): Faults {
  const isMissing = way !== '' && ADDRESSED_WAYS.includes(way) && draft.addresses.trim() === '';
  const minutes = Number(draft.silence);
  const isMinutes = /^\d{1,5}$/.test(draft.silence.trim()) && minutes <= 10_080;
  return {
    addresses: isMissing ? tell('logs.addresses.missing') : undefined,
    silence: isMinutes ? undefined : tell('logs.silence.unfit'),
  };
}

interface SourceFieldsProps {
  readonly way: LogWay | '';
  readonly draft: SourceDraft;
  readonly faults: Faults;
  readonly onChange: (draft: SourceDraft) => void;
}

/** 种类, 发送地址, 主机名, 程序名, 中断时限. */
export function SourceFields({ way, draft, faults, onChange }: SourceFieldsProps): ReactNode {
  const { tell } = useLanguage();
  const isAddressed = way !== '' && ADDRESSED_WAYS.includes(way);
  return (
    <>
      <ChoiceField
        id="kind"
        label={tell('logs.kind')}
        hint={tell('logs.kind.hint')}
        values={LOG_KIND_NAMES}
        words={LOG_KIND_WORDS}
        none={tell('logs.kind.byLine')}
        value={draft.kind}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      {isAddressed && (
        <>
          <TextField
            id="addresses"
            label={tell('logs.addresses')}
            hint={tell('logs.addresses.hint')}
            lines={3}
            maxLength={4_000}
            value={draft.addresses}
            fault={faults.addresses}
            onChange={(addresses) => onChange({ ...draft, addresses })}
          />
          <TextField
            id="host"
            label={tell('logs.host')}
            hint={tell('logs.host.hint')}
            value={draft.host}
            onChange={(host) => onChange({ ...draft, host })}
          />
          <TextField
            id="app"
            label={tell('logs.app')}
            hint={tell('logs.app.hint')}
            value={draft.app}
            onChange={(app) => onChange({ ...draft, app })}
          />
        </>
      )}
      <TextField
        id="silence"
        label={tell('logs.silence')}
        hint={tell('logs.silence.hint')}
        inputMode="numeric"
        maxLength={5}
        value={draft.silence}
        fault={faults.silence}
        onChange={(silence) => onChange({ ...draft, silence })}
      />
    </>
  );
}
