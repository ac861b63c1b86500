export { countScheduledOpen, giveChecks, wasAskedSince } from './checks/check.repo.ts';
export { type CheckOrder, DEFAULT_PAGES, requestOf } from './checks/check-order.ts';
export { judgedOn } from './checks/judge-again.ts';
export { judgeRecordsKept, withRecords } from './checks/judge-records.ts';
export { type JudgedUnit, judgeRegistered } from './checks/judge-registered.ts';
export { judgeTakenLinks } from './checks/judge-taken.ts';
export { keepResult } from './checks/keep-result.ts';
export { parseAddress } from './checks/parse-address.ts';
export {
  isUnderWay,
  readChecksOfHosts,
  readNamedResult,
  readOwnOrNobodys,
  readVerdict,
} from './checks/read-checks.ts';
export { type CheckExits, readCheckExits } from './checks/read-exits.ts';
export { type ListedSite, readList } from './checks/read-list.ts';
export { CHECK_SUBJECTS } from './checks/read-subjects.ts';
export { sendCheck, writeCheck } from './checks/request-check.ts';
export { runList, sitesAtOnce } from './checks/run-list.ts';
export { type KeptCheck, keepTelling, type Told, tellChecks } from './checks/tell-checks.ts';
export { factsOf, tellAgain, verdictsOf } from './checks/telling.repo.ts';
export type { EvidenceStore, KeptEvidenceStore } from './evidence.ts';
export { type Inspected, judgeObservations } from './inspect-site.ts';
export type { Inspector } from './inspector.ts';
export type { Observation } from './observation.ts';
export { hasOrganSuffix, isOrganHost, isUnder, registrableDomain } from './organ-hosts.ts';
export { type PageBlock, readPageBlocks } from './probes/html/page-blocks.ts';
export type { PageFacts } from './probes/html/page-facts.ts';
export { type RawPage, readPage } from './probes/html/read-page.ts';
export { readScripted, type ScriptedFacts } from './probes/html/scripted.ts';
export { linkDetail } from './probes/links/detail-words.ts';
export type { LinkState, TakenLink } from './probes/links/index.ts';
export { similarityOf } from './probes/links/sketch.ts';
export { renderReport } from './render-report.ts';
export {
  createProgress,
  EMPTY_TALLY,
  interruptedText,
  type ListEntry,
  renderListLine,
  renderListSummary,
  renderTerminal,
  reportBaseName,
  resultJson,
  tallyNotChecked,
  tallyResult,
  type WrittenReport,
} from './reports/index.ts';
export { addInspectionRoutes } from './routes.ts';
export { suffixFor } from './rules/05-domain.ts';
export { usesEntityName } from './rules/names.ts';
export type { LinkPage, LinkSight } from './see-link.ts';
export type { KeptRecords, Observations } from './site-view.ts';
export {
  careForEvidence,
  INSPECTION_QUEUES,
  keepSendingChecks,
  openConfiguredInspector,
  openEvidence,
  policyOf,
  workOnChecks,
} from './start-inspection.ts';
export { type EvidenceReport, verifyEvidence } from './verify-evidence.ts';
