import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { type Sheet, templateAddress, useImport } from '../../api/registry.ts';
import { FileField } from '../../components/forms/field.tsx';
import { base64Of, ImportReportPanel } from '../../components/import-report.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
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
    const sent = { name: chosen.name, content: await base64Of(chosen) };
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
        <ImportReportPanel
          report={report}
          onImport={() => file && look.mutate({ ...file, dryRun: false })}
          after={
            <Link to={of === 'units' ? '/units' : '/applications?show=all'}>{tell(`import.see.${of}`)}</Link>
          }
        />
      )}
    </PageFrame>
  );
}
