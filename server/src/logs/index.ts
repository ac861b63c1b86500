export { openArchive } from './archive.ts';
export { type BackedUp, backupArchive } from './backup/backup-archive.ts';
export { backupCommon } from './backup/backup-common.ts';
export { openStoreAt } from './backup/open-store.ts';
export { auditRestoration, recordRestoration } from './backup/record-restoration.ts';
export { type Drill, restoreDrill } from './backup/restore-drill.ts';
export type { BackupStore } from './backup/store.ts';
export { backupPlan } from './care/backup-plan.ts';
export { careForArchive } from './care/keep-tasks.ts';
export { keptHeads } from './care/kept-heads.ts';
export { LOG_CHECKPOINT_SUBJECTS } from './care/note-checkpoint.ts';
export { addArchiveRoutes } from './care/routes.ts';
export { stampPlan } from './care/stamp-plan.ts';
export { archiveItems } from './care/task-items.ts';
export { registeredRows } from './care/verify-task.ts';
export { type Compacted, compactDays } from './compact/compact-days.ts';
export { LOG_KINDS, type LogKind } from './event.ts';
export { type Collector, openCollector } from './inputs/collect.ts';
export { type Declared, declaredSchema } from './inputs/declared.ts';
export { placeOf, type TlsMeans } from './inputs/listen.ts';
export { logKeys, ownVerifiers } from './keys.ts';
export { feedOwnAudit } from './own-audit/feed-own-audit.ts';
export { keepRegister, readDeclared } from './register/keep-register.ts';
export { addSourceRoutes } from './register/routes.ts';
export { silenceItems } from './register/silence-items.ts';
export { keepNoticingSilence } from './register/watch-silence.ts';
export { type Pruned, pruneLogs } from './retention/prune.ts';
export {
  addHold,
  type Hold,
  type Retention,
  readRetention,
  releaseHold,
  setDays,
} from './retention/settings.ts';
export { csvOf } from './search/lines-as-file.ts';
export { openFileQueries, type SelectedRows } from './search/query-files.ts';
export { addSearchRoutes } from './search/routes.ts';
export {
  type LogAnswer,
  type LogSearch,
  MOST_LINES,
  openLogSearch,
  searchLogs,
} from './search/search-logs.ts';
export { openSearchThread } from './search/search-thread.ts';
export { selectLogs } from './search/select-logs.ts';
export { commonPlace } from './shared/common-place.ts';
export { readHeads } from './shared/heads-note.ts';
export { openSharedShelf } from './shared/shared-shelf.ts';
export type { SharedPlace } from './shared/sharing.ts';
export { verifyCommon } from './shared/verify-common.ts';
export { isShared, type SharedReport, verifyShared } from './shared/verify-shared.ts';
export { readRoots } from './stamp/read-roots.ts';
export { stampHead } from './stamp/stamp-head.ts';
export { type Taken, takeLines } from './take-lines.ts';
export { faultText } from './verify/fault.ts';
export { readKept } from './verify/kept.ts';
export { restorationText } from './verify/restored.ts';
export { type LogReport, verifyArchive } from './verify/verify-archive.ts';
export { cosignHead } from './witness/cosign-head.ts';
export { listLogs, registerLog } from './witness/register-log.ts';
export { serveWitness } from './witness/serve-witness.ts';
