import { OUTSIDE_KINDS, type OwnOutside as Own } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  useAdoptShown,
  useBindByPassword,
  useBindingBegin,
  useOwnOutside,
  useUnbind,
} from '../../api/outside.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { OutsideBindings } from '../../components/outside-bindings.tsx';
import { FoldedPanel } from '../../components/panel.tsx';
import { NoticeBar } from '../../components/shell/notice-bar.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './own-factors.module.css';

/** An identity that this browser has just shown, to be bound with one act. */
export function ShownIdentity(): ReactNode {
  const { tell } = useLanguage();
  const { data } = useOwnOutside();
  const adopt = useAdoptShown();
  const act = tell('outside.adopt');
  if (!data?.shown) return null;
  const { id, providerName, label } = data.shown;
  return (
    <NoticeBar>
      <p>{tell('outside.shown', { name: providerName, label })}</p>
      <Button onClick={() => adopt.mutate(id)} disabled={adopt.isPending}>
        {act}
      </Button>
      {adopt.error && <ActErrorState title={tell('form.notDone', { act })} error={adopt.error} />}
    </NoticeBar>
  );
}

/** 绑定的外部身份 of one's own. Where there are no providers, nothing is seen of it. */
export function OwnOutside(): ReactNode {
  const { tell } = useLanguage();
  const own = useOwnOutside();
  if (own.data && own.data.bindings.length + own.data.free.length === 0) return null;
  return (
    <FoldedPanel title={tell('outside.bindings')} id="outside" open={window.location.hash === '#outside'}>
      <Answered answer={own}>
        {({ bindings, free }) => (
          <>
            <p className={styles.lead}>
              {tell(bindings.length > 0 ? 'outside.bindings.what' : 'outside.bindings.none')}
            </p>
            {bindings.length > 0 && <Bindings bindings={bindings} />}
            {free.length > 0 && <Bind free={free} />}
          </>
        )}
      </Answered>
    </FoldedPanel>
  );
}

function Bindings({ bindings }: Pick<Own, 'bindings'>): ReactNode {
  const { tell } = useLanguage();
  const unbind = useUnbind();
  const act = tell('outside.unbind');
  return (
    <>
      {unbind.error && <ActErrorState title={tell('form.notDone', { act })} error={unbind.error} />}
      <OutsideBindings
        bindings={bindings}
        act={({ id, providerName }) => (
          <Button
            size="small"
            aria-label={tell('outside.unbind.of', { name: providerName })}
            disabled={unbind.isPending}
            onClick={() => unbind.mutate(id)}
          >
            {act}
          </Button>
        )}
      />
    </>
  );
}

/** Binding takes the second factor first, and then the word of the provider. */
function Bind({ free }: Pick<Own, 'free'>): ReactNode {
  const { tell } = useLanguage();
  const begin = useBindingBegin();
  const byPassword = useBindByPassword();
  const [id, setId] = useState('');
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const way = free.find((each) => each.id === id) ?? (free.length === 1 ? free[0] : undefined);
  const isDirectory = way !== undefined && OUTSIDE_KINDS[way.kind].manner === 'password';
  const act = isDirectory ? byPassword : begin;
  const name = way?.name ?? '';

  function bind(): void {
    if (!way) return;
    const after = { onSettled: () => setCode('') };
    if (!isDirectory) begin.mutate({ id: way.id, code }, after);
    else
      byPassword.mutate(
        { id: way.id, loginName, password, code },
        {
          onSettled: () => {
            setCode('');
            setPassword('');
          },
        },
      );
  }

  return (
    <ActForm
      label={tell('outside.bind')}
      act={tell(isDirectory ? 'outside.bind' : 'outside.bind.go')}
      isPending={act.isPending}
      error={act.error}
      fieldOf={{ 'code-refused': 'bindCode', 'sign-in-refused': 'bindPassword' }}
      check={() => ({
        bindProvider: way ? undefined : tell('outside.bind.which.empty'),
        bindName: isDirectory && !loginName.trim() ? tell('signIn.name.empty') : undefined,
        bindPassword: isDirectory && !password ? tell('signIn.password.empty') : undefined,
        bindCode: code.trim() ? undefined : tell('token.code.empty'),
      })}
      onSubmit={bind}
    >
      {(faults) => (
        <>
          <h3 className={styles.part}>{tell('outside.bind')}</h3>
          <SelectField
            id="bindProvider"
            label={tell('provider.one')}
            hint={isDirectory ? undefined : tell('outside.bind.what')}
            none={free.length === 1 ? undefined : tell('select.none')}
            value={way?.id ?? ''}
            onChange={setId}
            options={free.map((each) => ({ value: each.id, label: each.name }))}
            fault={faults.bindProvider}
          />
          {isDirectory && (
            <>
              <TextField
                id="bindName"
                label={tell('outside.directory.name', { name })}
                value={loginName}
                maxLength={100}
                onChange={setLoginName}
                fault={faults.bindName}
              />
              <TextField
                id="bindPassword"
                type="password"
                label={tell('outside.directory.password', { name })}
                hint={tell('outside.directory.hint')}
                value={password}
                maxLength={500}
                onChange={setPassword}
                fault={faults.bindPassword}
              />
            </>
          )}
          <ConfirmField id="bindCode" value={code} onChange={setCode} fault={faults.bindCode} />
        </>
      )}
    </ActForm>
  );
}
