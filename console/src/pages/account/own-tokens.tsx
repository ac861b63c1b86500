import {
  PERMISSION_WORDS,
  type PermissionName,
  TOKEN_KIND_WORDS,
  TOKEN_KINDS,
  TOKEN_MOST_DAYS,
  type Token,
  type TokenKind,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useMakeToken, useOwnTokens, useRevokeOwnToken } from '../../api/tokens.ts';
import { CopyLine } from '../../components/copy-line.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { ChoiceField, TextField, TickFields } from '../../components/forms/field.tsx';
import { FoldedPanel } from '../../components/panel.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { useTokenColumns } from './token-columns.tsx';

/** 访问令牌: one's own, and a new one, which is shown once. */
export function OwnTokens(): ReactNode {
  const { tell } = useLanguage();
  const tokens = useOwnTokens();
  return (
    <FoldedPanel title={tell('token.own')} id="tokens">
      <p>
        {tell('token.lead')} <a href="/api-docs">{tell('token.docs')}</a>
      </p>
      <Answered answer={tokens}>
        {({ rows, permissions }) => (
          <>
            {rows.length > 0 && <OwnList rows={rows} />}
            {permissions.length > 0 ? (
              <NewTokenForm permissions={permissions} />
            ) : (
              <p>{tell('token.nothing')}</p>
            )}
          </>
        )}
      </Answered>
    </FoldedPanel>
  );
}

function OwnList({ rows }: { readonly rows: readonly Token[] }): ReactNode {
  const { tell } = useLanguage();
  const revoke = useRevokeOwnToken();
  const columns = useTokenColumns<Token>(({ id, name }) => (
    <Button size="small" aria-label={tell('token.revoke.of', { name })} onClick={() => revoke.mutate(id)}>
      {tell('token.revoke')}
    </Button>
  ));
  return <DataTable caption={tell('token.own')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function NewTokenForm({ permissions }: { readonly permissions: readonly PermissionName[] }): ReactNode {
  const { tell } = useLanguage();
  const make = useMakeToken();
  const [kind, setKind] = useState<TokenKind | ''>('personal');
  const [name, setName] = useState('');
  const [ticked, setTicked] = useState<readonly PermissionName[]>([]);
  const [endsOn, setEndsOn] = useState('');
  const [code, setCode] = useState('');
  return (
    <>
      {make.data && (
        <div role="status">
          <p>{tell('token.once')}</p>
          <CopyLine text={make.data.token} />
        </div>
      )}
      <ActForm
        label={tell('token.new')}
        act={tell('token.new')}
        isPending={make.isPending}
        error={make.error}
        fieldOf={{ 'code-refused': 'tokenCode', 'token-end-refused': 'tokenEnd' }}
        check={() => ({
          tokenName: name.trim() ? undefined : tell('token.name.empty'),
          tokenScope: ticked.length > 0 ? undefined : tell('token.scope.empty'),
          tokenEnd: endsOn ? undefined : tell('token.end.empty'),
          tokenCode: code.trim() ? undefined : tell('token.code.empty'),
        })}
        onSubmit={() =>
          make.mutate(
            { kind: kind || 'personal', name: name.trim(), permissions: [...ticked], endsOn, code },
            {
              onSuccess: () => {
                setName('');
                setTicked([]);
              },
              onSettled: () => setCode(''),
            },
          )
        }
      >
        {(faults) => (
          <>
            <TextField
              id="tokenName"
              label={tell('token.name')}
              hint={tell('token.name.hint')}
              value={name}
              maxLength={60}
              onChange={setName}
              fault={faults.tokenName}
            />
            <ChoiceField
              id="tokenKind"
              label={tell('token.kind')}
              hint={tell('token.kind.hint')}
              value={kind}
              values={TOKEN_KINDS}
              words={TOKEN_KIND_WORDS}
              onChange={setKind}
            />
            <div id="tokenScope" tabIndex={-1}>
              <TickFields
                legend={tell('token.scope')}
                values={permissions}
                words={PERMISSION_WORDS}
                ticked={ticked}
                onChange={setTicked}
              />
              {faults.tokenScope && <p role="alert">{faults.tokenScope}</p>}
            </div>
            <TextField
              id="tokenEnd"
              type="date"
              label={tell('token.end')}
              hint={tell('token.end.hint', { days: TOKEN_MOST_DAYS })}
              value={endsOn}
              onChange={setEndsOn}
              fault={faults.tokenEnd}
            />
            <ConfirmField id="tokenCode" value={code} onChange={setCode} fault={faults.tokenCode} />
          </>
        )}
      </ActForm>
    </>
  );
}
