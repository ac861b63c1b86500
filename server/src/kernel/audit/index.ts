export { type Act, type Actor, type ActResult, type AuditRecord, recordDigest } from './act.ts';
export { ACTS, type ActCode, type ActDetail, type ActEntry } from './acts.ts';
export { listRecords, type RecordFilter } from './audit.repo.ts';
export { forgetRecords } from './forget-records.ts';
export { AUDIT_SUBJECTS } from './read-subjects.ts';
export { recordAct } from './record-act.ts';
