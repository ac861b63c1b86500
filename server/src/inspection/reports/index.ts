/** What a check says: on a terminal, as HTML, as a .docx 自查报告, as OSCAL assessment results. */
export { type DocxReportOptions, renderDocxReport } from './docx-report.ts';
export { renderHtmlReport } from './html-report.ts';
export { oscalResults } from './oscal-results.ts';
export type { PictureLookup } from './pictures.ts';
export { createProgress } from './progress.ts';
export { reportBaseName } from './report-name.ts';
export { resultJson } from './result-json.ts';
export { renderTerminal, type TerminalReportOptions, type WrittenReport } from './terminal.ts';
export {
  EMPTY_TALLY,
  interruptedText,
  type ListEntry,
  type ListTally,
  renderListLine,
  renderListSummary,
  tallyNotChecked,
  tallyResult,
} from './terminal-list.ts';
