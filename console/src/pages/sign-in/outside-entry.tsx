import { insidePathSchema, OUTSIDE_KINDS, type OutsideWays } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'react-router';
import { useOutsideBegin, useOutsidePassword, useOutsideWays } from '../../api/outside.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './outside-entry.module.css';
import { OutsideRefusal, UnboundWords } from './outside-refusal.tsx';

type Way = OutsideWays['rows'][number];

/** Signing in by outside providers, a button each. Where there are none, nothing is seen of it. */
export function OutsideEntry(): ReactNode {
  const { tell } = useLanguage();
  const ways = useOutsideWays();
  if (ways.error) return <QueryErrorState error={ways.error} retry={ways.refetch} />;
  if (!ways.data || ways.data.rows.length === 0) return null;
  return (
    <Panel title={tell('outside.entry')}>
      <p>{tell('outside.entry.what')}</p>
      <ul className={styles.ways}>
        {ways.data.rows.map((way) => (
          <li key={way.id}>
            {OUTSIDE_KINDS[way.kind].manner === 'password' ? (
              <DirectoryEntry way={way} />
            ) : (
              <Departure way={way} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Sends the browser to a provider. Afterwards it comes to the page that was asked for. */
export function Departure({ way, act }: { readonly way: Way; readonly act?: string }): ReactNode {
  const { tell } = useLanguage();
  const begin = useOutsideBegin();
  const { pathname, search } = useLocation();
  const here = insidePathSchema.safeParse(`${pathname}${search}`);
  // The return page is no page to return to.
  const returnTo = pathname.startsWith('/sign-in/') ? undefined : here.data;
  const label = act ?? tell('outside.enter', { name: way.name });
  return (
    <>
      <Button onClick={() => begin.mutate({ id: way.id, returnTo })} disabled={begin.isPending}>
        {label}
      </Button>
      {begin.error && <OutsideRefusal act={tell('outside.return')} error={begin.error} />}
    </>
  );
}

/** Name and password of a directory, asked for here. */
function DirectoryEntry({ way: { id, name } }: { readonly way: Way }): ReactNode {
  const { tell } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const enter = useOutsidePassword();
  const [nameId, passwordId] = [`${id}-name`, `${id}-password`];
  const isUnbound = enter.data?.outcome === 'unbound';
  return (
    <>
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {tell('outside.enter', { name })}
      </Button>
      {isOpen && (
        <div className={styles.form}>
          {isUnbound && <UnboundWords name={name} />}
          <ActForm
            label={tell('outside.enter', { name })}
            act={tell('signIn.act')}
            isPending={enter.isPending}
            error={enter.error}
            fieldOf={{ 'sign-in-refused': passwordId }}
            check={() => ({
              [nameId]: loginName.trim() ? undefined : tell('signIn.name.empty'),
              [passwordId]: password ? undefined : tell('signIn.password.empty'),
            })}
            onSubmit={() => enter.mutate({ id, loginName, password }, { onSettled: () => setPassword('') })}
          >
            {(faults) => (
              <>
                <TextField
                  id={nameId}
                  label={tell('outside.directory.name', { name })}
                  value={loginName}
                  maxLength={100}
                  onChange={setLoginName}
                  autoComplete="username"
                  fault={faults[nameId]}
                />
                <TextField
                  id={passwordId}
                  type="password"
                  label={tell('outside.directory.password', { name })}
                  hint={tell('outside.directory.hint')}
                  value={password}
                  maxLength={500}
                  onChange={setPassword}
                  autoComplete="current-password"
                  fault={faults[passwordId]}
                />
              </>
            )}
          </ActForm>
        </div>
      )}
    </>
  );
}
