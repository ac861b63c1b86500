import {
  OUTSIDE_FAULT_WORDS,
  OUTSIDE_KIND_NAMES,
  OUTSIDE_KINDS,
  type OutsideKind,
  type ProviderRow,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useProviders, useRemoveProvider, useSwitchProvider, useTestProvider } from '../../api/outside.ts';
import { CopyLine } from '../../components/copy-line.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { SelectField } from '../../components/forms/field.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { ActErrorState, EmptyState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { ProviderForm } from './provider-form.tsx';
import styles from './providers-page.module.css';

/** 身份源: who besides ourselves may say who somebody is. */
export function ProvidersPage(): ReactNode {
  return <SignedIn permission="setting.manage">{() => <AllProviders />}</SignedIn>;
}

function AllProviders(): ReactNode {
  const { tell } = useLanguage();
  const providers = useProviders();
  const [added, setAdded] = useState<string>();
  return (
    <PageFrame
      title={tell('provider.title')}
      lead={tell('provider.lead')}
      acts={<Link to="/settings">{tell('channels.back')}</Link>}
      asOf={providers.data?.asOf}
    >
      <Answered answer={providers} lines={8}>
        {({ rows }) => (
          <>
            {rows.length === 0 && (
              <EmptyState title={tell('provider.none')} why={tell('provider.none.why')} />
            )}
            {rows.map((row) => (
              <Provider key={row.id} row={row} isAdded={row.id === added} />
            ))}
            <NewProvider key={`after ${added}`} onAdded={setAdded} />
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

/** What may be done with a provider, besides trying it out. */
const ACTS = ['switch', 'change', 'remove'] as const;

function Provider({ row, isAdded }: { readonly row: ProviderRow; readonly isAdded: boolean }): ReactNode {
  const { lang, tell } = useLanguage();
  const state = tell(`channels.state.${row.enabled ? 'on' : 'off'}`);
  const labels = {
    switch: tell(row.enabled ? 'provider.off' : 'provider.on'),
    change: tell('provider.change'),
    remove: tell('provider.remove'),
  };
  return (
    <FoldedPanel title={tell('grammar.note', { text: row.name, note: state })} open={isAdded}>
      {isAdded && !row.enabled && (
        <p role="status" className={styles.next}>
          {tell(row.returnUrl ? 'provider.next.redirect' : 'provider.next')}
        </p>
      )}
      <FactList
        facts={[
          { key: 'kind', label: tell('provider.kind'), value: OUTSIDE_KINDS[row.kind].word[lang] },
          ...(row.returnUrl
            ? [
                {
                  key: 'return',
                  label: tell('provider.returnUrl'),
                  value: <CopyLine text={row.returnUrl} />,
                },
              ]
            : []),
          {
            key: 'bindings',
            label: tell('provider.bindings'),
            value: tell('provider.bindings.count', { count: row.bindings }),
          },
          { key: 'changed', label: tell('provider.changedAt'), value: <TimeText iso={row.changedAt} /> },
        ]}
      />
      <Trial id={row.id} />
      <ActMenu
        acts={ACTS.map((value) => ({ value, label: labels[value] }))}
        primary={undefined}
        formOf={(act, onDone) => {
          if (act === 'change') return <ProviderForm kind={row.kind} row={row} onDone={onDone} />;
          return <Confirmed row={row} act={act} label={labels[act]} onDone={onDone} />;
        }}
      />
    </FoldedPanel>
  );
}

/** 测试连接, also of one that is off. */
function Trial({ id }: { readonly id: string }): ReactNode {
  const { lang, tell } = useLanguage();
  const test = useTestProvider(id);
  const act = tell('provider.test');
  return (
    <div className={styles.trial}>
      <Button onClick={() => test.mutate(undefined)} disabled={test.isPending}>
        {test.isPending ? tell('provider.testing') : act}
      </Button>
      <span role="status">
        {test.data &&
          !test.isPending &&
          (test.data.fault
            ? tell('provider.test.fault', { fault: OUTSIDE_FAULT_WORDS[test.data.fault][lang] })
            : tell('provider.test.good'))}
      </span>
      {test.error && <ActErrorState title={tell('form.notDone', { act })} error={test.error} />}
    </div>
  );
}

interface ConfirmedProps {
  readonly row: ProviderRow;
  readonly act: 'switch' | 'remove';
  readonly label: string;
  readonly onDone: () => void;
}

/** Switching and removing: what that means for people, and the second factor once more. */
function Confirmed({ row, act, label, onDone }: ConfirmedProps): ReactNode {
  const { tell } = useLanguage();
  const turn = useSwitchProvider(row.id);
  const remove = useRemoveProvider(row.id);
  const [code, setCode] = useState('');
  const codeId = `${row.id}-${act}-code`;
  const { isPending, error } = act === 'switch' ? turn : remove;
  const after = { onSuccess: onDone, onSettled: () => setCode('') };
  const what =
    act === 'remove' ? 'provider.remove.what' : row.enabled ? 'provider.off.what' : 'provider.on.what';
  return (
    <ActForm
      label={label}
      act={label}
      isPending={isPending}
      error={error}
      fieldOf={{ 'code-refused': codeId }}
      check={() => ({ [codeId]: code.trim() ? undefined : tell('token.code.empty') })}
      onSubmit={() =>
        act === 'switch'
          ? turn.mutate({ enabled: !row.enabled, code }, after)
          : remove.mutate({ code }, after)
      }
    >
      {(faults) => (
        <>
          <p>{tell(what as 'provider.remove.what', { count: row.bindings })}</p>
          <ConfirmField id={codeId} value={code} onChange={setCode} fault={faults[codeId]} />
        </>
      )}
    </ActForm>
  );
}

function NewProvider({ onAdded }: { readonly onAdded: (id: string) => void }): ReactNode {
  const { lang, tell } = useLanguage();
  const [kind, setKind] = useState<OutsideKind | ''>('');
  return (
    <Panel title={tell('provider.new')}>
      <SelectField
        id="newKind"
        label={tell('provider.kind')}
        none={tell('select.none')}
        value={kind}
        onChange={setKind}
        options={OUTSIDE_KIND_NAMES.map((value) => ({ value, label: OUTSIDE_KINDS[value].word[lang] }))}
      />
      {kind && (
        <div className={styles.form}>
          <ProviderForm key={kind} kind={kind} row={undefined} onDone={onAdded} />
        </div>
      )}
    </Panel>
  );
}
