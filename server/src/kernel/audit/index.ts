export type { Act } from './act.ts';
export type { IdentityAct } from './acts.ts';
export { listRecords } from './audit.repo.ts';
export { type Caller, PROGRAM_CALLER, recordDone } from './caller.ts';
export { forgetRecords } from './forget-records.ts';
export { AUDIT_SUBJECTS } from './read-subjects.ts';
export { recordAct } from './record-act.ts';
