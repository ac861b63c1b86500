import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckResult } from '@zhengdun/contract';
import {
  type EvidenceStore,
  renderReport,
  reportBaseName,
  type WrittenReport,
} from '../../inspection/index.ts';
import { writeDurably } from '../../kernel/durable-file.ts';
import { HouseError } from '../../kernel/errors/index.ts';

/** Options that write a file, with the ending of its name. */
const ENDINGS = { html: '.html', docx: '.docx', oscal: '.oscal.json' } as const;
export type ReportOption = keyof typeof ENDINGS;
export const REPORT_OPTIONS = Object.keys(ENDINGS) as ReportOption[];

/** Absolute paths: of files for one site, of folders for several; a folder also for one site where it exists. */
export type ReportTargets = Partial<Readonly<Record<ReportOption, string>>>;

export interface ReportPlace {
  readonly targets: ReportTargets;
  readonly evidence: EvidenceStore;
  /** of a list: its line becomes part of the name, so that two rows of one host do not overwrite each other */
  readonly line?: number;
}

/**
 * Writes the reports that were asked for, each whole or not at all.
 *
 * @throws HouseError `report-not-written`
 */
export async function writeReports(result: CheckResult, place: ReportPlace): Promise<WrittenReport[]> {
  const written: WrittenReport[] = [];
  for (const form of REPORT_OPTIONS) {
    const target = place.targets[form];
    if (target === undefined) continue;
    const file = await fileFor(result, form, target, place.line);
    try {
      const report = await renderReport(result, form, place.evidence);
      await mkdir(dirname(file), { recursive: true });
      for (const { path, bytes } of report.files) {
        const beside = join(dirname(file), path);
        await mkdir(dirname(beside), { recursive: true });
        await writeDurably(beside, bytes, 0o644);
      }
      await writeDurably(file, report.bytes, 0o644);
      written.push({
        file,
        bytes: Buffer.byteLength(report.bytes),
        ...(report.pictures > 0 && { pictures: report.pictures }),
      });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      throw new HouseError('report-not-written', { file, detail: error.message }, { cause: error });
    }
  }
  return written;
}

async function fileFor(
  result: CheckResult,
  form: ReportOption,
  target: string,
  line: number | undefined,
): Promise<string> {
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (line === undefined && !isFolder) return target;
  const number = line === undefined ? '' : `${String(line).padStart(4, '0')}-`;
  return join(target, `${number}${reportBaseName(result)}${ENDINGS[form]}`);
}
