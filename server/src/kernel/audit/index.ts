export { type Act, type AuditRecord, type ObjectKind, recordText } from './act.ts';
export { ACTS, type IdentityAct } from './acts.ts';
export { findRecords, listRecords, type RecordFilter } from './audit.repo.ts';
export { type Caller, PROGRAM_CALLER, recordDone } from './caller.ts';
export { forgetRecords } from './forget-records.ts';
export { AUDIT_SUBJECTS } from './read-subjects.ts';
export { recordAct } from './record-act.ts';
