import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckResult, LocalText } from '@zhengdun/contract';
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
      const detail = whyNotWritten(String(error.code))[result.lang];
      throw new HouseError('report-not-written', { file, detail }, { cause: error });
    }
  }
  return written;
}

const WHY_NOT_WRITTEN: Readonly<Record<string, LocalText>> = {
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  EDQUOT: { zh: '超出磁盘配额', en: 'the disk quota is used up' },
  EACCES: { zh: '没有写入权限', en: 'no permission to write there' },
  EPERM: { zh: '没有写入权限', en: 'no permission to write there' },
  EROFS: { zh: '磁盘只能读取', en: 'the disk is read-only' },
  EISDIR: { zh: '那里已有同名目录', en: 'a folder of that name is there' },
  EEXIST: { zh: '路径中有一段不是目录', en: 'a part of the path is no folder' },
  ENOTDIR: { zh: '路径中有一段不是目录', en: 'a part of the path is no folder' },
  ENAMETOOLONG: { zh: '文件名过长', en: 'the name is too long' },
};

function whyNotWritten(code: string): LocalText {
  return WHY_NOT_WRITTEN[code] ?? { zh: code, en: code };
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
