/** What a check says: on a terminal, as HTML, as a .docx 自查报告, as OSCAL assessment results. */
export { DOCX_DOWNLOAD_NOTE, type DocxReportOptions, renderDocxReport } from './docx-report.ts';
export { type HtmlReport, type HtmlReportOptions, renderHtmlReport } from './html-report.ts';
export { oscalResults } from './oscal-results.ts';
export type { PictureLookup } from './pictures.ts';
export { createProgress, type Progress, type ProgressOptions, type StepDetail } from './progress.ts';
export { reportBaseName } from './report-name.ts';
export { type Digests, digestsOf, resultJson } from './result-json.ts';
export { renderTerminal, type TerminalReportOptions, type WrittenReport } from './terminal.ts';
export {
  EMPTY_TALLY,
  interruptedText,
  type ListEntry,
  type ListOptions,
  type ListTally,
  renderListLine,
  renderListSummary,
  tallyNotChecked,
  tallyResult,
} from './terminal-list.ts';
