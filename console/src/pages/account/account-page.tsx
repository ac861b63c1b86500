import type { Account, SessionView } from '@zhengdun/contract';
import { ROLES } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import {
  useAccount,
  useChangePassword,
  useEndSession,
  useForgetDevice,
  useMarkDevicesSeen,
  useRenewCodes,
} from '../../api/people.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { GrantsEnd } from '../../components/shell/grants-end.tsx';
import { NoticeBar } from '../../components/shell/notice-bar.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { LoadingState, QueryErrorState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { passwordFault } from '../sign-in/link-token.ts';
import { RecoveryCodes } from '../sign-in/recovery-codes.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { OwnFactors } from './own-factors.tsx';
import { OwnOutside, ShownIdentity } from './own-outside.tsx';
import { OwnTokens } from './own-tokens.tsx';

/** 我的账号: what one may do and until when, one's sessions, devices, password and recovery codes. */
export function AccountPage(): ReactNode {
  return <SignedIn>{(session) => <OwnAccount session={session} />}</SignedIn>;
}

function OwnAccount({ session }: { readonly session: SessionView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { data, error, refetch } = useAccount();
  const seen = useMarkDevicesSeen();
  const roles = session.roles.map((role) => ROLES[role].word[lang]).join(tell('grammar.list'));
  return (
    <PageFrame
      title={tell('account.title')}
      lead={tell('account.lead', {
        name: session.person?.name ?? '',
        unit: session.person?.unitName ?? '',
        roles: roles || tell('account.noRole'),
      })}
      acts={<Link to="/messages">{tell('messages.account')}</Link>}
    >
      <GrantsEnd session={session} />
      {session.newDevices > 0 && (
        <NoticeBar>
          <p>{tell('account.newDevices', { count: session.newDevices })}</p>
          <Button onClick={() => seen.mutate(undefined)}>{tell('account.newDevices.act')}</Button>
        </NoticeBar>
      )}
      <ShownIdentity />
      {!data && (error ? <QueryErrorState error={error} retry={refetch} /> : <LoadingState />)}
      {data && (
        <>
          <Sessions sessions={data.sessions} />
          <Devices devices={data.devices} />
          <Password changedAt={data.passwordChangedAt} />
          <OwnFactors codesSince={data.codesSince} passkeys={data.passkeys} />
          <Codes left={data.recoveryCodesLeft} />
          <OwnOutside />
          <OwnTokens />
        </>
      )}
    </PageFrame>
  );
}

function Sessions({ sessions }: Pick<Account, 'sessions'>): ReactNode {
  const { tell } = useLanguage();
  const end = useEndSession();
  const columns: readonly Column<Account['sessions'][number]>[] = [
    { key: 'device', title: tell('account.device'), isName: true, cell: ({ device }) => device },
    { key: 'source', title: tell('account.source'), cell: ({ source }) => source },
    { key: 'from', title: tell('account.started'), cell: ({ startedAt }) => <TimeText iso={startedAt} /> },
    { key: 'last', title: tell('account.last'), cell: ({ lastAt }) => <TimeText iso={lastAt} /> },
    {
      key: 'act',
      title: tell('account.actColumn'),
      cell: ({ id, current, device }) =>
        current ? (
          tell('account.current')
        ) : (
          <Button
            size="small"
            aria-label={tell('account.endSession.of', { device })}
            onClick={() => end.mutate(id)}
          >
            {tell('account.endSession')}
          </Button>
        ),
    },
  ];
  return (
    <Panel title={tell('account.sessions')}>
      <DataTable
        caption={tell('account.sessions')}
        columns={columns}
        rows={sessions}
        rowKey={({ id }) => id}
      />
    </Panel>
  );
}

function Devices({ devices }: Pick<Account, 'devices'>): ReactNode {
  const { tell } = useLanguage();
  const forget = useForgetDevice();
  const columns: readonly Column<Account['devices'][number]>[] = [
    {
      key: 'name',
      title: tell('account.device'),
      isName: true,
      cell: ({ name, isNew }) =>
        isNew ? tell('grammar.note', { text: name, note: tell('account.isNew') }) : name,
    },
    { key: 'first', title: tell('account.first'), cell: ({ firstAt }) => <TimeText iso={firstAt} /> },
    { key: 'last', title: tell('account.last'), cell: ({ lastAt }) => <TimeText iso={lastAt} /> },
    {
      key: 'act',
      title: tell('account.actColumn'),
      cell: ({ id, name }) => (
        <Button
          size="small"
          aria-label={tell('account.forget.of', { device: name })}
          onClick={() => forget.mutate(id)}
        >
          {tell('account.forget')}
        </Button>
      ),
    },
  ];
  return (
    <Panel title={tell('account.devices')}>
      <DataTable caption={tell('account.devices')} columns={columns} rows={devices} rowKey={({ id }) => id} />
    </Panel>
  );
}

function Password({ changedAt }: { readonly changedAt: string | undefined }): ReactNode {
  const { tell } = useLanguage();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  return (
    <FoldedPanel title={tell('password.change')}>
      <p>{changedAt ? tell('password.changedAt', { time: changedAt }) : tell('password.none')}</p>
      <ActForm
        label={tell('password.change')}
        act={tell('password.change.act')}
        isPending={change.isPending}
        error={change.error}
        fieldOf={{
          'sign-in-refused': 'current',
          'password-too-plain': 'next',
          'password-holds-name': 'next',
        }}
        check={() => ({
          current: current ? undefined : tell('signIn.password.empty'),
          next: passwordFault(next, tell),
        })}
        onSubmit={() =>
          change.mutate(
            { current, next },
            {
              onSuccess: () => {
                setCurrent('');
                setNext('');
              },
            },
          )
        }
      >
        {(faults) => (
          <>
            <TextField
              id="current"
              type="password"
              label={tell('password.current')}
              value={current}
              onChange={setCurrent}
              autoComplete="current-password"
              fault={faults.current}
            />
            <TextField
              id="next"
              type="password"
              label={tell('password.next')}
              hint={tell('password.hint')}
              value={next}
              onChange={setNext}
              autoComplete="new-password"
              fault={faults.next}
            />
          </>
        )}
      </ActForm>
      <p role="status">{change.isSuccess && tell('password.changed')}</p>
    </FoldedPanel>
  );
}

function Codes({ left }: { readonly left: number }): ReactNode {
  const { tell } = useLanguage();
  const renew = useRenewCodes();
  const [password, setPassword] = useState('');
  return (
    <FoldedPanel title={tell('codes.list')}>
      <p>{tell('codes.left', { count: left })}</p>
      {renew.data && <RecoveryCodes codes={renew.data.codes} />}
      <ActForm
        label={tell('codes.renew')}
        act={tell('codes.renew')}
        isPending={renew.isPending}
        error={renew.error}
        fieldOf={{ 'sign-in-refused': 'codesPassword' }}
        check={() => ({ codesPassword: password ? undefined : tell('signIn.password.empty') })}
        onSubmit={() => renew.mutate({ password }, { onSuccess: () => setPassword('') })}
      >
        {(faults) => (
          <TextField
            id="codesPassword"
            type="password"
            label={tell('password.current')}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            fault={faults.codesPassword}
          />
        )}
      </ActForm>
    </FoldedPanel>
  );
}
