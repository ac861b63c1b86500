import type { ImportReport, SheetRemark } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { type Sheet, templateAddress, useImport } from '../../api/registry.ts';
import { DataTable } from '../../components/data-table.tsx';
import { FileField } from '../../components/field.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState } from '../../components/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

interface SentFile {
  readonly name: string;
  readonly content: string;
}

/** 导入: template, a dry run that lists every faulty cell, then all or nothing. */
export function ImportPage({ of }: { readonly of: Sheet }): ReactNode {
  return (
    <SignedIn permission={of === 'units' ? 'unit.manage' : 'application.manage'}>
      {() => <Import of={of} />}
    </SignedIn>
  );
}

function Import({ of }: { readonly of: Sheet }): ReactNode {
  const { fileIn, tell } = useLanguage();
  const [file, setFile] = useState<SentFile>();
  const look = useImport(of);
  const { data: report } = look;

  async function choose(chosen: File): Promise<void> {
    const sent = { name: chosen.name, content: await base64(chosen) };
    setFile(sent);
    look.mutate({ ...sent, dryRun: true });
  }

  return (
    <PageFrame title={tell(`import.title.${of}`)} lead={tell('import.lead')}>
      <Panel title={tell('import.template')}>
        <p>{tell('import.template.why')}</p>
        <Button href={fileIn(templateAddress(of))} download>
          {tell('import.template.act')}
        </Button>
      </Panel>
      <Panel title={tell('import.file')}>
        <FileField
          id="file"
          label={tell('import.file.label')}
          hint={tell('import.file.hint')}
          accept=".csv,.xlsx"
          onChoose={(chosen) => void choose(chosen)}
        />
        {file && <p>{tell('import.chosen', { name: file.name })}</p>}
        {look.error && <ActErrorState title={tell('import.notRead')} error={look.error} />}
        <p role="status">{look.isPending && tell('import.looking')}</p>
      </Panel>
      {report && !look.isPending && (
        <Report of={of} report={report} onImport={() => file && look.mutate({ ...file, dryRun: false })} />
      )}
    </PageFrame>
  );
}

function Report(props: {
  readonly of: Sheet;
  readonly report: ImportReport;
  readonly onImport: () => void;
}): ReactNode {
  const { of, report, onImport } = props;
  const { tell } = useLanguage();
  const { rows, added, changed, unchanged, faults, faultCount, warnings, done } = report;
  const isFaulty = faultCount > 0;
  return (
    <Panel title={tell('import.result')}>
      <p role="status">
        {isFaulty
          ? tell('import.faulty', { count: faultCount })
          : tell(done ? 'import.done' : 'import.ready', { rows, added, changed, unchanged })}
      </p>
      {isFaulty && <Remarks caption={tell('import.faults')} remarks={faults} />}
      {faultCount > faults.length && <p>{tell('import.more', { count: faultCount - faults.length })}</p>}
      {!isFaulty && warnings.length > 0 && <Remarks caption={tell('import.warnings')} remarks={warnings} />}
      {!isFaulty && !done && added + changed > 0 && (
        <Button type="primary" onClick={onImport}>
          {tell('import.act')}
        </Button>
      )}
      {done && (
        <Link to={of === 'units' ? '/units' : '/applications?show=all'}>{tell(`import.see.${of}`)}</Link>
      )}
    </Panel>
  );
}

function Remarks(props: { readonly caption: string; readonly remarks: readonly SheetRemark[] }): ReactNode {
  const { caption, remarks } = props;
  const { tell } = useLanguage();
  return (
    <DataTable
      caption={caption}
      rows={remarks}
      rowKey={({ line, cell, column, problem }) => `${line} ${cell} ${column} ${problem}`}
      columns={[
        {
          key: 'place',
          title: tell('import.place'),
          isName: true,
          cell: ({ line, cell }) =>
            cell ? tell('import.cell', { line, cell }) : tell('import.line', { line }),
        },
        { key: 'column', title: tell('import.column'), cell: ({ column }) => column },
        { key: 'problem', title: tell('import.problem'), cell: ({ problem }) => problem },
      ]}
    />
  );
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('the file was not read'));
    reader.readAsDataURL(file);
  });
}
