import { LOG_KIND_WORDS, LOG_WAY_WORDS, type LogSourceView } from '@zhengdun/contract';
import { type ReactNode, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useChangeLogSource, useEndLogSource, useLogSource, useRenewLogKey } from '../../api/logs.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { KeyPanel } from './key-panel.tsx';
import styles from './logs.module.css';
import { changeOf, draftFaults, draftOf, SourceFields } from './source-fields.tsx';
import { HeardText, SourceState } from './source-words.tsx';

/** One source: what to paste where, whether something came, when it was silent. */
export function LogSourcePage(): ReactNode {
  return <SignedIn permission="log-source.read">{() => <OneSource />}</SignedIn>;
}

function OneSource(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const source = useLogSource(id);
  return (
    <PageFrame title={source.data?.name ?? tell('logs.one')} asOf={source.data?.asOf}>
      <Answered answer={source} lines={8}>
        {(view) => (
          <>
            <Panel title={tell('logs.now')}>
              <p role="status">
                {view.state === 'never' && tell('logs.waiting')}
                {view.state === 'normal' && tell('logs.coming')}
              </p>
              {view.state !== 'never' && <Facts view={view} />}
            </Panel>
            {view.state !== 'ended' && <Paste view={view} />}
            {view.state === 'never' && (
              <Panel title={tell('logs.facts')}>
                <Facts view={view} />
              </Panel>
            )}
            <Silences silences={view.silences} />
            {view.may && view.state !== 'ended' && <Acts key={view.id} view={view} />}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function Facts({ view }: { readonly view: LogSourceView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { unit, way, kind, addresses, host, app, silence, today, since, until, heardAt } = view;
  const text = (key: string, label: string, value: string | undefined): Fact[] =>
    value === undefined || value === '' ? [] : [{ key, label, value }];
  const facts: Fact[] = [
    { key: 'state', label: tell('logs.state'), value: <SourceState source={view} /> },
    { key: 'heard', label: tell('logs.heard'), value: <HeardText at={heardAt} /> },
    { key: 'today', label: tell('logs.today'), value: String(today) },
    { key: 'unit', label: tell('logs.unit'), value: unit.name },
    { key: 'way', label: tell('logs.way'), value: LOG_WAY_WORDS[way][lang] },
    {
      key: 'kind',
      label: tell('logs.kind'),
      value: kind ? LOG_KIND_WORDS[kind][lang] : tell('logs.kind.byLine'),
    },
    ...text('addresses', tell('logs.addresses'), addresses.join(tell('grammar.comma'))),
    ...text('host', tell('logs.host'), host),
    ...text('app', tell('logs.app'), app),
    {
      key: 'silence',
      label: tell('logs.silence'),
      value: silence === 0 ? tell('logs.silence.none') : tell('logs.silence.minutes', { minutes: silence }),
    },
    { key: 'since', label: tell('logs.since'), value: <TimeText iso={since} /> },
    ...(until ? [{ key: 'until', label: tell('logs.until'), value: <TimeText iso={until} /> }] : []),
  ];
  return <FactList facts={facts} />;
}

function Paste({ view }: { readonly view: LogSourceView }): ReactNode {
  const { tell } = useLanguage();
  return (
    <Panel title={tell('logs.paste')}>
      {view.deaf ? (
        <p>{tell('logs.deaf')}</p>
      ) : (
        <>
          <p>{tell('logs.paste.what')}</p>
          {view.paste.map((each) => (
            <PasteBlock key={each.file} {...each} />
          ))}
        </>
      )}
    </Panel>
  );
}

function PasteBlock({ file, text }: LogSourceView['paste'][number]): ReactNode {
  const { tell } = useLanguage();
  const block = useRef<HTMLPreElement>(null);
  return (
    <>
      <p className={styles.file}>{file === 'sh' ? tell('logs.paste.shell') : file}</p>
      <pre ref={block} className={styles.paste}>
        {text}
      </pre>
      <CopyButton source={block} />
    </>
  );
}

function Silences({ silences }: Pick<LogSourceView, 'silences'>): ReactNode {
  const { tell } = useLanguage();
  if (silences.length === 0) return null;
  return (
    <Panel title={tell('logs.silences')}>
      <DataTable
        caption={tell('logs.silences')}
        rows={silences}
        rowKey={({ from }) => from}
        columns={[
          {
            key: 'from',
            title: tell('logs.silences.from'),
            isName: true,
            cell: ({ from }) => <TimeText iso={from} />,
          },
          {
            key: 'to',
            title: tell('logs.silences.to'),
            cell: ({ to }) => (to === undefined ? tell('logs.silences.lasts') : <TimeText iso={to} />),
          },
        ]}
      />
    </Panel>
  );
}

type Act = 'change' | 'key' | 'end';

function Acts({ view }: { readonly view: LogSourceView }): ReactNode {
  const { tell } = useLanguage();
  const acts: readonly Act[] = view.way === 'http' ? ['change', 'key', 'end'] : ['change', 'end'];
  return (
    <Panel title={tell('item.acts')}>
      <ActMenu
        acts={acts.map((value) => ({ value, label: tell(`logs.act.${value}`) }))}
        primary={undefined}
        formOf={(act, onDone) => {
          if (act === 'change') return <ChangeForm view={view} onDone={onDone} />;
          if (act === 'key') return <KeyForm id={view.id} />;
          return <EndForm id={view.id} onDone={onDone} />;
        }}
      />
    </Panel>
  );
}

function ChangeForm({
  view,
  onDone,
}: {
  readonly view: LogSourceView;
  readonly onDone: () => void;
}): ReactNode {
  const { tell } = useLanguage();
  const change = useChangeLogSource(view.id);
  const [draft, setDraft] = useState(() => draftOf(view));
  return (
    <ActForm
      label={tell('logs.act.change')}
      act={tell('logs.act.change')}
      isPending={change.isPending}
      error={change.error}
      fieldOf={{ 'log-source-taken': 'addresses', 'log-addresses-unfit': 'addresses' }}
      check={() => draftFaults(draft, view.way, tell)}
      onSubmit={() => change.mutate(changeOf(draft), { onSuccess: onDone })}
    >
      {(faults) => <SourceFields way={view.way} draft={draft} faults={faults} onChange={setDraft} />}
    </ActForm>
  );
}

function KeyForm({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const renew = useRenewLogKey(id);
  if (renew.data) return <KeyPanel secret={renew.data.key} />;
  return (
    <ActForm
      label={tell('logs.act.key')}
      act={tell('logs.act.key')}
      isPending={renew.isPending}
      error={renew.error}
      check={() => ({})}
      onSubmit={() => renew.mutate(undefined)}
    >
      {() => <p>{tell('logs.key.what')}</p>}
    </ActForm>
  );
}

function EndForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactNode {
  const { tell } = useLanguage();
  const end = useEndLogSource(id);
  return (
    <ActForm
      label={tell('logs.act.end')}
      act={tell('logs.act.end')}
      isPending={end.isPending}
      error={end.error}
      check={() => ({})}
      onSubmit={() => end.mutate(undefined, { onSuccess: onDone })}
    >
      {() => <p>{tell('logs.end.what')}</p>}
    </ActForm>
  );
}
