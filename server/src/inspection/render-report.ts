import type { CheckResult, ReportForm } from '@zhengdun/contract';
import { DOCX_MEDIA_TYPE } from '../kernel/docx/index.ts';
import type { EvidenceStore } from './evidence.ts';
import {
  oscalResults,
  renderDocxReport,
  renderHtmlReport,
  reportBaseName,
  resultJson,
} from './reports/index.ts';

export interface RenderedReport {
  readonly name: string;
  readonly mediaType: string;
  /** a text is to be written in UTF-8 */
  readonly bytes: string | Uint8Array;
  /** pictures that made the report too large, at paths relative to it */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly pictures: number;
}

/** One of the forms in which a result leaves the house; pictures come from the evidence store. */
export async function renderReport(
  result: CheckResult,
  form: ReportForm,
  evidence: Pick<EvidenceStore, 'read'>,
): Promise<RenderedReport> {
  const pictures = (sha256: string): Promise<Uint8Array | undefined> => evidence.read(sha256);
  const base = { files: [], pictures: 0 };
  const name = reportBaseName(result);
  switch (form) {
    case 'html': {
      const report = await renderHtmlReport(result, { pictures });
      const { html: bytes, files } = report;
      return { name: `${name}.html`, mediaType: 'text/html', bytes, files, pictures: report.pictures };
    }
    case 'docx': {
      const bytes = await renderDocxReport(result, { pictures });
      return { ...base, name: `${name}.docx`, mediaType: DOCX_MEDIA_TYPE, bytes };
    }
    case 'json':
      return { ...base, name: `${name}.json`, mediaType: 'application/json', bytes: resultJson(result) };
    case 'oscal': {
      const bytes = `${JSON.stringify(oscalResults(result), null, 2)}\n`;
      return { ...base, name: `${name}.oscal.json`, mediaType: 'application/json', bytes };
    }
  }
}
