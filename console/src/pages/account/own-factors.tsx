import type { Account, Passkey } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import {
  useConfirmCodes,
  useNewPasskey,
  useOfferCodes,
  useRemoveCodes,
  useRemovePasskey,
} from '../../api/passkeys.ts';
import { hasPasskeys } from '../../browser-passkeys.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { FoldedPanel } from '../../components/panel.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { FirstCode } from '../sign-in/first-code.tsx';
import { PasskeyHere } from '../sign-in/passkey-here.tsx';
import { SeedPicture } from '../sign-in/seed-picture.tsx';
import styles from './own-factors.module.css';

type Factors = Pick<Account, 'codesSince' | 'passkeys'>;

/** 双因子: the telephone's codes and the passkeys of one's own. Changing any of them takes showing one again. */
export function OwnFactors({ codesSince, passkeys }: Factors): ReactNode {
  const { tell } = useLanguage();
  return (
    <FoldedPanel title={tell('factors.title')} id="factors">
      <p>
        {codesSince ? tell('factors.codes', { time: codesSince }) : tell('factors.noCodes')}{' '}
        {passkeys.length === 0 && tell('factors.noPasskeys')}
      </p>
      {passkeys.length > 0 && <PasskeyList passkeys={passkeys} />}
      {hasPasskeys() && (
        <PasskeyHere>
          <NewPasskey />
        </PasskeyHere>
      )}
      {!codesSince && <SetUpCodes />}
      {passkeys.length + (codesSince ? 1 : 0) > 1 && (
        <RemoveFactor codesSince={codesSince} passkeys={passkeys} />
      )}
    </FoldedPanel>
  );
}

function PasskeyList({ passkeys }: Pick<Factors, 'passkeys'>): ReactNode {
  const { tell } = useLanguage();
  const columns: readonly Column<Passkey>[] = [
    { key: 'name', title: tell('passkey.name'), isName: true, cell: ({ name }) => name },
    { key: 'host', title: tell('passkey.host'), cell: ({ rpId }) => rpId },
    { key: 'made', title: tell('passkey.madeAt'), cell: ({ madeAt }) => <TimeText iso={madeAt} /> },
    {
      key: 'last',
      title: tell('account.last'),
      cell: ({ lastAt }) => (lastAt ? <TimeText iso={lastAt} /> : tell('passkey.neverUsed')),
    },
  ];
  return (
    <DataTable caption={tell('passkey.list')} columns={columns} rows={passkeys} rowKey={({ id }) => id} />
  );
}

function NewPasskey(): ReactNode {
  const { tell } = useLanguage();
  const make = useNewPasskey();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  return (
    <>
      <ActForm
        label={tell('passkey.new')}
        act={tell('passkey.make')}
        isPending={make.isPending}
        error={make.error}
        fieldOf={{ 'code-refused': 'passkeyCode' }}
        check={() => ({
          passkeyName: name.trim() ? undefined : tell('passkey.name.empty'),
          passkeyCode: code.trim() ? undefined : tell('token.code.empty'),
        })}
        onSubmit={() =>
          make.mutate(
            { name: name.trim(), code },
            { onSuccess: () => setName(''), onSettled: () => setCode('') },
          )
        }
      >
        {(faults) => (
          <>
            <h3 className={styles.part}>{tell('passkey.new')}</h3>
            <TextField
              id="passkeyName"
              label={tell('passkey.name')}
              hint={tell('passkey.name.hint')}
              value={name}
              maxLength={60}
              onChange={setName}
              fault={faults.passkeyName}
            />
            <ConfirmField id="passkeyCode" value={code} onChange={setCode} fault={faults.passkeyCode} />
          </>
        )}
      </ActForm>
      <p role="status">{make.isSuccess && tell('passkey.made')}</p>
    </>
  );
}

/** For whoever has passkeys alone so far. */
function SetUpCodes(): ReactNode {
  const { tell } = useLanguage();
  const offer = useOfferCodes();
  const confirm = useConfirmCodes();
  const [proof, setProof] = useState('');
  if (!offer.data) {
    return (
      <ActForm
        label={tell('factors.setUp')}
        act={tell('factors.setUp')}
        isPending={offer.isPending}
        error={offer.error}
        fieldOf={{ 'code-refused': 'codesProof' }}
        check={() => ({ codesProof: proof.trim() ? undefined : tell('token.code.empty') })}
        onSubmit={() => offer.mutate({ code: proof }, { onSettled: () => setProof('') })}
      >
        {(faults) => (
          <>
            <h3 className={styles.part}>{tell('factors.setUp')}</h3>
            <ConfirmField id="codesProof" value={proof} onChange={setProof} fault={faults.codesProof} />
          </>
        )}
      </ActForm>
    );
  }
  return (
    <>
      <SeedPicture offer={offer.data} />
      <FirstCode
        id="firstCode"
        isPending={confirm.isPending}
        error={confirm.error}
        onConfirm={(code) => confirm.mutate({ code })}
      />
    </>
  );
}

const CODES = 'codes';

function RemoveFactor({ codesSince, passkeys }: Factors): ReactNode {
  const { tell } = useLanguage();
  const removePasskey = useRemovePasskey();
  const removeCodes = useRemoveCodes();
  const [which, setWhich] = useState('');
  const [code, setCode] = useState('');
  const act = which === CODES ? removeCodes : removePasskey;
  const after = {
    onSuccess: () => setWhich(''),
    onSettled: () => setCode(''),
  };
  return (
    <ActForm
      label={tell('factors.remove')}
      act={tell('factors.remove.act')}
      isPending={act.isPending}
      error={act.error}
      fieldOf={{ 'code-refused': 'removeCode' }}
      check={() => ({
        removeWhich: which ? undefined : tell('factors.remove.which.empty'),
        removeCode: code.trim() ? undefined : tell('token.code.empty'),
      })}
      onSubmit={() =>
        which === CODES
          ? removeCodes.mutate({ code }, after)
          : removePasskey.mutate({ id: which, code }, after)
      }
    >
      {(faults) => (
        <>
          <h3 className={styles.part}>{tell('factors.remove')}</h3>
          <SelectField
            id="removeWhich"
            label={tell('factors.remove.which')}
            hint={tell('factors.remove.what')}
            none={tell('select.none')}
            value={which}
            onChange={setWhich}
            options={[
              ...(codesSince ? [{ value: CODES, label: tell('factors.ofTelephone') }] : []),
              ...passkeys.map(({ id, name }) => ({ value: id, label: tell('passkey.called', { name }) })),
            ]}
            fault={faults.removeWhich}
          />
          <ConfirmField id="removeCode" value={code} onChange={setCode} fault={faults.removeCode} />
        </>
      )}
    </ActForm>
  );
}
