import type { AllowedSources } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useAllowedSources, useSetAllowedSources } from '../../api/publications.ts';
import { FileField, TextField } from '../../components/forms/field.tsx';
import { base64Of, ImportReportPanel } from '../../components/import-report.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { DataTable } from '../../components/tables/data-table.tsx';
import { ActErrorState, EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { usePersonName, useTime } from './item-words.tsx';
import styles from './publications.module.css';
import { useOneUnit } from './use-one-unit.tsx';

/** 转载来源名单 of a unit: what it may repost from, and how that is set. */
export function SourcesPage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <OfUnit />}</SignedIn>;
}

function OfUnit(): ReactNode {
  const { tell } = useLanguage();
  const { unit, choice } = useOneUnit();
  const sources = useAllowedSources(unit);
  return (
    <PageFrame
      title={tell('sources.title')}
      lead={tell('sources.lead')}
      acts={<Link to="/publications">{tell('outlets.back')}</Link>}
      asOf={sources.data?.asOf}
    >
      {choice}
      <Answered answer={sources} lines={6}>
        {(view) => <OneList key={view.unit.id} view={view} />}
      </Answered>
    </PageFrame>
  );
}

/** Sites that are shown without searching. */
const SHOWN = 50;

function OneList({ view }: { readonly view: AllowedSources }): ReactNode {
  const { tell } = useLanguage();
  const nameOf = usePersonName();
  const timeOf = useTime();
  const [words, setWords] = useState('');
  const { rows, set, may, unit } = view;
  const wanted = words.trim().toLowerCase();
  const found = rows.filter(({ name, host }) => name.toLowerCase().includes(wanted) || host.includes(wanted));
  return (
    <>
      <Panel title={tell('sources.now')}>
        {rows.length === 0 ? (
          <EmptyState title={tell('sources.none')} why={tell('sources.none.why')} />
        ) : (
          <>
            {set && (
              <p className={styles.quiet}>{tell('grammar.by', { by: nameOf(set.by), at: timeOf(set.at) })}</p>
            )}
            {rows.length > SHOWN && (
              <TextField
                id="search"
                type="search"
                label={tell('sources.search')}
                value={words}
                onChange={setWords}
              />
            )}
            <p role="status">{tell('sources.count', { count: found.length })}</p>
            <DataTable
              caption={tell('sources.caption')}
              rows={found.slice(0, SHOWN)}
              rowKey={({ host }) => host}
              columns={[
                { key: 'name', title: tell('sources.name'), isName: true, cell: ({ name }) => name },
                { key: 'host', title: tell('sources.host'), cell: ({ host }) => host },
              ]}
            />
            {found.length > SHOWN && <p>{tell('sources.more', { count: found.length - SHOWN })}</p>}
          </>
        )}
      </Panel>
      {may.manage && <SetList unit={unit.id} />}
    </>
  );
}

function SetList({ unit }: { readonly unit: string }): ReactNode {
  const { tell } = useLanguage();
  const set = useSetAllowedSources(unit);
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>();
  const { data: report } = set;

  async function choose(chosen: File): Promise<void> {
    const sent = { name: chosen.name, content: await base64Of(chosen) };
    setFile(sent);
    set.mutate({ ...sent, dryRun: true });
  }

  return (
    <>
      <Panel title={tell('sources.set')}>
        <FileField
          id="file"
          label={tell('sources.file')}
          hint={tell('sources.file.hint')}
          accept=".csv,.xlsx,.txt"
          onChoose={(chosen) => void choose(chosen)}
        />
        {file && <p>{tell('import.chosen', { name: file.name })}</p>}
        {set.error && <ActErrorState title={tell('import.notRead')} error={set.error} />}
        <p role="status">{set.isPending && tell('import.looking')}</p>
      </Panel>
      {report && !set.isPending && (
        <ImportReportPanel
          title={tell('sources.result')}
          report={report}
          replaces
          onImport={() => file && set.mutate({ ...file, dryRun: false })}
        />
      )}
    </>
  );
}
