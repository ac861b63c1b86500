import type { ImportReport, SheetRemark } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../locales/language.tsx';
import { Panel } from './panel.tsx';
import { DataTable } from './tables/data-table.tsx';

interface ImportReportPanelProps {
  /** of the panel; that of the third step without it */
  readonly title?: string;
  readonly report: ImportReport;
  /** the file takes the place of all that was there, so that it may be taken over without a new row */
  readonly replaces?: boolean;
  readonly onImport: () => void;
  /** what stands there once it is done */
  readonly after?: ReactNode;
}

/** What a file that was looked through holds: every faulty cell, or the act that takes it over. */
export function ImportReportPanel({
  title,
  report,
  replaces,
  onImport,
  after,
}: ImportReportPanelProps): ReactNode {
  const { tell } = useLanguage();
  const { rows, added, changed, unchanged, faults, faultCount, warnings, done } = report;
  const isFaulty = faultCount > 0;
  return (
    <Panel title={title ?? tell('import.result')}>
      <p role="status">
        {isFaulty
          ? tell('import.faulty', { count: faultCount })
          : tell(done ? 'import.done' : 'import.ready', { rows, added, changed, unchanged })}
      </p>
      {isFaulty && <Remarks caption={tell('import.faults')} remarks={faults} />}
      {faultCount > faults.length && <p>{tell('import.more', { count: faultCount - faults.length })}</p>}
      {warnings.length > 0 && (
        <>
          <p>{tell('import.warned', { count: warnings.length })}</p>
          <Remarks caption={tell('import.warnings')} remarks={warnings} />
        </>
      )}
      {!isFaulty && !done && (replaces || added + changed > 0) && (
        <Button type="primary" onClick={onImport}>
          {tell('import.act')}
        </Button>
      )}
      {done && after}
    </Panel>
  );
}

/** Faulty cells of a file, or those that deserve a look. */
export function Remarks(props: {
  readonly caption: string;
  readonly remarks: readonly SheetRemark[];
}): ReactNode {
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

/** A file as it is sent within JSON. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('the file was not read'));
    reader.readAsDataURL(file);
  });
}
