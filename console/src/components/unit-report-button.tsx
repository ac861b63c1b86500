import { Button } from 'antd';
import type { ReactNode } from 'react';
import { unitReportFile } from '../api/findings.ts';
import { useLanguage } from '../locales/language.tsx';

interface Owned {
  readonly unit: { readonly id: string; readonly name: string };
}

/** 自查报告 of the one unit that all these rows belong to; nothing where they belong to several. */
export function UnitReportButton({ rows }: { readonly rows: readonly Owned[] | undefined }): ReactNode {
  const { fileIn, tell } = useLanguage();
  const units = new Map((rows ?? []).map(({ unit }) => [unit.id, unit]));
  const [unit] = units.values();
  if (!unit || units.size > 1) return null;
  return (
    <Button
      href={fileIn(unitReportFile(unit.id))}
      download
      title={tell('grammar.note', { text: unit.name, note: tell('unit.report.note') })}
    >
      {tell('unit.report')}
    </Button>
  );
}
