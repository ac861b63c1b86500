import type { OwnOutside } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useBindPerson, usePersonOutside, useUnbindPerson } from '../../api/outside.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { OutsideBindings } from '../../components/outside-bindings.tsx';
import { Panel } from '../../components/panel.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './person-page.module.css';

interface OfPerson {
  readonly personId: string;
}

/** 绑定的外部身份 of somebody else, for the administrator. Where there are no providers, nothing is seen of it. */
export function PersonOutside({ personId }: OfPerson): ReactNode {
  const { tell } = useLanguage();
  const outside = usePersonOutside(personId);
  if (outside.data && outside.data.bindings.length + outside.data.free.length === 0) return null;
  return (
    <Panel title={tell('outside.bindings')}>
      <Answered answer={outside}>
        {({ bindings, free }) => (
          <>
            {bindings.length > 0 ? (
              <OutsideBindings bindings={bindings} />
            ) : (
              <p>{tell('outside.bindings.none')}</p>
            )}
            <div className={styles.after}>
              <ActMenu
                acts={[
                  ...(free.length > 0 ? [{ value: 'bind' as const, label: tell('outside.bind') }] : []),
                  ...(bindings.length > 0
                    ? [{ value: 'unbind' as const, label: tell('outside.unbind') }]
                    : []),
                ]}
                primary={undefined}
                formOf={(act, onDone) =>
                  act === 'bind' ? (
                    <BindForm personId={personId} free={free} onDone={onDone} />
                  ) : (
                    <UnbindForm personId={personId} bindings={bindings} onDone={onDone} />
                  )
                }
              />
            </div>
          </>
        )}
      </Answered>
    </Panel>
  );
}

interface FormProps extends OfPerson {
  readonly onDone: () => void;
}

function BindForm({ personId, free, onDone }: FormProps & Pick<OwnOutside, 'free'>): ReactNode {
  const { tell } = useLanguage();
  const bind = useBindPerson(personId);
  const [providerId, setProviderId] = useState(free.length === 1 ? (free[0]?.id ?? '') : '');
  const [subject, setSubject] = useState('');
  const [code, setCode] = useState('');
  return (
    <ActForm
      label={tell('outside.bind')}
      act={tell('outside.bind')}
      isPending={bind.isPending}
      error={bind.error}
      fieldOf={{ 'code-refused': 'bindCode', 'outside-taken': 'bindSubject' }}
      check={() => ({
        bindProvider: providerId ? undefined : tell('outside.bind.which.empty'),
        bindSubject: subject.trim() ? undefined : tell('outside.subject.empty'),
        bindCode: code.trim() ? undefined : tell('token.code.empty'),
      })}
      onSubmit={() =>
        bind.mutate(
          { providerId, subject: subject.trim(), code },
          { onSuccess: onDone, onSettled: () => setCode('') },
        )
      }
    >
      {(faults) => (
        <>
          <SelectField
            id="bindProvider"
            label={tell('provider.one')}
            none={free.length === 1 ? undefined : tell('select.none')}
            value={providerId}
            onChange={setProviderId}
            options={free.map(({ id, name }) => ({ value: id, label: name }))}
            fault={faults.bindProvider}
          />
          <TextField
            id="bindSubject"
            label={tell('outside.subject')}
            hint={tell('outside.subject.hint')}
            value={subject}
            maxLength={255}
            onChange={setSubject}
            fault={faults.bindSubject}
          />
          <ConfirmField id="bindCode" value={code} onChange={setCode} fault={faults.bindCode} />
        </>
      )}
    </ActForm>
  );
}

function UnbindForm({ personId, bindings, onDone }: FormProps & Pick<OwnOutside, 'bindings'>): ReactNode {
  const { tell } = useLanguage();
  const unbind = useUnbindPerson(personId);
  const [binding, setBinding] = useState(bindings.length === 1 ? (bindings[0]?.id ?? '') : '');
  const [code, setCode] = useState('');
  return (
    <ActForm
      label={tell('outside.unbind')}
      act={tell('outside.unbind')}
      isPending={unbind.isPending}
      error={unbind.error}
      fieldOf={{ 'code-refused': 'unbindCode' }}
      check={() => ({
        unbindWhich: binding ? undefined : tell('outside.bind.which.empty'),
        unbindCode: code.trim() ? undefined : tell('token.code.empty'),
      })}
      onSubmit={() => unbind.mutate({ binding, code }, { onSuccess: onDone, onSettled: () => setCode('') })}
    >
      {(faults) => (
        <>
          <SelectField
            id="unbindWhich"
            label={tell('provider.one')}
            hint={tell('outside.unbind.what')}
            none={bindings.length === 1 ? undefined : tell('select.none')}
            value={binding}
            onChange={setBinding}
            options={bindings.map(({ id, providerName, label }) => ({
              value: id,
              label: tell('grammar.note', { text: providerName, note: label }),
            }))}
            fault={faults.unbindWhich}
          />
          <ConfirmField id="unbindCode" value={code} onChange={setCode} fault={faults.unbindCode} />
        </>
      )}
    </ActForm>
  );
}
